"""Columns that were not understood are named, and what a reader says of them counts."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.wording.plain_text import plain
from services.shortlist.creator import Creator
from services.shortlist.field import Field
from services.shortlist.prices import Prices
from tests.components.made import A, B, C
from tests.components.running import rerun, run_script

SHEET = f"昵称\t平台\t某价\tid\nAnn\t小红书\t1.2w\t{A}"
DOUBTFUL = f"普通\t{A}\tAnn\t{B}"


def draw(text: str) -> AppTest:
    def script() -> None:
        import streamlit as st

        from components.shortlist.columns import column_choices, read_paste

        text = st.session_state["text"]
        st.session_state["found"] = read_paste(text)
        column_choices(text, st.session_state["found"])

    return run_script(script, text=text)


def test_what_was_not_read_is_named_and_can_be_explained_and_taken_back():
    app = draw(SHEET)
    assert [one.label for one in app.expander] == ["2 columns were not read: 平台, 某价"]
    assert app.session_state["found"].creators == (Creator(A, "Ann"),)
    app.selectbox[1].set_value(Field.IMAGE).run()
    assert app.session_state["found"].creators == (Creator(A, "Ann", Prices(image=12_000)),)
    assert [one.label for one in app.expander] == ["1 column was not read: 平台"]
    app.selectbox[1].select_index(0).run()
    assert app.session_state["found"].creators == (Creator(A, "Ann"),)


def test_what_a_column_holds_goes_for_its_name_while_the_list_is_in_hand():
    app = draw(SHEET)
    app.selectbox[1].set_value(Field.IMAGE).run()
    again = rerun(app, text=f"{SHEET}\nBob\t小红书\t900\t{B}")
    assert again.session_state["found"].creators[1].prices == Prices(image=900)
    assert [one.label for one in again.expander] == ["1 column was not read: 平台"]


def test_whose_ids_are_paid_for_is_asked_again_of_another_text():
    app = draw(DOUBTFUL)
    app.button[1].click().run()
    more = rerun(app, text=f"{DOUBTFUL}\n普通\t{A}\tAnn\t{C}")
    assert more.session_state["found"].creators == (Creator(B), Creator(C))
    other = rerun(app, text=f"x\t{A}\tAnn\t{B}")
    assert other.session_state["found"].creators == ()


def test_an_id_that_may_be_a_notes_is_taken_only_when_the_reader_says_so():
    app = draw(DOUBTFUL)
    assert app.session_state["found"].creators == ()
    assert [one.label for one in app.button] == [
        "The ids in “Column 2” are the creators",
        "The ids in “Column 4” are the creators",
    ]
    app.button[1].click().run()
    assert app.session_state["found"].creators == (Creator(B),)


def test_a_price_that_is_none_is_named_by_its_row():
    app = draw(f"昵称\tid\t图文报价\nAnn\t{A}\t面议\nBob\t{B}\t-")
    assert [one.label for one in app.expander] == ["1 price was not read"]
    assert app.markdown[0].value.startswith("**Row 2** · 面议 — ")


def test_a_header_is_text():
    (expander,) = draw(f"昵称\t[x](y) *z*\tid\nAnn\tx\t{A}").expander
    assert expander.label == f"1 column was not read: {plain('[x](y) *z*')}"


@pytest.mark.fault(102)
def test_a_paste_is_read_once():
    app = draw(SHEET)
    first = app.session_state["found"]
    app.run()
    assert app.session_state["found"] is first
