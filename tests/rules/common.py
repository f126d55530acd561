"""Section 5: common days, and what section 3 says about marks on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.growth.excess import excess_of
from services.growth.rules import Rules
from services.growth.shocks import excess_shares, moved_together, own_spreads
from services.growth.usual import steps, usual_rates
from tests.rules.families import (
    DECLINES,
    DORMANT,
    FLAT,
    GROWER_2,
    GROWER_3,
    STEADY,
    WEEKENDS,
    Accounts,
    Family,
    Floats,
    Planted,
    burst_people,
    noisy,
    random_days,
    simulate,
    tidy,
)
from tests.rules.planting import LARGE
from tests.rules.table import Row, at_least, at_most

TITLE = "5. Common days"
DAYS = 30
SIZES = (5, 6, 8, 20, 60)
_MIXED = (DORMANT, STEADY, GROWER_2, GROWER_3, FLAT, *DECLINES)
_WIDE = ("weekend 2:0.8", "weekend 1.75:0.75", "weekend 1.5:0.8")
RULES = Rules()


@dataclass(frozen=True)
class Lists:
    """Lists of equally many creators, side by side: `accounts` has creators x lists columns."""

    accounts: Accounts
    creators: int


def rows(effort: float = 1.0, seed: int = 5) -> list[Row]:
    rng = np.random.default_rng(seed)
    return [*_right(effort, rng), *_quiet(effort, rng), *_cleanups(effort, rng), *_own(effort, rng)]


def lists(
    families: Sequence[Family], creators: int, days: int, shares: Floats, rng: np.random.Generator
) -> Lists:
    """Return lists of creators drawn from the families, with `shares` planted."""
    start, count = int(rng.integers(7)), shares.shape[1]
    kinds = rng.integers(0, len(families), count)
    parts = np.empty((3, days + 1, count))
    for number, family in enumerate(families):
        (own,) = np.nonzero(kinds == number)
        planted = Planted(shares=shares[:, own])
        made = simulate(replace(family, start=start), len(own), days, rng, planted)
        parts[0][:, own], parts[1][1:, own] = made.totals, made.arrivals
    starts = np.full(count, start)
    accounts = Accounts(parts[0], parts[1][1:], parts[2][1:], starts, parts[2][1:])
    return Lists(accounts, creators)


def found_days(given: Lists) -> list[set[int]]:
    """Return the common days of each list, counted from 0 for the first change."""
    every = steps(tidy(given.accounts))
    shares = excess_shares(every, usual_rates(every, RULES.spike))
    own = own_spreads(every, shares)
    result = []
    for at in range(0, shares.shape[1], given.creators):
        one = slice(at, at + given.creators)
        *_, picked = moved_together(shares[:, one], own[:, one], RULES.common)
        result.append({int(day) - 1 for day in np.flatnonzero(picked)})
    return result


def _right(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    count = max(int(150 * effort), 10)
    for name in ("cleanup", "jump", "collapse", "agency", "quiet", "private bursts"):
        rights = []
        for creators in SIZES:
            shares, day = _event(name, count, creators, rng)
            wanted = {day} if name in ("cleanup", "jump") else set()
            found = found_days(lists(_MIXED, creators, DAYS, shares, rng))
            rights.append(float(np.mean([days == wanted for days in found])))
        yield at_least(f"lists judged right: {name}, 5 to 60", min(rights), 0.97)


def _event(name: str, count: int, creators: int, rng: np.random.Generator) -> tuple[Floats, int]:
    """Return what is planted in `count` lists, and the day of it."""
    shares, day = np.zeros((DAYS, count, creators)), int(rng.integers(4, DAYS - 4))
    about = rng.uniform(0.8, 1.2, (count, creators))
    if name == "cleanup":
        shares[day] = -rng.uniform(0.004, 0.015, (count, 1)) * about
    elif name == "jump":
        shares[day] = rng.uniform(0.01, 0.03, (count, 1)) * about
    elif name == "collapse":
        shares[day, :, 0] = -0.3
    elif name == "agency":
        shares[day, :, :2] = -0.03
    elif name == "private bursts":
        chosen = random_days((1, DAYS), 1, count * creators, rng)
        shares = burst_people(chosen, rng.uniform(0.01, 0.1, chosen.shape))
    return shares.reshape(DAYS, count * creators), day


def _quiet(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    for family in (*(each for each in WEEKENDS if each.name in _WIDE), GROWER_2, noisy(GROWER_3)):
        for days in (30, 90):
            falses = []
            for creators in SIZES:
                count = max(int((600 if creators < 20 else 60) * effort), 10)
                nothing = np.zeros((days, count * creators))
                found = found_days(lists((family,), creators, days, nothing, rng))
                falses.append(float(np.mean([bool(each) for each in found])))
            yield at_most(
                f"lists with a false common day: {family.name}, {days}", max(falses), 0.02
            )


def _cleanups(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    count = max(int(600 * effort), 20)
    for families, name in ((_MIXED, "mixed"), ((DORMANT, STEADY, FLAT), "quiet")):
        for creators, limit in ((5, 0.85), (6, 0.93), (8, 0.95), (20, 0.95)):
            shares = np.zeros((DAYS, count, creators))
            size = rng.uniform(0.0015, 0.005, (count, 1))
            day = int(rng.integers(4, DAYS - 4))
            shares[day] = -size * rng.uniform(0.8, 1.2, (count, creators))
            given = lists(families, creators, DAYS, shares.reshape(DAYS, -1), rng)
            value = float(np.mean([day in days for days in found_days(given)]))
            yield at_least(f"cleanup of 0.15 to 0.5 %, {creators} {name} creators", value, limit)


def _own(effort: float, rng: np.random.Generator) -> Iterator[Row]:
    """On a common day nobody is marked but who did more than the list."""
    count, day = max(int(60 * effort), 4), 15
    for size in (0.02, -0.01):
        marked, found = [], []
        for _ in range(count):
            families = [replace(family, sizes=LARGE) for family in _MIXED]
            shares = np.zeros((DAYS, 20))
            shares[day] = size * rng.uniform(0.9, 1.1, 20)
            shares[day, 0] += 0.01 + 3 * 0.003 * size  # twice the floor of a quiet creator
            families[2:4] = [families[0], families[1]]
            given = lists(families, 20, DAYS, shares, rng)
            flags = excess_of(tidy(given.accounts), RULES).marked[day + 1]
            marked.append(flags[1:].mean())
            found.append(flags[0])
        yield at_most(f"marked on a common day of {size:+.0%}", float(np.mean(marked)), 0.001)
        yield at_least("own burst of two floors on such a day found", float(np.mean(found)), 0.95)
