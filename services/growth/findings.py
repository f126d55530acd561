"""What could be read out: the few things that stand out, as facts. The screen words them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from services.growth.insight import Insight
from services.growth.verdict import Growth

MOST = 6
"""Findings shown at most: what could be read out in half a minute."""

LEAST_FOLLOWERS = 500
"""Followers on the first day below which a growth rate is no achievement."""

READS_AS_ZERO = 0.0005
"""A rate nearer to 0 is written 0.0 %: it is unchanged, whichever way it went."""

_GROWING = (Growth.STEADY, Growth.UNEVEN)
_BURSTING = (Growth.ONE_BURST, Growth.BURSTS)


class FindingKind(StrEnum):
    """What a finding says; `values` of `Finding` differ by kind, as listed at each function."""

    LEADS = "leads"
    BURST = "burst"
    MOST_GAINED = "most_gained"
    COMMON_DAY = "common_day"
    LOSING = "losing"
    LOSING_RUN = "losing_run"
    SPEEDING_UP = "speeding_up"
    KEPT = "kept"
    CHEAPEST = "cheapest"
    HUMAN_LOOK = "human_look"


@dataclass(frozen=True)
class Finding:
    """One fact: its kind, the creators that it speaks of, and its numbers, unrounded."""

    kind: FindingKind
    creator_ids: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict)


def findings(found: Insight, table: pd.DataFrame) -> tuple[Finding, ...]:
    """Return at most `MOST` findings, the most telling first; none when nothing stands out.

    `table` is of `services.growth.ranking`. Every number in a finding is in one of the frames of
    `found` or in `table`.
    """
    makers: tuple[Callable[[Insight, pd.DataFrame], Iterator[Finding]], ...] = (
        _leads,
        _burst,
        _most_gained,
        _cheapest,
        _losing,
        _common_day,
        _human_look,
        _kept,
        _speeding_up,
        _losing_run,
    )
    made = [finding for make in makers for finding in make(found, table)]
    return tuple(made[:MOST])


def _leads(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`growth` (a `Growth`), `rate`, `median` (of the others; NA alone), `days`: the headline.

    The first in the default order that grew by more than bursts, with those of the same rate.
    """
    grown = _compared(table)
    grown = grown[grown["growth"].isin(_GROWING)]
    if not grown.empty:
        top = grown.iloc[0]
        same = grown[
            (grown["growth_rate"] == top["growth_rate"]) & (grown["growth"] == top["growth"])
        ]
        values = {
            "growth": top["growth"],
            "rate": top["growth_rate"],
            "median": top["median_of_others"],
            "days": (top["last_day"] - top["first_day"]).days,
        }
        yield Finding(FindingKind.LEADS, tuple(same["creator_id"]), values)


def _burst(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`rate`, `share` (of the growth) and `kept` (NA where not known), fractions, and `bursts`.

    The fastest, where bursts made it so: it would else be missed behind the headline.
    """
    compared = _compared(table).sort_values("growth_rate", ascending=False, kind="stable")
    for _, top in compared.head(1).iterrows():
        if top["growth"] in _BURSTING:
            values = {
                "rate": top["growth_rate"],
                "share": top["burst_share"],
                "kept": top["burst_kept"],
                "bursts": top["burst_count"],
            }
            yield Finding(FindingKind.BURST, (top["creator_id"],), values)


def _compared(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `table` that may lead: seen over all days, large enough, and growing."""
    even = table["even"].fillna(value=False)
    large = (table["first_total"] >= LEAST_FOLLOWERS).fillna(value=False)
    growing = (table["growth_rate"] >= READS_AS_ZERO).fillna(value=False)
    return table[even & large & growing]


def _most_gained(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`gain` (followers) and `rate`: only where it is none that leads or burst."""
    gained = table[
        table["even"].fillna(value=False) & (table["net_change"] > 0).fillna(value=False)
    ]
    gained = gained.sort_values("net_change", ascending=False, kind="stable").head(1)
    made = [*_leads(found, table), *_burst(found, table)]
    told = {key for finding in made for key in finding.creator_ids}
    for _, top in gained.iterrows():
        if len(table) > 1 and top["creator_id"] not in told:
            values = {"gain": top["net_change"], "rate": top["growth_rate"]}
            yield Finding(FindingKind.MOST_GAINED, (top["creator_id"],), values)


def _common_day(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`day`, `median` (a fraction), `together` of `creators`: the common day that moved most."""
    if found.common.empty:
        return
    size = found.common["median"].abs()
    top = found.common.loc[size.sort_values(ascending=False, kind="stable").index[0]]
    values = {name: top[name] for name in ("day", "median", "together", "creators")}
    yield Finding(FindingKind.COMMON_DAY, (), values)


def _human_look(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """Nothing but the creators, those with the largest spike first."""
    ordered = found.spikes.sort_values("excess", ascending=False, kind="stable")
    ids = tuple(dict.fromkeys([*ordered["creator_id"], *found.straight["creator_id"]]))
    if ids:
        yield Finding(FindingKind.HUMAN_LOOK, ids)


def _kept(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`kept` (a fraction), `gain` (followers), `day`: the burst that kept most, and that least."""
    known = found.retention[found.retention["kept"].notna()]
    known = known.sort_values("kept", ascending=False, kind="stable")
    for at in dict.fromkeys((0, len(known) - 1)) if len(known) else ():
        row = known.iloc[at]
        values = {name: row[name] for name in ("kept", "gain", "day")}
        yield Finding(FindingKind.KEPT, (row["creator_id"],), values)


def _losing(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`rate` of the one that lost most, with everybody who lost followers, that one first.

    Over the days compared, so of the `creators` that have them all; unchanged is not lost.
    """
    even = table[table["even"].fillna(value=False)]
    losing = even[(even["growth_rate"] <= -READS_AS_ZERO).fillna(value=False)]
    losing = losing.sort_values("growth_rate", kind="stable")
    if not losing.empty:
        known = int(even["growth_rate"].notna().sum())
        values = {"rate": losing["growth_rate"].iloc[0], "creators": known}
        yield Finding(FindingKind.LOSING, tuple(losing["creator_id"]), values)


def _speeding_up(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`momentum` and `last_week` (followers a day): the largest momentum as a share of followers.

    It grew in the last week, and the momentum is half the average a day or more, and at least one
    follower a day. Less of a loss is no speed.
    """
    growing = table[(table["last_week"] > 0).fillna(value=False)]
    share = (growing["momentum"] / growing["latest_total"]).sort_values(ascending=False)
    for at in share.index[:1]:
        row = growing.loc[at]
        momentum, average = row["momentum"], row["average_daily_net_change"]
        if momentum >= max(1, abs(average) / 2):
            values = {"momentum": momentum, "last_week": row["last_week"]}
            yield Finding(FindingKind.SPEEDING_UP, (row["creator_id"],), values)


def _cheapest(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`price_per_thousand` (yuan) and `median` of the others with a price; needs two."""
    priced = table[table["price_per_thousand"].notna()]
    priced = priced.sort_values("price_per_thousand", kind="stable")
    if len(priced) > 1:
        values = {
            "price_per_thousand": priced["price_per_thousand"].iloc[0],
            "median": priced["price_per_thousand"].iloc[1:].median(),
        }
        yield Finding(FindingKind.CHEAPEST, (priced["creator_id"].iloc[0],), values)


def _losing_run(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`days` on end with a loss: the longest run, of a week or more."""
    ordered = table.sort_values("losing_run", ascending=False, kind="stable", na_position="last")
    for _, row in ordered.head(1).iterrows():
        if pd.notna(row["losing_run"]) and row["losing_run"] >= 7:
            values = {"days": row["losing_run"]}
            yield Finding(FindingKind.LOSING_RUN, (row["creator_id"],), values)
