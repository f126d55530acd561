from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.habits import extreme_days, streaks, tier_crossings, weekdays
from tests.services.growth.made import creator, dtypes_of, empty_totals, series, steps
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

NOTHING = [combine([]), empty_totals("a", 3), creator("a", series(5))]


def day(number: int) -> pd.Timestamp:
    return pd.Timestamp(2025, 12, number)


class TestWeekdays:
    def test_by_hand(self) -> None:
        # 1 December is a Monday, so that the first change falls on a Tuesday
        changes = [2, 3, 4, 5, 6, 0, 1] * 3 + [2, 3, 4, 5, 6, 0, 9]
        table = weekdays(creator("a", steps(100, *changes)))
        assert table["weekday"].to_list() == [0, 1, 2, 3, 4, 5, 6]
        assert table["mean"].to_list() == [3, 2, 3, 4, 5, 6, 0]
        assert table["median"].to_list() == [1, 2, 3, 4, 5, 6, 0]
        assert table["days"].to_list() == [4] * 7

    def test_each_weekday_must_have_been_seen_four_times(self) -> None:
        assert len(weekdays(creator("a", steps(100, *[-1] * 28)))) == 7
        assert weekdays(creator("a", steps(100, *[-1] * 27))).empty
        gappy = list(steps(100, *[-1] * 28).values())
        gappy[10] = None
        assert weekdays(creator("a", series(*gappy))).empty

    @pytest.mark.parametrize("daily", [*NOTHING, creator("a", steps(0, *[1] * 28))])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(weekdays(daily)) == {
            "weekday": "Int64",
            "mean": "Float64",
            "median": "Float64",
            "days": "Int64",
        }


class TestExtremeDays:
    def test_by_hand(self) -> None:
        best, worst = extreme_days(creator("a", steps(100, 5, -2, 5, 0, 9, -7)), 2)
        assert best["day"].to_list() == [day(6), day(2)]
        assert best["daily_net_change"].to_list() == [9, 5]
        assert worst["day"].to_list() == [day(7), day(3)]
        assert worst["daily_net_change"].to_list() == [-7, -2]

    def test_falling_has_no_best_day(self) -> None:
        best, worst = extreme_days(creator("a", series(9, 8, None, 5, 0)), 5)
        assert best.empty
        assert worst["daily_net_change"].to_list() == [-5, -1]

    @pytest.mark.parametrize("daily", [*NOTHING, creator("a", series(0, 5, 3))])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        for table in extreme_days(daily, 3):
            assert dtypes_of(table) == {"day": "datetime64[us]", "daily_net_change": "Int64"}

    @needs_recorded
    def test_the_best_recorded_days_are_the_bursts(self) -> None:
        daily = recorded_daily()
        best, _ = extreme_days(daily[daily["creator_id"] == recorded_id(3)], 2)
        assert best["daily_net_change"].to_list() == [161, 147]


class TestStreaks:
    def test_by_hand(self) -> None:
        table = streaks(creator("a", steps(100, 1, 2, 0, -3, -4, -5, 6)))
        assert table.to_dict("records") == [
            {"sign": 1, "first_day": day(2), "last_day": day(3), "days": 2, "change": 3},
            {"sign": -1, "first_day": day(5), "last_day": day(7), "days": 3, "change": -12},
        ]

    def test_of_equally_long_ones_the_latest_is_given(self) -> None:
        table = streaks(creator("a", steps(100, 1, 1, -5, 2, 2)))
        assert table["first_day"].to_list() == [day(5), day(4)]

    def test_a_gap_ends_a_run(self) -> None:
        absent = streaks(creator("a", series(100, 90, 80, None, 70, 60)))
        empty = streaks(creator("a", series(100, 90, 80, None, 70, 60), series(*[None] * 3, 1)))
        assert absent["days"].to_list() == [2]
        pd.testing.assert_frame_equal(absent, empty)

    def test_standing_still_is_neither(self) -> None:
        assert streaks(creator("a", series(0, 0, 0))).empty

    @pytest.mark.parametrize("daily", [*NOTHING, creator("a", series(0, 5, 3))])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(streaks(daily)) == {
            "sign": "Int64",
            "first_day": "datetime64[us]",
            "last_day": "datetime64[us]",
            "days": "Int64",
            "change": "Int64",
        }


class TestTierCrossings:
    def test_by_hand(self) -> None:
        table = tier_crossings(creator("a", series(4, 5, 60, None, 49, 50)), (5, 50))
        assert table.to_dict("records") == [
            {"day": day(2), "limit": 5, "upward": True},
            {"day": day(3), "limit": 50, "upward": True},
            {"day": day(5), "limit": 50, "upward": False},
            {"day": day(6), "limit": 50, "upward": True},
        ]

    def test_several_limits_in_one_step_are_several_rows(self) -> None:
        table = tier_crossings(creator("a", series(0, 99)), (5, 50))
        assert table["limit"].to_list() == [5, 50]

    @pytest.mark.parametrize("daily", [*NOTHING, creator("a", series(0, 9))])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        expected = {"day": "datetime64[us]", "limit": "Int64", "upward": "bool"}
        assert dtypes_of(tier_crossings(daily, (5, 50))) == expected
