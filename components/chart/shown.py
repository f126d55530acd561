"""What a picture shows, whatever its size: curves, their ranges, what their marks mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.chart.curve import Curve, Curves, Day, curves_on
from components.chart.layout import Span, span_of
from components.chart.legend import Mark
from components.chart.marks import marks_of
from components.chart.picture import Picture
from components.chart.traces import cohort
from services.growth.lineup import View


@dataclass(frozen=True)
class Shown:
    """The curves of everybody and the ranges of the axes, by whether they are of totals; and the
    middle half of the others, where there is one.
    """

    picture: Picture
    curves: Mapping[bool, Curves]
    spans: Mapping[bool, Span]
    middle: pd.DataFrame | None

    @property
    def main(self) -> Curves:
        """The curves of the upper panel."""
        return self.curves[self.picture.view is not View.NEW]

    @property
    def days(self) -> list[Day]:
        """All days of the upper panel, ascending."""
        return sorted({day for curve in self.main.values() for day in curve.days})

    def drawn(self, *, total: bool) -> list[Curve]:
        """Return the curves of a panel, the grey first; a strip has those in colour alone,
        if there are any: while a long list loads, nobody is yet.
        """
        strip = self.picture.view is View.BOTH and not total
        return _drawn(self.picture, self.curves[total], strip=strip)

    def marks(self) -> list[Mark]:
        """Return the marks of the picture, with their words."""
        rings = any(curve.marked for curves in self.curves.values() for curve in curves.values())
        return marks_of(self.picture, rings=rings, cut=self._is_cut())

    def _is_cut(self) -> bool:
        if False not in self.curves:
            return False
        low, high = self.spans[False]
        return any(not low <= value <= high for value in _values(self.drawn(total=False)))


def shown_of(picture: Picture) -> Shown:
    """Return what `picture` shows."""
    panels = {View.BOTH: (True, False), View.TOTAL: (True,), View.NEW: (False,)}[picture.view]
    curves = {total: curves_on(picture, total=total) for total in panels}
    middle = cohort(picture) if True in panels else None
    spans = {}
    for total in panels:
        strip = picture.view is View.BOTH and not total
        values = _values(_drawn(picture, curves[total], strip=strip))
        if total and middle is not None:
            values += [*middle["low"], *middle["high"]]
        spans[total] = span_of(values, picture.scale, total=total)
    return Shown(picture, curves, spans, middle)


def _drawn(picture: Picture, curves: Curves, *, strip: bool) -> list[Curve]:
    known = [curves[key] for key in picture.drawn if key in curves]
    coloured = [curve for curve in known if not curve.context]
    return coloured if strip and coloured else known


def _values(curves: Sequence[Curve]) -> list[float]:
    return [value for curve in curves for value in curve.values if value is not None]
