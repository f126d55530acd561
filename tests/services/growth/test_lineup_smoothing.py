from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.lineup import smoothed
from tests.services.growth.made import NA, creator, dtypes_of, empty_totals, series


def news(daily: pd.DataFrame, days: int) -> list[object]:
    return smoothed(daily, days)["new_followers"].to_list()


class TestSmoothed:
    def test_by_hand_over_three_days(self) -> None:
        daily = creator("a", {}, series(3, 6, 9, -3))
        assert news(daily, 3) == [NA, 4.5, 6, 4]

    def test_over_a_week_four_days_are_enough(self) -> None:
        daily = creator("a", {}, series(7, 7, 7, 7, None, None, None, 7, 7))
        assert news(daily, 7) == [NA, NA, NA, 7, NA, NA, NA, 7, 7]
        assert news(creator("a", {}, series(7, 7, 7, None, None, None, None, 7)), 7)[-1] is NA

    def test_missing_days_are_left_out_whether_absent_or_empty(self) -> None:
        absent = creator("a", {}, series(2, None, 4, 6))
        empty = creator("a", series(None, 1), series(2, None, 4, 6))
        assert news(absent, 3) == news(empty, 3) == [NA, NA, 3, 5]

    def test_one_creator_does_not_leak_into_the_next(self) -> None:
        daily = combine([creator("b", {}, series(8, 8)), creator("a", {}, series(2, 2, 2))])
        assert news(daily, 3) == [NA, 8, NA, 2, 2]

    def test_one_day_changes_only_the_type(self) -> None:
        daily = creator("a", series(1, 2), series(3, 4))
        expected = daily.astype({"new_followers": "Float64"})
        pd.testing.assert_frame_equal(smoothed(daily, 1), expected)

    def test_totals_stay(self) -> None:
        daily = creator("a", series(0, 5, None, 2), series(3, 4, 5, 6))
        assert smoothed(daily, 7)["total_followers"].to_list() == [0, 5, NA, 2]

    @pytest.mark.parametrize("days", [1, 7])
    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 2), creator("a", series(0)), creator("a", {}, {})]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame, days: int) -> None:
        expected = dtypes_of(daily) | {"new_followers": "Float64"}
        assert dtypes_of(smoothed(daily, days)) == expected
