from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.growth.backtest import Backtest
from services.growth.daily import combine
from services.growth.projection import (
    NoProjection,
    PriceRange,
    Projection,
    Remark,
    price_range,
    project,
)
from services.growth.trend import Pace
from tests.services.growth.made import FIRST, creator, empty_totals, series

LAST = FIRST + timedelta(days=59)


def made(total: Callable[[int], int | None], days: int = 60) -> pd.DataFrame:
    return creator("a", series(*map(total, range(days))))


def rising(day: int) -> int:
    return 1000 + 10 * day


def falling(day: int) -> int:
    return 1000 - 10 * day


def wobbling(day: int) -> int:
    return rising(day) + (0, 35, -20, 15, -40)[day % 5]


def projected(daily: pd.DataFrame, days_ahead: int) -> Projection:
    result = project(daily, LAST + timedelta(days=days_ahead))
    assert isinstance(result, Projection), result
    return result


class TestProject:
    def test_a_straight_line_by_hand(self) -> None:
        assert projected(made(rising), 30) == Projection(
            creator_id="a",
            target=LAST + timedelta(days=30),
            horizon=30,
            projected=1890,
            low=1890,
            high=1890,
            daily=10,
            pace=Pace(8, False),
            # from days 13 to 36, 23 days ahead: as many tries as days; the middle two led to
            # 1000 + 10 x 47 and 48
            backtest=Backtest(24, 23, 0, 0, 230, pytest.approx((230 / 1470 + 230 / 1480) / 2), 0.8),
            remarks=(),
        )

    def test_a_compounding_creator_is_told_so(self) -> None:
        result = projected(made(lambda day: round(100_000 * 1.002**day)), 60)
        assert result.pace == Pace(8, True)
        assert result.projected == pytest.approx(100_000 * 1.002**119, rel=1e-4)
        assert result.daily == pytest.approx(100_000 * 1.002**59 * 0.002, rel=1e-2)
        assert result.high - result.low < 200

    def test_after_a_change_of_pace_four_weeks_tell_more_than_eight(self) -> None:
        daily = made(lambda day: 10_000 + 10 * day + 30 * max(0, day - 70), 130)
        result = project(daily, FIRST + timedelta(days=129 + 7))
        assert isinstance(result, Projection)
        assert (result.pace.weeks, round(result.daily)) == (4, 40)

    def test_a_gap_is_neither_filled_nor_a_target(self) -> None:
        whole = projected(made(rising), 20)
        result = projected(made(lambda day: None if day in range(45, 48) else rising(day)), 20)
        assert (result.projected, result.low, result.high, result.daily) == (1790, 1790, 1790, 10)
        # as targets of days 25 to 27 and not as starts: days 45 to 47 are later than the last start
        assert result.backtest.tried == whole.backtest.tried - 3

    def test_every_third_day_missing_is_tried_all_the_same(self) -> None:
        result = projected(made(lambda day: rising(day) if day % 3 else None, 61), 16)
        assert result.projected == 1750

    def test_days_without_a_total_at_the_end_do_not_move_the_last_day(self) -> None:
        longer = creator("a", series(*map(rising, range(60))), series(*[1] * 70))
        assert projected(longer, 30) == projected(made(rising), 30)

    def test_falling_ends_at_nothing(self) -> None:
        month = projected(made(falling), 30)
        assert (month.projected, month.low, month.high, month.daily) == (110, 110, 110, -10)
        later = projected(made(falling), 60)
        assert (later.projected, later.low, later.high) == (0, 0, 0)
        assert price_range(100, later) == PriceRange(None, None, None)

    def test_the_first_total_may_be_0(self) -> None:
        assert projected(made(lambda day: 10 * day), 10).projected == 690

    def test_one_odd_day_does_not_bend_the_trend(self) -> None:
        result = projected(made(lambda day: rising(day) + 5000 * (day == 50)), 7)
        assert (result.daily, result.projected) == (10, 1660)

    def test_a_margin_beyond_what_was_tried_grows_with_the_horizon_and_the_size(self) -> None:
        near, far = projected(made(wobbling), 23), projected(made(wobbling), 46)
        assert near.backtest == far.backtest
        assert (far.backtest.horizon, far.backtest.tried) == (23, 24)
        assert 0 < near.low < near.projected < near.high
        # the bounds are rounded outwards, the total to the nearest
        times = 2 * far.projected / near.projected
        assert far.high - far.projected == pytest.approx(
            times * (near.high - near.projected), abs=5
        )

    @pytest.mark.parametrize(
        ("daily", "days_ahead", "reason"),
        [
            (combine([]), 7, NoProjection.TOO_SHORT),
            (empty_totals("a", 60), 7, NoProjection.TOO_SHORT),
            (made(rising, 1), 7, NoProjection.TOO_SHORT),
            (made(rising, 44), 7, NoProjection.TOO_SHORT),
            (made(lambda day: rising(day) if day % 8 == 3 else None), 7, NoProjection.TOO_SHORT),
            (made(lambda day: None if 0 < day < 46 else rising(day)), 7, NoProjection.TOO_SHORT),
            (made(rising), 0, NoProjection.TARGET_NOT_AHEAD),
            (made(rising), -9, NoProjection.TARGET_NOT_AHEAD),
            (made(rising), 91, NoProjection.TOO_FAR),
            (made(rising), 61, NoProjection.LONGER_THAN_HISTORY),
        ],
    )
    def test_says_why_there_is_none(
        self, daily: pd.DataFrame, days_ahead: int, reason: NoProjection
    ) -> None:
        assert project(daily, LAST + timedelta(days=days_ahead)) is reason

    def test_the_bounds_of_what_is_projected(self) -> None:
        assert isinstance(project(made(rising, 45), LAST), Projection)
        assert projected(made(rising), 1).projected == 1600
        assert projected(made(rising), 60).projected == 1590 + 600
        ninety = project(made(rising, 90), LAST + timedelta(days=120))
        assert isinstance(ninety, Projection)
        assert ninety.projected == 1890 + 900

    def test_the_order_of_the_rows_does_not_matter(self) -> None:
        daily = made(wobbling)
        shuffled = daily.sample(frac=1, random_state=1)
        before = shuffled.copy()
        assert projected(shuffled, 20) == projected(daily, 20)
        pd.testing.assert_frame_equal(shuffled, before)

    def test_two_creators_at_once_are_a_mistake(self) -> None:
        both = combine([made(rising), creator("b", series(1, 2))])
        with pytest.raises(ValueError, match="more than one creator"):
            project(both, LAST + timedelta(days=7))


class TestRemarks:
    def test_no_better_than_no_change_is_said_beside_the_figure(self) -> None:
        for still in (made(lambda _: 700), made(lambda _: 0)):
            result = projected(still, 7)
            assert result.projected == result.low == result.high == still["total_followers"].iloc[0]
            assert result.remarks == (Remark.NO_BETTER_THAN_NO_CHANGE,)

    @pytest.mark.parametrize(("days", "remarks"), [(30, ()), (31, (Remark.PACE_MUST_STAY,))])
    def test_beyond_thirty_days_the_pace_must_stay(
        self, days: int, remarks: tuple[Remark, ...]
    ) -> None:
        assert projected(made(rising), days).remarks == remarks

    def test_who_speeds_up_is_named_as_such_instead(self) -> None:
        daily = made(lambda day: round(10_000 + 1_000 * 2 ** (day / 14)), 70)
        for ahead in (7, 60):
            result = project(daily, FIRST + timedelta(days=69 + ahead))
            assert isinstance(result, Projection)
            assert Remark.ACCELERATES in result.remarks
            assert Remark.PACE_MUST_STAY not in result.remarks


@given(
    st.lists(st.integers(-40, 60), min_size=50, max_size=110),
    st.integers(0, 100_000),
    st.integers(1, 50),
)
@settings(max_examples=60, deadline=None)
def test_whatever_came_the_range_holds_the_projection_and_no_negative_follower(
    changes: list[int], first: int, ahead: int
) -> None:
    totals = [first]
    for change in changes:
        totals.append(max(0, totals[-1] + change))
    daily = made(lambda day: totals[day], len(totals))
    result = project(daily, FIRST + timedelta(days=len(totals) - 1 + ahead))
    assert isinstance(result, Projection)
    assert 0 <= result.low <= result.projected <= result.high
    assert result.backtest.horizon <= min(ahead, result.backtest.tried)


class TestPriceRange:
    def test_by_hand(self) -> None:
        base = projected(made(rising), 30)
        some = dataclasses.replace(base, projected=2000, low=1000, high=4000)
        assert price_range(500, some) == PriceRange(expected=250, lowest=125, highest=500)
        none_left = dataclasses.replace(some, low=0)
        assert price_range(500, none_left) == PriceRange(expected=250, lowest=125, highest=None)
