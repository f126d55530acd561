"""The ranking beside the chart: who is in colour there, and the way to a creator's page."""

from __future__ import annotations

from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.daily import total_curves
from tests.components.made import NASTY, A, B, C, D, by_id, daily, history, styles
from tests.components.ranking.test_table import table
from tests.components.selecting import open_row, select_rows, selected
from tests.pages import standings_of

SMALL = history(A, [100, 121], [0, 21])
MIDDLE = history(B, [60_000, 66_000], [0, 6_000])
ANOTHER_SMALL = history(C, [200, 210], [0, 10])
FAILED = history(D, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))
MIXED = (SMALL, MIDDLE, ANOTHER_SMALL)  # in the order of their growth, 21, 10 and 5 %


def draw(*histories, called=None, **state: object) -> AppTest:
    def script(shown, curves, style) -> None:
        import streamlit as st

        from components.ranking.standings import standings

        st.session_state["opened"] = standings(shown, curves, style, 414)

    given = {
        "shown": table(*histories, **(called or {})),
        "curves": total_curves(daily(*histories)),
        "style": styles(by_id(*histories)),
    }
    app = AppTest.from_function(script, kwargs=given, default_timeout=10)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def test_each_row_says_how_much_and_how_its_creator_grew_in_the_order_of_the_ranking():
    rows = standings_of(draw(FAILED, *MIXED)).value
    assert list(rows["creator_id"]) == [A, B, C, D]
    assert list(rows["name"]) == ["Name 01", "Name 02", "Name 03", "Name 04"]
    assert rows["growth_rate"].dropna().to_list() == pytest.approx([21, 10, 5]), "in percent"
    assert list(rows["latest_total"].dropna()) == [121, 66_000, 210]
    assert list(rows["growth"].dropna()) == ["Too little data"] * 3


def test_each_creator_has_a_curve_in_its_colour_and_none_without_data():
    pictures = standings_of(draw(FAILED, SMALL)).value["curve"]
    assert styles([D, A])[A].color in unquote(pictures.iloc[0])
    assert pictures.iloc[0].startswith("data:image/svg+xml,%3Csvg")
    assert pd.isna(pictures.iloc[1])


def test_a_long_name_is_shortened_and_otherwise_as_it_is():
    (name,) = standings_of(draw(SMALL, called={A: NASTY})).value["name"]
    assert name.endswith("…")
    assert NASTY.startswith(name.removesuffix("…"))


def test_a_ticked_row_is_highlighted():
    app = select_rows(draw(*MIXED), 0, 2)
    assert app.session_state["highlight"] == selected(app) == [A, C]
    select_rows(app, 1)
    assert app.session_state["highlight"] == selected(app) == [B]
    select_rows(app)
    assert app.session_state["highlight"] == []


def test_who_is_highlighted_is_ticked_whatever_a_browser_remembers():
    app = draw(*MIXED, highlight=[C, A])
    assert selected(app) == [A, C]
    app.session_state["highlight"] = [B]
    assert selected(app.run()) == [B]
    app.session_state["ranking"] = {"selection": {"rows": [0]}}
    assert selected(app.run()) == [B]


@pytest.mark.parametrize(("row", "creator_id"), [(0, A), (1, B), (3, None)])
def test_a_name_opens_its_creator_once(row, creator_id):
    app = draw(*MIXED)
    assert app.session_state["opened"] is None
    assert open_row(app, row).session_state["opened"] == creator_id
    assert app.run().session_state["opened"] is None


def test_a_row_that_is_gone_highlights_nobody():
    assert select_rows(draw(*MIXED), 1, 3).session_state["highlight"] == [B]
