"""The ranking: one row a creator with everything that a decision looks at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd
from pandas.api.extensions import take

from services.growth.cohort import (
    claim_difference,
    price_per_follower_gained,
    price_per_thousand,
    tiers_of,
)
from services.growth.insight import Insight
from services.growth.verdict import in_default_order


class PriceBy(StrEnum):
    """What a price is divided by; the values are the columns of `ranking`."""

    THOUSAND = "price_per_thousand"
    GAINED = "price_per_follower_gained"


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a list says of its creators, by id: prices in yuan a post, for which kind of post each
    is (`image`, `video`, or `other` where the list does not say), and the followers it claims.
    `listed` are the followers that the marketplace named when it was asked for names.
    """

    prices: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    followers: Mapping[str, int] = field(default_factory=dict)
    listed: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> Hashable:
        """Equal for sheets that say the same."""
        parts = (self.prices, self.kinds, self.followers, self.listed)
        return tuple(tuple(said.items()) for said in parts)


NO_SHEET = Sheet()
"""A list of nothing but creators."""


def ranking(found: Insight, creator_ids: Sequence[str], sheet: Sheet = NO_SHEET) -> pd.DataFrame:
    """Return one row for each of `creator_ids` in the order of `in_default_order`.

    The columns of `summarize`, `pace`, `standing`, `growth_verdicts`, `coverage` and
    `recent_changes`, each as documented there, and

    | column | dtype | meaning |
    | --- | --- | --- |
    | `listed` | Int64 | followers as the marketplace says; NA where it was not asked |
    | `tier` | Int64 | 0 below the first of the rules' `tiers` (followers), then 1, 2 …; by `listed`
      where no total is known |
    | `claimed` | Int64 | followers as the sheet says; NA where it does not |
    | `claim_difference` | Float64 | (claimed - latest total) / latest total, a fraction |
    | `price` | Float64 | as the sheet says, yuan; NA without one |
    | `price_kind` | str | for what it is: `image`, `video` or `other`; NA without a price |
    | `price_per_thousand` | Float64 | price / latest total x 1000, yuan |
    | `price_per_follower_gained` | Float64 | price / net change, yuan; NA without a gain |
    | `spike_days` | Int64 | days that need a human look; NA without data |
    | `verdict` | object | a `Verdict`; NA without data |
    """
    ids = pd.Index(list(creator_ids), dtype="str")
    columns = {name: values for part in _parts(found) for name, values in _looked_up(part, ids)}
    table = pd.DataFrame({"creator_id": ids, **columns})
    table["points"] = table["points"].fillna(0)
    for name, column in _COLUMNS.items():
        table[name] = column(table, found, sheet)
    return in_default_order(table)


def _parts(found: Insight) -> tuple[pd.DataFrame, ...]:
    verdicts = found.verdicts.drop(columns=["compared", "short", "late"])
    growth = (found.summary, found.pace, found.standing, verdicts, found.growth)
    return (*growth, found.coverage, found.recent)


def _spike_days(table: pd.DataFrame, found: Insight) -> pd.Series:
    days = table["creator_id"].map(found.spikes["creator_id"].value_counts()).astype("Int64")
    return days.fillna(0).where(table["points"] > 0)


_COLUMNS: Mapping[str, Callable[[pd.DataFrame, Insight, Sheet], pd.Series]] = {
    "listed": lambda table, _, sheet: table["creator_id"].map(sheet.listed).astype("Int64"),
    "tier": lambda table, found, _: tiers_of(
        table["latest_total"].fillna(table["listed"]), found.rules.tiers
    ),
    "claimed": lambda table, _, sheet: table["creator_id"].map(sheet.followers).astype("Int64"),
    "claim_difference": lambda table, *_: claim_difference(table["claimed"], table["latest_total"]),
    "price": lambda table, _, sheet: table["creator_id"].map(sheet.prices).astype("Float64"),
    "price_kind": lambda table, _, sheet: table["creator_id"].map(sheet.kinds).astype("str"),
    PriceBy.THOUSAND.value: lambda table, *_: price_per_thousand(
        table["price"], table["latest_total"]
    ),
    PriceBy.GAINED.value: lambda table, *_: price_per_follower_gained(
        table["price"], table["net_change"]
    ),
    "spike_days": lambda table, found, _: _spike_days(table, found),
}
"""The columns that are computed of those of the parts, each of those above it."""


def _looked_up(part: pd.DataFrame, ids: pd.Index[str]) -> Iterator[tuple[str, pd.Series]]:
    """Yield the columns of a frame with a row a creator, in the order of `ids`, NA for others."""
    places = pd.Index(part["creator_id"]).get_indexer(ids)
    for name in part.columns.drop("creator_id"):
        # the dtype said: a column of verdicts would turn into one of plain strings
        found = take(part[name].array, places, allow_fill=True)
        yield name, pd.Series(found, dtype=part[name].dtype)
