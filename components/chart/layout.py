"""The frame of the chart: panels on one date axis, their heights, ranges and titles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from components.chart.days import day_axis, shade
from components.chart.palette import grid_color, muted_color, text_color
from components.wording.chart import DAY_TITLES, panel_title
from services.growth.lineup import Align, Scale, View

MARGIN_TOP, MARGIN_BOTTOM, MARGIN_RIGHT = 34, 40, 140
_TALL, _SHORT, _BETWEEN = 380, 190, 46

_ROOM_FOR_DAY_TITLE = 22


class HasValues(Protocol):
    """Anything with the values of one curve."""

    @property
    def values(self) -> list[float | None]:
        """One value a day, None where there is no data."""


@dataclass(frozen=True)
class Panel:
    """One plotting area: its axis, its vertical share, whether it shows totals, and as bars."""

    axis: str
    domain: tuple[float, float]
    pixels: int
    total: bool
    bars: bool = False


def panels_for(view: View, *, single: bool) -> tuple[Panel, ...]:
    """Return the panels of a view: two stacked ones for both, twin axes for a single creator."""
    if view is View.BOTH and single:
        whole = (0.0, 1.0)
        return Panel("y", whole, _TALL, total=True), Panel("y2", whole, _TALL, False, bars=True)
    if view is View.BOTH:
        height = _TALL + _BETWEEN + _SHORT
        return (
            Panel("y", ((_SHORT + _BETWEEN) / height, 1.0), _TALL, total=True),
            Panel("y2", (0.0, _SHORT / height), _SHORT, total=False),
        )
    return (Panel("y", (0.0, 1.0), _TALL + 60, total=view is View.TOTAL),)


def value_span(
    curves: Iterable[HasValues], *, logarithmic: bool, zero: bool
) -> tuple[float, float]:
    """Return the axis range that shows all curves with a little room; in log10 on a log axis.

    `zero` keeps the zero line in it, which tells a gain from a loss.
    """
    values = [value for curve in curves for value in curve.values if value is not None]
    if logarithmic:
        values = [math.log10(value) for value in values]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    room = (high - low) * 0.05 or abs(high) * 0.05 or 1.0
    low, high = low - room, high + room
    return (min(low, 0.0), max(high, 0.0)) if zero else (low, high)


def chart_layout(
    panels: Sequence[Panel],
    spans: Mapping[str, tuple[float, float]],
    days: tuple[str, str] | tuple[float, float],
    scale: Scale,
    base: str,
    labels: Sequence[dict[str, object]],
    *,
    align: Align = Align.CALENDAR,
    shaded: Sequence[str] = (),
) -> dict[str, object]:
    """Return the Plotly layout, with `labels` (annotations) in the margin on the right.

    Ranges are explicit, since the labels' places follow from them. `days` is the range of the x
    axis: dates on the calendar, else days from day 0. The days in `shaded` (ISO) have a grey back.
    """
    below = MARGIN_BOTTOM + (_ROOM_FOR_DAY_TITLE if align in DAY_TITLES else 0)
    twin = panels[-1].bars
    inner = (
        panels[0].pixels if twin else sum(p.pixels for p in panels) + _BETWEEN * (len(panels) - 1)
    )
    layout: dict[str, object] = {
        "height": inner + MARGIN_TOP + below,
        "margin": {
            "l": 8,
            "r": MARGIN_RIGHT if labels else 8,
            "t": MARGIN_TOP,
            "b": below,
        },
        "hovermode": "x unified",
        # Small, since with twenty rows the box lies over part of the curves.
        "hoverlabel": {"namelength": 18, "font": {"size": 11, "color": text_color(base)}},
        "dragmode": False,
        "showlegend": False,
        "xaxis": day_axis(panels[-1].axis if not twin else "y", days, base, align),
        "annotations": [*(_title(panel, scale, align) for panel in panels), *labels],
    }
    if shaded:
        layout["shapes"] = [shade(day, base) for day in shaded]
    for panel in panels:
        layout[panel.axis.replace("y", "yaxis")] = _axis(panel, spans[panel.axis], scale, base)
    return layout


def _axis(panel: Panel, span: tuple[float, float], scale: Scale, base: str) -> dict[str, object]:
    axis: dict[str, object] = {
        "domain": list(panel.domain),
        "range": list(span),
        "automargin": True,
        "gridcolor": grid_color(base),
        "zerolinecolor": muted_color(base),
        "tickformat": "~s" if scale in (Scale.COUNT, Scale.LOG) else None,
    }
    if panel.total and scale is Scale.LOG:
        axis |= {"type": "log", "dtick": "D2"}
    if not panel.total:
        axis["zeroline"] = True
    if panel.bars:
        axis |= {"overlaying": "y", "side": "right", "showgrid": False, "tickmode": "auto"}
    return axis


def _title(panel: Panel, scale: Scale, align: Align) -> dict[str, object]:
    right = panel.bars
    return {
        "text": panel_title(total=panel.total, scale=scale, align=align),
        "xref": "paper",
        "yref": "paper",
        "x": 1 if right else 0,
        "y": panel.domain[1],
        "xanchor": "right" if right else "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 14},
    }
