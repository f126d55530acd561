"""What could be read out: the few things that stand out, as facts. The screen words them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from services.growth.insight import Insight

MOST = 6
"""Findings shown at most: what could be read out in half a minute."""


class FindingKind(StrEnum):
    """What a finding says; `values` of `Finding` differ by kind, as listed at each function."""

    FASTEST = "fastest"
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
        _fastest,
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


def _fastest(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`rate` and `median` (of the others; NA alone), `days`, and `peak_days`, `peak_share`."""
    growing = table[(table["growth_rate"] > 0).fillna(value=False)]
    if growing.empty:
        return
    top = growing.iloc[0]
    days, share = _best_days(found, top["creator_id"], top["net_change"])
    values = {
        "rate": top["growth_rate"],
        "median": top["median_of_others"],
        "days": (top["last_day"] - top["first_day"]).days,
        "peak_days": days,
        "peak_share": share,
    }
    yield Finding(FindingKind.FASTEST, (top["creator_id"],), values)


def _best_days(
    found: Insight, creator_id: str, gain: int
) -> tuple[tuple[pd.Timestamp, ...], float]:
    """Return the largest burst's days and its share of the gain, where that is a third or more."""
    own = found.bursts[found.bursts["creator_id"] == creator_id]
    if own.empty:
        return (), 0.0
    top = own.sort_values("change", ascending=False, kind="stable").iloc[0]
    share = float(top["change"]) / float(gain)
    return ((top["day"], top["last_day"]), share) if share >= 1 / 3 else ((), 0.0)


def _most_gained(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`gain` (followers) and `rate`: only where it is not the fastest one."""
    gained = table.sort_values("net_change", ascending=False, kind="stable")
    if len(gained) > 1 and gained.index[0] != 0 and (gained["net_change"].iloc[0] or 0) > 0:
        top = gained.iloc[0]
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
    ordered = found.spikes.sort_values("change", ascending=False, kind="stable")
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
    """`rate` of the one that lost most, with everybody who lost followers, that one first."""
    losing = table[(table["growth_rate"] < 0).fillna(value=False)].iloc[::-1]
    if not losing.empty:
        known = int(table["growth_rate"].notna().sum())
        values = {"rate": losing["growth_rate"].iloc[0], "creators": known}
        yield Finding(FindingKind.LOSING, tuple(losing["creator_id"]), values)


def _speeding_up(found: Insight, table: pd.DataFrame) -> Iterator[Finding]:
    """`momentum` (followers a day): the largest, where it is half the average a day or more.

    Less than one follower a day is no speed.
    """
    ordered = table.sort_values("momentum", ascending=False, kind="stable", na_position="last")
    for _, row in ordered.head(1).iterrows():
        momentum, average = row["momentum"], row["average_daily_net_change"]
        if pd.notna(momentum) and momentum >= max(1, abs(average) / 2):
            values = {"momentum": momentum, "average": average}
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
