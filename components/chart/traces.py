"""What is drawn in the panels: a creator's curve, the middle half of the others, the hover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.chart.labels import escaped
from components.chart.layout import Panel
from components.chart.palette import LineStyle, context_color, muted_color
from components.chart.picture import Picture
from components.wording.i18n import _, n_
from components.wording.scales import value_text
from services.growth.cohort import band
from services.growth.lineup import Scale
from services.text import short_name

Day = str | int

LEAST_CURVES = 5
"""Curves before a band is drawn: a middle half of fewer says nothing."""

_HOVERED = 20
_NAME_CELLS = 18


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


def curve_traces(curve: Curve, panel: Panel, base: str, width: float) -> list[dict[str, object]]:
    """Return a line with gaps where days are missing, or bars, and rings round the marked days.

    Values beyond the panel's span stand at its edge, as a triangle that points outward.
    """
    low, high = panel.values
    inside = [None if one is None else min(max(one, low), high) for one in curve.values]
    common: dict[str, object] = {
        "x": curve.days,
        "y": inside,
        "name": curve.creator_id,
        "yaxis": panel.axis,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    if curve.bars:
        return [{**common, "type": "bar", "marker": {"color": curve.style.color, "opacity": 0.55}}]
    color = context_color(base) if curve.context else curve.style.color
    line = {"color": color, "width": 1 if curve.context else width}
    if not curve.context:
        line["dash"] = curve.style.dash
    traces = [{**common, "type": "scatter", "mode": "lines", "line": line}]
    points = [] if curve.context else _points(curve, inside)
    if points:
        traces.append({**common, **_markers(points, color)})
    return traces


def _points(curve: Curve, inside: Sequence[float | None]) -> list[tuple[Day, float, str, int]]:
    """Return the days that need a sign of their own: day, place, Plotly's symbol, size."""
    points = []
    for at, (day, shown, true) in enumerate(zip(curve.days, inside, curve.values, strict=True)):
        if shown is None or true is None:
            continue
        if day in curve.marked:
            points.append((day, shown, "circle-open", 12))
        elif true != shown:
            points.append((day, shown, "triangle-up" if true > shown else "triangle-down", 9))
        elif _alone(curve.values, at):
            points.append((day, shown, "circle", 5))
    return points


def _alone(values: Sequence[float | None], at: int) -> bool:
    """Say whether a point lies between two gaps, where there is no line for it to lie on."""
    neighbours = [values[place] for place in (at - 1, at + 1) if 0 <= place < len(values)]
    return all(one is None for one in neighbours)


def _markers(points: Sequence[tuple[Day, float, str, int]], color: str) -> dict[str, object]:
    days, values, symbols, sizes = zip(*points, strict=True)
    marker = {
        "color": color,
        "symbol": symbols,
        "size": sizes,
        "line": {"width": 2, "color": color},
    }
    place = {"x": days, "y": values, "cliponaxis": False}
    return {"type": "scatter", "mode": "markers", "marker": marker, **place}


def has_band(picture: Picture) -> bool:
    """Say whether the middle half of the others is drawn: where sizes do not matter, of enough."""
    others = [key for key in picture.order if key not in picture.chosen]
    return picture.relative and len(others) >= LEAST_CURVES


def cohort_band(picture: Picture) -> list[dict[str, object]]:
    """Return two Plotly traces, an area from quartile to quartile and the median; or none."""
    if not has_band(picture):
        return []
    totals = picture.curves.totals
    middle = band(totals[totals["creator_id"].isin(picture.order)], picture.chosen).dropna()
    days = middle["day"].tolist()
    low, median, high = (middle[name].round(3).tolist() for name in ("low", "middle", "high"))
    grey = muted_color(picture.base)
    common = {"type": "scatter", "mode": "lines", "yaxis": "y", "hoverinfo": "skip"}
    area = {"fill": "toself", "fillcolor": grey, "opacity": 0.16, "line": {"width": 0}}
    around = {"x": [*days, *reversed(days)], "y": [*high, *reversed(low)]}
    line = {"color": grey, "width": 1.5, "dash": "dot"}
    return [
        {**common, **area, **around, "name": "band", "showlegend": False},
        {**common, "x": days, "y": median, "name": "median", "line": line, "showlegend": False},
    ]


def hover(
    picture: Picture, panel: Panel, panels: Mapping[bool, Mapping[str, Curve]]
) -> dict[str, object]:
    """Return one invisible trace whose text says, day by day, where everybody stands, sorted.

    One box for all panels, which always fits: of many the first, those in colour, and the last, and
    how many more there are. `panels` has the curves by whether they are totals.
    """
    main = panels[panel.total]
    lines: dict[Day, list[tuple[float, str, str]]] = {}
    extra = panels.get(not panel.total, {})
    for key, curve in main.items():
        others = dict(zip(extra[key].days, extra[key].values, strict=True)) if key in extra else {}
        for day, value in zip(curve.days, curve.values, strict=True):
            if value is not None:
                text = _said(picture, curve, day, (value, others.get(day)), total=panel.total)
                lines.setdefault(day, []).append((value, key, text))
    days = sorted(lines)
    middle = (panel.span[0] + panel.span[1]) / 2
    return {
        "type": "scatter",
        "mode": "markers",
        "x": days,
        "y": [10**middle if panel.logarithmic else middle] * len(days),
        "yaxis": panel.axis,
        "marker": {"opacity": 0, "size": 1},
        "text": ["<br>".join(_shortened(lines[day], picture)) for day in days],
        "hovertemplate": "%{text}<extra></extra>",
        "name": "hover",
        "showlegend": False,
    }


def _said(
    picture: Picture, curve: Curve, day: Day, both: tuple[float, float | None], *, total: bool
) -> str:
    value, other = both
    name = escaped(short_name(picture.names[curve.creator_id], _NAME_CELLS))
    color = context_color(picture.base) if curve.context else curve.style.color
    digits = 2 if picture.scale is Scale.PERCENT else None
    words = [f"{name} <b>{value_text(value, picture.scale, total=total, digits=digits)}</b>"]
    if other is not None:
        words.append(value_text(other, picture.scale, total=not total))
    if day in curve.marked:
        words.append(_("needs a human look"))
    return f'<span style="color:{color}">●</span> ' + " · ".join(words)


def _shortened(lines: Sequence[tuple[float, str, str]], picture: Picture) -> list[str]:
    ordered = sorted(lines, key=lambda line: -line[0])
    if len(ordered) <= _HOVERED:
        return [text for _value, _key, text in ordered]
    ends = {*range(3), len(ordered) - 2, len(ordered) - 1}
    kept = [
        at
        for at, (_value, key, _text) in enumerate(ordered)
        if at in ends or key in picture.in_colour
    ][:_HOVERED]
    more = len(ordered) - len(kept)
    text = n_("… {n} more", "… {n} more", more).format(n=more)
    return [*(ordered[at][2] for at in kept), text]
