from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from services.growth.backtest import Backtest, Tries, theil_sen
from services.growth.daily import combine, daily_frame
from services.growth.projection import (
    Crossing,
    NoCrossing,
    NoProjection,
    PriceRange,
    Projection,
    crossing,
    price_range,
    project,
)
from services.sandbox.creators import published_points
from tests.services.growth.made import FIRST, creator, empty_totals, series

TIERS = (5_000, 50_000, 500_000)
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


class TestTheilSen:
    def test_of_squares_by_hand(self) -> None:
        # the slope of a pair of squares is the sum of its days, and those lie evenly
        slopes = theil_sen(np.arange(40.0) ** 2)
        assert np.isnan(slopes[:13]).all()
        assert (slopes[13], slopes[14], slopes[15]) == (13, 14, 15)
        assert slopes[39] == 39 + 12  # days 12 to 39

    def test_an_even_number_of_pairs_has_the_mean_of_the_middle_two(self) -> None:
        # 120 pairs: 57 do not cross the step; 1 crosses it in 15 days, 2 in 14, 3 in 13, ...
        slopes = theil_sen(np.repeat([0.0, 30.0], [7, 9]))
        assert slopes[-1] == pytest.approx((30 / 14 + 30 / 13) / 2)

    def test_days_without_a_total_take_no_part(self) -> None:
        totals = np.arange(28.0) ** 2
        totals[14:] = np.nan
        assert theil_sen(totals)[-1] == 13
        totals[0] = np.nan
        assert np.isnan(theil_sen(totals)[-1])


class TestMargin:
    @pytest.mark.parametrize(
        ("horizon", "count", "rank"),
        [
            (1, 4, 4),  # 0.8 x 5 / 4 = 1
            (1, 9, 8),  # 0.8 x 10 / 9 of 9
            (1, 10, 9),  # 8.8, rounded up
            (4, 10, 10),  # m = 5.5, so 0.8 x 6.5 / 5.5 of 10 = 9.45
            (4, 101, 83),  # m = 51, so 0.8 x 52 / 51 of 101 = 82.4
            (36, 10, 10),  # m = 2.5: no more than the largest
        ],
    )
    def test_by_hand(self, horizon: int, count: int, rank: int) -> None:
        errors = np.arange(count, 0.0, -1)
        tries = Tries(horizon, errors, errors, errors)
        assert tries.margin(horizon) == rank
        assert tries.margin(3 * horizon) == 3 * rank


class TestProject:
    def test_a_straight_line_by_hand(self) -> None:
        assert projected(made(rising), 30) == Projection(
            creator_id="a",
            target=LAST + timedelta(days=30),
            horizon=30,
            projected=1890,
            low=1890,
            high=1890,
            slope=10,
            # from days 13 to 29, of which the middle one led to 1000 + 10 x 51
            backtest=Backtest(17, 30, 0, 0, 300, pytest.approx(300 / 1510), 0.8),
        )

    def test_a_gap_is_neither_filled_nor_a_target(self) -> None:
        whole = projected(made(rising), 30)
        result = projected(made(lambda day: None if day in range(40, 45) else rising(day)), 30)
        assert (result.projected, result.low, result.high, result.slope) == (1890, 1890, 1890, 10)
        assert result.backtest.tried == whole.backtest.tried - 2  # days 43 and 44

    def test_every_other_day_is_tried_on_even_horizons(self) -> None:
        result = projected(made(lambda day: rising(day) if day % 2 else None), 15)
        assert (result.projected, result.backtest.horizon) == (1740, 14)

    def test_days_without_a_total_at_the_end_do_not_move_the_last_day(self) -> None:
        longer = creator("a", series(*map(rising, range(60))), series(*[1] * 70))
        assert projected(longer, 30) == projected(made(rising), 30)

    def test_falling_ends_at_nothing(self) -> None:
        month = projected(made(falling), 30)
        assert (month.projected, month.low, month.high, month.slope) == (110, 110, 110, -10)
        later = projected(made(falling), 60)
        assert (later.projected, later.low, later.high) == (0, 0, 0)
        assert price_range(100, later) == PriceRange(None, None, None)

    def test_the_first_total_may_be_0(self) -> None:
        assert projected(made(lambda day: 10 * day), 10).projected == 690

    def test_one_odd_day_does_not_bend_the_trend(self) -> None:
        result = projected(made(lambda day: rising(day) + 5000 * (day == 50)), 7)
        assert (result.slope, result.projected) == (10, 1660)

    def test_a_margin_beyond_what_was_tried_grows_with_the_horizon(self) -> None:
        near, far = projected(made(wobbling), 37), projected(made(wobbling), 111)
        assert near.backtest == far.backtest
        assert (far.backtest.horizon, far.backtest.tried) == (37, 10)
        assert 0 < near.low < near.projected < near.high
        # the bounds are rounded outwards, the total to the nearest
        assert far.high - far.projected == pytest.approx(3 * (near.high - near.projected), abs=6)

    @pytest.mark.parametrize(
        ("daily", "days_ahead", "reason"),
        [
            (combine([]), 7, NoProjection.TOO_SHORT),
            (empty_totals("a", 60), 7, NoProjection.TOO_SHORT),
            (made(rising, 1), 7, NoProjection.TOO_SHORT),
            (made(rising, 44), 7, NoProjection.TOO_SHORT),
            (made(lambda day: None if 32 <= day < 47 else rising(day)), 7, NoProjection.TOO_SHORT),
            (made(lambda day: None if day % 2 else rising(day), 59), 0, NoProjection.TOO_SHORT),
            (made(lambda day: None if 0 < day < 46 else rising(day)), 7, NoProjection.TOO_SHORT),
            (made(rising), 0, NoProjection.TARGET_NOT_AHEAD),
            (made(rising), -9, NoProjection.TARGET_NOT_AHEAD),
            (made(rising), 181, NoProjection.TOO_FAR),
            (made(lambda _: 700), 7, NoProjection.NO_BETTER_THAN_NO_CHANGE),
            (made(lambda _: 0), 7, NoProjection.NO_BETTER_THAN_NO_CHANGE),
        ],
    )
    def test_says_why_there_is_none(
        self, daily: pd.DataFrame, days_ahead: int, reason: NoProjection
    ) -> None:
        assert project(daily, LAST + timedelta(days=days_ahead)) is reason

    def test_the_bounds_of_what_is_projected(self) -> None:
        assert isinstance(project(made(rising, 45), LAST), Projection)
        assert projected(made(rising), 1).projected == 1600
        assert projected(made(rising), 180).projected == 1590 + 1800

    def test_the_order_of_the_rows_does_not_matter(self) -> None:
        daily = made(wobbling)
        shuffled = daily.sample(frac=1, random_state=1)
        before = shuffled.copy()
        assert projected(shuffled, 20) == projected(daily, 20)
        assert crossing(shuffled, TIERS) == crossing(daily, TIERS)
        pd.testing.assert_frame_equal(shuffled, before)

    def test_two_creators_at_once_are_a_mistake(self) -> None:
        both = combine([made(rising), creator("b", series(1, 2))])
        with pytest.raises(ValueError, match="more than one creator"):
            project(both, LAST + timedelta(days=7))


class TestCrossing:
    def test_a_straight_line_by_hand(self) -> None:
        day = LAST + timedelta(days=41)
        assert crossing(made(rising), (1590, 2000, 2500)) == Crossing(2000, day, day, day)

    def test_the_range_agrees_with_the_projections(self) -> None:
        daily = made(wobbling)
        result = crossing(daily, (2100,))
        assert isinstance(result, Crossing)
        assert result.expected is not None
        assert result.latest is not None
        assert result.earliest < result.expected < result.latest
        for day, field in zip(
            (result.earliest, result.expected, result.latest),
            ("high", "projected", "low"),
            strict=True,
        ):
            ahead = (day - LAST).days
            assert getattr(projected(daily, ahead - 1), field) < 2100
            assert getattr(projected(daily, ahead), field) >= 2100

    def test_a_late_bound_beyond_reach_is_open(self) -> None:
        # 1590 + 10 x 180 = 3390, less what it was off by
        result = crossing(made(wobbling), (3350,))
        assert isinstance(result, Crossing)
        assert result.expected is not None
        assert result.latest is None
        further = crossing(made(wobbling), (3420,))
        assert isinstance(further, Crossing)
        assert (further.expected, further.latest) == (None, None)

    @pytest.mark.parametrize(
        ("daily", "thresholds", "reason"),
        [
            (combine([]), TIERS, NoProjection.TOO_SHORT),
            (made(rising, 44), TIERS, NoProjection.TOO_SHORT),
            (
                made(lambda day: None if 0 < day < 46 else rising(day)),
                TIERS,
                NoProjection.TOO_SHORT,
            ),
            (made(rising), (), NoCrossing.HIGHEST_TIER),
            (made(rising), (500, 1590), NoCrossing.HIGHEST_TIER),
            (made(rising), TIERS, NoCrossing.NOT_IN_REACH),
            (made(falling), (420,), NoCrossing.NOT_IN_REACH),
            (made(lambda _: 700), (710,), NoCrossing.NOT_IN_REACH),
            (
                # four weeks up, four weeks down: too late a trend, except for the next days
                made(lambda day: 1000 + 10 * abs((day % 56) - 28), 112),
                (1370,),
                NoProjection.NO_BETTER_THAN_NO_CHANGE,
            ),
        ],
    )
    def test_says_why_there_is_none(
        self,
        daily: pd.DataFrame,
        thresholds: tuple[int, ...],
        reason: NoCrossing | NoProjection,
    ) -> None:
        assert crossing(daily, thresholds) is reason


class TestPriceRange:
    def test_by_hand(self) -> None:
        base = projected(made(rising), 30)
        some = dataclasses.replace(base, projected=2000, low=1000, high=4000)
        assert price_range(500, some) == PriceRange(expected=250, lowest=125, highest=500)
        none_left = dataclasses.replace(some, low=0)
        assert price_range(500, none_left) == PriceRange(expected=250, lowest=125, highest=None)


def simulated(number: int, days: int) -> pd.DataFrame:
    # the last days differ, so that creators stand anywhere between two platform cleanups
    last = date(2026, 1, 1) + timedelta(days=number % 30)
    points = published_points(f"{number:024x}", last, days)
    return daily_frame(
        f"{number:024x}",
        {point.day: point.total for point in points},
        {point.day: point.new for point in points},
    )


@pytest.mark.parametrize(
    ("days", "ahead"),
    [
        pytest.param(90, 14, id="two weeks"),
        pytest.param(90, 30, id="a month"),
        pytest.param(180, 90, id="beyond what can be tried"),
    ],
)
def test_the_interval_holds_four_outcomes_in_five(
    days: int, ahead: int, record_property: Callable[[str, object], None]
) -> None:
    held, errors, no_change = [], [], []
    for number in range(500):
        daily = simulated(number, days)
        known, actual = daily.iloc[:-ahead], daily["total_followers"].iloc[-1]
        result = project(known, daily["day"].iloc[-1].date())
        if isinstance(result, Projection):
            held.append(result.low <= actual <= result.high)
            errors.append(abs(result.projected - actual))
            no_change.append(abs(known["total_followers"].iloc[-1] - actual))
        else:
            assert result is NoProjection.NO_BETTER_THAN_NO_CHANGE
    coverage, share = float(np.mean(held)), len(held) / 500
    better = float(np.mean(errors) / np.mean(no_change))
    record_property("coverage", coverage)
    record_property("projected", share)
    print(
        f"{ahead} days ahead: {coverage:.1%} inside the interval, {share:.1%} got a projection, "
        f"mean error {better:.2f} x that of no change"
    )
    assert 0.72 <= coverage <= 0.9
    assert 0.4 <= share <= 0.8
    assert better < 0.8
