"""A creator's projected total on a campaign date, and what that does to the price.

The pace is the one that told the creator's past best at that horizon (`trend`), the interval is
made of its own past errors (`backtest`), and what limits the figure is said beside it (`Remark`).
All functions take the tidy frame (`services.growth.daily`) of one creator and every day held, not
only those on screen: columns `creator_id`, `day` (China date), `total_followers` (followers, NA
where nothing was published). Rows may come in any order; days without a total are never filled.
More than one creator in the frame is a ValueError.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from services.growth.backtest import Backtest, Track, Tries, track_of
from services.growth.trend import Pace, accelerates

FARTHEST = 90
"""Days ahead of the last total beyond which nothing is projected."""

PACE_STAYS = 30
"""Days ahead beyond which a change of pace is likelier than not to matter more than the range."""


class NoProjection(StrEnum):
    """Why there is no projection."""

    TOO_SHORT = "too_short"
    """Too few days with a total for a trend, or for trying it on the past."""
    TARGET_NOT_AHEAD = "target_not_ahead"
    """The target is not after the last day with a total."""
    TOO_FAR = "too_far"
    """The target is more than `FARTHEST` days after the last total."""
    LONGER_THAN_HISTORY = "longer_than_history"
    """The target is further ahead than the days from the first total to the last."""


class Remark(StrEnum):
    """What must be known to read a projection."""

    NO_BETTER_THAN_NO_CHANGE = "no_better_than_no_change"
    """In the past the pace was off by as much as "no change", on average, or by more."""
    PACE_MUST_STAY = "pace_must_stay"
    """More than `PACE_STAYS` days ahead: a change of pace is not in the range."""
    ACCELERATES = "accelerates"
    """The pace has been rising (`trend.accelerates`), so the one that was used may be too low."""


@dataclass(frozen=True)
class Projection:
    """What a creator's pace says about `target` (China date), `horizon` days after its last total.

    `projected`, `low` and `high` are followers; `daily` is followers a day at the last total,
    `pace` what it was taken from.
    """

    creator_id: str
    target: date
    horizon: int
    projected: int
    low: int
    high: int
    daily: float
    pace: Pace
    backtest: Backtest
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class PriceRange:
    """Price per 1 000 followers, in the unit of the price; None where there are no followers.

    `expected` is at the projected total, `lowest` at its upper bound, `highest` at its lower bound.
    """

    expected: float | None
    lowest: float | None
    highest: float | None


def project(daily: pd.DataFrame, target: date) -> Projection | NoProjection:
    """Return the total that the creator's pace leads to on `target`, or why there is none.

    projected = F_n + pace x horizon, F_n the last total; or F_n x exp(pace x horizon) where the
    pace is a share (`Pace.total`). Of `trend.PACES` it is the one that told the past best
    (`Track.tries`). The interval is projected -+ the margin that held the creator's past errors
    (`Tries.margin`), rounded outwards and never below 0.
    """
    track = track_of(daily)
    horizon = 0 if track.too_short else (target - last_day(daily)).days
    refused = _refused(track, horizon)
    if refused is not None:
        return refused
    tries = track.tries(track.longest_tried(horizon))
    low, told, high = outlook(track, tries, horizon)
    return Projection(
        creator_id=str(daily["creator_id"].iloc[0]),
        target=target,
        horizon=horizon,
        projected=round(told),
        low=low,
        high=high,
        daily=_told(track, tries, 1) - float(track.totals[-1]),
        pace=tries.pace,
        backtest=tries.summary(),
        remarks=_remarks(track, tries, horizon),
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


def _refused(track: Track, horizon: int) -> NoProjection | None:
    if track.too_short:
        return NoProjection.TOO_SHORT
    if horizon < 1:
        return NoProjection.TARGET_NOT_AHEAD
    if horizon > FARTHEST:
        return NoProjection.TOO_FAR
    if horizon > len(track.totals):
        return NoProjection.LONGER_THAN_HISTORY
    return None if track.longest_tried(horizon) else NoProjection.TOO_SHORT


def _remarks(track: Track, tries: Tries, horizon: int) -> tuple[Remark, ...]:
    """An account that speeds up is named as such, instead of "if the pace stays"."""
    found = []
    if accelerates(track.totals):
        found.append(Remark.ACCELERATES)
    elif horizon > PACE_STAYS:
        found.append(Remark.PACE_MUST_STAY)
    if not tries.beat_no_change:
        found.append(Remark.NO_BETTER_THAN_NO_CHANGE)
    return tuple(found)


def last_day(daily: pd.DataFrame) -> date:
    """Return the China date of the last total, of which there must be one."""
    last: pd.Timestamp = daily.loc[daily["total_followers"].notna(), "day"].max()
    return last.date()


def _told(track: Track, tries: Tries, horizon: int) -> float:
    start, daily = track.totals[-1:], np.array([tries.daily])
    return float(tries.pace.total(start, daily, horizon)[0])


def outlook(track: Track, tries: Tries, horizon: int) -> tuple[int, float, int]:
    """Return low, the total that is told, and high, in followers, `horizon` days after the last
    total; `tries` are of the longest horizon up to it that was tried.
    """
    told = _told(track, tries, horizon)
    margin = tries.margin(horizon) * max(told, float(track.totals[-1]), 1.0)
    # rounded first: a straight line of thirds would else end up one follower wide
    low, high = round(told - margin, 6), round(told + margin, 6)
    return max(0, math.floor(low)), told, math.ceil(high)
