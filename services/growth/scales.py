"""The values that the chart draws, on each scale."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from services.growth.daily import KEYS, complete_days, ratio
from services.screen import Scale


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
