"""The daily building blocks of the growth metrics, on the tidy frame (`daily_frame`).

F_t is the total on day t, N_t the new followers reported for it. F_1 and F_n are the first and last
days *with a total*. A day without data is NA, whether its row is absent or empty; never zero.
Rows may come in any order; creators come out in the order in which they first appear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

KEYS = ["creator_id", "day"]


def complete_days(daily: pd.DataFrame) -> pd.DataFrame:
    """Return `daily` with every calendar day between each creator's first and last row.

    Same columns and dtypes, sorted by creator and day; the added days hold NA, so that a gap in the
    data draws as a gap in the line.
    """
    ordered = in_order(daily)
    days = ordered.groupby("creator_id", sort=False)["day"]
    first = days.min()
    lengths = (days.max() - first).dt.days.to_numpy(dtype=np.int64) + 1
    before = np.repeat(lengths.cumsum() - lengths, lengths)
    step = np.arange(lengths.sum()) - before
    calendar = pd.DataFrame(
        {
            "creator_id": first.index.repeat(lengths),
            "day": np.repeat(first.to_numpy(), lengths) + step.astype("timedelta64[D]"),
        }
    )
    return calendar.merge(ordered, on=KEYS, how="left")


def total_curves(daily: pd.DataFrame) -> dict[str, list[int | None]]:
    """Return each creator's totals day by day, None where there is none, for small pictures.

    From the first to the last of a creator's rows.
    """
    places, creators, offsets = _places(daily)
    first, last = (
        np.full(len(creators), len(daily) + offsets.max(initial=0)),
        np.full(len(creators), 0),
    )
    np.minimum.at(first, places, offsets)
    np.maximum.at(last, places, offsets)
    columns = wide(daily, "total_followers").to_numpy().T.tolist()
    return {
        str(key): [None if total != total else int(total) for total in column[start : end + 1]]
        for key, column, start, end in zip(creators, columns, first, last, strict=True)
    }


def daily_net_change(daily: pd.DataFrame) -> pd.DataFrame:
    """Return F_t - F_(t-1) for every calendar day of each creator.

    Columns `creator_id` (str), `day` (datetime64[us]), `daily_net_change` (Int64, followers). NA on
    a creator's first day and wherever either day has no total: no change is spread across a gap.
    """
    full = complete_days(daily)
    day_before = full.groupby("creator_id", sort=False)["total_followers"].shift(1)
    return full[KEYS].assign(daily_net_change=full["total_followers"] - day_before)


def wide(daily: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one column of the tidy frame as a table: every calendar day down, creators across.

    float64 with NaN where there is nothing; the days run from the first to the last of anybody,
    the creators stand in the order in which they first appear.
    """
    if daily.empty:
        nothing = pd.DatetimeIndex([], dtype="datetime64[us]")
        return pd.DataFrame(index=nothing, columns=pd.Index([], dtype="str"), dtype="float64")
    places, creators, offsets = _places(daily)
    table = np.full((int(offsets.max()) + 1, len(creators)), np.nan)
    table[offsets, places] = daily[column].to_numpy(dtype="float64", na_value=np.nan)
    days = pd.date_range(daily["day"].min(), periods=len(table), unit="us")
    return pd.DataFrame(table, index=days, columns=creators)


def _places(daily: pd.DataFrame) -> tuple[Integers, pd.Index[str], Integers]:
    """Return, for each row, its creator's number and its days since the first of anybody, and the
    creators by number, in the order in which they first appear.
    """
    places, creators = pd.factorize(daily["creator_id"])
    days = daily["day"].to_numpy()
    offsets = (days - days.min()).astype("timedelta64[D]").astype(np.int64) if len(days) else places
    return places, pd.Index(creators, dtype="str"), offsets


def in_order(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by creator, in the order in which creators first appear, and by day."""
    appearance, _ = pd.factorize(daily["creator_id"])
    return daily.iloc[np.lexsort((daily["day"], appearance))].reset_index(drop=True)


def ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return `part` / `whole` as Float64, NA where `whole` is 0 or either is NA."""
    # masked before dividing: 0 / 0 would leave a NaN that counts as a value in a Float64 column
    return part.astype("Float64") / whole.astype("Float64").where(whole != 0)


def real(values: object) -> pd.Series:
    """Return floats as Float64, NaN as NA."""
    # with its mask: a NaN inside a Float64 column would count as a value
    floats = np.array(values, dtype="float64")
    return pd.Series(pd.arrays.FloatingArray(floats, np.isnan(floats)))


def whole(values: object) -> pd.Series:
    """Return whole numbers, as floats maybe, as Int64, NaN as NA."""
    floats = np.asarray(values, dtype="float64")
    missing = np.isnan(floats)
    return pd.Series(pd.arrays.IntegerArray(np.nan_to_num(floats).astype("int64"), missing))


def divided(part: Floats, by: Floats) -> Floats:
    """Return `part` / `by`, NaN where `by` is 0 or either is NaN."""
    return part / np.where(by == 0, np.nan, by)


def known_span(values: Floats) -> tuple[Integers, Integers, NDArray[np.bool_]]:
    """Return in which rows each column of `values` has its first and last number, and whether it
    has any; without any, both rows are 0.
    """
    known = ~np.isnan(values)
    some = np.asarray(known.any(axis=0))
    if not len(values):
        nothing = np.zeros(values.shape[1], dtype=np.int64)
        return nothing, nothing, some
    last = len(values) - 1 - known[::-1].argmax(axis=0)
    return known.argmax(axis=0), np.where(some, last, 0), some


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
