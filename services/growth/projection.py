"""A creator's projected total on a campaign date, and what follows from it: tier and price.

The trend is robust and straight, the interval is made of the creator's own past errors, and where
the trend told the past no better than "no change" there is no projection (`backtest`). All
functions take the tidy frame (`services.growth.daily`) of one creator and every day that is held,
not only those on screen: columns `creator_id`, `day` (China date), `total_followers` (followers, NA
where nothing was published). Rows may come in any order; days without a total are never filled.
More than one creator in the frame is a ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from services.growth.backtest import LEAST_DAYS, Backtest, Track, Tries, track_of

FARTHEST = 180
"""Days ahead of the last total beyond which nothing is projected."""


class NoProjection(StrEnum):
    """Why there is no projection."""

    TOO_SHORT = "too_short"
    """Too few days with a total for a trend, or for trying it on the past."""
    NO_BETTER_THAN_NO_CHANGE = "no_better_than_no_change"
    """In the past the trend was off by as much as "no change", on average, or by more."""
    TARGET_NOT_AHEAD = "target_not_ahead"
    """The target is not after the last day with a total."""
    TOO_FAR = "too_far"
    """The target is more than `FARTHEST` days after the last total."""


class NoCrossing(StrEnum):
    """Why there is no date for the next tier, although there is a trend."""

    HIGHEST_TIER = "highest_tier"
    """No threshold lies above the last total."""
    NOT_IN_REACH = "not_in_reach"
    """The trend does not rise, or even its upper bound stays below for `FARTHEST` days."""


@dataclass(frozen=True)
class Projection:
    """What a creator's trend says about `target` (China date), `horizon` days after its last total.

    `projected`, `low` and `high` are followers; `slope` is followers a day.
    """

    creator_id: str
    target: date
    horizon: int
    projected: int
    low: int
    high: int
    slope: float
    backtest: Backtest


@dataclass(frozen=True)
class Crossing:
    """When the total reaches `threshold` followers (China dates).

    `earliest` is by the upper bound, `expected` by the trend, `latest` by the lower bound. None is
    "not within `FARTHEST` days of the last total".
    """

    threshold: int
    earliest: date
    expected: date | None
    latest: date | None


@dataclass(frozen=True)
class PriceRange:
    """Price per 1 000 followers, in the unit of the price; None where there are no followers.

    `expected` is at the projected total, `lowest` at its upper bound, `highest` at its lower bound.
    """

    expected: float | None
    lowest: float | None
    highest: float | None


def project(daily: pd.DataFrame, target: date) -> Projection | NoProjection:
    """Return the total that the creator's trend leads to on `target`, or why there is none.

    projected = max(0, F_n + slope x horizon), F_n the last total, `slope` the Theil-Sen slope of
    the last `TREND_DAYS` days (Sen 1968). The interval is projected -+ the margin that held the
    creator's past errors (`Tries.margin`), rounded outwards and never below 0.
    """
    track = track_of(daily)
    if _too_short(track):
        return NoProjection.TOO_SHORT
    horizon = (target - _last_day(daily)).days
    if horizon < 1:
        return NoProjection.TARGET_NOT_AHEAD
    if horizon > FARTHEST:
        return NoProjection.TOO_FAR
    ahead = track.longest_tried(horizon)
    if not ahead:
        return NoProjection.TOO_SHORT
    tries = track.tries(ahead)
    if not tries.beat_no_change:
        return NoProjection.NO_BETTER_THAN_NO_CHANGE
    low, projected, high = _outlook(track, tries, horizon)
    return Projection(
        creator_id=str(daily["creator_id"].iloc[0]),
        target=target,
        horizon=horizon,
        projected=projected,
        low=low,
        high=high,
        slope=float(track.slopes[-1]),
        backtest=tries.summary(),
    )


def crossing(
    daily: pd.DataFrame, thresholds: Sequence[int]
) -> Crossing | NoCrossing | NoProjection:
    """Return when the creator's total reaches the next of `thresholds` (followers, ascending).

    The earliest date is the first on which the `high` of `project` is there, the latest the first
    from which on its `low` stays there. Where `project` would refuse the earliest date, its reason
    is returned. Only rising is looked for.
    """
    track = track_of(daily)
    if _too_short(track):
        return NoProjection.TOO_SHORT
    above = [threshold for threshold in thresholds if threshold > track.totals[-1]]
    if not above:
        return NoCrossing.HIGHEST_TIER
    if track.slopes[-1] <= 0:
        return NoCrossing.NOT_IN_REACH
    fan = _fan(track)
    if not fan:
        return NoProjection.TOO_SHORT
    early = [days for days, (_, _, high) in fan.items() if high >= above[0]]
    if not early:
        return NoCrossing.NOT_IN_REACH
    if not track.tries(track.longest_tried(early[0])).beat_no_change:
        return NoProjection.NO_BETTER_THAN_NO_CHANGE
    likely = [days for days, (_, projected, _) in fan.items() if projected >= above[0]]
    late = max((days for days, (low, _, _) in fan.items() if low < above[0]), default=0) + 1
    last = _last_day(daily)
    return Crossing(
        threshold=above[0],
        earliest=last + timedelta(days=early[0]),
        expected=last + timedelta(days=likely[0]) if likely else None,
        latest=last + timedelta(days=late) if late <= FARTHEST else None,
    )


def price_range(price: float, projection: Projection) -> PriceRange:
    """Return price / followers x 1000 at the projected total and at its bounds."""

    def per_thousand(followers: int) -> float | None:
        return price / followers * 1000 if followers else None

    return PriceRange(
        expected=per_thousand(projection.projected),
        lowest=per_thousand(projection.high),
        highest=per_thousand(projection.low),
    )


def _too_short(track: Track) -> bool:
    # NaN is a last day without a trend
    return len(track.totals) < LEAST_DAYS or math.isnan(track.slopes[-1])


def _last_day(daily: pd.DataFrame) -> date:
    last: pd.Timestamp = daily.loc[daily["total_followers"].notna(), "day"].max()
    return last.date()


def _outlook(track: Track, tries: Tries, horizon: int) -> tuple[int, int, int]:
    """Return low, projected and high, `horizon` days after the last total."""
    told = max(0.0, float(track.totals[-1] + track.slopes[-1] * horizon))
    margin = tries.margin(horizon)
    # rounded first: a straight line of thirds would else end up one follower wide
    low, high = round(told - margin, 6), round(told + margin, 6)
    return max(0, math.floor(low)), round(told), math.ceil(high)


def _fan(track: Track) -> dict[int, tuple[int, int, int]]:
    """Return the outlook by days ahead, ascending, for each day that has one."""
    ahead = {days: track.longest_tried(days) for days in range(1, FARTHEST + 1)}
    tries = {horizon: track.tries(horizon) for horizon in set(ahead.values()) if horizon}
    return {
        days: _outlook(track, tries[horizon], days) for days, horizon in ahead.items() if horizon
    }
