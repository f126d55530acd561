"""Section 3: days that need a human look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tests.rules.families import (
    DECLINES,
    DORMANT,
    FLAT,
    GROWER_2,
    GROWER_3,
    SHIFT_UP,
    STEADY,
    WALK,
    WEEKENDS,
    Family,
    Planted,
    noisy,
    random_days,
    simulate,
)
from tests.rules.planting import LARGE, Plan, plain, read, with_bursts
from tests.rules.table import Row, at_least, at_most, told

TITLE = "3. Days that need a human look (false marks per 1 000 days)"
WINDOWS = (30, 60, 90)
QUIET = (DORMANT, STEADY)


def rows(effort: float = 1.0, seed: int = 3) -> list[Row]:
    rng = np.random.default_rng(seed)
    return [*_false(effort, rng), *_recall(effort, rng), *_crowded(effort, rng)]


def false_marks(family: Family, days: int, accounts: int, rng: np.random.Generator) -> float:
    """Return the marked days of 1 000 ordinary ones."""
    found = [read(made).marked[1:] for made in plain(family, accounts, days, rng)]
    return 1000 * float(np.mean([marked.mean() for marked in found]))


def _false(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    accounts = int(1400 * effort)

    def measured(family: Family) -> list[float]:
        return [false_marks(family, days, accounts, rng) for days in WINDOWS]

    for family in (DORMANT, FLAT, STEADY, *DECLINES):
        yield at_most(family.name, max(measured(family)), 0.1, ".2f")
    loud = measured(noisy(STEADY))
    yield at_most("steady, noise 0.6: average", float(np.mean(loud)), 2, ".2f")
    yield at_most("steady, noise 0.6: worst window", max(loud), 2.5, ".2f")
    yield at_most("grower 0.2 %: worst window", max(measured(GROWER_2)), 2, ".2f")
    short, *longer = measured(GROWER_3)
    yield at_most("grower 0.3 %, 30 days", short, 3.5, ".2f")
    yield at_most("grower 0.3 %, from 60 days", max(longer), 2.5, ".2f")
    weekend = measured(next(family for family in WEEKENDS if family.name == "weekend 2:0.7"))
    yield at_most("weekend 2:0.7 at 0.2 %: average", float(np.mean(weekend)), 2, ".2f")
    yield at_most("weekend 2:0.7 at 0.2 %: worst window", max(weekend), 3.5, ".2f")
    for family in (noisy(GROWER_2), noisy(GROWER_3), WALK, SHIFT_UP):
        yield told(family.name, f"{np.mean(measured(family)):.2f}")


def recall(
    family: Family, days: int, times: float, accounts: int, rng: np.random.Generator
) -> float:
    """Return how many of the days with an excess of so many floors are marked."""
    large = replace(family, sizes=LARGE)
    chosen = random_days((1, days), 1, accounts, rng)
    usual = max(family.arriving - family.leaving, 0.0)
    share = times * max(0.005, 3 * usual)
    made = simulate(
        replace(large, start=int(rng.integers(7))), accounts, days, rng, Planted(chosen * share)
    )
    return float(read(made).marked[1:][chosen].mean())


def _recall(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    accounts = int(4000 * effort)
    for family in QUIET:
        for days in (30, 90):
            value = recall(family, days, 1.25, accounts, rng)
            yield at_least(f"recall at 1.25 floors: {family.name}, {days} days", value, 0.99)
    bounds = (
        (GROWER_2, 30, (0.98, 0.99)),
        (GROWER_2, 90, (0.98, 0.99)),
        (GROWER_3, 30, (0.85, 0.95)),
        (GROWER_3, 90, (0.98, 0.99)),
    )
    for family, days, limits in bounds:
        for times, limit in zip((2, 3), limits, strict=True):
            value = recall(family, days, times, accounts, rng)
            yield at_least(f"recall at {times} floors: {family.name}, {days} days", value, limit)


def _crowded(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    for family, limits in (
        (DORMANT, (0.95, 0.95, 0.95, 0.95)),
        (STEADY, (0.95, 0.95, 0.95, 0.95)),
        (GROWER_2, (0.98, 0.98, 0.93, 0.85)),
        (GROWER_3, (None, None, None, 0.7)),
    ):
        for count, limit in zip((1, 4, 6, 8), limits, strict=True):
            large = replace(family, sizes=LARGE)
            case = with_bursts(large, int(1500 * effort), 30, Plan(count, 0.02, 0.2), rng)
            value = float(read(case.accounts).marked[1:][case.first].mean())
            what = f"first days of {count} bursts in 30 days: {family.name}"
            yield at_least(what, value, limit) if limit else told(what, f"{value:.1%}")
