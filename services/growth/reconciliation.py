"""Do the two series of a creator agree? What the reported new followers turn out to count."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import KEYS, complete_days, daily_net_change, wide

LEAST_DAYS = 7
"""Days with both numbers before anything is said."""

LATE_DAYS = 3
"""Days after a short one on which its missing new followers may still be counted."""

ENOUGH_EQUAL = 100
"""Equal days after which a series without a day of loss counts as net: of a large account somebody
would have left by then.
"""

_CONFLICT = (3, 0.07)
_UNSETTLED = (1, 0.05)


class Verdict(StrEnum):
    """How reported new followers N_t relate to D_t = F_t - F_(t-1) (design section 6.1).

    A day with N_t < D_t is *short*: more came than were new.
    """

    NET = "net"
    """N_t = D_t, also on days of loss: unfollows are already taken off."""
    GROSS = "gross"
    """N_t is above D_t on some days: it counts arrivals, the rest left."""
    CONFLICT = "conflict"
    """Too many short days for either."""
    EQUAL_SO_FAR = "equal_so_far"
    """N_t = D_t on every day, but nobody may have left yet."""
    UNSETTLED = "unsettled"
    """More short days than chance brings, fewer than a conflict has."""
    UNKNOWN = "unknown"
    """Too few days with both numbers."""


def reconcile(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one row a creator, in the order in which they first appear.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | |
    | `verdict` | object | a `Verdict` |
    | `compared` | Int64 | n, days with both N_t and D_t |
    | `short` | object | tuple of `datetime.date` (China dates): days with N_t < D_t |
    | `late` | object | those of them that the next `LATE_DAYS` days made up for |

    n < `LEAST_DAYS` is unknown. More short days than max(3, 7 % of n) are a conflict, more than
    max(1, 5 %) unsettled. Else what a short day lacks is taken from what the next days are above;
    anything still above is gross, and without it the series is net if some day has N_t = D_t < 0 or
    n reaches `ENOUGH_EQUAL`, else equal so far.
    """
    totals, news = wide(daily, "total_followers"), wide(daily, "new_followers").to_numpy()
    changes, new = np.diff(totals.to_numpy(), axis=0), news[1:]
    beyond = new - changes
    compared = (~np.isnan(beyond)).sum(axis=0).tolist()
    losses = ((beyond == 0) & (changes < 0)).any(axis=0).tolist()
    days = pd.DatetimeIndex(totals.index[1:]).date
    rows = []
    for at, key in enumerate(totals.columns):
        (short,) = (beyond[:, at] < 0).nonzero()  # NaN < 0 is False
        above, late = _made_up(beyond[:, at], short)
        net = losses[at] or compared[at] >= ENOUGH_EQUAL
        verdict = _verdict(compared[at], len(short), above=above, net=net)
        told = (tuple(days[places]) for places in (short, late))
        rows.append((key, verdict, compared[at], *told))
    # object from the start: a column of verdicts would turn into one of plain strings
    names = ["creator_id", "verdict", "compared", "short", "late"]
    table = pd.DataFrame(rows, columns=names, dtype="object")
    return table.astype({"creator_id": "str", "compared": "Int64"})


def unfollows(daily: pd.DataFrame) -> pd.DataFrame:
    """Return N_t - D_t for every calendar day of the creators whose series is `GROSS`.

    Columns `creator_id` (str), `day` (datetime64[us], China date), `unfollows` (Int64, followers),
    NA where either number is missing and on short days: nobody can say how many left then. New
    followers that were counted late are in it on the day that counted them.
    """
    verdicts = reconcile(daily).set_index("creator_id")["verdict"]
    gross = verdicts.index[verdicts == Verdict.GROSS]
    full = complete_days(daily[daily["creator_id"].isin(gross)])
    left = full["new_followers"] - daily_net_change(full)["daily_net_change"]
    return full[KEYS].assign(unfollows=left.mask((left < 0).fillna(value=False)))


def _verdict(compared: int, short: int, *, above: bool, net: bool) -> Verdict:
    if compared < LEAST_DAYS:
        return Verdict.UNKNOWN
    for (least, share), verdict in (
        (_CONFLICT, Verdict.CONFLICT),
        (_UNSETTLED, Verdict.UNSETTLED),
    ):
        if short > max(least, share * compared):
            return verdict
    if above:
        return Verdict.GROSS
    return Verdict.NET if net else Verdict.EQUAL_SO_FAR


def _made_up(beyond: NDArray[np.float64], short: NDArray[np.intp]) -> tuple[bool, list[int]]:
    """Return whether anything is above once the short days are made up for, and which were in full.

    Each short day takes from the days after it, the nearest first.
    """
    left = np.where(beyond > 0, beyond, 0.0)
    late: list[int] = []
    for day in short:
        after = slice(day + 1, day + 1 + LATE_DAYS)
        lack, offered = -beyond[day], left[after]
        taken = np.diff(np.minimum(offered.cumsum(), lack), prepend=0.0)
        left[after] = offered - taken
        if taken.sum() == lack:
            late.append(int(day))
    return bool((left > 0).any()), late
