"""One creator's habits: weekdays, best and worst days, streaks, and the tiers it crossed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from services.growth.daily import daily_net_change

LEAST_WEEKS = 4
"""Times that every weekday must have been seen before a pattern is shown."""


def weekdays(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the mean and median daily net change of each weekday of one creator.

    Columns `weekday` (Int64, 0 is Monday), `mean` and `median` (Float64, followers a day), `days`
    (Int64, how many had a known change). Empty unless each weekday was seen `LEAST_WEEKS` times.
    """
    changes = daily_net_change(daily).dropna()
    grouped = changes.groupby(changes["day"].dt.day_of_week)["daily_net_change"]
    table = grouped.agg(["mean", "median", "count"])
    if len(table) < 7 or table["count"].min() < LEAST_WEEKS:
        table = table.iloc[:0]
    return pd.DataFrame(
        {
            "weekday": pd.Series(table.index, dtype="Int64"),
            "mean": table["mean"].astype("Float64").array,
            "median": table["median"].astype("Float64").array,
            "days": table["count"].astype("Int64").array,
        }
    )


def extreme_days(daily: pd.DataFrame, count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one creator's best and worst days, at most `count` of each, the extreme ones first.

    Columns `day` (datetime64[us], China date), `daily_net_change` (Int64). Best days have a
    positive change, worst ones a negative one; of equals the earlier comes first.
    """
    changes = daily_net_change(daily).dropna()[["day", "daily_net_change"]]
    ranked = changes.sort_values("daily_net_change", ascending=False, kind="stable")
    best = ranked[ranked["daily_net_change"] > 0].head(count)
    ranked = changes.sort_values("daily_net_change", kind="stable")
    worst = ranked[ranked["daily_net_change"] < 0].head(count)
    return best.reset_index(drop=True), worst.reset_index(drop=True)


def streaks(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one creator's longest run of days with gains and of days with losses, each if any.

    Columns `sign` (Int64, 1 or -1), `first_day` and `last_day` (datetime64[us], China dates),
    `days` (Int64), `change` (Int64, followers in all). A day without data and a day without change
    end a run; of equally long runs the latest is given.
    """
    changes = daily_net_change(daily)
    sign = np.sign(changes["daily_net_change"].fillna(0)).astype("Int64")
    run = (sign != sign.shift()).cumsum()
    runs = changes.assign(sign=sign).groupby(run)
    table = runs.agg(
        sign=("sign", "first"),
        first_day=("day", "first"),
        last_day=("day", "last"),
        days=("day", "size"),
        change=("daily_net_change", "sum"),
    )
    table = table[table["sign"] != 0].sort_values(["days", "last_day"], ascending=False)
    table = table.drop_duplicates("sign").sort_values("sign", ascending=False)
    return table.astype({"days": "Int64", "change": "Int64"}).reset_index(drop=True)


def tier_crossings(daily: pd.DataFrame, limits: Sequence[int]) -> pd.DataFrame:
    """Return the days on which one creator's total passed one of the ascending tier `limits`.

    Columns `day` (datetime64[us], China date of the first total on the other side), `limit`
    (Int64), `upward` (bool). Several limits passed in one step are several rows.
    """
    known = daily[daily["total_followers"].notna()].sort_values("day")
    totals = known["total_followers"].to_numpy(dtype="int64")
    rows = [
        (known["day"].iloc[at + 1], limit, bool(totals[at + 1] >= limit))
        for at in range(len(totals) - 1)
        for limit in limits
        if (totals[at] >= limit) != (totals[at + 1] >= limit)
    ]
    table = pd.DataFrame(rows, columns=["day", "limit", "upward"])
    return table.astype({"day": "datetime64[us]", "limit": "Int64", "upward": "bool"})
