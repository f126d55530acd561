"""Do the two series of a creator agree? What the reported new followers turn out to count."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import KEYS, complete_days, daily_net_change, wide

LEAST_DAYS = 7
"""Days with both numbers before anything is said."""

LEAST_SHARE = 0.1
"""Share of days with more new followers than net change from which on that is no oddity: gross."""


class Verdict(StrEnum):
    """How reported new followers N_t relate to D_t = F_t - F_(t-1) (design section 6.1)."""

    NET = "net"
    """N_t = D_t on every day: unfollows are already taken off."""
    GROSS = "gross"
    """N_t >= D_t on every day and more on some: N_t counts arrivals, the rest left."""
    CONFLICT = "conflict"
    """Some days fit neither."""
    UNKNOWN = "unknown"
    """Too few days with both numbers."""


def reconcile(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one row a creator, in the order in which they first appear.

    Columns `creator_id` (str), `verdict` (object, a `Verdict`), `compared` (Int64, days with both
    N_t and D_t), `conflicts` (object, a tuple of `datetime.date`, China dates: where most days are
    equal those with N_t != D_t, else those with N_t < D_t; empty but for `CONFLICT`).
    """
    totals, news = wide(daily, "total_followers"), wide(daily, "new_followers").to_numpy()
    days = np.array([day.date() for day in totals.index[1:]], dtype="object")
    differences = news[1:] - np.diff(totals.to_numpy(), axis=0)
    rows = [
        (key, *_judge(difference, days))
        for key, difference in zip(totals.columns, differences.T, strict=True)
    ]
    # object from the start: a column of verdicts would turn into one of plain strings
    names = ["creator_id", "verdict", "compared", "conflicts"]
    table = pd.DataFrame(rows, columns=names, dtype="object")
    return table.astype({"creator_id": "str", "compared": "Int64"})


def unfollows(daily: pd.DataFrame) -> pd.DataFrame:
    """Return N_t - D_t for every calendar day of the creators whose series is `GROSS`.

    Columns `creator_id` (str), `day` (datetime64[us], China date), `unfollows` (Int64, followers),
    NA where either number is missing.
    """
    verdicts = reconcile(daily).set_index("creator_id")["verdict"]
    gross = verdicts.index[verdicts == Verdict.GROSS]
    full = complete_days(daily[daily["creator_id"].isin(gross)])
    change = daily_net_change(full)["daily_net_change"]
    return full[KEYS].assign(unfollows=full["new_followers"] - change)


def _judge(
    difference: NDArray[np.float64], days: NDArray[np.object_]
) -> tuple[Verdict, int, tuple[date, ...]]:
    known = ~np.isnan(difference)
    compared = int(known.sum())
    if compared < LEAST_DAYS:
        return Verdict.UNKNOWN, compared, ()
    unequal, short = (difference != 0) & known, difference < 0  # NaN < 0 is False
    share = unequal.sum() / compared
    if not share:
        return Verdict.NET, compared, ()
    if not short.any() and share >= LEAST_SHARE:
        return Verdict.GROSS, compared, ()
    return Verdict.CONFLICT, compared, tuple(days[short if share > 0.5 else unequal])
