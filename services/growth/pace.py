"""How a creator grew: its best day, its losses, whether it speeds up, and how evenly it moves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import real, wide

Floats = NDArray[np.float64]

WEEK = 7
"""Days in each half of the momentum."""

LEAST_OF_A_WEEK = 4
"""A week with fewer known changes than this has no mean."""


def pace(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one row a creator, in the order of `summarize`. D_t = F_t - F_(t-1), known days only.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | |
    | `peak_day` | datetime64[us] | China date of the largest D_t, the first of equals |
    | `peak_change` | Int64 | that D_t, followers |
    | `peak_share` | Float64 | it over the net change, a fraction; NA unless both are positive |
    | `loss_days` | Int64 | days with D_t < 0 |
    | `losing_run` | Int64 | most days on end with D_t < 0; a day without data ends a run |
    | `momentum` | Float64 | mean D_t of the last 7 days - mean of the 7 before, followers a day |
    | `volatility` | Float64 | standard deviation (n - 1) of D_t / F_(t-1), a fraction |

    The weeks of the momentum are calendar days that end on the creator's last total; each needs
    `LEAST_OF_A_WEEK` known changes. All but `creator_id` are NA for a creator without any D_t.
    """
    totals = wide(daily, "total_followers")
    values = totals.to_numpy()
    changes = np.diff(values, axis=0, prepend=np.full((1, values.shape[1]), np.nan))
    known = ~np.isnan(changes)
    some = pd.Series(known.any(axis=0), dtype="bool")
    best = np.where(known, changes, -np.inf).argmax(axis=0) if len(changes) else []
    losses = np.where(known, changes, 0.0) < 0
    momentum = np.array([_momentum(*column) for column in zip(values.T, changes.T, strict=True)])
    table = pd.DataFrame(
        {
            "creator_id": totals.columns.astype("str"),
            "peak_day": pd.Series(totals.index[best]).where(some),
            "peak_change": _whole([changes[at, n] for n, at in enumerate(best)]),
            "loss_days": _whole(losses.sum(axis=0)).mask(~some),
            "losing_run": _whole([_longest(column) for column in losses.T]).mask(~some),
            "momentum": real(momentum),
            "volatility": real([_deviation(column) for column in _rates(values).T]),
        }
    )
    table.insert(3, "peak_share", _share(table["peak_change"], _net_changes(values)))
    return table


def daily_rates(daily: pd.DataFrame) -> pd.DataFrame:
    """Return D_t / F_(t-1), a fraction, in the form of `wide`; NaN also where F_(t-1) is 0."""
    totals = wide(daily, "total_followers")
    return pd.DataFrame(_rates(totals.to_numpy()), index=totals.index, columns=totals.columns)


def _rates(totals: Floats) -> Floats:
    before = np.full_like(totals, np.nan)
    before[1:] = totals[:-1]
    before[before == 0] = np.nan
    return (totals - before) / before


def _net_changes(totals: Floats) -> pd.Series:
    """Return F_n - F_1 of each column, NA without a total."""
    filled = pd.DataFrame(totals)
    first, last = filled.bfill().head(1).to_numpy(), filled.ffill().tail(1).to_numpy()
    return real((last - first).ravel())


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    positive = ((part > 0) & (whole > 0)).fillna(value=False)
    return (part / whole.where(positive)).where(positive).astype("Float64")


def _momentum(totals: Floats, changes: Floats) -> float:
    (known,) = (~np.isnan(totals)).nonzero()
    end = int(known[-1]) + 1 if len(known) else 0
    edges = [max(end - days, 0) for days in (2 * WEEK, WEEK, 0)]
    weeks = changes[edges[0] : edges[1]], changes[edges[1] : edges[2]]
    if any((~np.isnan(week)).sum() < LEAST_OF_A_WEEK for week in weeks):
        return np.nan
    before, last = (float(np.nanmean(week)) for week in weeks)
    return last - before


def _longest(flags: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def _deviation(rates: Floats) -> float:
    known = rates[~np.isnan(rates)]
    return float(known.std(ddof=1)) if len(known) > 1 else np.nan


def _whole(values: object) -> pd.Series:
    return pd.Series(np.asarray(values, dtype="float64")).astype("Int64")
