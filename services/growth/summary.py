"""One row a creator: where it stands and what it gained, by the definitions of design section 2.

F_1 and F_n are a creator's first and last days *with a total*.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import in_order, ratio, real, whole, wide


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
    ordered = in_order(daily)
    known = ordered[ordered["total_followers"].notna()]
    by_creator = known.groupby("creator_id", sort=False)
    table = by_creator.agg(
        first_day=("day", "first"),
        last_day=("day", "last"),
        points=("total_followers", "count"),
        first_total=("total_followers", "first"),
        latest_total=("total_followers", "last"),
    ).reindex(pd.Index(ordered["creator_id"].unique(), dtype="str", name="creator_id"))
    points = table["points"].astype("Int64").fillna(0)
    net_change = (table["latest_total"] - table["first_total"]).where(points >= 2)
    steps = (table["last_day"] - table["first_day"]).dt.days.astype("Int64")
    return table.assign(
        points=points,
        net_change=net_change,
        growth_rate=ratio(net_change, table["first_total"]),
        average_daily_net_change=ratio(net_change, steps),
    ).reset_index()


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
    some = pd.Series(known.any(axis=0), dtype="bool")
    best = np.where(known, changes, -np.inf).argmax(axis=0) if len(changes) else []
    losses = np.where(known, changes, 0.0) < 0
    weeks = [_momentum(*column) for column in zip(values.T, changes.T, strict=True)]
    momentum, last_week = np.array(weeks, dtype="float64").reshape(-1, 2).T
    table = pd.DataFrame(
        {
            "creator_id": totals.columns.astype("str"),
            "peak_day": pd.Series(totals.index[best]).where(some),
            "peak_change": whole([changes[at, n] for n, at in enumerate(best)]),
            "loss_days": whole(losses.sum(axis=0)).mask(~some),
            "losing_run": whole([_longest(column) for column in losses.T]).mask(~some),
            "momentum": real(momentum),
            "last_week": real(last_week),
            "volatility": real([_deviation(column) for column in _rates(values).T]),
        }
    )
    table.insert(
        3,
        "peak_share",
        _share(table["peak_change"], real(np.where(changes > 0, changes, 0.0).sum(axis=0))),
    )
    return table


def recent_changes(held: pd.DataFrame) -> pd.DataFrame:
    """Return what each creator gained in the `RECENT` days up to its own last total, side by side.

    Columns `creator_id` (str) and, for each number d of days, `change_d` (Int64, followers):
    F_n - F_(n-d); NA where there is no total on the day d before.
    """
    totals = wide(held, "total_followers")
    values = totals.to_numpy()
    known = ~np.isnan(values)
    last = len(values) - 1 - known[::-1].argmax(axis=0) if len(values) else np.zeros(0, dtype=int)
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


def _share(part: pd.Series, gains: pd.Series) -> pd.Series:
    positive = ((part > 0) & (gains > 0)).fillna(value=False)
    return (part / gains.where(positive)).where(positive).astype("Float64")


def _momentum(totals: Floats, changes: Floats) -> tuple[float, float]:
    """Return the last week's mean less that of the week before, and the last week's."""
    (known,) = (~np.isnan(totals)).nonzero()
    end = int(known[-1]) + 1 if len(known) else 0
    edges = [max(end - days, 0) for days in (2 * WEEK, WEEK, 0)]
    weeks = changes[edges[0] : edges[1]], changes[edges[1] : edges[2]]
    if any((~np.isnan(week)).sum() < LEAST_OF_A_WEEK for week in weeks):
        return np.nan, np.nan
    before, last = (float(np.nanmean(week)) for week in weeks)
    return last - before, last


def _longest(flags: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def _deviation(rates: Floats) -> float:
    known = rates[~np.isnan(rates)]
    return float(known.std(ddof=1)) if len(known) > 1 else np.nan
