from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from services.growth.daily import combine, complete_days, daily_net_change, wide
from tests.services.growth.made import NA, creator, empty_totals, series, values_of


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


class TestDailyNetChange:
    def test_by_hand(self) -> None:
        daily = combine([creator("b", series(10, 12, 9)), creator("a", series(5, 5))])
        assert values_of(daily_net_change(daily)) == [NA, 2, -3, NA, 0]

    @pytest.mark.fault(46)
    def test_no_change_is_taken_across_a_gap(self) -> None:
        changes = daily_net_change(creator("a", series(10, 11, None, 20, 21)))
        assert values_of(changes) == [NA, 1, NA, NA, 1]

    def test_an_absent_day_and_an_empty_one_are_alike(self) -> None:
        absent = creator("a", series(10, None, 20))
        empty = creator("a", series(10, None, 20), series(None, 4, None))
        assert len(absent) < len(empty)
        pd.testing.assert_frame_equal(daily_net_change(absent), daily_net_change(empty))


class TestWide:
    def test_days_go_down_and_creators_across_in_the_order_of_appearance(self) -> None:
        daily = combine([creator("b", series(None, 7, None, 9)), creator("a", series(1, 2))])
        table = wide(daily, "total_followers")
        assert table.columns.to_list() == ["b", "a"]
        assert table.index.strftime("%m-%d").to_list() == ["12-01", "12-02", "12-03", "12-04"]
        np.testing.assert_array_equal(
            table.to_numpy(), [[np.nan, 1], [7, 2], [np.nan, np.nan], [9, np.nan]]
        )

    def test_an_absent_day_and_an_empty_one_are_alike(self) -> None:
        absent = creator("a", series(10, None, 20))
        empty = creator("a", series(10, None, 20), series(None, 4, None))
        pd.testing.assert_frame_equal(
            wide(absent, "total_followers"), wide(empty, "total_followers")
        )

    def test_types_do_not_depend_on_the_data(self) -> None:
        for daily in (combine([]), empty_totals("a", 2), creator("a", series(5))):
            table = wide(daily, "total_followers")
            assert str(table.index.dtype) == "datetime64[us]"
            assert set(map(str, table.dtypes)) <= {"float64"}
        assert wide(combine([]), "total_followers").shape == (0, 0)
