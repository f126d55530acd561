"""A creator's spikes as its own page lists them."""

from __future__ import annotations

from components.wording.formats import plain
from services.growth.rules import SpikeRule
from tests.components.creator.drawn import draw, found
from tests.components.made import NASTY, A, history

CALM = [10_000 + 10 * day + day % 3 for day in range(30)]
RULE = SpikeRule()
BURST = [*CALM[:15], *(total + 3000 for total in CALM[15:])]


def bursts(totals, name="Luna", rule=RULE):
    def script(found, key, name, rule) -> None:
        from components.creator.portrait import creator_bursts

        creator_bursts(found, key, name, rule)

    return draw(script, found=found(history(A, totals)), key=A, name=name, rule=rule)


def test_a_burst_is_a_line_with_what_it_kept():
    app = bursts(BURST)
    assert app.subheader[0].value == "Needs a human look"
    (line,) = app.markdown
    assert line.value.startswith("- Luna: +3,0")
    assert "Nov 23" in line.value
    assert "of the gain after 7 days" in line.value


def test_a_calm_creator_is_said_to_be_calm():
    (line,) = bursts(CALM).markdown
    assert line.value == "No day in this window stands out."


def test_the_rule_is_always_said_with_its_bounds():
    for totals in (CALM, BURST):
        text = bursts(totals, rule=SpikeRule(times=4.5, least=70, share=0.01)).caption[0].value
        for bound in ("4.5 usual days", "70 followers", "1.0% of the total"):
            assert bound in text
        assert "None of this is proof" in text


def test_a_name_takes_no_effect():
    line = bursts(BURST, name=NASTY).markdown[0].value
    assert line.startswith(f"- {plain(NASTY)}: +3,0")
