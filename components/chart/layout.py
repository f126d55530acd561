"""The frame of the chart: panels on one date axis, their heights, ranges and ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from components.chart.palette import grid_color, muted_color, text_color
from components.chart.picture import Look
from components.chart.ticks import even_ticks, log_ticks, tick_texts
from services.growth.lineup import Scale, View

_STRIP = 0.24
_PIXELS_A_TICK = 62


@dataclass(frozen=True)
class Panel:
    """One plotting area: its axis, its vertical share, its pixels, and whether it shows totals.

    `span` is the range of the axis: log10 of the values where it is `logarithmic`.
    """

    axis: str
    domain: tuple[float, float]
    pixels: float
    total: bool
    logarithmic: bool = False
    span: tuple[float, float] = (0.0, 1.0)

    @property
    def values(self) -> tuple[float, float]:
        """The smallest and the largest value that the panel shows."""
        low, high = self.span
        return (10**low, 10**high) if self.logarithmic else (low, high)


@dataclass(frozen=True)
class Frame:
    """The room round the panels, in pixels, which follows from the size of the letters."""

    top: float
    bottom: float
    left: float
    right: float

    @classmethod
    def of(cls, look: Look, right: float, *, day_title: bool) -> Frame:
        """Return the room that title, legend, days and source need; `right` is for the names."""
        line = look.type * 1.5
        return cls(line * 2.4, line * (2.3 + day_title), look.type * 4.4, right)


def panels_for(view: View, look: Look, frame: Frame) -> tuple[Panel, ...]:
    """Return the panels of a view: for both, the new followers are a strip under the totals."""
    inner = look.height - frame.top - frame.bottom
    if view is not View.BOTH:
        return (Panel("y", (0.0, 1.0), inner, total=view is View.TOTAL),)
    between = look.type * 1.9
    strip = (inner - between) * _STRIP
    return (
        Panel("y", ((strip + between) / inner, 1.0), inner - strip - between, total=True),
        Panel("y2", (0.0, strip / inner), strip, total=False),
    )


def spanned(panel: Panel, values: Iterable[float], scale: Scale) -> Panel:
    """Return the panel with the range that shows `values` with a little room.

    New followers keep their zero line, which tells a gain from a loss, and stop at a robust bound,
    1.3 x the 97th percentile, so that two bursts do not flatten everybody else.
    """
    known = np.array([value for value in values if value is not None], dtype="float64")
    logarithmic = panel.total and scale is Scale.LOG
    if logarithmic:
        known = np.log10(known)
    if not len(known):
        return replace(panel, logarithmic=logarithmic)
    low, high = float(known.min()), float(known.max())
    if not panel.total:
        low, high = min(low, _bound(-known) * -1, 0.0), max(0.0, min(high, _bound(known)))
        low = max(low, -_bound(-known)) if low < 0 else 0.0
    room = (high - low) * 0.05 or abs(high) * 0.05 or 1.0
    span = (low - room, high + room) if panel.total else (low - room * (low < 0), high + room)
    return replace(panel, logarithmic=logarithmic, span=span)


def _bound(values: np.ndarray) -> float:
    """Return 1.3 x the 97th percentile, or the largest where that is hardly more."""
    most, bound = float(values.max()), 1.3 * float(np.percentile(values, 97))
    return most if most <= 1.6 * bound or bound <= 0 else bound


def value_axis(panel: Panel, scale: Scale, look: Look, base: str) -> dict[str, object]:
    """Return the Plotly axis of a panel; every tick says its unit."""
    most = max(3, round(panel.pixels / (_PIXELS_A_TICK * look.type / 14)))
    low, high = panel.span
    ticks = log_ticks(low, high, most) if panel.logarithmic else even_ticks(low, high, most)
    return {
        "domain": list(panel.domain),
        "range": [low, high],
        "type": "log" if panel.logarithmic else "linear",
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": tick_texts(ticks, scale, total=panel.total),
        "tickfont": {"size": look.type, "color": text_color(base)},
        "gridcolor": grid_color(base),
        "zeroline": not panel.logarithmic,
        "zerolinecolor": muted_color(base),
        "fixedrange": True,
        "anchor": "x",
    }


def place(panel: Panel, value: float) -> float:
    """Return how many pixels above the panel's lower edge a value lies."""
    low, high = panel.span
    at = math.log10(value) if panel.logarithmic else value
    return (at - low) / (high - low) * panel.pixels if high > low else 0.0
