"""One row a creator: where it stands and what it gained, by the definitions of design section 2.

F_1 and F_n are a creator's first and last days *with a total*.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import divided, known_span, real, whole, wide


def summarize(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one row a creator, also for a creator whose totals are all missing.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | |
    | `first_day`, `last_day` | datetime64[us] | China dates of F_1 and F_n; NaT without a total |
    | `points` | Int64 | days with a total |
    | `first_total`, `latest_total` | Int64 | F_1 and F_n, followers |
    | `net_change` | Int64 | F_n - F_1, followers; NA with fewer than 2 points |
    | `growth_rate` | Float64 | (F_n - F_1) / F_1, a fraction; NA also when F_1 is 0 |
    | `average_daily_net_change` | Float64 | (F_n - F_1) / days from F_1 to F_n, followers a day |
    """
    totals = wide(daily, "total_followers")
    values = totals.to_numpy()
    first, last, some = known_span(values)
    each = np.arange(values.shape[1])
    points = (~np.isnan(values)).sum(axis=0)
    ends = [values[at, each] if len(values) else np.zeros(0) for at in (first, last)]
    days = [
        pd.Series(totals.index[at]).where(pd.Series(some, dtype="bool")) for at in (first, last)
    ]
    change = np.where(points >= 2, ends[1] - ends[0], np.nan)
    return pd.DataFrame(
        {
            "creator_id": totals.columns,
            "first_day": days[0],
            "last_day": days[1],
            "points": whole(points),
            "first_total": whole(ends[0]),
            "latest_total": whole(ends[1]),
            "net_change": whole(change),
            "growth_rate": real(divided(change, ends[0])),
            "average_daily_net_change": real(divided(change, (last - first).astype("float64"))),
        }
    )


Floats = NDArray[np.float64]

WEEK = 7
"""Days in each half of the momentum."""

LEAST_OF_A_WEEK = 4
"""A week with fewer known changes than this has no mean."""


RECENT = (7, 30, 60)
"""Days over which a creator's change stands side by side."""


def pace(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one row a creator, in the order of `summarize`. D_t = F_t - F_(t-1), known days only.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | |
    | `peak_day` | datetime64[us] | China date of the largest D_t, the first of equals |
    | `peak_change` | Int64 | that D_t, followers |
    | `peak_share` | Float64 | it over the sum of all positive D_t, a fraction; NA without a gain |
    | `loss_days` | Int64 | days with D_t < 0 |
    | `losing_run` | Int64 | most days on end with D_t < 0; a day without data ends a run |
    | `momentum` | Float64 | mean D_t of the last 7 days - mean of the 7 before, followers a day |
    | `last_week` | Float64 | mean D_t of the last 7 days, followers a day; NA where momentum is |
    | `volatility` | Float64 | standard deviation (n - 1) of D_t / F_(t-1), a fraction |

    The weeks of the momentum are calendar days that end on the creator's last total; each needs
    `LEAST_OF_A_WEEK` known changes. All but `creator_id` are NA for a creator without any D_t.
    """
    totals = wide(daily, "total_followers")
    values = totals.to_numpy()
    changes = np.diff(values, axis=0, prepend=np.full((1, values.shape[1]), np.nan))
    known = ~np.isnan(changes)
    some = known.any(axis=0)
    best = np.where(known, changes, -np.inf).argmax(axis=0) if len(changes) else np.zeros(0, int)
    peak = changes[best, np.arange(len(best))]
    losses = np.where(known, changes, 0.0) < 0
    momentum, last_week = _momentum(values, changes)
    gains = np.where(changes > 0, changes, 0.0).sum(axis=0)
    volatility = [_deviation(column) for column in _rates(values).T]
    return pd.DataFrame(
        {
            "creator_id": totals.columns,
            "peak_day": pd.Series(totals.index[best]).where(pd.Series(some, dtype="bool")),
            "peak_change": whole(peak),
            "peak_share": real(np.where(peak > 0, divided(peak, gains), np.nan)),
            "loss_days": whole(np.where(some, losses.sum(axis=0), np.nan)),
            "losing_run": whole(np.where(some, longest_runs(losses), np.nan)),
            "momentum": real(momentum),
            "last_week": real(last_week),
            "volatility": real(volatility),
        }
    )


def recent_changes(held: pd.DataFrame) -> pd.DataFrame:
    """Return what each creator gained in the `RECENT` days up to its own last total, side by side.

    Columns `creator_id` (str) and, for each number d of days, `change_d` (Int64, followers):
    F_n - F_(n-d); NA where there is no total on the day d before.
    """
    totals = wide(held, "total_followers")
    values = totals.to_numpy()
    _first, last, _some = known_span(values)
    each = np.arange(values.shape[1])
    table: dict[str, object] = {"creator_id": totals.columns.astype("str")}
    for days in RECENT:
        before = np.where(last >= days, last - days, 0)
        change = np.where(last >= days, values[last, each] - values[before, each], np.nan)
        table[f"change_{days}"] = whole(change)
    return pd.DataFrame(table)


def _rates(totals: Floats) -> Floats:
    before = np.full_like(totals, np.nan)
    before[1:] = totals[:-1]
    before[before == 0] = np.nan
    return (totals - before) / before


def _momentum(totals: Floats, changes: Floats) -> tuple[Floats, Floats]:
    """Return the last week's mean less that of the week before, and the last week's."""
    _first, end, some = known_span(totals)
    each = np.arange(totals.shape[1])
    means = []
    for weeks in (2, 1):
        at = end + 1 - weeks * WEEK + np.arange(WEEK)[:, None]
        week = np.where((at >= 0) & some, changes[np.maximum(at, 0), each], np.nan)
        count = (~np.isnan(week)).sum(axis=0)
        means.append(
            np.where(
                count >= LEAST_OF_A_WEEK, np.nansum(week, axis=0) / np.maximum(count, 1), np.nan
            )
        )
    before, last = means
    return last - before, np.where(np.isnan(before), np.nan, last)


def longest_runs(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return, column by column, how many rows on end are flagged at most."""
    rows = np.arange(len(flags))[:, None]
    ended = np.maximum.accumulate(np.where(flags, -1, rows), axis=0)
    return np.asarray((rows - ended).max(axis=0, initial=0))


def _deviation(rates: Floats) -> float:
    known = rates[~np.isnan(rates)]
    return float(known.std(ddof=1)) if len(known) > 1 else np.nan
