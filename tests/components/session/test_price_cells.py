"""Cells of prices are read as those of a sheet, or stay as they were, with a sentence."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.session.price_cells import read_cells, written
from services.shortlist.creator import Creator
from services.shortlist.prices import Prices
from tests.components.made import A
from tests.components.running import run_script

WHO = Creator(A, "Ann", Prices(image=1200.0))


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        *[("1.2w", 12_000), ("3k", 3_000), ("40 000", 40_000), ("5000元", 5_000)],
        *[("¥8,000", 8_000), ("900.0", 900), ("¥1,200", 1_200), ("", None), (None, None)],
    ],
)
def test_a_cell_is_read_as_a_sheets_is(typed: str | None, price: float | None):
    edit = read_cells({"image": typed}, WHO, ("image",))
    assert (edit.row["image"], edit.refused) == (price, ())


@pytest.mark.parametrize("typed", ["$800", "面议", "1-2", "nan", "-5"])
def test_what_is_no_price_leaves_the_old_one_and_is_named(typed: str):
    edit = read_cells({"image": typed, "remark": "x"}, WHO, ("image", "video"))
    assert edit.row == {"image": 1200.0, "remark": "x"}
    assert (edit.refused, edit.is_untidy) == ((typed,), True)


def test_a_price_is_written_so_that_it_is_read_back():
    for price in (1200.0, 0.5, 1234567.89):
        text = written(price)
        assert read_cells({"image": text}, Creator(A), ("image",)).row["image"] == price
    assert written(None) is None


def list_of(image: str) -> AppTest:
    def script(given) -> None:
        import streamlit as st

        from components.shortlist.editor import list_editor

        st.session_state["out"] = list_editor(given)

    app = run_script(script, {"given": (WHO,)})
    app.session_state["list_editor_1"] = {
        "edited_rows": {0: {"image": image}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    assert not app.exception
    return app


def test_the_table_of_the_list_shows_what_was_read():
    app = list_of("1.2w")
    assert app.session_state["out"] == (Creator(A, "Ann", Prices(image=12_000.0)),)
    assert list(app.dataframe[0].value["image"]) == ["¥12,000"]
    assert not app.warning
    assert app.run().session_state["out"] == (Creator(A, "Ann", Prices(image=12_000.0)),)


def test_the_table_of_the_list_keeps_the_old_price_and_says_so():
    app = list_of("about 5")
    assert app.session_state["out"] == (WHO,)
    assert list(app.dataframe[0].value["image"]) == ["¥1,200"]
    sentence = "“about 5” is not one price in yuan; the cell stays as it was."
    assert [one.value for one in app.warning] == [sentence]
