"""The ranking: one row a creator with everything that a decision looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from services.growth.cohort import price_per_follower_gained, price_per_thousand, tiers_of
from services.growth.insight import Insight
from services.growth.verdict import in_default_order


def ranking(
    found: Insight, creator_ids: Sequence[str], tiers: Sequence[int], prices: Mapping[str, float]
) -> pd.DataFrame:
    """Return one row for each of `creator_ids` in the order of `in_default_order`.

    The columns of `summarize`, `pace`, `standing`, `growth_verdicts`, `coverage` and
    `recent_changes`, each as documented there, and

    | column | dtype | meaning |
    | --- | --- | --- |
    | `tier` | Int64 | 0 below the first of `tiers` (followers, ascending), then 1, 2 … |
    | `price` | Float64 | as pasted, yuan; NA without one |
    | `price_per_thousand` | Float64 | price / latest total x 1000, yuan |
    | `price_per_follower_gained` | Float64 | price / net change, yuan; NA without a gain |
    | `spike_days` | Int64 | days that need a human look; NA without data |
    | `verdict` | object | a `Verdict`; NA without data |
    """
    table = pd.DataFrame({"creator_id": pd.Series(list(creator_ids), dtype="str")})
    parts = (
        found.summary,
        found.pace,
        found.standing,
        found.verdicts,
        found.growth,
        found.coverage,
        found.recent,
    )
    for part in parts:
        table = table.merge(part, on="creator_id", how="left")
    table["points"] = table["points"].fillna(0)
    price = table["creator_id"].map(prices).astype("Float64")
    latest = table["latest_total"]
    days = table["creator_id"].map(found.spikes["creator_id"].value_counts()).astype("Int64")
    table = table.assign(
        tier=tiers_of(latest, tiers),
        price=price,
        price_per_thousand=price_per_thousand(price, latest),
        price_per_follower_gained=price_per_follower_gained(price, table["net_change"]),
        spike_days=days.fillna(0).where(table["points"] > 0),
    )
    return in_default_order(table.drop(columns=["compared", "short", "late"]))
