from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.wording.plain_text import plain
from services.messages import Message
from services.shortlist.paste import Shortlist
from services.shortlist.refusals import Refusal
from tests.components.made import NASTY
from tests.components.running import run_script

REASON = Message("That is {what}.", {"what": "[a](https://evil.example) note"})


def show(*texts: str, duplicates: int = 0) -> AppTest:
    def script(shortlist) -> None:
        from components.shortlist.form import refusals

        refusals(shortlist)

    refused = tuple(Refusal(row, text, REASON) for row, text in enumerate(texts, start=3))
    given = {"shortlist": Shortlist((), refused, duplicates)}
    return run_script(script, given)


def test_nothing_refused_is_nothing_said():
    app = show()
    assert not app.expander
    assert not app.caption


def test_each_entry_with_its_row_and_reason_and_all_of_it_as_text():
    app = show("Luna", NASTY)
    assert app.expander[0].label == "2 entries cannot be used"
    reason = f"That is {plain('[a](https://evil.example) note')}."
    assert [block.value for block in app.markdown] == [
        f"**Row 3** · Luna — {reason}",
        f"**Row 4** · {plain(NASTY)} — {reason}",
    ]


@pytest.mark.parametrize(("count", "unfolded"), [(1, True), (5, True), (6, False)])
def test_a_few_are_unfolded_and_many_are_not(count, unfolded):
    assert show(*["x"] * count).expander[0].proto.expanded is unfolded


@pytest.mark.parametrize(
    ("duplicates", "text"),
    [(1, "1 entry stands twice and counts once."), (2, "2 entries stand twice and count once.")],
)
def test_repeats_are_counted(duplicates, text):
    app = show(duplicates=duplicates)
    assert app.caption[0].value == text
    assert not app.expander


def test_one_entry():
    assert show("x").expander[0].label == "1 entry cannot be used"
