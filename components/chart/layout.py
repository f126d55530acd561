"""The frame of the chart: panels on one date axis, their heights, ranges and ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from components.chart.palette import grid_color, muted_color, text_color
from components.chart.picture import Look
from components.chart.ticks import even_ticks, log_ticks, tick_texts
from services.growth.lineup import Scale, View

Floats = NDArray[np.float64]

Span = tuple[float, float]

_STRIP = 0.24
_PIXELS_A_TICK = 62
_ENOUGH = 20


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
    span: Span = (0.0, 1.0)

    @property
    def values(self) -> Span:
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


def span_of(values: Iterable[float], scale: Scale, *, total: bool) -> Span:
    """Return the range of an axis that shows `values` with a little room, in log10 on a log scale.

    New followers keep their zero line, which tells a gain from a loss, and stop at a robust bound,
    1.3 x the 97th percentile, so that two bursts do not flatten everybody else.
    """
    known = np.array(list(values), dtype="float64")
    if total and scale is Scale.LOG:
        known = np.log10(known)
    if not len(known):
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    if not total:
        low, high = bounded(known)
    room = (high - low) * 0.05 or abs(high) * 0.05 or 1.0
    return (low - room, high + room) if total else (low - room * (low < 0), high + room)


def bounded(values: Floats) -> Span:
    """Return a range with zero in it that a few far values, up or down, do not widen."""
    # Of enough values one far away must not have a part in the bound that is to cut it.
    method: Literal["lower", "linear"] = "lower" if len(values) >= _ENOUGH else "linear"
    bound = 1.3 * float(np.percentile(np.abs(values), 97, method=method))
    far = 1.6 * bound if bound else np.inf  # hardly more than the bound is no reason to cut
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    return (low if low >= -far else -bound), (high if high <= far else bound)


def panels_for(
    view: View, look: Look, frame: Frame, spans: Mapping[bool, Span], scale: Scale
) -> tuple[Panel, ...]:
    """Return the panels of a view: for both, the new followers are a strip under the totals.

    `spans` are the ranges of `span_of` by whether they are of totals.
    """
    inner = look.height - frame.top - frame.bottom
    logarithmic = scale is Scale.LOG
    if view is not View.BOTH:
        total = view is View.TOTAL
        return (Panel("y", (0.0, 1.0), inner, total, total and logarithmic, spans[total]),)
    between = look.type * 1.9
    strip = (inner - between) * _STRIP
    upper = ((strip + between) / inner, 1.0)
    return (
        Panel("y", upper, inner - strip - between, True, logarithmic, spans[True]),
        Panel("y2", (0.0, strip / inner), strip, False, False, spans[False]),
    )


def value_axis(panel: Panel, scale: Scale, look: Look, base: str) -> dict[str, object]:
    """Return the Plotly axis of a panel; every tick says its unit."""
    room = max(2, int(panel.pixels / (look.type * 1.25)))  # that labels do not touch
    most = min(room, max(3, round(panel.pixels / (_PIXELS_A_TICK * look.type / 14))))
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
        "ticklabelstandoff": 2,
        "anchor": "x",
    }


def place(panel: Panel, value: float) -> float:
    """Return how many pixels above the panel's lower edge a value lies."""
    low, high = panel.span
    at = math.log10(value) if panel.logarithmic else value
    return (at - low) / (high - low) * panel.pixels if high > low else 0.0
