"""What could be read out: the few things that stand out, as facts. The screen words them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from statistics import median

import pandas as pd

from services.growth.facts import (
    LEAST_FOLLOWERS,
    READS_AS_ZERO,
    Facts,
    Row,
    facts_of,
    ids_of,
    largest,
    or_zero,
    rows_of,
)
from services.growth.facts import Finding as Finding
from services.growth.facts import FindingKind as FindingKind
from services.growth.insight import Insight
from services.growth.verdict import Growth

MOST = 6
"""Findings shown at most: what could be read out in half a minute."""

_GROWING = (Growth.STEADY, Growth.UNEVEN)
_BURSTING = (Growth.ONE_BURST, Growth.BURSTS)


def findings(found: Insight, table: pd.DataFrame) -> tuple[Finding, ...]:
    """Return at most `MOST` findings, the most telling first; none when nothing stands out.

    `table` is of `services.growth.ranking`, or those rows of it that a reader looks at. Every
    number in a finding is in one of the frames of `found` or in `table`; None stands for what is
    not known. Those of equal value come together.
    """
    facts = facts_of(found, table)
    leads = [*_leads(facts), *_burst(facts)]
    told = {key for one in leads for key in one.creator_ids}
    gained = [one for one in _most_gained(facts) if not told & {*one.creator_ids}]
    makers: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
        _cheapest,
        _losing,
        _common_day,
        _human_look,
        _kept,
        _speeding_up,
        _losing_run,
    )
    others = [one for make in makers for one in make(facts)]
    return (*leads, *_claim(facts), *gained, *others)[:MOST]


def _leads(facts: Facts) -> Iterator[Finding]:
    """`growth` (a `Growth`), `rate`, `median` (of the others), `days`: the headline.

    The first in the default order that grew by more than bursts, with those of the same rate.
    `alone`: nobody else is compared; `other`: the one whose rate the median is, where it is one's.
    """
    grown = [row for row in facts.leading if row["growth"] in _GROWING]
    for top in grown[:1]:
        same = [row for row in grown if _word(row) == _word(top)]
        ranked = [row for row in facts.even if row["rank"] is not None]
        others = [row for row in ranked if row not in same]
        values = {
            "growth": top["growth"],
            "rate": top["growth_rate"],
            "median": top["median_of_others"] if others else None,
            "other": others[0]["creator_id"] if len(ranked) == 2 and others else None,
            "alone": len(ranked) == 1,
            "days": (top["last_day"] - top["first_day"]).days,
        }
        yield Finding(FindingKind.LEADS, ids_of(same), values)


def _word(row: Row) -> tuple[Growth, float]:
    return row["growth"], row["growth_rate"]


def _burst(facts: Facts) -> Iterator[Finding]:
    """`rate`, `share` (of the growth) and `kept`, fractions: the fastest, where bursts made it so.

    It would else be missed behind the headline. `least` followers is what it took to be the
    fastest, where smaller creators grew faster. `share` and `kept` are None for several.
    """
    top = largest(facts.leading, lambda row: row["growth_rate"])
    bursting = [row for row in top if row["growth"] in _BURSTING]
    if bursting:
        rate = bursting[0]["growth_rate"]
        several = len(bursting) > 1
        smaller = any(or_zero(row, "growth_rate") > rate for row in facts.even)
        values = {
            "rate": rate,
            "share": None if several else bursting[0]["burst_share"],
            "kept": None if several else bursting[0]["burst_kept"],
            "least": LEAST_FOLLOWERS if smaller else None,
            "alone": len(facts.rows) == 1,
        }
        yield Finding(FindingKind.BURST, ids_of(bursting), values)


def _claim(facts: Facts) -> Iterator[Finding]:
    """`claimed` by the sheet and `measured` followers of the one furthest off, before all others
    that are off by more than `share`, a fraction of the measured.

    Ten times too many is as far off as a tenth.
    """
    share = facts.found.rules.claim
    off = [
        row
        for row in facts.rows
        if None not in (row["claimed"], row["latest_total"])
        and abs(row["claimed"] - row["latest_total"]) > share * row["latest_total"]
    ]
    off.sort(key=lambda row: -_times_off(row))
    for top in off[:1]:
        values = {"claimed": top["claimed"], "measured": top["latest_total"], "share": share}
        yield Finding(FindingKind.CLAIM, ids_of(off), values)


def _times_off(row: Row) -> float:
    measured = row["latest_total"]
    return abs(math.log(row["claimed"] / measured)) if measured else math.inf


def _most_gained(facts: Facts) -> Iterator[Finding]:
    """`gain` (followers) and `rate`, None for several."""
    top = largest(facts.even, lambda row: row["net_change"])
    if top and top[0]["net_change"] > 0 and len(facts.rows) > len(top):
        rate = top[0]["growth_rate"] if len(top) == 1 else None
        values = {"gain": top[0]["net_change"], "rate": rate}
        yield Finding(FindingKind.MOST_GAINED, ids_of(top), values)


def _cheapest(facts: Facts) -> Iterator[Finding]:
    """`price_per_thousand` (yuan), for which `price_kind`, and `median` of the others with a price.

    Needs two prices; `other` is the one whose price the median is, where it is one's.
    """
    priced = [row for row in facts.rows if row["price_per_thousand"] is not None]
    top = largest(priced, lambda row: -row["price_per_thousand"])
    others = [row for row in priced if row not in top]
    if others:
        values = {
            "price_per_thousand": top[0]["price_per_thousand"],
            "price_kind": top[0]["price_kind"],
            "median": median(row["price_per_thousand"] for row in others),
            "other": others[0]["creator_id"] if len(others) == 1 else None,
        }
        yield Finding(FindingKind.CHEAPEST, ids_of(top), values)


def _losing(facts: Facts) -> Iterator[Finding]:
    """`rate` of the one that lost most, with everybody who lost followers, that one first.

    Over the `days` compared, so of the `creators` that have them all. Unchanged is not lost, and
    neither is what common days took (`aside`): the word about a creator leaves that out as well.
    """
    rated = [row for row in facts.even if row["growth_rate"] is not None]
    losing = [row for row in rated if max(row["growth_rate"], _own_rate(row)) <= -READS_AS_ZERO]
    losing.sort(key=lambda row: row["growth_rate"])
    for top in losing[:1]:
        values = {
            "rate": top["growth_rate"],
            "creators": len(rated),
            "aside": not facts.found.common.empty,
            "days": (top["last_day"] - top["first_day"]).days,
        }
        yield Finding(FindingKind.LOSING, ids_of(losing), values)


def _own_rate(row: Row) -> float:
    """Return the growth rate without what came with common days."""
    own = row["net_change"] - or_zero(row, "common_part")
    return float(own / row["first_total"])


def _common_day(facts: Facts) -> Iterator[Finding]:
    """`day`, `median` (a fraction), `together` of `creators`: the common day that moved most."""
    names = ("day", "median", "together", "creators")
    for top in largest(rows_of(facts.found.common, names), lambda row: abs(row["median"]))[:1]:
        yield Finding(FindingKind.COMMON_DAY, (), top)


def _human_look(facts: Facts) -> Iterator[Finding]:
    """Nothing but the creators, those with the largest spike first."""
    most: dict[str, float] = dict.fromkeys(facts.found.straight["creator_id"], 0.0)
    for spike in rows_of(facts.found.spikes, ("creator_id", "excess")):
        most[spike["creator_id"]] = max(spike["excess"], most.get(spike["creator_id"], 0.0))
    told = [row for row in facts.rows if row["creator_id"] in most]
    told.sort(key=lambda row: (not row["even"], -most[row["creator_id"]]))
    if told:
        yield Finding(FindingKind.HUMAN_LOOK, ids_of(told))


def _kept(facts: Facts) -> Iterator[Finding]:
    """`kept` (a fraction), `gain` (followers), `day`: the burst that kept most, and that least.

    `gain` and `day` are None for several.
    """
    places = {key: place for place, key in enumerate(ids_of(facts.even))}
    bursts = rows_of(facts.found.retention, ("creator_id", "kept", "gain", "day"))
    known = [row for row in bursts if row["kept"] is not None and row["creator_id"] in places]
    known.sort(key=lambda row: places[row["creator_id"]])
    most = largest(known, lambda row: row["kept"])
    least = largest(known, lambda row: -row["kept"])
    for rows in [most] if most == least else [most, least]:
        if rows:
            one = rows[0] if len(rows) == 1 else {"gain": None, "day": None}
            values = {"kept": rows[0]["kept"], "gain": one["gain"], "day": one["day"]}
            yield Finding(FindingKind.KEPT, tuple(dict.fromkeys(ids_of(rows))), values)


def _speeding_up(facts: Facts) -> Iterator[Finding]:
    """`momentum` (followers a day): the largest as a share of the followers.

    It grew in the last week, and the momentum is half the average a day or more, and at least one
    follower a day. Less of a loss is no speed.
    """
    faster = [
        row
        for row in facts.even
        if or_zero(row, "last_week") > 0
        and row["momentum"] >= max(1, abs(row["average_daily_net_change"]) / 2)
    ]
    fastest = largest(faster, lambda row: row["momentum"] / row["latest_total"])
    for top in fastest[:1]:
        same = [row for row in fastest if row["momentum"] == top["momentum"]]
        yield Finding(FindingKind.SPEEDING_UP, ids_of(same), {"momentum": top["momentum"]})


def _losing_run(facts: Facts) -> Iterator[Finding]:
    """`days` on end with a loss: the longest run, of a week or more."""
    top = largest(facts.even, lambda row: row["losing_run"])
    if top and top[0]["losing_run"] >= 7:
        yield Finding(FindingKind.LOSING_RUN, ids_of(top), {"days": top[0]["losing_run"]})
