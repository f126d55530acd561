"""The usual day: what a creator gains on a day without a burst, and what each day has above it.

Everything here works on arrays with a row a calendar day and a column a creator; NaN is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import wide
from services.growth.rules import SpikeRule

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DECAY = 4
"""Days after a marked day that are left out of the usual day: a burst fades over them."""

ROUNDS = 4
"""Times that the usual day is taken again without the days that it marked."""

START_QUANTILE = 0.06
"""Twice this quantile of the daily rates is where the search for the usual day starts: low, so that
the days of many bursts are all marked at first, and the quiet ones are left to tell. No lower than
0: a week of give-back would else mark every other day, and leave none."""

LEAST_LEFT = 4
"""Days that must be left, of a group or in all, for a mean of its own."""


@dataclass(frozen=True, eq=False)
class Steps:
    """The changes of every creator, each from the total before it, across days without data too.

    | field | meaning |
    | --- | --- |
    | `days`, `creators` | the labels of the rows and of the columns |
    | `change` | F_t - the last total before day t, followers |
    | `before` | that last total, followers |
    | `length` | days between the two: 1, or more across days without data |
    """

    days: pd.DatetimeIndex
    creators: pd.Index[str]
    change: Floats
    before: Floats
    length: Floats

    @property
    def rate(self) -> Floats:
        """`change` a day as a fraction of `before`; NaN where that is 0."""
        return self.change / np.where(self.before > 0, self.before * self.length, np.nan)

    @property
    def weekend(self) -> Flags:
        """Whether each row is a Saturday or Sunday, as a column."""
        return np.asarray(self.days.day_of_week >= 5)[:, None]


def steps(daily: pd.DataFrame) -> Steps:
    """Return the changes in `daily`, a tidy frame."""
    totals = wide(daily, "total_followers")
    values = totals.to_numpy()
    known = ~np.isnan(values)
    rows = np.arange(len(values))[:, None]
    latest = np.maximum.accumulate(np.where(known, rows, -1), axis=0) if len(values) else rows
    last = np.full(values.shape, -1)
    last[1:] = latest[:-1]
    found = known & (last >= 0)
    before = np.take_along_axis(values, np.maximum(last, 0), axis=0) if len(values) else values
    before = np.where(found, before, np.nan)
    length = np.where(found, rows - last, np.nan)
    return Steps(pd.DatetimeIndex(totals.index), totals.columns, values - before, before, length)


def usual_rates(given: Steps, rule: SpikeRule) -> Floats:
    """Return each day's usual rate: the net change of a usual day as a fraction of the followers.

    The mean of the middle half of the daily rates away from bursts, Monday to Friday and the
    weekend apart where `LEAST_LEFT` days of the group are left (the larger of group and all). Days
    that `rule` marks and the `DECAY` days after each are left out and the mean is taken again,
    `ROUNDS` times, from twice the `START_QUANTILE` on. Every calendar day has one, 0 for a creator
    without any rate.
    """
    rate = given.rate
    low = np.nan_to_num(_quantile(rate, START_QUANTILE))
    usual = np.broadcast_to(2 * np.maximum(low, 0), rate.shape)
    for _round in range(ROUNDS):
        away = ~_near(is_burst(given, excess(given, usual), usual, rule))
        usual = _means(rate, away, given.weekend, usual)
    return usual


def over_steps(given: Steps, shares: Floats) -> Floats:
    """Return what `shares`, a fraction of the followers on each day, come to in each step.

    Followers; NaN where there is no step. With usual rates: what as many usual days would bring.
    """
    so_far = np.vstack([np.zeros((1, shares.shape[1])), np.cumsum(shares, axis=0)])
    ends = np.arange(1, len(shares) + 1)[:, None]
    starts = np.where(np.isnan(given.length), ends, ends - given.length).astype(np.int64)
    summed = so_far[1:] - np.take_along_axis(so_far, starts, axis=0)
    return np.where(np.isnan(given.length), np.nan, summed * given.before)


def excess(given: Steps, usual: Floats) -> Floats:
    """Return the followers of each step above as many usual days."""
    return given.change - over_steps(given, usual)


def is_burst(given: Steps, above: Floats, usual: Floats, rule: SpikeRule) -> Flags:
    """Say which steps have so much above the usual that a human should look."""
    brought = over_steps(given, usual)
    bound = np.maximum(rule.times * brought, rule.share * given.before)
    flags: Flags = above >= np.maximum(bound, rule.least)
    return flags


def medians(values: Floats) -> Floats:
    """Return the median of each column, NaN for one without values."""
    ordered = np.sort(values, axis=0)  # NaN last
    count = (~np.isnan(values)).sum(axis=0)
    if not len(values):
        return np.full(values.shape[1], np.nan)
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, len(values) - 1)
    middle = [np.take_along_axis(ordered, at[None, :], axis=0)[0] for at in (low, high)]
    return np.asarray((middle[0] + middle[1]) / 2)


def spreads(values: Floats) -> Floats:
    """Return 1.4826 x the median absolute deviation of each column, NaN without values."""
    return np.asarray(1.4826 * medians(np.abs(values - medians(values))))


def interquartile_means(values: Floats) -> Floats:
    """Return the mean of the middle half of each column, counting values in part at its edges.

    NaN for a column without values.
    """
    ordered = np.sort(values, axis=0)  # NaN last
    count = (~np.isnan(values)).sum(axis=0)
    so_far = np.vstack([np.zeros((1, values.shape[1])), np.nancumsum(ordered, axis=0)])
    low, high = (_between(so_far, count * part) for part in (0.25, 0.75))
    with np.errstate(invalid="ignore"):
        means: Floats = (high - low) / np.where(count > 0, count / 2, np.nan)
    return means


def _between(so_far: Floats, place: Floats) -> Floats:
    whole = np.floor(place).astype(np.int64)[None, :]
    upper = np.minimum(whole + 1, len(so_far) - 1)
    low, high = (np.take_along_axis(so_far, at, axis=0)[0] for at in (whole, upper))
    return np.asarray(low + (high - low) * (place - whole[0]))


def _quantile(values: Floats, share: float) -> Floats:
    ordered = np.sort(values, axis=0)
    count = (~np.isnan(values)).sum(axis=0)
    place = np.maximum(count - 1, 0) * share
    if not len(values):
        return np.full(values.shape[1], np.nan)
    return _between(ordered, place) if len(values) > 1 else ordered[0]


def _near(marked: Flags) -> Flags:
    near = marked.copy()
    for days in range(1, DECAY + 1):
        near[days:] |= marked[:-days]
    return near


def _means(rate: Floats, away: Flags, weekend: Flags, usual: Floats) -> Floats:
    """Return the usual rate of each day from the days `away` from bursts; `usual` where too few."""
    kept = np.where(away, rate, np.nan)
    overall = _enough(kept)
    overall = np.where(np.isnan(overall), usual, overall)
    for group in (weekend, ~weekend):
        own = _enough(np.where(group, kept, np.nan))
        overall = np.where(group, np.fmax(overall, own), overall)
    return overall


def _enough(values: Floats) -> Floats:
    few = (~np.isnan(values)).sum(axis=0) < LEAST_LEFT
    return np.where(few, np.nan, interquartile_means(values))
