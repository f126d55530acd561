"""How well a creator's own trend would have told its past: the ground of `projection`.

Everything here works on one creator's totals, one float64 for every calendar day, NaN for a day
without a total.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import wide

Floats = NDArray[np.float64]

TREND_DAYS = 28
"""Calendar days that the trend rests on: four whole weeks, so that no weekday counts more often."""

LEAST_POINTS = 14
"""Days with a total among those; with fewer there is no trend."""

LEAST_TRIED = 10
"""Past projections at one horizon before their errors say anything."""

LEAST_DAYS = 45
"""Days from the first total to the last, both counted.

On shorter simulated series an interval meant to hold 80 % of the outcomes held 65 to 70 %: they
often lack the one bad day in a month.
"""

NOMINAL = 0.8
"""The share of outcomes that an interval is meant to hold."""


@dataclass(frozen=True)
class Backtest:
    """What came of a creator's past projections, all made `horizon` days ahead.

    `tried` is how many there are. `median_error` is how far they were off, in followers, and
    `median_error_rate` the same as a fraction of the total that came (taken as at least 1). The
    `no_change_` figures are for the claim that the total stays as it is. `nominal` is the share of
    outcomes that an interval made of these errors is meant to hold.
    """

    tried: int
    horizon: int
    median_error: float
    median_error_rate: float
    no_change_error: float
    no_change_error_rate: float
    nominal: float


@dataclass(frozen=True)
class Tries:
    """Past projections `horizon` days ahead, one element each, in followers.

    `errors` and `no_change_errors` are absolute; `outcomes` are the totals that came.
    """

    horizon: int
    errors: Floats
    no_change_errors: Floats
    outcomes: Floats

    @property
    def beat_no_change(self) -> bool:
        """Whether the mean absolute error is below that of "no change"."""
        return float(self.errors.mean()) < float(self.no_change_errors.mean())

    def margin(self, horizon: int) -> float:
        """Return how far, in followers, a projection `horizon` days ahead may be off.

        The split-conformal quantile of the absolute errors (Vovk, Gammerman & Shafer 2005): the
        `NOMINAL` x (m + 1) / m quantile, at most the largest. m = 1 + (n - 1) / sqrt(h) stands in
        for the n errors, since projections less than h days apart share days; the square root is
        what held 80 % on simulated creators. Beyond the horizon that was tried, errors grow in
        proportion to the horizon.
        """
        count = len(self.errors)
        independent = 1 + (count - 1) / math.sqrt(self.horizon)
        level = min(1.0, NOMINAL * (independent + 1) / independent)
        # rounded first: 0.8 x 10 may be a hair above 8, and would take the ninth
        rank = math.ceil(round(count * level, 9))
        return float(np.sort(self.errors)[rank - 1]) * horizon / self.horizon

    def summary(self) -> Backtest:
        """Return the figures that the screen shows."""
        whole = np.maximum(self.outcomes, 1.0)
        return Backtest(
            tried=len(self.errors),
            horizon=self.horizon,
            median_error=float(np.median(self.errors)),
            median_error_rate=float(np.median(self.errors / whole)),
            no_change_error=float(np.median(self.no_change_errors)),
            no_change_error_rate=float(np.median(self.no_change_errors / whole)),
            nominal=NOMINAL,
        )


@dataclass(frozen=True)
class Track:
    """One creator's totals from its first day with a total to its last, and the trend at each day.

    `slopes` are followers a day, from that day and those before it; NaN where there is no trend.
    `tried` counts, by horizon in days from 0 on, the past projections that can be compared.
    """

    totals: Floats
    slopes: Floats
    tried: NDArray[np.int64]

    def longest_tried(self, horizon: int) -> int:
        """Return the longest horizon up to `horizon` with `LEAST_TRIED` tries, 0 without any."""
        (possible,) = (self.tried[1 : horizon + 1] >= LEAST_TRIED).nonzero()
        return int(possible[-1]) + 1 if len(possible) else 0

    def tries(self, horizon: int) -> Tries:
        """Project `horizon` days ahead from every past day, and compare with what came.

        Rolling origin (Tashman 2000): each projection sees only the days before it. `horizon` is
        of `longest_tried`.
        """
        start, outcome = self.totals[:-horizon], self.totals[horizon:]
        told = np.maximum(0.0, start + self.slopes[:-horizon] * horizon)
        known = ~np.isnan(told) & ~np.isnan(outcome)
        start, told, outcome = start[known], told[known], outcome[known]
        return Tries(horizon, np.abs(outcome - told), np.abs(outcome - start), outcome)


def track_of(daily: pd.DataFrame) -> Track:
    """Return the track of the one creator in the tidy frame `daily`; empty without a total.

    ValueError when `daily` holds more than one creator.
    """
    table = wide(daily, "total_followers").to_numpy()
    if table.shape[1] > 1:
        raise ValueError("the frame holds more than one creator")
    totals = table.ravel()
    (known,) = (~np.isnan(totals)).nonzero()
    if not len(known):
        return Track(np.empty(0), np.empty(0), np.zeros(1, dtype=np.int64))
    totals = totals[known[0] : known[-1] + 1]
    slopes = theil_sen(totals)
    has_total = (~np.isnan(totals)).astype(np.int64)
    starts = has_total * ~np.isnan(slopes)
    # at lag h: days with a trend whose h-th day after has a total
    tried = np.correlate(has_total, starts, mode="full")[len(totals) - 1 :]
    return Track(totals, slopes, tried)


def theil_sen(totals: Floats) -> Floats:
    """Return the trend at every day, followers a day: the median slope of all pairs (Sen 1968).

    Pairs are of days with a total among the last `TREND_DAYS`; NaN with fewer than `LEAST_POINTS`.
    """
    before = np.concatenate([np.full(TREND_DAYS - 1, np.nan), totals])
    windows = np.lib.stride_tricks.sliding_window_view(before, TREND_DAYS)
    earlier, later = np.triu_indices(TREND_DAYS, 1)
    pairs = np.sort((windows[:, later] - windows[:, earlier]) / (later - earlier), axis=1)
    points = (~np.isnan(windows)).sum(axis=1)
    # sorting puts NaN last, so the middle of the known pairs is found by their number
    count = np.maximum(points * (points - 1) // 2, 1)
    rows = np.arange(len(pairs))
    middle: Floats = (pairs[rows, (count - 1) // 2] + pairs[rows, count // 2]) / 2
    return np.where(points >= LEAST_POINTS, middle, np.nan)
