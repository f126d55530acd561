"""Days that need a human look, and lines that are too straight. Never called fake."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import real, whole, wide
from services.growth.excess import Excess
from services.growth.summary import longest_runs

ROUND_FROM = 500
"""Fewer followers than this are no round number."""

ROUND_WITHIN = 0.01
"""How far from a round number the excess may lie, as a fraction of it."""

_ROUND = np.array([1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10])


def spikes(found: Excess, first_day: pd.Timestamp, last_day: pd.Timestamp) -> pd.DataFrame:
    """Return one row a marked step from after `first_day` to `last_day`, by creator, then by day.

    A step counts when it began on `first_day` or later.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | in the order of `found` |
    | `day` | datetime64[us] | China date on which it was seen |
    | `change` | Int64 | D_t, or the change across days without data, followers |
    | `excess` | Float64 | what of it is above as many usual days and a common day, followers |
    | `missing` | Int64 | days without data that it came across: 0 where nothing is missing |
    | `round_number` | bool | the excess is round: a remark beside the mark, by chance one in ten |
    """
    given = found.steps
    inside = found.marked & in_window(found, first_day, last_day)
    creators, days = inside.T.nonzero()
    above = found.above[days, creators]
    return pd.DataFrame(
        {
            "creator_id": given.creators[creators].astype("str"),
            "day": given.days[days],
            "change": whole(given.change[days, creators]),
            "excess": real(above),
            "missing": whole(given.length[days, creators] - 1),
            "round_number": _is_round(above),
        }
    )


def in_window(found: Excess, first_day: pd.Timestamp, last_day: pd.Timestamp) -> np.ndarray:
    """Say which steps lie between the two China dates: days x creators."""
    days = found.steps.days
    age = np.asarray((days - first_day).days, dtype="float64")[:, None]
    inside: np.ndarray = (age - found.steps.length >= 0) & np.asarray(days <= last_day)[:, None]
    return inside


def bursts(found: pd.DataFrame) -> pd.DataFrame:
    """Return the spikes of `found` (of `spikes`) with those on end as one, in the same order.

    Columns `creator_id` (str), `day` and `last_day` (datetime64[us], China dates of the first and
    the last spike), `days` (Int64), `change` (Int64) and `excess` (Float64, followers over these
    days), `missing` (Int64, days without data in them), `round_number` (bool: on any of them).
    """
    columns = ("creator_id", "day", "change", "excess", "missing", "round_number")
    runs: list[list[tuple[Any, ...]]] = []
    for row in zip(*(found[name].tolist() for name in columns), strict=True):
        creator_id, day, missing = row[0], row[1], row[4]
        before = runs[-1][-1] if runs else (None, day)
        if before[:2] == (creator_id, day - pd.Timedelta(days=missing + 1)):
            runs[-1].append(row)
        else:
            runs.append([row])
    days = [[row[1] for row in run] for run in runs]
    return pd.DataFrame(
        {
            "creator_id": pd.Series([run[0][0] for run in runs], dtype="str"),
            "day": pd.Series([run[0] for run in days], dtype="datetime64[us]"),
            "last_day": pd.Series([run[-1] for run in days], dtype="datetime64[us]"),
            "days": whole([len(run) for run in runs]),
            "change": whole([sum(row[2] for row in run) for run in runs]),
            "excess": real([sum(row[3] for row in run) for run in runs]),
            "missing": whole([sum(row[4] for row in run) for run in runs]),
            "round_number": pd.Series([any(row[5] for row in run) for run in runs], dtype="bool"),
        }
    )


def largest_spikes(found: pd.DataFrame) -> pd.Series:
    """Return the day of each creator's largest spike by its excess, the first of equals, by id.

    `found` is of `spikes`; a creator without one is absent.
    """
    largest = found.sort_values("excess", ascending=False, kind="stable")
    return largest.drop_duplicates("creator_id").set_index("creator_id")["day"]


def _is_round(above: np.ndarray) -> np.ndarray:
    """Say which values lie near 1, 1.5, 2, 2.5, 3 to 9 times a power of ten."""
    large = np.maximum(above, 1)
    digits = large / 10 ** np.floor(np.log10(large))
    near = np.abs(digits[:, None] - _ROUND) <= ROUND_WITHIN * _ROUND
    flags: np.ndarray = near.any(axis=1) & (above >= ROUND_FROM * (1 - ROUND_WITHIN))
    return flags


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
    # What lies within the tolerance of a first change that is large enough is nearly as large.
    large = longest_runs(changes >= LEAST_CHANGE - max(1.0, TOLERANCE * LEAST_CHANGE))
    rows = []
    for at in np.flatnonzero(large >= LEAST_DAYS).tolist():
        column = changes[:, at]
        start, length = _longest(column)
        if length >= LEAST_DAYS:
            days = totals.index[start + 1], totals.index[start + length]
            mean = column[start : start + length].mean()
            rows.append((totals.columns[at], *days, length, mean))
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
