"""What is drawn in the panels: a creator's curve, and the middle half of the others."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.chart.curve import Curve, Day
from components.chart.layout import Panel
from components.chart.palette import context_color, muted_color
from components.chart.picture import Picture
from services.growth.cohort import band
from services.growth.lineup import View

_RING = 12  # pixels across, for lines of 2 pixels

LEAST_CURVES = 5
"""Curves before a band is drawn: a middle half of fewer says nothing."""


def curve_traces(curve: Curve, panel: Panel, base: str, width: float) -> list[dict[str, object]]:
    """Return a line `width` pixels wide with gaps where days are missing, or bars, and rings round
    the marked days.

    Values beyond the panel's span stand at its edge, as a triangle that points outward.
    """
    inside = [_inside(one, panel, _RING / 2 * width / 2) for one in curve.values]
    common: dict[str, object] = {
        "x": curve.days,
        "y": inside,
        "name": curve.creator_id,
        "yaxis": panel.axis,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    color = context_color(base) if curve.context else curve.style.color
    wide = width / 2 if curve.context else width
    traces = [{**common, **(_bars(color) if curve.bars else _line(curve, color, wide))}]
    points = _points(curve, inside)
    if points:
        traces.append({**common, **_markers(points, color, wide)})
    return traces


def _bars(color: str) -> dict[str, object]:
    return {"type": "bar", "marker": {"color": color, "opacity": 0.55}}


def _line(curve: Curve, color: str, width: float) -> dict[str, object]:
    line: dict[str, object] = {"color": color, "width": width}
    if not curve.context:
        line["dash"] = curve.style.dash
    return {"type": "scatter", "mode": "lines", "line": line}


def _inside(value: float | None, panel: Panel, room: float) -> float | None:
    """Return where a value is drawn: beyond the span, at the edge, with the `room` of a sign."""
    low, high = panel.values
    if value is None or low <= value <= high:
        return value
    edge = room / panel.pixels * (high - low)
    return high - edge if value > high else low + edge


def _points(curve: Curve, inside: Sequence[float | None]) -> list[tuple[Day, float, str, int]]:
    """Return the days that need a sign of their own: day, place, Plotly's symbol, size."""
    points = []
    for at, (day, shown, true) in enumerate(zip(curve.days, inside, curve.values, strict=True)):
        if shown is None or true is None:
            continue
        if day in curve.marked and not curve.bars:
            points.append((day, shown, "circle-open", _RING))
        if true != shown:
            points.append((day, shown, "triangle-up" if true > shown else "triangle-down", 9))
        elif not curve.bars and day not in curve.marked and _alone(curve.values, at):
            points.append((day, shown, "circle", 5))
    return points


def _alone(values: Sequence[float | None], at: int) -> bool:
    """Say whether a point lies between two gaps, where there is no line for it to lie on."""
    neighbours = [values[place] for place in (at - 1, at + 1) if 0 <= place < len(values)]
    return all(one is None for one in neighbours)


def _markers(
    points: Sequence[tuple[Day, float, str, int]], color: str, width: float
) -> dict[str, object]:
    days, values, symbols, sizes = zip(*points, strict=True)
    marker = {
        "color": color,
        "symbol": symbols,
        "size": [size * width / 2 for size in sizes],
        "opacity": 1,  # Plotly would pale markers of several sizes
        "line": {"width": width, "color": color},
    }
    place = {"x": days, "y": values, "cliponaxis": False}
    return {"type": "scatter", "mode": "markers", "marker": marker, **place}


def has_band(picture: Picture) -> bool:
    """Say whether the middle half of the others is drawn: where sizes do not matter, of enough."""
    others = set(picture.order) - picture.chosen - picture.uneven
    return picture.view is not View.NEW and picture.relative and len(others) >= LEAST_CURVES


def cohort(picture: Picture) -> pd.DataFrame | None:
    """Return `services.growth.cohort.band` of the picture's totals, where it is drawn."""
    if not has_band(picture):
        return None
    totals = picture.curves.totals
    known = totals[totals["creator_id"].isin(picture.order)]
    return band(known, picture.chosen | picture.uneven).dropna()


def cohort_traces(middle: pd.DataFrame, base: str, width: float) -> list[dict[str, object]]:
    """Return two Plotly traces, an area from quartile to quartile and the median, `width` being
    that of a curve.
    """
    days = middle["day"].tolist()
    low, median, high = (middle[name].round(3).tolist() for name in ("low", "middle", "high"))
    grey = muted_color(base)
    common = {"type": "scatter", "mode": "lines", "yaxis": "y", "hoverinfo": "skip"}
    area = {"fill": "toself", "fillcolor": grey, "opacity": 0.16, "line": {"width": 0}}
    around = {"x": [*days, *reversed(days)], "y": [*high, *reversed(low)]}
    line = {"color": grey, "width": width * 0.75, "dash": "dot"}
    return [
        {**common, **area, **around, "name": "band", "showlegend": False},
        {**common, "x": days, "y": median, "name": "median", "line": line, "showlegend": False},
    ]
