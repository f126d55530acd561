"""Section 1: like with like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from services.growth.insight import Insight, insight
from services.growth.ranking import ranking
from services.growth.rules import Rules
from tests.rules.families import GROWER_2, STEADY, Planted, simulate, tidy
from tests.rules.table import Row, at_least, at_most

TITLE = "1. Like with like"


def rows(effort: float = 1.0, seed: int = 1) -> list[Row]:
    rng = np.random.default_rng(seed)
    return list(_late(max(int(40 * effort), 4), rng))


def late_list(rng: np.random.Generator, missing: int) -> pd.DataFrame:
    """Return 15 creators through a platform day, the fastest of whom lacks the days before it."""
    shares = np.zeros((30, 14))
    shares[8] = -0.009
    others = simulate(replace(STEADY, start=0), 14, 30, rng, Planted(shares=shares))
    one = tidy(simulate(replace(GROWER_2, start=0), 1, 30, rng), "late")
    return pd.concat([one.iloc[missing:], tidy(others)], ignore_index=True)


def _late(count: int, rng: np.random.Generator) -> Iterator[Row]:
    seen: list[tuple[bool, bool, bool]] = []
    for _ in range(count):
        found = insight(late_list(rng, 11), 30, Rules())
        seen.append(_said(found))
    leads, ranked, told = np.mean(seen, axis=0)
    yield at_most("a creator who lacks days stands first", leads, 0.0)
    yield at_most("or has a rank, a percentile or moves a median", ranked, 0.0)
    yield at_least("is told with its days", told, 1.0)


def _said(found: Insight) -> tuple[bool, bool, bool]:
    table = ranking(found, list(found.summary["creator_id"]))
    late = table["creator_id"] == "late00000"
    own = found.coverage[found.coverage["creator_id"] == "late00000"].iloc[0]
    others = found.summary.loc[found.summary["creator_id"] != "late00000", "growth_rate"]
    median = table.loc[~late, "median_of_others"].max() > others.max()
    ranked = bool(table.loc[late, "rank"].notna().item()) or bool(median)
    return bool(late.iloc[0]), ranked, not own["even"] and own["days_covered"] == 20
