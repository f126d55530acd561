"""How curves are laid over each other: what can be chosen, and each choice as a computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from services.growth.daily import KEYS, complete_days, ratio


class View(StrEnum):
    """Which curves are drawn; the values are those of the link."""

    BOTH = "both"
    TOTAL = "total"
    NEW = "new"


class Scale(StrEnum):
    """In which terms the curves are drawn; the values are those of the link."""

    COUNT = "count"
    INDEX = "index"
    PERCENT = "percent"
    LOG = "log"


class Align(StrEnum):
    """What the curves are laid over each other by; the values are those of the link."""

    CALENDAR = "calendar"
    START = "start"
    PEAK = "peak"


@dataclass(frozen=True)
class Lineup:
    """How curves are drawn: the scale, what they are laid over each other by, over how many days
    new followers are averaged, and whether common days are taken out.
    """

    scale: Scale = Scale.PERCENT
    align: Align = Align.CALENDAR
    smooth: int = 1
    without_common: bool = False


SMOOTHINGS = (1, 7)
"""Over how many days new followers can be averaged; 1 is as reported."""


def scales_for(view: View, align: Align = Align.CALENDAR) -> tuple[Scale, ...]:
    """Return the scales that `view` can be drawn on, in the order of the controls.

    New followers may be zero or negative on any day, which a logarithm cannot show. Around a spike
    only what relates to the day before it can be compared.
    """
    if align is Align.PEAK:
        return (Scale.INDEX, Scale.PERCENT)
    return tuple(scale for scale in Scale if view is not View.NEW or scale is not Scale.LOG)


def nearest_scale(scale: Scale, view: View, align: Align = Align.CALENDAR) -> Scale:
    """Return `scale`, or the first that can be drawn in its place."""
    allowed = scales_for(view, align)
    return scale if scale in allowed else allowed[0]


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


def scaled_totals(
    daily: pd.DataFrame, scale: Scale, base: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Return the totals as the chart draws them on `scale`, one row for every calendar day.

    Columns `creator_id` (str), `day` (datetime64[us]), `value` (Float64). `COUNT` and `LOG`: F_t,
    followers, where `LOG` has NA for 0 and below. `INDEX`: F_t / F_1 * 100. `PERCENT`:
    (F_t - F_1) / F_1 * 100, percent. The last two are NA all along for a creator with F_1 = 0.
    `base` (followers, by creator id) takes the place of F_1.
    """
    full = complete_days(daily)
    totals = full["total_followers"]
    if scale is Scale.COUNT:
        value = totals.astype("Float64")
    elif scale is Scale.LOG:
        value = totals.astype("Float64").where(totals > 0)
    elif scale is Scale.INDEX:
        value = ratio(totals * 100, _base(full, base))
    else:
        whole = _base(full, base)
        value = ratio((totals - whole) * 100, whole)
    return full[KEYS].assign(value=value)


def scaled_new(
    daily: pd.DataFrame, scale: Scale, base: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Return the reported new followers as the chart draws them beside `scaled_totals`.

    Columns `creator_id` (str), `day` (datetime64[us]), `value` (Float64). `COUNT` and `LOG`: N_t,
    followers a day. `INDEX` and `PERCENT`: N_t / F_1 * 100, new followers a day as percent of the
    followers on the first day; NA all along for a creator whose F_1 is 0 or missing. `base`
    (followers, by creator id) takes the place of F_1.
    """
    full = complete_days(daily)
    if scale in (Scale.COUNT, Scale.LOG):
        value = full["new_followers"].astype("Float64")
    else:
        value = ratio(full["new_followers"] * 100, _base(full, base))
    return full[KEYS].assign(value=value)


def _base(ordered: pd.DataFrame, base: Mapping[str, int] | None) -> pd.Series:
    if base is not None:
        return ordered["creator_id"].map(base).astype("Int64")
    # "first" skips NA, which makes it F_1 even where the first days have no total
    return ordered.groupby("creator_id", sort=False)["total_followers"].transform("first")


def smoothed(daily: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return every calendar day with new followers as the mean of the `days` days that end on it.

    `new_followers` becomes Float64, followers a day; missing days are left out of a mean, which
    needs more than half of its days, and stay missing themselves. Totals stay. 1 day changes
    nothing but the dtype.
    """
    full = complete_days(daily)
    new = full["new_followers"].astype("Float64")
    if days > 1:
        rolling = new.astype("float64").groupby(full["creator_id"], sort=False)
        mean = rolling.rolling(days, min_periods=days // 2 + 1).mean()
        smooth = mean.reset_index(level=0, drop=True).reindex(full.index).astype("Float64")
        new = smooth.where(new.notna())
    return full.assign(new_followers=new)
