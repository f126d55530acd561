"""Daily numbers evened out over a week, which hides the weekly rhythm."""

from __future__ import annotations

import pandas as pd

from services.growth.daily import complete_days


def smoothed(daily: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return every calendar day with new followers as the mean of the `days` days that end on it.

    `new_followers` becomes Float64, followers a day; missing days are left out of a mean, which
    needs more than half of its days. Totals stay. 1 day changes nothing
    but the dtype.
    """
    full = complete_days(daily)
    new = full["new_followers"].astype("Float64")
    if days > 1:
        rolling = new.astype("float64").groupby(full["creator_id"], sort=False)
        mean = rolling.rolling(days, min_periods=days // 2 + 1).mean()
        new = mean.reset_index(level=0, drop=True).reindex(full.index).astype("Float64")
    return full.assign(new_followers=new)
