"""Section 6: does the interval hold what it says, is it no wider than it must be, is it near?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from services.growth.backtest import track_of
from services.growth.projection import outlook
from services.growth.trend import accelerates
from tests.rules import families
from tests.rules.families import Family, Floats, Planted, burst_people, noisy, simulate
from tests.rules.table import Row, at_least, at_most, told

TITLE = "6. Looking ahead"
KNOWN = (45, 60, 90, 120)
AHEAD = (7, 14, 30, 60, 90)
DAYS = KNOWN[-1] + AHEAD[-1]
DRIFT_DAYS = 30
SEEN = 80
"""Days of the accounts that may speed up."""
SHIFT = "level shift"
GENTLE = "gentle shift"
PLAIN = (
    *families.ORDINARY,
    *map(noisy, families.ORDINARY),
    families.FLAT,
    *families.DECLINES,
    families.WALK,
    families.AUTOREGRESSIVE,
    *families.WEEKENDS,
)
SHIFTS = {
    SHIFT: (families.SHIFT_UP, families.SHIFT_DOWN),
    GENTLE: (Family("up", 0.001, shift=2.0), Family("down", 0.002, shift=0.5)),
}


@dataclass(frozen=True)
class Outcomes:
    """What was told and what came, one element a projection, as shares of the last total,
    which is `size` followers.

    `drift` is what a drift of `DRIFT_DAYS` days told, `drift_margin` its margin from its own past.
    """

    told: Floats
    low: Floats
    high: Floats
    came: Floats
    drift: Floats
    drift_margin: Floats
    size: Floats

    @property
    def held(self) -> float:
        return float(((self.low <= self.came) & (self.came <= self.high)).mean())


def rows(effort: float = 1.0, seed: int = 6) -> list[Row]:
    """Measure, on `effort` x 60 accounts a family and half as many of each shifted or planted."""
    rng = np.random.default_rng(seed)
    made = _accounts(max(2, round(60 * effort)), rng)
    found = {name: _outcomes(totals) for name, totals in made}
    return [
        *(row for ahead in AHEAD for row in _judged(ahead, found)),
        *_accelerating(max(20, round(150 * effort)), rng),
    ]


def _accounts(count: int, rng: np.random.Generator) -> Iterator[tuple[str, Floats]]:
    """Yield the totals of each family, days x accounts."""
    for family in PLAIN:
        yield family.name, simulate(family, count, DAYS, rng).totals
    for name, pair in SHIFTS.items():
        yield name, np.hstack([simulate(one, count, DAYS, rng).totals for one in pair])
    some = (families.DORMANT, families.STEADY, families.GROWER_2)
    for name in ("bursts", "platform days", "collapse"):
        plans = [(one, _planted(name, count, rng)) for one in some]
        parts = [simulate(one, count, DAYS, rng, plan).totals for one, plan in plans]
        yield name, np.hstack(parts)


def _planted(name: str, accounts: int, rng: np.random.Generator) -> Planted:
    shares = np.zeros((DAYS, accounts))
    if name == "bursts":  # one to eight in thirty days
        daily = rng.integers(1, 9, accounts) / 30
        sizes = np.exp(rng.uniform(np.log(0.005), np.log(0.2), shares.shape))
        return Planted(shares=burst_people(rng.random(shares.shape) < daily, sizes))
    if name == "platform days":  # one a month, of 0.2 to 1 %
        fell = families.random_days((0, DAYS), DAYS // 30, accounts, rng)
        shares[fell] = -rng.uniform(0.002, 0.01, fell.sum())
    else:  # a day on which 2 to 20 % leave
        days = rng.integers(0, DAYS, accounts)
        shares[days, np.arange(accounts)] = -rng.uniform(0.02, 0.2, accounts)
    return Planted(shares=shares)


def _judged(ahead: int, found: Mapping[str, Mapping[int, Outcomes]]) -> Iterator[Row]:
    parts = {name: of_family[ahead] for name, of_family in found.items()}
    whole = _joined(list(parts.values()))
    yield Row(
        f"{ahead} days: all families held",
        "77–84%",
        f"{whole.held:.1%}",
        bool(0.77 <= whole.held <= 0.84),
    )
    least = 0.75 if ahead <= 14 else 0.65
    if ahead <= 60:
        plain = {name: part.held for name, part in parts.items() if name not in SHIFTS}
        name = min(plain, key=lambda key: plain[key])
        yield at_least(f"{ahead} days: lowest family ({name})", plain[name], least)
    for name in SHIFTS:
        if ahead <= 60:
            limit = 0.55 if ahead == 60 else least
            yield at_least(f"{ahead} days: {name}", parts[name].held, limit)
    width, error = _beside_drift(whole)
    yield at_most(f"{ahead} days: width to a drift's at the same coverage", width, 1.05, ".3f")
    yield at_most(f"{ahead} days: median error to a drift's", error, 0.95, ".3f")


def _outcomes(totals: Floats) -> dict[int, Outcomes]:
    """Return what was told of the accounts (days x accounts) and what came, by days ahead."""
    found: dict[int, list[tuple[float, ...]]] = {ahead: [] for ahead in AHEAD}
    for known in KNOWN:
        for column in totals.T:
            past = column[:known]
            track = track_of(_frame(past))
            for ahead in (days for days in AHEAD if days <= known):
                low, projected, high = outlook(
                    track, track.tries(track.longest_tried(ahead)), ahead
                )
                came = column[known - 1 + ahead]
                found[ahead].append((projected, low, high, came, *_drift(past, ahead), past[-1]))
    return {ahead: _as_shares(np.array(rows)) for ahead, rows in found.items()}


def _as_shares(followers: Floats) -> Outcomes:
    size = np.maximum(followers[:, -1], 1)
    shares = followers[:, :-1] / size[:, None]
    return Outcomes(*shares.T, size)


def _frame(totals: Floats) -> pd.DataFrame:
    days = pd.date_range(families.FIRST_DAY, periods=len(totals), unit="us")
    whole = pd.Series(totals).astype("Int64")
    return pd.DataFrame({"creator_id": "a", "day": days, "total_followers": whole})


def _drift(totals: Floats, ahead: int) -> tuple[float, float]:
    """Return what a drift of the last `DRIFT_DAYS` days tells, and its conformal margin.

    Like the projection it has a pace from its fourteenth day on, and is tried as far as there are
    ten outcomes; its margin grows in proportion beyond.
    """
    days = np.arange(13, len(totals))
    start = np.maximum(days - DRIFT_DAYS, 0)
    paces = (totals[days] - totals[start]) / (days - start)
    tried = min(ahead, len(paces) - 10)
    past = np.maximum(0, totals[13:-tried] + paces[:-tried] * tried)
    errors = np.sort(np.abs(totals[13 + tried :] - past))
    margin = errors[int(np.ceil(0.8 * len(errors))) - 1] * ahead / tried
    return max(0.0, float(totals[-1] + paces[-1] * ahead)), float(margin)


def _joined(parts: list[Outcomes]) -> Outcomes:
    names = Outcomes.__dataclass_fields__
    return Outcomes(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _beside_drift(found: Outcomes) -> tuple[float, float]:
    """Return the geometric mean width and the median error, beside the drift's with its margin
    scaled until it holds as many outcomes.
    """
    off = np.abs(found.drift - found.came)
    # the scale that just holds each outcome; one follower is the least that a bound is off
    needed = off / np.maximum(found.drift_margin, 1 / found.size)
    scale = float(np.quantile(needed, found.held))
    low = np.maximum(found.drift - scale * found.drift_margin, 0)
    drift = found.drift + scale * found.drift_margin - low
    ratio = np.maximum(found.high - found.low, 1 / found.size)
    width = np.exp(np.log(ratio).mean() - np.log(np.maximum(drift, 1 / found.size)).mean())
    error = np.median(np.abs(found.told - found.came)) / np.median(off)
    return float(width), float(error)


def _accelerating(count: int, rng: np.random.Generator) -> Iterator[Row]:
    for name, noise, limit in (("0.3", 0.3, 0.85), ("0.6", 0.6, 0.55)):
        named = _named(_doubling(20, noise, count, rng))
        yield at_least(f"pace doubling in 20 days, noise {name}: named", named, limit)
    for days in (30, 60):
        named = _named(_doubling(days, 0.3, count, rng))
        yield told(f"pace doubling in {days} days: named", f"{named:.0%}")
    even = [one for one in PLAIN if not one.drift]
    shares = {one.name: _named(simulate(one, count, SEEN, rng).totals) for one in even}
    name = max(shares, key=lambda key: shares[key])
    yield at_most(
        "named although the pace stays, all families", np.mean(list(shares.values())), 0.03
    )
    yield told(f"named although the pace stays, most ({name})", f"{shares[name]:.1%}")


def _named(totals: Floats) -> float:
    return float(np.mean([accelerates(column) for column in totals.T]))


def _doubling(days: int, noise: float, count: int, rng: np.random.Generator) -> Floats:
    """Return accounts whose arrivals, 0.2 % a day at first, double every so many days."""
    totals = [np.round(np.exp(rng.uniform(np.log(500), np.log(5e6), count)))]
    logs = families.autoregressive((SEEN, count), families.NOISE_MEMORY, rng) * noise
    for day in range(SEEN):
        mean = totals[-1] * 0.002 * 2 ** (day / days) * np.exp(logs[day] - noise**2 / 2)
        arrivals = rng.poisson(
            mean * rng.gamma(families.DISPERSION, 1 / families.DISPERSION, count)
        )
        totals.append(totals[-1] + arrivals - rng.poisson(totals[-1] * families.LOSS))
    return np.array(totals)
