from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from services.frames import combine, daily_frame
from services.growth import (
    complete_days,
    daily_net_change,
    scaled_new,
    scaled_totals,
    summarize,
)
from services.screen import Scale

FIRST = date(2025, 12, 1)
NA = pd.NA


def series(*values: int | None) -> dict[date, int]:
    """Map the days from 1 December on to `values`; None leaves its day out."""
    days = ((FIRST + timedelta(days=n), value) for n, value in enumerate(values))
    return {day: value for day, value in days if value is not None}


def creator(
    name: str, totals: dict[date, int], news: dict[date, int] | None = None
) -> pd.DataFrame:
    return daily_frame(name, totals, news or {})


def empty_totals(name: str, days: int) -> pd.DataFrame:
    """Rows that are present, but without a total."""
    return creator(name, {}, series(*range(days)))


def row_of(table: pd.DataFrame, name: str) -> dict[str, object]:
    (position,) = (table["creator_id"] == name).to_numpy().nonzero()[0]
    return {str(column): table[column].iloc[position] for column in table.columns}


def values_of(frame: pd.DataFrame) -> list[object]:
    assert list(frame.columns[:2]) == ["creator_id", "day"]
    return frame.iloc[:, 2].to_list()


class TestCompleteDays:
    def test_a_gap_becomes_empty_days(self) -> None:
        full = complete_days(creator("a", series(10, None, None, 13), series(1, None, None, 2)))
        assert full["day"].dt.strftime("%m-%d").to_list() == ["12-01", "12-02", "12-03", "12-04"]
        assert full["total_followers"].to_list() == [10, NA, NA, 13]
        assert full["new_followers"].to_list() == [1, NA, NA, 2]

    def test_each_creator_keeps_its_own_ends_and_place(self) -> None:
        late = creator("b", series(None, None, 7, None, 9))
        full = complete_days(combine([late, creator("a", series(1, 2))]))
        assert full["creator_id"].to_list() == ["b", "b", "b", "a", "a"]
        assert full["total_followers"].to_list() == [7, NA, 9, 1, 2]

    def test_types_and_the_input_are_kept(self) -> None:
        daily = creator("a", series(10, None, 12))
        before = daily.copy()
        assert complete_days(daily).dtypes.to_dict() == daily.dtypes.to_dict()
        pd.testing.assert_frame_equal(daily, before)

    def test_a_complete_frame_is_unchanged(self) -> None:
        daily = combine([creator("b", series(1, 2, 3)), creator("a", series(4))])
        pd.testing.assert_frame_equal(complete_days(daily), daily)


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


class TestDailyNetChange:
    def test_by_hand(self) -> None:
        daily = combine([creator("b", series(10, 12, 9)), creator("a", series(5, 5))])
        assert values_of(daily_net_change(daily)) == [NA, 2, -3, NA, 0]

    def test_no_change_is_taken_across_a_gap(self) -> None:
        changes = daily_net_change(creator("a", series(10, 11, None, 20, 21)))
        assert values_of(changes) == [NA, 1, NA, NA, 1]

    def test_an_absent_day_and_an_empty_one_are_alike(self) -> None:
        absent = creator("a", series(10, None, 20))
        empty = creator("a", series(10, None, 20), series(None, 4, None))
        assert len(absent) < len(empty)
        pd.testing.assert_frame_equal(daily_net_change(absent), daily_net_change(empty))


class TestScales:
    @pytest.mark.parametrize(
        ("scale", "expected"),
        [
            (Scale.COUNT, [NA, 200, NA, 150, 0]),
            (Scale.LOG, [NA, 200, NA, 150, NA]),
            (Scale.INDEX, [NA, 100, NA, 75, 0]),
            (Scale.PERCENT, [NA, 0, NA, -25, -100]),
        ],
    )
    def test_totals_by_hand(self, scale: Scale, expected: list[object]) -> None:
        daily = creator("a", series(None, 200, None, 150, 0), series(1, None, None, None, None))
        assert values_of(scaled_totals(daily, scale)) == expected

    @pytest.mark.parametrize(
        ("scale", "expected"),
        [
            (Scale.COUNT, [4, NA, -2]),
            (Scale.LOG, [4, NA, -2]),
            (Scale.INDEX, [2, NA, -1]),
            (Scale.PERCENT, [2, NA, -1]),
        ],
    )
    def test_new_followers_by_hand(self, scale: Scale, expected: list[object]) -> None:
        daily = creator("a", series(200, None, 198), series(4, None, -2))
        assert values_of(scaled_new(daily, scale)) == expected

    @pytest.mark.parametrize("scale", [Scale.INDEX, Scale.PERCENT])
    def test_relative_to_nothing_is_empty_all_along(self, scale: Scale) -> None:
        from_zero = creator("z", series(0, 10, 20), series(0, 10, 10))
        daily = combine([from_zero, empty_totals("x", 2), creator("a", series(4, 5), series(1, 1))])
        assert values_of(scaled_totals(daily, scale))[:5] == [NA] * 5
        assert values_of(scaled_new(daily, scale)) == [NA] * 5 + [25, 25]

    @pytest.mark.parametrize("scale", list(Scale))
    @pytest.mark.parametrize("daily", [combine([]), creator("a", series(0, 1))])
    def test_values_are_always_nullable_floats(self, daily: pd.DataFrame, scale: Scale) -> None:
        for frame in (scaled_totals(daily, scale), scaled_new(daily, scale)):
            assert str(frame["value"].dtype) == "Float64"
            assert not frame["value"].dropna().isna().any()
