"""The growth metrics of design section 2, computed from the tidy daily frame and nothing else.

F_t is the total on day t, N_t the new followers reported for it. F_1 and F_n are the first and last
days *with a total*. A day without data is NA, whether its row is absent or empty; never zero.
Rows may come in any order; creators come out in the order in which they first appear.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from services.screen import Scale

_KEYS = ["creator_id", "day"]


def complete_days(daily: pd.DataFrame) -> pd.DataFrame:
    """Return `daily` with every calendar day between each creator's first and last row.

    Same columns and dtypes, sorted by creator and day; the added days hold NA, so that a gap in the
    data draws as a gap in the line.
    """
    ordered = _ordered(daily)
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
    return calendar.merge(ordered, on=_KEYS, how="left")


def total_curves(daily: pd.DataFrame) -> dict[str, list[int | None]]:
    """Return each creator's totals day by day, None where there is none, for small pictures."""
    full = complete_days(daily)
    values = full["total_followers"].astype(object).where(full["total_followers"].notna(), None)
    curves: dict[str, list[int | None]] = {}
    for creator_id, value in zip(full["creator_id"], values, strict=True):
        curves.setdefault(creator_id, []).append(value)
    return curves


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
    ordered = _ordered(daily)
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
        growth_rate=_ratio(net_change, table["first_total"]),
        average_daily_net_change=_ratio(net_change, steps),
    ).reset_index()


def daily_net_change(daily: pd.DataFrame) -> pd.DataFrame:
    """Return F_t - F_(t-1) for every calendar day of each creator.

    Columns `creator_id` (str), `day` (datetime64[us]), `daily_net_change` (Int64, followers). NA on
    a creator's first day and wherever either day has no total: no change is spread across a gap.
    """
    full = complete_days(daily)
    day_before = full.groupby("creator_id", sort=False)["total_followers"].shift(1)
    return full[_KEYS].assign(daily_net_change=full["total_followers"] - day_before)


def scaled_totals(daily: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return the totals as the chart draws them on `scale`, one row for every calendar day.

    Columns `creator_id` (str), `day` (datetime64[us]), `value` (Float64). `COUNT` and `LOG`: F_t,
    followers, where `LOG` has NA for 0 and below. `INDEX`: F_t / F_1 * 100. `PERCENT`:
    (F_t - F_1) / F_1 * 100, percent. The last two are NA all along for a creator with F_1 = 0.
    """
    full = complete_days(daily)
    totals = full["total_followers"]
    if scale is Scale.COUNT:
        value = totals.astype("Float64")
    elif scale is Scale.LOG:
        value = totals.astype("Float64").where(totals > 0)
    elif scale is Scale.INDEX:
        value = _ratio(totals * 100, _first_total(full))
    else:
        value = _ratio((totals - _first_total(full)) * 100, _first_total(full))
    return full[_KEYS].assign(value=value)


def scaled_new(daily: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return the reported new followers as the chart draws them beside `scaled_totals`.

    Columns `creator_id` (str), `day` (datetime64[us]), `value` (Float64). `COUNT` and `LOG`: N_t,
    followers a day. `INDEX` and `PERCENT`: N_t / F_1 * 100, new followers a day as percent of the
    followers on the first day; NA all along for a creator whose F_1 is 0 or missing.
    """
    full = complete_days(daily)
    if scale in (Scale.COUNT, Scale.LOG):
        value = full["new_followers"].astype("Float64")
    else:
        value = _ratio(full["new_followers"] * 100, _first_total(full))
    return full[_KEYS].assign(value=value)


def _ordered(daily: pd.DataFrame) -> pd.DataFrame:
    appearance, _ = pd.factorize(daily["creator_id"])
    return daily.iloc[np.lexsort((daily["day"], appearance))].reset_index(drop=True)


def _first_total(ordered: pd.DataFrame) -> pd.Series:
    # "first" skips NA, which makes it F_1 even where the first days have no total
    return ordered.groupby("creator_id", sort=False)["total_followers"].transform("first")


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    # masked before dividing: 0 / 0 would leave a NaN that counts as a value in a Float64 column
    return part.astype("Float64") / whole.astype("Float64").where(whole != 0)
