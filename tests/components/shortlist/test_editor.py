"""The list as a table: what is edited is kept, and nothing else changes."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from components.shortlist.editor import table_of
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import A, B, C

LIST = (Creator(A, "Ann"), Creator(B, "", Prices(image=1200.0), "slow", Decision.MAYBE))


def page():
    import streamlit as st

    from components.shortlist.editor import list_editor

    st.session_state["out"] = list_editor(st.session_state["given"])


def drawn(given=LIST):
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["given"] = given
    return app.run()


def edit(app, rows, table=1):
    app.session_state[f"list_editor_{table}"] = {
        "edited_rows": rows,
        "added_rows": [],
        "deleted_rows": [],
    }
    return app.run()


def test_a_list_that_nobody_edits_comes_back_as_it_was():
    app = drawn()
    assert not app.exception
    assert app.session_state["out"] == LIST


def test_what_is_edited_comes_back_and_stays_when_the_list_grows():
    app = edit(drawn(), {0: {"name": "Anna", "decision": "Booked", "video": 900.0}})
    anna = Creator(A, "Anna", Prices(video=900.0), "", Decision.BOOKED)
    assert app.session_state["out"] == (anna, LIST[1])
    assert app.session_state["creators"] == {A: anna}
    assert app.session_state["list_edited"] == {A}
    app.session_state["given"] = (anna, LIST[1], Creator(C))  # as the form gives it
    assert app.run().session_state["out"] == (anna, LIST[1], Creator(C))


def test_a_value_can_be_taken_back():
    app = edit(drawn(), {1: {"image": None, "decision": None, "remark": ""}})
    assert app.session_state["out"][1] == Creator(B)


def test_followers_of_the_sheet_can_be_mended_and_are_no_column_where_there_are_none():
    assert "followers" not in drawn().dataframe[0].proto.column_order
    claimed = (Creator(A, "Ann", followers=356_000), Creator(B, followers=12_000))
    assert "followers" in drawn(claimed).dataframe[0].proto.column_order
    app = edit(drawn(claimed), {0: {"followers": 3_560}, 1: {"followers": None}})
    assert app.session_state["out"] == (Creator(A, "Ann", followers=3_560), Creator(B))


def test_the_table_has_words_for_decisions_and_na_for_what_is_not_known():
    table = table_of(LIST)
    assert table["decision"].fillna("").to_list() == ["", "Maybe"]
    assert table["image"].to_list()[1] == 1200.0
    assert table["video"].isna().all()


def test_an_empty_list_has_no_table():
    app = drawn(())
    assert not app.exception
    assert app.session_state["out"] == ()
