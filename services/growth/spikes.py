"""Days that need a human look, and lines that are too straight. Never called fake."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import wide
from services.growth.rules import SpikeRule

ROUND_NUMBER = 500
"""A jump of at least this many followers, and a multiple of it, counts as a round number."""


def spikes(daily: pd.DataFrame, rule: SpikeRule) -> pd.DataFrame:
    """Return one row a spike, by creator in the order of the frame, then by day.

    Median and MAD are over the D_t = F_t - F_(t-1) in `daily`: the days on screen. Columns
    `creator_id` (str), `day` (datetime64[us], China date), `change` (Int64, followers), `z`
    (Float64; inf where the MAD is 0), `round_number` (bool: `change` is a multiple of
    `ROUND_NUMBER`).
    """
    totals = wide(daily, "total_followers")
    values = totals.to_numpy()
    changes = np.diff(values, axis=0)
    scores = _robust_z(changes)
    floor = np.maximum(rule.least, rule.share * values[:-1])
    creators, days = (((scores > rule.z) & (changes >= floor)).T).nonzero()
    found = changes[days, creators]
    return pd.DataFrame(
        {
            "creator_id": totals.columns[creators].astype("str"),
            "day": totals.index[1:][days],
            "change": pd.Series(found).astype("Int64"),
            "z": pd.Series(scores[days, creators]).astype("Float64"),
            "round_number": found % ROUND_NUMBER == 0,
        }
    )


def bursts(found: pd.DataFrame) -> pd.DataFrame:
    """Return the spikes of `found` (of `spikes`) with those on end as one, in the same order.

    Columns `creator_id` (str), `day` and `last_day` (datetime64[us], China dates of the first and
    the last spike), `days` (Int64), `change` (Int64, followers over these days), `round_number`
    (bool: on any of them).
    """
    one_day = pd.Timedelta(days=1)
    same = found["creator_id"] == found["creator_id"].shift()
    goes_on = same & (found["day"].diff() == one_day)
    grouped = found.groupby((~goes_on).cumsum(), sort=False)
    table = grouped.agg(
        creator_id=("creator_id", "first"),
        day=("day", "first"),
        last_day=("day", "last"),
        days=("day", "size"),
        change=("change", "sum"),
        round_number=("round_number", "any"),
    )
    return table.astype({"days": "Int64", "change": "Int64"}).reset_index(drop=True)


def largest_spikes(found: pd.DataFrame) -> pd.Series:
    """Return the day of each creator's largest spike, the first of equals, by creator id.

    `found` is of `spikes`; a creator without one is absent.
    """
    largest = found.sort_values("change", ascending=False, kind="stable")
    return largest.drop_duplicates("creator_id").set_index("creator_id")["day"]


def _robust_z(changes: np.ndarray) -> np.ndarray:
    if not len(changes):
        return changes
    known = ~np.isnan(changes).all(axis=0)
    scores = np.full_like(changes, np.nan)
    held = changes[:, known]
    away = held - np.nanmedian(held, axis=0)
    spread = 1.4826 * np.nanmedian(np.abs(away), axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        # 0 / 0 is a day like the median of an account that never moves: no score
        scores[:, known] = away / spread
    return scores


LEAST_DAYS = 7
"""Days on end before a straight line is one."""

LEAST_CHANGE = 20
"""Followers a day: below it equal numbers are no surprise."""

TOLERANCE = 0.02
"""How far the changes of a straight line may lie apart, as a fraction of the first."""


def straight_runs(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the longest straight line of each creator that has one.

    A run of at least `LEAST_DAYS` days on end whose D_t = F_t - F_(t-1) all lie within
    max(1, `TOLERANCE` x the first) of the first, which is at least `LEAST_CHANGE`. Columns
    `creator_id` (str), `first_day` and `last_day` (datetime64[us], China dates), `days` (Int64),
    `change` (Float64, mean followers a day).
    """
    totals = wide(daily, "total_followers")
    changes = np.diff(totals.to_numpy(), axis=0)
    rows = []
    for creator_id, column in zip(totals.columns, changes.T, strict=True):
        start, length = _longest(column)
        if length >= LEAST_DAYS:
            days = totals.index[start + 1], totals.index[start + length]
            rows.append((creator_id, *days, length, column[start : start + length].mean()))
    table = pd.DataFrame(rows, columns=["creator_id", "first_day", "last_day", "days", "change"])
    return table.astype(
        {
            "creator_id": "str",
            "first_day": "datetime64[us]",
            "last_day": "datetime64[us]",
            "days": "Int64",
            "change": "Float64",
        }
    )


def _longest(changes: NDArray[np.float64]) -> tuple[int, int]:
    """Return where the longest straight run starts, the first of equals, and its days."""
    if not len(changes):
        return 0, 0
    apart = np.abs(changes - changes[:, None])  # a row for each day that a run could start on
    near = apart <= np.maximum(1.0, TOLERANCE * changes)[:, None]  # False for NaN
    far = np.triu(~near)
    ends = np.where(far.any(axis=1), far.argmax(axis=1), len(changes))
    lengths = np.where(changes >= LEAST_CHANGE, ends - np.arange(len(changes)), 0)
    start = int(lengths.argmax())
    return start, int(lengths[start])
