from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.summary import recent_changes, summarize
from tests.services.growth.made import NA, creator, empty_totals, row_of, series


class TestSummarize:
    def test_falling_by_hand(self) -> None:
        row = row_of(summarize(creator("a", series(200, 190, 205, 150))), "a")
        assert row == {
            "creator_id": "a",
            "first_day": pd.Timestamp("2025-12-01"),
            "last_day": pd.Timestamp("2025-12-04"),
            "points": 4,
            "first_total": 200,
            "latest_total": 150,
            "net_change": -50,
            "growth_rate": -0.25,
            "average_daily_net_change": pytest.approx(-50 / 3),
        }

    def test_days_without_a_total_at_either_end_are_not_counted(self) -> None:
        daily = creator("a", series(None, 100, None, 130, None), series(1, 1, 1, 1, 1))
        row = row_of(summarize(daily), "a")
        assert (row["first_day"], row["last_day"]) == (
            pd.Timestamp("2025-12-02"),
            pd.Timestamp("2025-12-04"),
        )
        assert (row["points"], row["net_change"], row["growth_rate"]) == (2, 30, 0.3)
        assert row["average_daily_net_change"] == 15

    def test_one_point_has_a_total_and_no_change(self) -> None:
        row = row_of(summarize(creator("a", series(100))), "a")
        assert (row["points"], row["first_total"], row["latest_total"]) == (1, 100, 100)
        for name in ("net_change", "growth_rate", "average_daily_net_change"):
            assert row[name] is NA

    @pytest.mark.parametrize("totals", [series(0, 5, 8), series(0, 0, 0)])
    @pytest.mark.fault(49)
    def test_growth_from_nothing_has_no_rate(self, totals: dict[date, int]) -> None:
        row = row_of(summarize(creator("a", totals)), "a")
        assert row["growth_rate"] is NA
        assert row["net_change"] == max(totals.values())

    def test_creators_without_totals_have_a_row_in_their_place(self) -> None:
        table = summarize(
            combine([creator("b", series(1, 2)), empty_totals("x", 3), creator("a", series(5, 5))])
        )
        assert table["creator_id"].to_list() == ["b", "x", "a"]
        row = row_of(table, "x")
        assert (row["points"], row["net_change"], row["latest_total"]) == (0, NA, NA)
        assert row["first_day"] is pd.NaT

    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 2), creator("a", series(1, 2))]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert {str(name): str(dtype) for name, dtype in summarize(daily).dtypes.items()} == {
            "creator_id": "str",
            "first_day": "datetime64[us]",
            "last_day": "datetime64[us]",
            "points": "Int64",
            "first_total": "Int64",
            "latest_total": "Int64",
            "net_change": "Int64",
            "growth_rate": "Float64",
            "average_daily_net_change": "Float64",
        }


class TestRecentChanges:
    def test_by_hand(self) -> None:
        totals = series(*range(100, 131))  # 31 days: one gained a day
        table = recent_changes(creator("a", totals)).set_index("creator_id")
        assert table.loc["a"].to_list()[:2] == [7, 30]
        assert table.loc["a", "change_60"] is pd.NA

    def test_each_creator_counts_from_its_own_last_total_and_a_gap_is_no_zero(self) -> None:
        long, short = (
            creator("a", series(*range(40))),
            creator("b", series(5, *[None] * 2, *[9] * 6, 10)),
        )
        table = recent_changes(combine([long, short])).set_index("creator_id")
        assert table["change_7"].isna().to_list() == [False, True]

    def test_of_nobody_there_are_none(self) -> None:
        assert recent_changes(combine([])).empty
