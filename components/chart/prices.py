"""A list by price and growth, as a value: who has a point, and who has none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from components.chart.picture import Caption
from services.growth.ranking import PriceBy
from services.growth.verdict import Growth


@dataclass(frozen=True)
class Point:
    """A creator by price and growth.

    `price` is what was asked and `rate` what is drawn of it, both in yuan; `growth_rate` is a
    fraction; `covered` are how many of the days compared it has, None for all of them.
    """

    creator_id: str
    price: float
    rate: float
    growth_rate: float
    growth: Growth
    followers: int
    covered: int | None = None


@dataclass(frozen=True)
class Priced:
    """What is drawn: the points in the ranking's order, and the creators without one.

    `days` are compared; `kind` names the post that the prices are for, "" where the list does not
    say; `first` are the creators whose names come first; `base` is the theme, "light" or "dark".
    """

    points: tuple[Point, ...]
    left_out: tuple[str, ...]
    by: PriceBy
    days: int
    kind: str
    names: Mapping[str, str]
    base: str
    first: frozenset[str]
    caption: Caption

    @property
    def key(self) -> Hashable:
        """A value that is equal for two that look alike."""
        names = tuple(self.names[point.creator_id] for point in self.points)
        return (
            self.points,
            self.by,
            self.days,
            self.kind,
            self.base,
            self.first,
            self.caption,
            names,
        )


def points_of(ranked: pd.DataFrame, by: PriceBy) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """Return who of `services.growth.ranking.ranking` has a price and a growth rate, and the ids of
    those who lack one of them.
    """
    known = ranked[by.value].notna() & ranked["growth_rate"].notna()
    drawn = ranked[known & (ranked[by.value] > 0).fillna(value=False)]
    points = tuple(
        Point(
            creator_id=str(row["creator_id"]),
            price=float(row["price"]),
            rate=float(row[by.value]),
            growth_rate=float(row["growth_rate"]),
            growth=row["growth"],
            followers=int(row["latest_total"]),
            covered=None if row["even"] else int(row["days_covered"]),
        )
        for row in drawn.to_dict("records")
    )
    has_point = {point.creator_id for point in points}
    return points, tuple(key for key in ranked["creator_id"] if key not in has_point)
