"""A creator's values on one panel of the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.chart.palette import LineStyle
from components.chart.picture import Picture
from services.growth.lineup import View

Day = str | int


@dataclass(frozen=True)
class Curve:
    """A creator's values on one panel: days (ISO dates or whole numbers), and None for no data.

    Days in `marked` need a human look. `context` draws the curve thin and grey; `bars` instead of a
    line are for one creator alone.
    """

    creator_id: str
    days: Sequence[Day]
    values: Sequence[float | None]
    style: LineStyle
    context: bool = False
    bars: bool = False
    marked: frozenset[Day] = frozenset()

    def end(self) -> tuple[Day, float] | None:
        """Return the last day with a value, and the value; None without any."""
        for day, value in zip(reversed(self.days), reversed(self.values), strict=True):
            if value is not None:
                return day, value
        return None


Curves = Mapping[str, Curve]
"""The curves of one panel by creator id."""


def curves_on(picture: Picture, *, total: bool) -> dict[str, Curve]:
    """Return everybody's curve on one panel, those that are not drawn as well: hover names them."""
    found = by_creator(picture.curves.totals if total else picture.curves.news)
    alone = len(picture.order) == 1
    return {
        key: Curve(
            key,
            *found[key],
            picture.styles[key],
            context=key not in picture.in_colour,
            bars=alone and not total,
            marked=_marked(picture, key, total=total),
        )
        for key in picture.order
        if key in found
    }


def by_creator(scaled: pd.DataFrame) -> dict[str, tuple[list[Day], list[float | None]]]:
    """Return days and values of each creator of a frame of `services.growth.lineup`."""
    values = [None if pd.isna(v) else round(v, 3) for v in scaled["value"].tolist()]
    found: dict[str, tuple[list[Day], list[float | None]]] = {}
    for key, day, value in zip(scaled["creator_id"], scaled["day"].tolist(), values, strict=True):
        days, numbers = found.setdefault(key, ([], []))
        days.append(day)
        numbers.append(value)
    return found


def _marked(picture: Picture, key: str, *, total: bool) -> frozenset[Day]:
    """Return the days of one in colour that need a human look, on the upper panel."""
    upper = total or picture.view is View.NEW
    if not upper or key not in picture.in_colour:
        return frozenset()
    return picture.curves.spikes.get(key, frozenset())
