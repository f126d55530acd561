"""Accounts with bursts, and what today's code finds in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.excess import Excess, excess_of
from services.growth.retention import retention
from services.growth.rules import CommonRule, Rules
from services.growth.spikes import bursts, spikes
from services.growth.summary import summarize
from services.growth.verdict import growth_verdicts
from tests.rules.families import (
    DECAY,
    Accounts,
    Family,
    Floats,
    Planted,
    burst_people,
    random_days,
    simulate,
    tidy,
)

Flags = NDArray[np.bool_]

ALONE = Rules(common=CommonRule(creators=1_000_000))
"""Accounts that have nothing to do with each other are read alone."""

LARGE = (12_000.0, 5_000_000.0)
"""Sizes at which the floor is a share of the followers and not 50 of them."""


@dataclass(frozen=True)
class Case:
    """Accounts with the first days of their bursts and what these brought, days x accounts."""

    accounts: Accounts
    first: Flags
    brought: Floats


@dataclass(frozen=True)
class Plan:
    """How many bursts an account has, and how much each brings in all, as a share."""

    count: int
    low: float
    high: float
    left: float = 0.0
    """The share of it that leaves again, over the days from the second to the seventh."""


def plain(family: Family, accounts: int, days: int, rng: np.random.Generator) -> Iterator[Accounts]:
    """Yield accounts of the family, those that begin on one weekday at a time."""
    for start in range(7):
        yield simulate(replace(family, start=start), -(-accounts // 7), days, rng)


def with_bursts(
    family: Family, accounts: int, days: int, plan: Plan, rng: np.random.Generator
) -> Case:
    """Return accounts that begin on some weekday, bursts from their second day on."""
    first = random_days((1, days), plan.count, accounts, rng, apart=2)
    sizes = np.exp(rng.uniform(np.log(plan.low), np.log(plan.high), first.shape))
    shares = burst_people(first, sizes / DECAY.sum())
    if plan.left:
        for age in range(2, 8):
            shares[age:] -= (first * sizes)[: days - age] * plan.left / 6
    start = int(rng.integers(7))
    made = simulate(replace(family, start=start), accounts, days, rng, Planted(shares=shares))
    return Case(made, first, np.round(shares * made.totals[:-1]))


def side_by_side(cases: Sequence[Case]) -> Accounts:
    """Return the accounts of cases of equally many days as one, for one reading of them all."""
    parts = [case.accounts for case in cases]

    def joined(name: str) -> Floats:
        return np.concatenate([getattr(part, name) for part in parts], axis=-1)

    names = ("totals", "arrivals", "losses", "start", "usual")
    return Accounts(**{name: joined(name) for name in names})


def read(accounts: Accounts, rules: Rules = ALONE) -> Excess:
    """Return what the code under test says about the accounts."""
    return excess_of(tidy(accounts), rules)


def floors(accounts: Accounts) -> Floats:
    """Return the true floor of each day, followers: the usual day is known here."""
    usual = np.maximum(accounts.usual.mean(axis=0), 0)
    followers = accounts.totals[:-1]
    return np.maximum(np.maximum(50, 0.005 * followers), 3 * usual * followers)


def verdicts(accounts: Accounts, rules: Rules = ALONE) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the verdicts and the bursts with what they kept, as the code under test has them."""
    daily = tidy(accounts)
    # All of it is read: those that begin on later weekdays would cut the others' first days off.
    found = excess_of(daily, rules, daily["day"].min())
    summary = summarize(daily)
    told = bursts(spikes(found, daily["day"].min(), daily["day"].max()))
    outcome = retention(found, told)
    told = told.assign(**{name: outcome[name] for name in ("gain", "kept", "not_known")})
    return growth_verdicts(found, summary, told, rules.verdict), told
