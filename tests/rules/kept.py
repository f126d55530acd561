"""Section 4: what a burst kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from tests.rules.families import DORMANT, FIRST_DAY, FLAT, GROWER_2, GROWER_3, STEADY, Family
from tests.rules.planting import LARGE, Plan, verdicts, with_bursts
from tests.rules.table import Row, at_least, at_most, told

TITLE = "4. What a burst kept"
FASTEST = Family("grower 0.4 %", 0.004)


def rows(effort: float = 1.0, seed: int = 4) -> list[Row]:
    rng = np.random.default_rng(seed)
    return list(_kept(effort, rng))


def _shown(
    family: Family, days: int, plan: Plan, accounts: int, rng: np.random.Generator
) -> tuple[np.ndarray, float]:
    """Return what is shown of planted bursts whose week was seen, and of how many of them."""
    case = with_bursts(replace(family, sizes=LARGE), accounts, days, plan, rng)
    told_of = verdicts(case.accounts)[1]
    starts = case.first.argmax(axis=0)
    begun = FIRST_DAY + pd.to_timedelta(case.accounts.start + 1 + starts, unit="D")
    planted = dict(zip((f"c{at:05}" for at in range(accounts)), begun, strict=True))
    week = dict(zip(planted, starts <= days - 8, strict=True))
    found = told_of[told_of["day"] == told_of["creator_id"].map(planted)]
    found = found[found["creator_id"].map(week)]
    kept = found["kept"].dropna().to_numpy(dtype="float64")
    return kept, len(kept) / max(len(found), 1)


def _kept(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    accounts = int(700 * effort)
    for family in (DORMANT, FLAT, STEADY, GROWER_2, GROWER_3, FASTEST):
        limit = 0.10 if family.arriving <= 0.002 else 0.15
        for size in (0.02, 0.1):
            plan = Plan(1, size, size, left=1.0)
            kept, shown = _shown(family, 60, plan, accounts, rng)
            what = f"all of {size:.0%} left: {family.name}"
            yield told(f"{what}: shown", f"{shown:.1%}")
            if shown > 0.01:  # else it is not shown
                yield at_most(f"{what}: median shown", float(np.median(kept)), limit)
                yield at_least(f"{what}: at most 25 %", float((kept <= 0.25).mean()), 0.9)
    for family in (DORMANT, STEADY, GROWER_2):
        for left in (0.0, 0.5):
            kept, _ = _shown(family, 60, Plan(1, 0.1, 0.1, left=left), accounts, rng)
            what = f"{left:.0%} of 10% left: {family.name}: median shown"
            yield told(what, f"{np.median(kept):.0%}")
