"""What a reader does with the ranking table: filter, choose columns, select rows, open one."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.daily import total_curves
from tests.components.made import A, B, C, D, by_id, daily, history, styles
from tests.components.ranking.test_table import shown_columns, table
from tests.components.running import run_script
from tests.components.selecting import open_row, select_rows, selected

SMALL = history(A, [100, 121], [0, 21])
MIDDLE = history(B, [60_000, 66_000], [0, 6_000])
ANOTHER_SMALL = history(C, [200, 210], [0, 10])
FAILED = history(D, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))
MIXED = (SMALL, MIDDLE, ANOTHER_SMALL)  # in the order of their growth, 21, 10 and 5 %


def draw(*histories, prices=None, **state: object) -> AppTest:
    def script(shown, curves, style) -> None:
        import streamlit as st

        from components.ranking.table import ranking_table

        limits = (5_000, 50_000, 500_000)
        listed = ranking_table(shown, curves, style, limits)
        st.session_state["listed"], st.session_state["opened"] = listed, listed.opened

    given = {
        "shown": table(*histories, prices=prices),
        "curves": total_curves(daily(*histories)),
        "style": styles(by_id(*histories)),
    }
    return run_script(script, given, **state)


def in_table(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["creator_id"])


def listed(app: AppTest) -> list[str]:
    """Who is told to be in the table, which is who stands in the files."""
    return list(app.session_state["listed"].table["creator_id"])


def test_a_tier_narrows_the_table_and_what_is_told_of_it():
    app = draw(*MIXED, FAILED)
    assert in_table(app) == listed(app) == [A, B, C, D]
    app.pills(key="tiers").set_value(["Nano"]).run()
    assert in_table(app) == listed(app) == [A, C]
    assert list(app.session_state["listed"].tiers) == ["Nano"]
    app.pills(key="tiers").set_value(["Nano", "Mid-tier"]).run()
    assert in_table(app) == listed(app) == [A, B, C]
    app.pills(key="tiers").set_value([]).run()
    assert in_table(app) == listed(app) == [A, B, C, D]
    assert not app.exception


def test_tiers_are_offered_from_the_smallest_on_and_only_where_there_are_several():
    falling = history(B, [60_000, 6_000], [0, 0])
    app = draw(history(A, [700_000, 700_001], [0, 1]), falling, ANOTHER_SMALL)
    assert app.pills(key="tiers").options == ["Nano", "Micro", "Top"]
    assert [one.key for one in draw(SMALL, ANOTHER_SMALL, FAILED).pills] == ["columns"]


def test_a_tier_that_the_list_no_longer_has_hides_nobody():
    app = draw(*MIXED, tiers=["Top"])
    assert in_table(app) == [A, B, C]


def test_columns_can_be_shown_and_hidden_and_keep_their_order():
    app = draw(*MIXED)
    usual = shown_columns(app)
    assert {"tier", "growth_rate"} < set(usual)
    assert "rank" not in usual
    app.pills(key="columns").set_value(["rank", "latest_total"]).run()
    assert shown_columns(app) == ["open", "curve", "name", "latest_total", "rank"]
    assert app.session_state["listed"].columns == ["name", "latest_total", "rank"]
    assert "growth_rate" in app.session_state["listed"].table, "a file may have every column"
    app.pills(key="columns").set_value([]).run()
    assert shown_columns(app) == ["open", "curve", "name"]


def test_a_column_without_a_single_value_is_not_shown():
    priced = {"price", "price_per_thousand"}
    assert not priced & set(shown_columns(draw(*MIXED)))
    assert priced <= set(shown_columns(draw(*MIXED, prices={B: 600.0})))
    assert "momentum" not in shown_columns(draw(*MIXED)), "two days have none"


def test_a_selected_row_is_highlighted():
    app = select_rows(draw(*MIXED), 0, 2)
    assert app.session_state["highlight"] == selected(app) == [A, C]
    select_rows(app, 1)
    assert app.session_state["highlight"] == selected(app) == [B]
    select_rows(app)
    assert app.session_state["highlight"] == []


def test_who_is_highlighted_is_selected():
    app = draw(*MIXED, highlight=[C, A])
    assert selected(app) == [A, C]
    app.session_state["highlight"] = [B]
    assert selected(app.run()) == [B]
    app.session_state["ranking"] = {"selection": {"rows": [0]}}
    assert selected(app.run()) == [B], "what is highlighted decides, not what a browser remembers"


def test_rows_that_the_filter_hides_keep_their_highlight():
    app = select_rows(draw(*MIXED), 0, 1)
    app.pills(key="tiers").set_value(["Mid-tier"]).run()
    assert selected(app) == [B]
    assert app.session_state["highlight"] == [A, B]
    select_rows(app)
    assert app.session_state["highlight"] == [A]
    select_rows(app, 0)
    app.pills(key="tiers").set_value([]).run()
    assert selected(app) == [A, B]


@pytest.mark.parametrize(("row", "creator_id"), [(0, A), (1, B), (3, None)])
def test_a_row_opens_its_creator_once(row, creator_id):
    app = draw(*MIXED)
    assert app.session_state["opened"] is None
    assert open_row(app, row).session_state["opened"] == creator_id
    assert app.run().session_state["opened"] is None


def test_a_row_opens_its_creator_in_a_narrowed_table():
    app = draw(*MIXED)
    app.pills(key="tiers").set_value(["Mid-tier"]).run()
    assert open_row(app, 0).session_state["opened"] == B


def test_a_row_that_is_gone_highlights_nobody():
    assert select_rows(draw(*MIXED), 1, 3).session_state["highlight"] == [B]
