"""One creator's curve as a Plotly trace."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from components.chart_labels import escaped
from components.chart_layout import Panel
from components.i18n import _
from components.palette import LineStyle, context_color
from services.screen import Scale

_DOT, _RING = 5, 10


@dataclass(frozen=True)
class Curve:
    """A creator's values on one panel: days, values (None where there is no data), and style.

    Days are ISO dates or whole numbers, those in `marked` are spikes. `context` draws the curve
    thin and grey, `standing_out` a little stronger than usual.
    """

    creator_id: str
    name: str
    days: Sequence[str | int]
    values: list[float | None]
    style: LineStyle
    context: bool
    standing_out: bool
    base: str
    marked: frozenset[str | int] = frozenset()

    def end(self, *, logarithmic: bool) -> tuple[str | int, float] | None:
        """Return the last day with a value and where it lies on the axis, or None without any."""
        for day, value in zip(reversed(self.days), reversed(self.values), strict=True):
            if value is not None:
                return day, math.log10(value) if logarithmic else value
        return None


def trace(curve: Curve, panel: Panel, scale: Scale) -> dict[str, object]:
    """Return the trace: a line with gaps where days are missing, or bars for a single creator."""
    common: dict[str, object] = {
        "x": curve.days,
        "y": curve.values,
        "name": escaped(curve.name),
        "yaxis": panel.axis,
        "legendgroup": curve.creator_id,
        "showlegend": False,
    }
    if curve.context:
        line = {"color": context_color(curve.base), "width": 1}
        return {**common, "type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip"}
    hover = "%{y:" + _hover_format(panel, scale) + "}" + _unit(panel, scale)
    common["hovertemplate"] = hover
    if panel.bars:
        return {**common, "type": "bar", "marker": {"color": curve.style.color, "opacity": 0.45}}
    width = 3 if curve.standing_out else 2
    line = {"color": curve.style.color, "dash": curve.style.dash, "width": width}
    drawn = {**common, "type": "scatter", "line": line}
    if curve.marked:
        return {**drawn, "mode": "lines+markers", **_spikes(curve, hover)}
    mode = "lines+markers" if any(_alone(curve.values)) else "lines"
    marker = {"color": curve.style.color, "size": _DOT}
    return {**drawn, "mode": mode, "marker": marker}


def _spikes(curve: Curve, hover: str) -> dict[str, object]:
    """Return the rings round the days that need a human look, and what the pointer says there.

    Points alone keep their dot, all others have no size.
    """
    rings = [day in curve.marked for day in curve.days]
    dots = [_DOT if alone else 0 for alone in _alone(curve.values)]
    words = " · " + _("needs a human look")
    return {
        "marker": {
            "color": curve.style.color,
            "opacity": 1,
            "size": [_RING if ring else dot for ring, dot in zip(rings, dots, strict=True)],
            "symbol": ["circle-open" if ring else "circle" for ring in rings],
            "line": {"width": 2, "color": curve.style.color},
        },
        "text": [words if ring else "" for ring in rings],
        "hovertemplate": hover + "%{text}",
    }


def _hover_format(panel: Panel, scale: Scale) -> str:
    if scale in (Scale.COUNT, Scale.LOG):
        return "+,.0f" if not panel.total else ",.0f"
    return ".1f" if scale is Scale.INDEX and panel.total else "+.2f"


def _unit(panel: Panel, scale: Scale) -> str:
    in_percent = scale is Scale.PERCENT or (scale is Scale.INDEX and not panel.total)
    return "%" if in_percent else ""


def _alone(values: list[float | None]) -> list[bool]:
    """Say which points lie between two gaps: without a line to lie on they would be invisible."""
    padded = [None, *values, None]
    return [
        here is not None and before is None and after is None
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
    ]
