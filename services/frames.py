"""The tidy frame that every part of the app speaks: one row a creator and day.

| column | dtype | meaning |
| --- | --- | --- |
| `creator_id` | str | 24 hex digits, lower case |
| `day` | datetime64[us] | China date, naive midnight |
| `total_followers` | Int64 | followers at the end of that day; NA where nothing was published |
| `new_followers` | Int64 | new followers reported for that day; NA where nothing was published |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

DAILY_COLUMNS = ("creator_id", "day", "total_followers", "new_followers")


def daily_frame(
    creator_id: str, totals: Mapping[date, int], news: Mapping[date, int]
) -> pd.DataFrame:
    """Join a creator's two series on their days into one tidy frame, sorted by day.

    `totals` and `news` map a China date to followers and to new followers; a day that only one of
    them has keeps NA in the other column.
    """
    days = sorted({*totals, *news})
    return pd.DataFrame(
        {
            "creator_id": pd.Series([creator_id] * len(days), dtype="str"),
            "day": pd.Series(pd.to_datetime(days), dtype="datetime64[us]"),
            "total_followers": pd.array([totals.get(day) for day in days], dtype="Int64"),
            "new_followers": pd.array([news.get(day) for day in days], dtype="Int64"),
        }
    )


def combine(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack tidy frames in the given order; no frames give an empty tidy frame."""
    kept = [frame for frame in frames if not frame.empty]
    if not kept:
        return daily_frame("", {}, {})
    return pd.concat(kept, ignore_index=True)


def last_days(daily: pd.DataFrame, days: int) -> pd.DataFrame:
    """Keep the last `days` China dates of each creator, counted from its last day with a total.

    Counted a creator, not from a common end: a creator whose data stop two days earlier still shows
    a window of `days`, and its net change stays what the marketplace computes for it.
    0 days keep everything.
    """
    if not days:
        return daily
    last_row = daily.groupby("creator_id")["day"].transform("max")
    with_total = daily["day"].where(daily["total_followers"].notna())
    last_total = with_total.groupby(daily["creator_id"]).transform("max")
    last = last_total.fillna(last_row)
    return daily[daily["day"] > last - pd.Timedelta(days=days)].reset_index(drop=True)
