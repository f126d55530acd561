"""What is drawn in the panels: one creator's curve, the middle half of the others, the marks."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from components.chart.labels import escaped
from components.chart.layout import Panel
from components.chart.palette import LineStyle, context_color, muted_color
from components.wording.i18n import _
from services.growth.cohort import band
from services.growth.lineup import Lineup, Scale

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


LEAST_CURVES = 5
"""Curves before a band is drawn: a middle half of fewer says nothing."""


def cohort_band(
    totals: pd.DataFrame, left_out: Collection[str], lineup: Lineup, base: str
) -> list[dict[str, object]]:
    """Return two Plotly traces, an area from quartile to quartile and the median; or none.

    `totals` is of `services.growth.curves`. Only for index and percent, where sizes do not matter,
    and only with `LEAST_CURVES` creators beside those left out.
    """
    others = totals[~totals["creator_id"].isin(list(left_out))]
    with_values = others[others["value"].notna()]
    if lineup.scale not in (Scale.INDEX, Scale.PERCENT):
        return []
    if with_values["creator_id"].nunique() < LEAST_CURVES:
        return []
    middle = band(others).dropna()
    days = middle["day"].tolist()
    low, median, high = (middle[name].round(3).tolist() for name in ("low", "middle", "high"))
    grey = muted_color(base)
    common = {"type": "scatter", "mode": "lines", "yaxis": "y", "showlegend": False}
    name = _("Median of the others") if left_out else _("Median of the list")
    number = ".1f" if lineup.scale is Scale.INDEX else "+.2f"
    unit = "" if lineup.scale is Scale.INDEX else "%"
    return [
        {
            **common,
            "x": [*days, *reversed(days)],
            "y": [*high, *reversed(low)],
            "fill": "toself",
            "fillcolor": grey,
            "opacity": 0.16,
            "line": {"width": 0},
            "hoverinfo": "skip",
        },
        {
            **common,
            "x": days,
            "y": median,
            "name": name,
            "line": {"color": grey, "width": 1.5, "dash": "dot"},
            "hovertemplate": f"%{{y:{number}}}{unit}",
        },
    ]
