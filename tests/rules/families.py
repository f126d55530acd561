"""Simulated accounts whose truth is known, family by family, from a seed.

Every account is simulated alone and all of them at once: rows are days, columns accounts. Followers
= those of the day before + arrivals - losses + what was planted. Arrivals are negative binomial
about share x followers x weekday x noise, losses Poisson.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOSS = 0.0004
"""Share of the followers that leaves on an ordinary day, also where nothing else happens."""

DISPERSION = 8.0
"""Of the arrivals: the variance is mean + mean² / DISPERSION."""

NOISE_MEMORY = 0.6
RHYTHM = (0.85, 0.85, 0.9, 1.0, 1.05, 1.25, 1.1)
"""Arrivals from Monday to Sunday, about a mean of 1."""

DECAY = np.array([1.0, 0.5, 0.25, 0.12, 0.06])
"""What a burst brings on its five days, as shares of what it brings on the first."""

SMALLEST, LARGEST = 500, 5_000_000
FIRST_DAY = pd.Timestamp("2026-01-05")  # a Monday; accounts begin on any weekday


@dataclass(frozen=True)
class Family:
    """One kind of account. `arriving` and `leaving` are shares of the followers a day, fractions;
    `noise` is the standard deviation of the log of the arrivals, with a memory of `NOISE_MEMORY`.

    A family is called by what arrives (a decline by what it loses). Read as the net change, 0.1 % a
    day with noise 0.6 would pass the floor of 0.5 % on 4 of 1 000 ordinary days, with the true
    usual day known, and no rule could mark fewer than 2.

    `drift` is the daily standard deviation of the log pace (a random walk of the pace), `memory`
    the AR(1) coefficient of gains about their mean, `shift` the pace's factor from a random day in
    the middle half on, `weekend` the arrivals on Saturday and Sunday and on the other days, `start`
    the weekday of the first total, any when not given.
    """

    name: str
    arriving: float
    noise: float = 0.3
    leaving: float = LOSS
    drift: float = 0.0
    memory: float = 0.0
    shift: float = 1.0
    weekend: tuple[float, float] | None = None
    sizes: tuple[float, float] = (SMALLEST, LARGEST)
    start: int | None = None


@dataclass(frozen=True)
class Accounts:
    """`totals` has one row more than `arrivals` and `losses`: the followers before the first day.

    `start` is the weekday (0 is Monday) of the first row of `totals` for each account; `usual` the
    expected net change of each day as a share, without what was planted.
    """

    totals: Floats
    arrivals: Floats
    losses: Floats
    start: NDArray[np.int64]
    usual: Floats


@dataclass(frozen=True)
class Planted:
    """What is added on each day to the ordinary days: `shares` of the followers of the day before,
    `people` as a number; both days x accounts.
    """

    shares: Floats | None = None
    people: Floats | None = None


DORMANT = Family("dormant", 0.0002)
STEADY = Family("steady", 0.001)
GROWER_2 = Family("grower 0.2 %", 0.002)
GROWER_3 = Family("grower 0.3 %", 0.003)
ORDINARY = (DORMANT, STEADY, GROWER_2, GROWER_3)
FLAT = Family("flat", LOSS)
DECLINES = tuple(
    Family(f"decline {rate:.2%}", 0.0002, leaving=rate + 0.0002) for rate in (0.0002, 0.001, 0.003)
)
WALK = Family("random walk with drift", 0.001, drift=0.08)
AUTOREGRESSIVE = Family("AR(1) gains", 0.001, noise=0.0, memory=0.7)
SHIFT_UP = Family("level shift up", 0.001, shift=3.0)
SHIFT_DOWN = Family("level shift down", 0.002, shift=1 / 3)
WEEKENDS = tuple(
    Family(f"weekend {high:g}:{low:g}", 0.002, weekend=(high, low))
    for high, low in ((1.25, 0.9), (1.5, 0.8), (1.75, 0.75), (2.0, 0.8), (2.0, 0.7), (2.25, 0.75))
)
FAMILIES = (*ORDINARY, FLAT, *DECLINES, WALK, AUTOREGRESSIVE, SHIFT_UP, SHIFT_DOWN, *WEEKENDS)


def noisy(family: Family, noise: float = 0.6) -> Family:
    """Return the family with another log-noise."""
    return replace(family, name=f"{family.name} (noise {noise:g})", noise=noise)


def simulate(
    family: Family,
    accounts: int,
    days: int,
    rng: np.random.Generator,
    planted: Planted = Planted(),
) -> Accounts:
    """Return `accounts` accounts over `days` changes, so `days` + 1 totals."""
    totals = np.empty((days + 1, accounts))
    low, high = np.log(family.sizes)
    totals[0] = np.round(np.exp(rng.uniform(low, high, accounts)))
    start = rng.integers(0, 7, accounts)
    if family.start is not None:
        start = np.full(accounts, family.start)
    paces, usual = _paces(family, start, days, rng)
    arrivals, losses = np.zeros((2, days, accounts))
    for day in range(days):
        before = totals[day]
        arrivals[day] = _arrivals(before * paces[day], rng)
        losses[day] = np.minimum(rng.poisson(before * family.leaving), before)
        if planted.shares is not None:
            arrivals[day] += np.round(np.maximum(planted.shares[day], 0) * before)
            losses[day] -= np.round(np.minimum(planted.shares[day], 0) * before)
        if planted.people is not None:
            arrivals[day] += np.maximum(np.round(planted.people[day]), 0)
            losses[day] -= np.minimum(np.round(planted.people[day]), 0)
        totals[day + 1] = np.maximum(before + arrivals[day] - losses[day], 0)
    return Accounts(totals, arrivals, losses, start, usual)


def _paces(
    family: Family, start: NDArray[np.int64], days: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return the expected arrivals a follower on each day, with the noise and without it."""
    accounts = len(start)
    rhythm = np.array(RHYTHM)
    if family.weekend:
        high, low = family.weekend
        rhythm = np.array([low] * 5 + [high] * 2)
    weekday = (start + 1 + np.arange(days)[:, None]) % 7
    usual = np.full((days, accounts), family.arriving)
    usual = usual * rhythm[weekday]
    if family.drift:
        walk = np.cumsum(rng.normal(0, family.drift, (days, accounts)), axis=0)
        usual = usual * np.exp(walk - walk.mean(axis=0))
    if family.shift != 1.0:
        at = rng.uniform(0.25, 0.75, accounts) * days
        usual = np.where(np.arange(days)[:, None] >= at, usual * family.shift, usual)
    log = autoregressive((days, accounts), NOISE_MEMORY, rng) * family.noise
    paces = usual * np.exp(log - family.noise**2 / 2)
    if family.memory:
        gains = autoregressive((days, accounts), family.memory, rng)
        paces = np.maximum(usual * (1 + 0.5 * gains), 0)
    return paces, usual - family.leaving


def autoregressive(shape: tuple[int, int], memory: float, rng: np.random.Generator) -> Floats:
    """Return a stationary AR(1) down the rows, of standard deviation 1."""
    steps = rng.normal(0, 1, shape)
    values = np.empty(shape)
    values[0] = steps[0]
    for row in range(1, shape[0]):
        values[row] = memory * values[row - 1] + np.sqrt(1 - memory**2) * steps[row]
    return values


def _arrivals(expected: Floats, rng: np.random.Generator) -> Floats:
    # a negative binomial is a Poisson whose mean is drawn from a gamma
    return rng.poisson(expected * rng.gamma(DISPERSION, 1 / DISPERSION, expected.shape))


def burst_people(first_days: NDArray[np.bool_], first: Floats) -> Floats:
    """Return what bursts bring on each day: `first` on each first day, then the decay."""
    people = np.zeros(first_days.shape)
    for age, share in enumerate(DECAY):
        people[age:] += (first_days * first)[: len(people) - age] * share
    return people


def random_days(
    days: tuple[int, int], count: int, accounts: int, rng: np.random.Generator, apart: int = 1
) -> NDArray[np.bool_]:
    """Return `count` days of the second of `days` for each account, at least `apart` days apart
    and never among the first of them: (days to leave free, days).
    """
    free, last = days
    room = last - free - (count - 1) * (apart - 1)
    picked = np.sort(rng.random((accounts, room)).argsort(axis=1)[:, :count], axis=1)
    picked = picked + np.arange(count) * (apart - 1) + free
    chosen = np.zeros((last, accounts), dtype=bool)
    chosen[picked, np.arange(accounts)[:, None]] = True
    return chosen


def tidy(accounts: Accounts, prefix: str = "c") -> pd.DataFrame:
    """Return the accounts as the app's tidy frame (`total_followers` and `new_followers`, Int64).

    Each account begins on a day of the weekday that it was simulated for.
    """
    days, count = accounts.totals.shape
    offsets = accounts.start[None, :] + np.arange(days)[:, None]
    names = [f"{prefix}{number:05}" for number in range(count)]
    news = np.vstack([np.full((1, count), np.nan), accounts.arrivals])
    return pd.DataFrame(
        {
            "creator_id": pd.Series(np.repeat(names, days), dtype="str"),
            "day": FIRST_DAY.as_unit("us")
            + pd.to_timedelta(offsets.T.ravel(), unit="D").as_unit("us"),
            "total_followers": pd.Series(accounts.totals.T.ravel()).astype("Int64"),
            "new_followers": pd.Series(news.T.ravel()).astype("Int64"),
        }
    )
