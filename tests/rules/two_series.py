"""Section 7: do the two series agree? On series whose kind is known, and never worse with time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.reconciliation import Verdict, reconcile
from tests.rules.families import FIRST_DAY, Floats
from tests.rules.table import Row, at_least, at_most, told

TITLE = "7. Do the two series agree"
DAYS = (30, 60, 90, 180)
Verdicts = NDArray[np.object_]


@dataclass(frozen=True)
class Series:
    """`totals` has one row more than `news`; both days x accounts."""

    totals: Floats
    news: Floats


def rows(effort: float = 1.0, seed: int = 7) -> list[Row]:
    """Measure on `effort` x 1 000 accounts a case."""
    rng = np.random.default_rng(seed)
    count = max(40, round(1000 * effort))
    return [
        *_gross_of_few_losses(count, rng),
        *_late(count, rng),
        *_below(count, rng),
        *_unrelated(count, rng),
        *_with_more_days(count, rng),
    ]


def judged(series: Series, days: int) -> Verdicts:
    """Return what the code under test says after the first `days` changes."""
    totals, news = series.totals[: days + 1], series.news[:days]
    accounts = totals.shape[1]
    frame = pd.DataFrame(
        {
            "creator_id": pd.Series(
                np.repeat([f"c{n:05}" for n in range(accounts)], days + 1), dtype="str"
            ),
            "day": np.tile(pd.date_range(FIRST_DAY, periods=days + 1, unit="us"), accounts),
            "total_followers": pd.Series(totals.T.ravel()).astype("Int64"),
            "new_followers": pd.Series(
                np.vstack([np.full((1, accounts), np.nan), news]).T.ravel()
            ).astype("Int64"),
        }
    )
    return reconcile(frame)["verdict"].to_numpy()


def counted(rng: np.random.Generator, count: int, leaving: tuple[float, float]) -> Series:
    """Return gross series of 2 to 200 arrivals a day, of which `leaving` followers a day go."""
    arriving = np.exp(rng.uniform(np.log(2), np.log(200), count))
    arrivals = rng.poisson(arriving * rng.gamma(8, 1 / 8, (DAYS[-1], count)))
    losses = rng.poisson(np.exp(rng.uniform(*np.log(leaving), count)), arrivals.shape)
    return Series(_totals(arrivals - losses), arrivals.astype("float64"))


def net(series: Series) -> Series:
    return Series(series.totals, np.diff(series.totals, axis=0))


def _totals(changes: NDArray[np.int64]) -> Floats:
    return np.vstack([np.zeros(changes.shape[1]), changes.cumsum(axis=0)]) + 50_000.0


def _shares(verdicts: Verdicts, *wanted: Verdict) -> float:
    return float(np.isin(verdicts, wanted).mean())


def _gross_of_few_losses(count: int, rng: np.random.Generator) -> Iterator[Row]:
    series = counted(rng, count, (0.03, 0.1))
    early = (Verdict.GROSS, Verdict.EQUAL_SO_FAR, Verdict.UNSETTLED, Verdict.UNKNOWN)
    for days in DAYS:
        share = _shares(judged(series, days), *early)
        yield at_least(f"{days} days: gross, 0.03 to 0.1 leave: gross or too early", share, 0.99)


def _late(count: int, rng: np.random.Generator) -> Iterator[Row]:
    kinds = {"gross": lambda s: s, "net": net}
    for share, limit in ((0.01, 0.015), (0.02, 0.015), (0.03, 0.06)):
        for kind, made in kinds.items():
            series = made(counted(rng, count, (0.5, 40)))
            news = _counted_late(series.news, share, rng)
            found = [judged(Series(series.totals, news), days) for days in DAYS]
            worst = max(_shares(verdicts, Verdict.CONFLICT) for verdicts in found)
            what = f"{share:.0%} of days counted late, {kind}: conflict, worst of {DAYS}"
            yield at_most(what, worst, limit)
            right = _shares(found[2], Verdict.GROSS if kind == "gross" else Verdict.NET)
            yield told(f"{share:.0%} of days counted late, {kind}: right at 90", f"{right:.0%}")


def _counted_late(news: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Return the news with a part of some days' counted one to three days later."""
    late = rng.random(news.shape) < share
    part = np.ceil(np.maximum(news, 0) * rng.uniform(0.2, 1, news.shape)) * late
    moved = news - part
    after = rng.integers(1, 4, news.shape)
    for days in (1, 2, 3):
        moved[days:] += (part * (after == days))[:-days]
    return moved


def _below(count: int, rng: np.random.Generator) -> Iterator[Row]:
    series = counted(rng, 4 * count, (0.5, 40))  # by count alone 86 % at 60 days: one in a hundred
    changes = np.diff(series.totals, axis=0)
    below = rng.random(changes.shape) < 0.1
    lost = np.ceil(rng.uniform(0.1, 0.5, changes.shape) * np.abs(changes) + 1)
    news = np.where(below, changes - lost, series.news)
    for days, limit in zip(DAYS, (0.80, 0.85, 0.93, 0.98), strict=True):
        found = judged(Series(series.totals, news), days)
        share = _shares(found, Verdict.CONFLICT, Verdict.UNSETTLED)
        what = f"{days} days: N below Δ on 10 % of days: conflict or too early"
        yield at_least(what, share, limit)


def _unrelated(count: int, rng: np.random.Generator) -> Iterator[Row]:
    """New followers of the same size as the net change, but of other days."""
    series = counted(rng, count, (0.5, 40))
    news = rng.permuted(np.diff(series.totals, axis=0), axis=0)
    for days in DAYS:
        share = _shares(judged(Series(series.totals, news), days), Verdict.CONFLICT)
        limit = 0.85 if days == 30 else 0.995  # 100 % in whole percent
        yield at_least(f"{days} days: unrelated series: conflict", share, limit)


def _with_more_days(count: int, rng: np.random.Generator) -> Iterator[Row]:
    cases = {
        "gross, many leave": (counted(rng, count, (0.5, 40)), Verdict.GROSS),
        "gross, few leave": (counted(rng, count, (0.03, 0.5)), Verdict.GROSS),
        "net, many leave": (net(counted(rng, count, (0.5, 40))), Verdict.NET),
        "net, few leave": (net(counted(rng, count, (0.03, 0.5))), Verdict.NET),
    }
    early = {Verdict.EQUAL_SO_FAR, Verdict.UNSETTLED, Verdict.UNKNOWN}
    for name, (series, truth) in cases.items():
        found = [judged(series, days) for days in DAYS]
        wrong = [~np.isin(one, [truth, *early]) for one in found]
        # "too early" is not right, and not wrong either
        turned = [
            (before == truth) & after for before, after in zip(found, wrong[1:], strict=False)
        ]
        worst = float(np.mean(np.any(turned, axis=0)))
        yield at_most(f"{name}: from right to wrong with more days", worst, 0.005)
        yield at_most(f"{name}: wrong at any length", float(np.mean(wrong)), 0.01)
