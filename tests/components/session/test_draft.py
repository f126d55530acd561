"""What is known of a list in the making: what a table's cells say, and where edits were made."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.session.draft import edited
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import A, B

WHO = Creator(B, "Bea", Prices(image=1200.0), "slow", Decision.MAYBE)


def test_names_and_remarks_are_cleaned_and_odd_prices_are_none():
    row = {
        "name": "  a\u200bb\n c " + "x" * 60,
        "decision": "later",
        "image": 0.0,
        "video": 1e12,
        "other": 5.0,
        "remark": " two\nlines ",
    }
    who = edited(WHO, row)
    assert who.alias.startswith("ab c x")
    assert len(who.alias) == 40
    assert who.decision is None
    assert who.prices == Prices(other=5.0)
    assert who.remark == "two lines"


@pytest.mark.parametrize(
    ("row", "after"),
    [
        ({}, WHO),
        ({"decision": "Booked"}, Creator(B, "Bea", WHO.prices, "slow", Decision.BOOKED)),
        ({"video": 7}, Creator(B, "Bea", Prices(1200.0, 7.0), "slow", Decision.MAYBE)),
        ({"image": None, "remark": float("nan")}, Creator(B, "Bea", decision=Decision.MAYBE)),
    ],
)
def test_what_a_row_lacks_stays(row, after):
    assert edited(WHO, row) == after


def run(script) -> AppTest:
    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception
    return app


def test_an_edit_counts_as_made_elsewhere_once_and_never_when_made_on_screen():
    def script() -> None:
        import streamlit as st

        from components.session import draft
        from services.shortlist.creator import Creator

        seen = [(draft.edits_elsewhere(), draft.turn())]
        for edit in (draft.edit, draft.edit, draft.edit_on_screen):
            edit([Creator("5f0000000000000001000b01", "Ann")])
            seen.append((draft.edits_elsewhere(), draft.turn()))
        draft.edit_on_screen([Creator("5f0000000000000001000b01", "Anna")])
        seen.append((draft.edits_elsewhere(), draft.turn()))
        st.session_state["seen"] = seen

    app = run(script)
    assert app.session_state["seen"] == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 2)]
    assert app.session_state["list_edited"] == {A}
    assert app.session_state["creators"] == {A: Creator(A, "Anna")}


def test_what_was_edited_on_screen_outranks_the_paste_until_another_list_is_taken():
    def script() -> None:
        import streamlit as st

        from components.session import draft
        from services.shortlist.creator import Creator

        pasted = [Creator("5f0000000000000001000b01", "Ann")]
        draft.edit_on_screen([Creator("5f0000000000000001000b01", "Anna", remark="slow")])
        seen = [draft.drafted(pasted)]
        draft.take("another list")
        seen.append(draft.drafted(pasted))
        st.session_state["seen"] = seen

    seen = run(script).session_state["seen"]
    assert seen == [(Creator(A, "Anna", remark="slow"),), (Creator(A, "Ann"),)]
