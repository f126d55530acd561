"""What became of a spike: how much of its gain is still there a week later."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import wide

Floats = NDArray[np.float64]

KEPT_AFTER = 7
"""Days after the spike at which what is kept is read."""

FAST_GIVE_BACK = 0.5
"""A spike that kept a smaller fraction of its gain after `KEPT_AFTER` days gave it back fast."""


def retention(daily: pd.DataFrame, bursts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a burst of `bursts` (`services.growth.spikes.bursts`), in its order.

    With day 0 the burst's first day and F_top the highest total on days 0 to 7:

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id`, `day` | str, datetime64[us] | the creator, and day 0 (China date) |
    | `gain` | Int64 | F_top - F_(-1), followers |
    | `kept` | Float64 | (F_7 - F_(-1)) / gain, a fraction; NA before day 7 or without F_7 |
    | `half_life` | Int64 | days from day 0 to the first after the top with half the gain or less |
    | `seen` | Int64 | days from day 0 to the creator's last total |

    `half_life` is NA where that is not reached, or where a day without data comes first. `daily`
    may hold more days than those in which spikes were looked for.
    """
    totals = wide(daily, "total_followers")
    values = totals.to_numpy()
    columns = totals.columns.get_indexer(pd.Index(bursts["creator_id"]))
    starts = totals.index.get_indexer(pd.DatetimeIndex(bursts["day"]))
    rows = [_outcome(values[:, at], int(start)) for at, start in zip(columns, starts, strict=True)]
    table = pd.DataFrame(rows, columns=["gain", "kept", "half_life", "seen"], dtype="float64")
    return pd.DataFrame(
        {
            "creator_id": bursts["creator_id"].array,
            "day": bursts["day"].array,
            "gain": table["gain"].astype("Int64"),
            "kept": table["kept"].astype("Float64"),
            "half_life": table["half_life"].astype("Int64"),
            "seen": table["seen"].astype("Int64"),
        }
    )


def _outcome(totals: Floats, start: int) -> tuple[float, float, float, float]:
    before = totals[start - 1]
    climb = totals[start:] - before
    week = climb[: KEPT_AFTER + 1]
    top = int(np.nanargmax(week))
    gain = week[top]
    kept = week[KEPT_AFTER] / gain if len(week) > KEPT_AFTER else np.nan
    after = climb[top + 1 :]
    (ends,) = np.isnan(after).nonzero()
    after = after[: ends[0]] if len(ends) else after
    (halved,) = (after <= gain / 2).nonzero()
    half_life = top + 1 + halved[0] if len(halved) else np.nan
    return gain, kept, half_life, np.flatnonzero(~np.isnan(climb))[-1]
