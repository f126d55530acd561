"""One creator's curve as a Plotly trace."""

from __future__ import annotations

import math
from dataclasses import dataclass

from components.chart_labels import escaped
from components.chart_layout import Panel
from components.palette import LineStyle, context_color
from services.screen import Scale


@dataclass(frozen=True)
class Curve:
    """A creator's values on one panel: ISO days, values (None where there is no data), and style.

    `context` draws it thin and grey, `standing_out` a little stronger than usual.
    """

    creator_id: str
    name: str
    days: list[str]
    values: list[float | None]
    style: LineStyle
    context: bool
    standing_out: bool
    base: str

    def end(self, *, logarithmic: bool) -> tuple[str, float] | None:
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
    common["hovertemplate"] = "%{y:" + _hover_format(panel, scale) + "}" + _unit(panel, scale)
    if panel.bars:
        return {**common, "type": "bar", "marker": {"color": curve.style.color, "opacity": 0.45}}
    width = 3 if curve.standing_out else 2
    line = {"color": curve.style.color, "dash": curve.style.dash, "width": width}
    mode = "lines" if _has_neighbours(curve.values) else "lines+markers"
    marker = {"color": curve.style.color, "size": 5}
    return {**common, "type": "scatter", "mode": mode, "line": line, "marker": marker}


def _hover_format(panel: Panel, scale: Scale) -> str:
    if scale in (Scale.COUNT, Scale.LOG):
        return "+,.0f" if not panel.total else ",.0f"
    return ".1f" if scale is Scale.INDEX and panel.total else "+.2f"


def _unit(panel: Panel, scale: Scale) -> str:
    in_percent = scale is Scale.PERCENT or (scale is Scale.INDEX and not panel.total)
    return "%" if in_percent else ""


def _has_neighbours(values: list[float | None]) -> bool:
    """A point alone between two gaps has no line to lie on, and would be invisible."""
    padded = [None, *values, None]
    return not any(
        here is not None and before is None and after is None
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
    )
