"""Small multiples: each creator's curve against the median of the others, a page of twelve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.chart.curve import Day
from components.chart.days import day_axis
from components.chart.each import MOST_PANELS, Each
from components.chart.figure import sheet
from components.chart.grid import Grid
from components.chart.layout import Panel, value_axis
from components.chart.legend import drawn, in_rows
from components.chart.lettering import EDGE, LINE, escaped, fitting, note, width_of
from components.chart.marks import captions, common_days, frame_of
from components.chart.palette import muted_color, text_color
from components.chart.picture import Look, Picture
from components.chart.traces import curve_traces
from components.wording.formats import MISSING, count, short_day, year_day
from components.wording.i18n import _
from components.wording.scales import value_text
from services.growth.lineup import Scale

WIDE = Look(height=700, width=1206)
TALL = Look(height=1080, width=358, labels=0)
"""How large a full page is on a screen and on a phone; one with fewer rows is less high."""


def multiples_figure(picture: Picture, page: int = 1, look: Look = WIDE) -> go.Figure:
    """Return one page of small charts, in the order of `picture`, whose totals are in percent.

    Pages count from 1 and have `MOST_PANELS` creators each. The range of values is that of the
    whole list, so that two pages compare; a creator far beyond it is cut, and marked so.
    """
    shown = Each(picture, page)
    rows = in_rows(shown.marks(), look.type, look.width - 2 * EDGE)
    frame = frame_of(picture.caption, look, EDGE, len(rows), 0)
    grid = Grid(look, frame, len(shown.keys), MOST_PANELS)
    shapes, words = drawn(rows, look.type, picture.base, EDGE - frame.left)
    whole = replace(look, height=round(grid.height))
    titles = captions(picture.caption, whole, frame, picture.base)
    layout = {
        **sheet(whole, frame, picture.base),
        "hovermode": "x unified",
        "shapes": [*shapes, *_lines(shown, grid)],
        "annotations": [*titles, *words, *_written(shown, grid)],
        **_axes(shown, grid),
    }
    return go.Figure({"data": list(_traces(shown, grid)), "layout": layout})


def _axes(shown: Each, grid: Grid) -> dict[str, Any]:
    """Return an x axis for each column and a y axis for each row: a panel takes one of each."""
    axes: dict[str, Any] = {}
    lowest = f"y{grid.rows}" if grid.rows > 1 else "y"
    for column in range(min(grid.columns, grid.count)):
        axis, _notes = day_axis(shown.days, shown.picture, grid.look, grid.width, grid.width)
        axis |= {"domain": grid.across(column), "showticklabels": False, "anchor": lowest}
        axes[f"xaxis{column + 1}"] = axis | {"title": None}
    for row in range(grid.rows):
        panel = grid.panel(row, shown.span)
        axis = value_axis(panel, Scale.PERCENT, grid.look, shown.picture.base)
        axes[panel.axis.replace("y", "yaxis")] = axis
    return axes


def _traces(shown: Each, grid: Grid) -> Iterator[dict[str, object]]:
    base = shown.picture.base
    for at, key in enumerate(shown.keys):
        row, column = divmod(at, grid.columns)
        panel, axis = grid.panel(row, shown.span), {"xaxis": f"x{column + 1}"}
        if len(shown.picture.order) > 1:
            yield _dotted(shown, key, panel, grid.look.line) | axis
        line, *signs = curve_traces(shown.curves[key], panel, base, grid.look.line)
        yield line | axis | _told(shown, key)
        yield from (sign | axis for sign in signs)


def _dotted(shown: Each, key: str, panel: Panel, width: float) -> dict[str, object]:
    inside = shown.others[key].clip(*panel.values).round(3)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "median",
        "x": shown.days,
        "y": [None if pd.isna(value) else value for value in inside],
        "yaxis": panel.axis,
        "line": {"color": muted_color(shown.picture.base), "width": width * 0.75, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _told(shown: Each, key: str) -> dict[str, object]:
    """Return what the pointer tells on a curve: its value and that of the others."""
    curve, others = shown.curves[key], shown.others[key]
    told: dict[str, object] = {
        "hoverinfo": None,
        "meta": escaped(shown.picture.names[key]),
        "text": [_percent(value) for value in curve.values],
        "hovertemplate": "%{meta} <b>%{text}</b><extra></extra>",
    }
    if len(shown.picture.order) > 1:
        told["customdata"] = [_percent(others[day]) for day in curve.days]
        told["hovertemplate"] = (
            f"%{{meta}} <b>%{{text}}</b><br>{shown.other} %{{customdata}}<extra></extra>"
        )
    return told


def _percent(value: float | None, digits: int = 2) -> str:
    if value is None or pd.isna(value):
        return MISSING
    return value_text(value, Scale.PERCENT, total=True, digits=digits)


def _lines(shown: Each, grid: Grid) -> list[dict[str, object]]:
    """Return a thin line for each common day in each panel."""
    line = {"color": muted_color(shown.picture.base), "width": 1}
    lines = []
    for at in range(grid.count):
        row, column = divmod(at, grid.columns)
        axis, (low, high) = f"x{column + 1}", grid.panel(row, shown.span).domain
        for day in common_days(shown.picture, shown.days):
            place = {"type": "line", "xref": axis, "x0": day, "x1": day, "yref": "paper"}
            lines.append(place | {"y0": low, "y1": high, "layer": "below", "line": line})
    return lines


def _written(shown: Each, grid: Grid) -> Iterator[dict[str, object]]:
    """Yield a title for each panel, and the first and the last day below the lowest ones."""
    for at, key in enumerate(shown.keys):
        row, column = divmod(at, grid.columns)
        panel, (left, right) = grid.panel(row, shown.span), grid.across(column)
        yield _title(shown, key, grid) | {"x": left, "y": panel.domain[1]}
        if grid.is_lowest(at):
            first, last = _days(shown.days, grid)
            below = {"y": panel.domain[0], "yanchor": "top", "yshift": -3}
            day = note(first, grid.look.type, text_color(shown.picture.base)) | below
            yield day | {"x": left}
            yield day | {"text": last, "x": right, "xanchor": "right"}


def _title(shown: Each, key: str, grid: Grid) -> dict[str, object]:
    curve, size = shown.curves[key], grid.look.type
    end = curve.end()
    value = _percent(end[1] if end else None, 1)
    room = grid.width - width_of(f"●  {value}", size)
    name = escaped(fitting(shown.picture.names[key], size, room))
    mark = f'<span style="color:{curve.style.color}">●</span>'
    title = note(f"{mark} {name} <b>{value}</b>", size, text_color(shown.picture.base))
    return title | {"yanchor": "bottom", "yshift": size * (LINE - 1) / 2}


def _days(days: Sequence[Day], grid: Grid) -> tuple[str, str]:
    first, last = days[0], days[-1]
    if isinstance(first, int):
        ends = (_("Day {day}").format(day=count(int(day))) for day in (first, last))
        return next(ends), next(ends)
    begin, end = date.fromisoformat(first), date.fromisoformat(str(last))
    words = short_day(begin), year_day(end)
    if width_of(" ".join(words), grid.look.type) + grid.look.type <= grid.width:
        return words
    return words[0], short_day(end)
