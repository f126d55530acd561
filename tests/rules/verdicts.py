"""Section 2: one word a creator, and what growth is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from services.growth.rules import VerdictRule
from tests.rules.families import DECLINES, DORMANT, FLAT, GROWER_2, GROWER_3, STEADY, Family, noisy
from tests.rules.planting import LARGE, Case, Plan, floors, side_by_side, verdicts, with_bursts
from tests.rules.table import Row, at_least, at_most, told

TITLE = "2. One word a creator (clear cases)"
COUNTS = (0, 0, 0, 1, 2, 4, 6, 8)
"""Bursts in an account: as many accounts have none as have one, two or four."""

CLEAR = 1.4
"""A net change is clear beyond so many times the bound of flat."""

_CALM = (DORMANT, FLAT, STEADY, GROWER_2, GROWER_3, *DECLINES)


def rows(effort: float = 1.0, seed: int = 2) -> list[Row]:
    rng = np.random.default_rng(seed)
    return [*_words(effort, rng), *_parts(effort, rng)]


def judged(days: int, accounts: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row an account: `truth` and `word`, `share` (true, of bursts), `noise`, `count`.

    `truth` is empty where the case is not clear.
    """
    kinds = [(each, noise, count) for each in _CALM for noise in (0.3, 0.6) for count in COUNTS]
    cases = [
        with_bursts(noisy(family, noise), accounts, days, Plan(count, 0.005, 0.2), rng)
        for family, noise, count in kinds
    ]
    words = verdicts(side_by_side(cases))[0]["growth"].map(_plural).to_numpy()
    truths = [
        _truth(case).assign(noise=noise, count=count)
        for case, (_family, noise, count) in zip(cases, kinds, strict=True)
    ]
    return pd.concat(truths, ignore_index=True).assign(word=words)


def _plural(word: str) -> str:
    return "bursts" if word == "one_burst" else str(word)


def _truth(case: Case) -> pd.DataFrame:
    totals = case.accounts.totals
    net, gain = totals[-1] - totals[0], case.brought.sum(axis=0)
    share = gain / np.maximum(gain + np.maximum(net - gain, 0), 1)
    rule = VerdictRule()
    bound = np.maximum(rule.flat * totals[0] * len(case.brought), rule.flat_least)
    seen = ~((case.brought < 1.5 * floors(case.accounts)) & case.first).any(axis=0)
    up = net > -bound / CLEAR
    choices = {
        "falling": net <= -CLEAR * bound,
        "bursts": up & seen & (gain > 0) & (share >= 0.6),
        "flat": up & (net < bound / CLEAR) & (gain == 0),
        "steady": (net > CLEAR * bound) & seen & (share <= 0.25),
    }
    return pd.DataFrame(
        {"truth": np.select(list(choices.values()), list(choices), ""), "share": share}
    )


def _words(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    for days in (30, 60, 90):
        table = judged(days, max(int(110 * effort), 10), rng)
        clear = table[table["truth"] != ""]
        right = clear["truth"] == clear["word"]
        together, each = (0.95, 0.90) if days == 30 else (0.97, 0.94)
        yield at_least(f"{days} days: right together", right.mean(), together)
        for word in ("bursts", "flat", "falling", "steady"):
            limit = 0.88 if word == "steady" else each
            yield at_least(f"{days} days: {word}", right[clear["truth"] == word].mean(), limit)
        missed = clear[(clear["truth"] == "steady") & ~right]
        uneven = float((missed["word"] == "uneven").mean()) if len(missed) else 1.0
        yield told(f"{days} days: of the missed steady, uneven", f"{uneven:.1%}")
        half = clear["share"] > 0.5
        wrong = (clear.loc[half, "word"] == "steady").mean()
        yield at_most(f"{days} days: steady, though more than half is bursts", wrong, 0.01)
        unclear = (table.loc[table["share"] > 0.5, "word"] == "steady").mean()
        yield told(f"{days} days: the same, first days under 1.5 floors too", f"{unclear:.1%}")
        growing = clear[(clear["count"] == 0) & (clear["truth"] == "steady")]
        called = growing["word"] == "bursts"
        yield at_most(f"{days} days: bursts, though there is none", called.mean(), 0.02)
        loud = called[growing["noise"] == 0.6].mean()
        yield at_most(f"{days} days: the same, noise 0.6", loud, 0.04)


def _parts(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    def off(family: Family, days: int) -> float:
        large = replace(family, sizes=LARGE)
        case = with_bursts(large, int(400 * effort), days, Plan(1, 0.02, 0.2), rng)
        whole = case.first[:-7].any(axis=0)  # all that it brings is in the window
        part = verdicts(case.accounts)[0]["burst_part"].to_numpy(dtype="float64")
        brought = case.brought.sum(axis=0)
        return float(np.median(np.abs(part / brought - 1)[whole]))

    for family in (DORMANT, FLAT, STEADY):
        for days in (30, 90):
            what = f"burst part away from what a burst brought: {family.name}, {days} days"
            yield at_most(what, off(family, days), 0.10)
