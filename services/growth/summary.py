"""One row a creator: where it stands and what it gained, by the definitions of design section 2.

F_1 and F_n are a creator's first and last days *with a total*.
"""

from __future__ import annotations

import pandas as pd

from services.growth.daily import in_order, ratio


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
