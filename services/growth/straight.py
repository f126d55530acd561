"""Lines that are too straight: an audience that grows by the same number day after day."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import wide

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
