"""Curves laid over each other by what happened instead of by date."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from services.growth.daily import complete_days

BEFORE, AFTER = 7, 21
"""Days shown before and after a spike at day 0."""


def first_days(daily: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Return the China date of F_1, the first total, by creator id; without one, none."""
    known = daily[daily["total_followers"].notna()]
    days = known.groupby("creator_id", sort=False)["day"].min()
    return dict(zip(days.index, days, strict=True))


def around(daily: pd.DataFrame, anchors: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """Return the rows from `BEFORE` days before each creator's anchor to `AFTER` days after it.

    Creators without an anchor are left out. Same columns; every calendar day in between.
    """
    kept = daily[daily["creator_id"].isin(anchors)]
    offset = offsets(kept, anchors)
    return complete_days(kept[offset.between(-BEFORE, AFTER)])


def offsets(frame: pd.DataFrame, anchors: Mapping[str, pd.Timestamp]) -> pd.Series:
    """Return the days from each row's anchor to its `day` (Int64), in the index of `frame`."""
    anchor = frame["creator_id"].map(anchors).astype("datetime64[us]")
    return (frame["day"] - anchor).dt.days.astype("Int64")


def totals_before(daily: pd.DataFrame, anchors: Mapping[str, pd.Timestamp]) -> pd.Series:
    """Return the total on the day before each anchor (Int64) by creator id, NA without one."""
    full = complete_days(daily)
    before = full[offsets(full, anchors) == -1].set_index("creator_id")["total_followers"]
    return before.reindex(pd.Index(list(anchors), dtype="str"))
