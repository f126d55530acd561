"""How well a creator's own pace would have told its past: the ground of `projection`.

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
from services.growth.trend import PACES, Floats, Pace

LEAST_TRIED = 10
"""Past projections at one horizon before their errors say anything. There must also be as many as
the horizon has days: those that share most of their days say the same thing many times."""

LEAST_DAYS = 45
"""Days from the first total to the last, both counted.

On shorter simulated series an interval meant to hold 80 % of the outcomes held 65 to 70 %: they
often lack the one bad day in a month.
"""

NOMINAL = 0.8
"""The share of outcomes that an interval is meant to hold."""

_TRIM = 0.92
_SHORTER_MUST_BE = 0.8
"""A pace of four weeks replaces one of eight where its mean error is below this share of the
other's: by chance it often comes out a little better."""


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
    """Past projections `horizon` days ahead by one pace, one element each, in followers.

    `errors` and `no_change_errors` are absolute; `outcomes` are the totals that came, `sizes` what
    an error is a share of: the total that was told or the one it began from, the larger, and at
    least 1. `daily` is the pace on the last day (`Pace.daily`).
    """

    horizon: int
    errors: Floats
    no_change_errors: Floats
    outcomes: Floats
    sizes: Floats
    pace: Pace
    daily: float

    @property
    def beat_no_change(self) -> bool:
        """Whether the mean absolute error is below that of "no change"."""
        return float(self.errors.mean()) < float(self.no_change_errors.mean())

    def margin(self, horizon: int) -> float:
        """Return how far a projection `horizon` days ahead may be off, a fraction of its size.

        The split-conformal quantile of `errors` / `sizes` (Vovk, Gammerman & Shafer 2005): the
        `NOMINAL` x (m + 1) / m quantile, at most the largest, with m = 1 + (n - 1) / sqrt(h) in
        place of the n errors, since projections less than h days apart share days. It is taken
        `_TRIM` times 1 + h / (3 n) times: Student's t over the normal quantile at 90 %, with
        2 n / h degrees of freedom, to first order. The square root, the degrees and the trim are
        what held 80 % on simulated creators. Beyond the horizon that was tried, errors grow in
        proportion to the horizon.
        """
        count = len(self.errors)
        independent = 1 + (count - 1) / math.sqrt(self.horizon)
        level = min(1.0, NOMINAL * (independent + 1) / independent)
        # rounded first: 0.8 x 10 may be a hair above 8, and would take the ninth
        rank = math.ceil(round(count * level, 9))
        shares = np.sort(self.errors / self.sizes)
        few = 1 + self.horizon / (3 * count)
        return _TRIM * few * float(shares[rank - 1]) * horizon / self.horizon

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
    """One creator's totals from its first day with a total to its last, and its paces at each day.

    `paces` has a row for each of `PACES` (`Pace.daily`), NaN where there is none. `tried` counts,
    by horizon in days from 0 on, the past projections that can be compared.
    """

    totals: Floats
    paces: Floats
    tried: NDArray[np.int64]

    @property
    def too_short(self) -> bool:
        """Whether it has too few days, or no pace on its last one."""
        return len(self.totals) < LEAST_DAYS or bool(np.isnan(self.paces[:, -1]).any())

    def longest_tried(self, horizon: int) -> int:
        """Return the longest horizon up to `horizon` with enough tries (`LEAST_TRIED`), else 0."""
        counts = self.tried[1 : horizon + 1]
        enough = np.maximum(LEAST_TRIED, np.arange(1, len(counts) + 1))
        (possible,) = (counts >= enough).nonzero()
        return int(possible[-1]) + 1 if len(possible) else 0

    def tries(self, horizon: int) -> Tries:
        """Project `horizon` days ahead from every past day by each pace, and return those of the
        pace that came closest to what came: the smallest mean error, as a share of the size.

        Rolling origin (Tashman 2000): each projection sees only the days before it. `horizon` is
        of `longest_tried`.
        """
        start, outcome = self.totals[:-horizon], self.totals[horizon:]
        known = ~np.isnan(start + outcome + self.paces.sum(axis=0)[:-horizon])
        start, outcome, paces = start[known], outcome[known], self.paces[:, :-horizon][:, known]
        ways = zip(PACES, paces, strict=True)
        told = np.array([pace.total(start, row, horizon) for pace, row in ways])
        errors, sizes = np.abs(outcome - told), np.maximum(np.maximum(told, start), 1.0)
        best = int(((errors / sizes).mean(axis=1) / _HANDICAPS).argmin())
        return Tries(
            horizon=horizon,
            errors=errors[best],
            no_change_errors=np.abs(outcome - start),
            outcomes=outcome,
            sizes=sizes[best],
            pace=PACES[best],
            daily=float(self.paces[best, -1]),
        )


_HANDICAPS = np.array([_SHORTER_MUST_BE if pace.weeks == 4 else 1.0 for pace in PACES])


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
        return Track(np.empty(0), np.empty((len(PACES), 0)), np.zeros(1, dtype=np.int64))
    totals = totals[known[0] : known[-1] + 1]
    paces = np.array([pace.daily(totals) for pace in PACES])
    has_total = (~np.isnan(totals)).astype(np.int64)
    starts = has_total * ~np.isnan(paces).any(axis=0)
    # at lag h: days with a pace whose h-th day after has a total
    tried = np.correlate(has_total, starts, mode="full")[len(totals) - 1 :]
    return Track(totals, paces, tried)
