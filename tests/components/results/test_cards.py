from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.wording.plain_text import plain
from services.growth.daily import total_curves
from services.growth.summary import summarize
from tests.components.made import IDS, NASTY, A, B, C, daily, history, names, styles
from tests.components.running import run_script


def draw(*histories, controls: bool = True, **known) -> AppTest:
    def script(summary, curves, called, style, controls) -> None:
        from components.results.cards import cards

        cards(summary, curves, called, style, controls=controls)

    frame = daily(*histories)
    ids = [one.creator_id for one in histories]
    given = {
        "summary": summarize(frame),
        "curves": total_curves(frame),
        "called": names(ids, **known),
        "style": styles(ids),
        "controls": controls,
    }
    return run_script(script, given)


def labels(app: AppTest) -> list[str]:
    return [metric.label for metric in app.metric]


def test_the_fastest_comes_first_and_who_has_no_data_has_no_card():
    app = draw(history(A, [100, 101]), history(B, [100, 150]), history(C, None, [5, 5]))
    assert labels(app) == ["Name 02", "Name 01"]


@pytest.mark.parametrize(
    ("totals", "value", "delta", "rate"),
    [
        ([1000, 1234], "1,234", "+234", "+23.4%"),
        ([1000, 910], "910", "−90", "−9.0%"),
        ([1000, 1000], "1,000", "0", "0.0%"),
        ([1000, None, 1100], "1,100", "+100", "+10.0%"),
        ([0, 50], "50", "+50", ""),  # no rate of growth from nothing
        ([1000], "1,000", "", ""),  # one day is no change
    ],
)
def test_where_it_stands_and_what_it_gained(totals, value, delta, rate):
    (card,) = draw(history(A, totals)).metric
    assert (card.value, card.delta, card.proto.delta_description) == (value, delta, rate)


def test_a_rate_over_fewer_days_than_the_others_says_so():
    app = draw(history(A, [100, 200]), history(B, [100, 120, 150]))
    assert [metric.proto.delta_description for metric in app.metric] == ["+100.0%", "+50.0%"]
    assert [caption.value for caption in app.caption] == ["2 of 3 days"]


def test_falling_rising_and_unchanged_look_different():
    looks = [draw(history(A, totals)).metric[0].proto for totals in ([10, 9], [10, 11], [10, 10])]
    assert len({look.color for look in looks}) == 3
    assert len({look.direction for look in looks}) == 3


def test_beyond_a_dozen_a_switch_shows_the_others():
    app = draw(*(history(key, [100, 100 + n]) for n, key in enumerate(IDS[:14])))
    assert len(app.metric) == 12
    assert app.toggle[0].label == "Show 2 more cards"
    app.toggle[0].set_value(True).run()
    assert len(app.metric) == 14
    assert not app.exception


def test_while_loading_there_is_no_switch():
    app = draw(*(history(key, [1, 2]) for key in IDS[:14]), controls=False)
    assert len(app.metric) == 12
    assert not app.toggle


def test_a_dozen_needs_no_switch():
    app = draw(*(history(key, [1, 2]) for key in IDS[:12]))
    assert len(app.metric) == 12
    assert not app.toggle


def test_a_name_is_shown_as_text_and_a_long_one_in_full_beside_it():
    (card,) = draw(history(A, [1, 2]), **{A: NASTY}).metric
    assert card.label == plain(NASTY[:17] + "…")
    assert card.proto.help == plain(NASTY)
    (short,) = draw(history(A, [1, 2]), **{A: "Luna"}).metric
    assert short.proto.help == ""


def test_nothing_is_drawn_where_nobody_has_data():
    app = draw(history(A, None, [1, 2]))
    assert not app.metric
    assert not app.get("imgs")
