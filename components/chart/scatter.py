"""Price and growth: a point a creator, its size by followers, its colour by how it grew."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import plotly.graph_objects as go

from components.chart.figure import sheet
from components.chart.layout import value_axis
from components.chart.legend import Mark, Shape, drawn, in_rows
from components.chart.lettering import EDGE, LINE, escaped, note
from components.chart.marks import captions, frame_of, under_days
from components.chart.palette import (
    back_color,
    growth_color,
    muted_color,
    text_color,
)
from components.chart.picture import Look
from components.chart.price_area import Area, diameter
from components.chart.prices import Point, Priced
from components.chart.spots import places_for
from components.wording.formats import compact, count, percent, yuan
from components.wording.i18n import _
from components.wording.labels import growth_name
from components.wording.prices import covered_text, price_axis, rate_text
from services.growth.lineup import Scale
from services.growth.verdict import Growth
from services.text import short_name

LARGE = Look(height=560, width=1206)
SMALL = Look(height=560, width=358, labels=0)
"""How large it is on a screen and on a phone."""

_NAME_CELLS = 16
_SHOWN_SIZES = (10_000, 100_000, 1_000_000)
_LEAST_OF_A_MEDIAN = 5
_WORDS = (Growth.STEADY, Growth.UNEVEN, Growth.BURSTS, Growth.FLAT, Growth.FALLING)


def scatter_figure(priced: Priced, look: Look = LARGE) -> go.Figure:
    """Return the figure of `priced`, which has a point at least: price across, growth upwards.

    Names stand where they have room, the first ones first; the pointer tells all.
    """
    marks = _marks(priced, look)
    rows = in_rows(marks, look.type, look.width - 2 * EDGE)
    frame = frame_of(priced.caption, look, 2 * look.type, len(rows) + 1, 1)
    area = Area.of(priced, look, frame)
    above = look.type * LINE  # the line of the growth axis' title
    shapes, words = drawn(rows, look.type, priced.base, EDGE - frame.left, above)
    layout = {
        **sheet(look, frame, priced.base),
        "hovermode": "closest",
        "xaxis": area.price_axis(priced.base),
        "yaxis": value_axis(area.panel, Scale.PERCENT, look, priced.base) | {"anchor": "x"},
        "shapes": [*shapes, *_medians(priced)],
        "annotations": [
            *captions(priced.caption, look, frame, priced.base),
            *words,
            *_titles(priced, look),
        ],
    }
    return go.Figure({"data": [_trace(priced, area)], "layout": layout})


def _trace(priced: Priced, area: Area) -> dict[str, object]:
    """Return all points as one trace, the largest behind the others."""
    first = sorted(priced.points, key=lambda point: point.creator_id not in priced.first)
    spots = [area.spot(point, _label(priced, point)) for point in first]
    panel = area.panel
    found = places_for(spots, area.look.type, area.width, panel.pixels)
    whole = sorted(zip(first, spots, found, strict=True), key=lambda one: -one[1].radius)
    points = [point for point, _spot, _found in whole]
    ink, back = text_color(priced.base), back_color(priced.base)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "points",
        "ids": [point.creator_id for point in points],
        "x": [round(point.rate, 6) for point in points],
        "y": [round(area.shown(point), 4) for point in points],
        "text": [escaped(spot.name) if place else "" for _point, spot, place in whole],
        "textposition": [place[0] if place else "middle right" for _point, _spot, place in whole],
        "textfont": {"size": area.look.type, "color": ink},
        "hovertext": [_told(priced, point) for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": [round(2 * spot.radius, 1) for _point, spot, _found in whole],
            "color": [growth_color(point.growth, priced.base) for point in points],
            "symbol": [_symbol(point, area) for point in points],
            "opacity": 0.85,
            "line": {"width": 1, "color": back},
        },
    }


def _label(priced: Priced, point: Point) -> str:
    name = short_name(priced.names[point.creator_id], _NAME_CELLS)
    if point.covered is None:
        return name
    covered = covered_text(point.covered, priced.days)
    return _("{name} ({days})").format(name=name, days=covered)


def _symbol(point: Point, area: Area) -> str:
    low, high = area.panel.span
    if low <= point.growth_rate * 100 <= high:
        return "circle"
    return "triangle-up" if point.growth_rate * 100 > high else "triangle-down"


def _told(priced: Priced, point: Point) -> str:
    name = escaped(priced.names[point.creator_id])
    growth = [percent(point.growth_rate, 2), growth_name(point.growth)]
    if point.covered is not None:
        growth.append(covered_text(point.covered, priced.days))
    price = yuan(point.price)
    if priced.kind:
        price = _("{price} ({kind})").format(price=price, kind=escaped(priced.kind))
    followers = _("{count} followers").format(count=count(point.followers))
    return "<br>".join(
        [
            f"<b>{name}</b>",
            " · ".join(growth),
            f"{price} · {rate_text(point.rate, priced.by)}",
            followers,
        ]
    )


def _marks(priced: Priced, look: Look) -> list[Mark]:
    """Return the marks of the figure with their words: colours, sizes, what lies beyond."""
    there = {point.growth for point in priced.points}
    there |= {Growth.BURSTS} if Growth.ONE_BURST in there else set()
    words = [*_WORDS, Growth.TOO_LITTLE]
    marks = [
        Mark("dot", _word(growth), growth_color(growth, priced.base))
        for growth in words
        if growth in there
    ]
    sizes = [point.followers for point in priced.points]
    for size in _SHOWN_SIZES:
        if min(sizes) / 3 <= size <= max(sizes) * 3:
            text = _("{count} followers").format(count=compact(size))
            marks.append(Mark("circle", text, size=diameter(size, look.type)))
    if _even(priced):
        marks.append(Mark("dots", _("median of the list")))
    return marks


def _word(growth: Growth) -> str:
    """Return what a colour stands for: one burst and several share theirs."""
    return _("By bursts") if growth is Growth.BURSTS else growth_name(growth)


def _even(priced: Priced) -> list[Point]:
    """Return the points that are compared over all days, where they are enough for a median."""
    even = [point for point in priced.points if point.covered is None]
    return even if len(even) >= _LEAST_OF_A_MEDIAN else []


def _medians(priced: Priced) -> list[Shape]:
    """Return a dotted line at the median price and one at the median growth."""
    even = _even(priced)
    if not even:
        return []
    line = {"color": muted_color(priced.base), "width": 1, "dash": "dot"}
    common: Shape = {"type": "line", "layer": "below", "line": line}
    rate = median(point.rate for point in even)
    growth = median(point.growth_rate for point in even) * 100
    return [
        common | {"x0": rate, "x1": rate, "yref": "paper", "y0": 0, "y1": 1},
        common | {"y0": growth, "y1": growth, "xref": "paper", "x0": 0, "x1": 1},
    ]


def _titles(priced: Priced, look: Look) -> Sequence[Shape]:
    """Return what the axes show: growth above its own, the price below its own, at the right."""
    grey = muted_color(priced.base)
    growth = note(_("Growth rate"), look.type, grey) | {"y": 1, "yanchor": "bottom"}
    price = note(price_axis(priced.by, priced.kind), look.type, grey) | {
        "x": 1,
        "xanchor": "right",
        "y": 0,
        "yanchor": "top",
        "yshift": -under_days(look),
    }
    return [growth, price]
