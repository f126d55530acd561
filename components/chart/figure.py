"""The picture: the follower curves of all creators, laid over each other on one date axis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.chart.days import day_axis
from components.chart.labels import End, end_labels, room_for
from components.chart.layout import Frame, Panel, panels_for, place, spanned, value_axis
from components.chart.marks import captions, common_lines, legend
from components.chart.palette import back_color, text_color
from components.chart.picture import SCREEN, Look, Picture
from components.chart.traces import Curve, Day, cohort_band, curve_traces, hover
from components.wording.chart import DAY_TITLES
from components.wording.i18n import _
from components.wording.scales import value_text
from services.growth.lineup import View
from services.text import short_name

Curves = Mapping[str, Curve]

_LABEL_CELLS = 14


def plot_config(stem: str) -> dict[str, object]:
    """Return what Plotly's own button offers on a chart whose picture is called `stem`.

    Nothing moves the axes: on a phone two taps would otherwise do.
    """
    return {
        "displaylogo": False,
        "doubleClick": False,
        "scrollZoom": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": stem},
    }


def growth_figure(picture: Picture, look: Look = SCREEN) -> go.Figure:
    """Build the figure of `picture` as large as `look` says.

    Built from plain lists, which is several times faster than from frames, and without a template;
    every colour is the theme's, since Streamlit's own would paint text pale grey.
    """
    curves = {total: _curves(picture, total=total) for total in (True, False)}
    counted = picture.lineup.align in DAY_TITLES
    frame = Frame.of(look, 0, day_title=counted)
    panels = [
        spanned(panel, _values(picture, curves[panel.total]), picture.scale)
        for panel in panels_for(picture.view, look, frame)
    ]
    ends = _ends(picture, panels[0], curves[panels[0].total], look)
    frame = Frame.of(look, max(room_for(ends, look.type), look.type), day_title=counted)
    traces = _traces(picture, panels, curves, look)
    layout = _layout(picture, panels, curves, look, frame)
    labels = end_labels(ends, panels[0].axis, panels[0].pixels, look.type, text_color(picture.base))
    layout["annotations"] += labels
    return go.Figure({"data": traces, "layout": layout})


def _traces(
    picture: Picture, panels: list[Panel], curves: Mapping[bool, Curves], look: Look
) -> list[dict[str, object]]:
    traces = cohort_band(picture) if panels[0].total else []
    for panel in panels:
        for key in picture.drawn:
            if key in curves[panel.total]:
                traces += curve_traces(curves[panel.total][key], panel, picture.base, look.line)
    seen = {panel.total: curves[panel.total] for panel in panels}
    return [*traces, hover(picture, panels[0], seen)]


def _layout(
    picture: Picture,
    panels: list[Panel],
    curves: Mapping[bool, Curves],
    look: Look,
    frame: Frame,
) -> dict[str, Any]:
    ink = text_color(picture.base)
    shapes, notes = common_lines(picture, look)
    rings = any(curve.marked for one in curves.values() for curve in one.values() if curve.marked)
    cut = any(_is_cut(panel, picture, curves[panel.total]) for panel in panels)
    marks, words = legend(picture, look, frame, rings=rings, cut=cut)
    width = look.width - frame.left - frame.right
    axes = {one.axis.replace("y", "yaxis"): one for one in panels}
    return {
        "height": look.height,
        "margin": {"l": frame.left, "r": frame.right, "t": frame.top, "b": frame.bottom},
        "paper_bgcolor": back_color(picture.base),
        "plot_bgcolor": back_color(picture.base),
        "font": {"family": "sans-serif", "color": ink},
        "hovermode": "x unified",
        "hoversubplots": "axis",
        "hoverlabel": {"font": {"size": max(12, look.type - 2), "color": ink}, "namelength": -1},
        "dragmode": False,
        "showlegend": False,
        "barmode": "relative",
        "xaxis": day_axis(_days(curves[panels[0].total]), picture, look, width),
        "annotations": [*captions(picture, panels, look, frame), *words, *notes],
        "shapes": [*shapes, *marks],
        **{name: value_axis(one, picture.scale, look, picture.base) for name, one in axes.items()},
    }


def _curves(picture: Picture, *, total: bool) -> dict[str, Curve]:
    """Return everybody's curve on one panel, those that are not drawn as well: hover names them."""
    scaled = picture.curves.totals if total else picture.curves.news
    values = [None if pd.isna(v) else round(v, 3) for v in scaled["value"].tolist()]
    found: dict[str, tuple[list[Day], list[float | None]]] = {}
    for creator_id, day, value in zip(
        scaled["creator_id"], scaled["day"].tolist(), values, strict=True
    ):
        days, numbers = found.setdefault(creator_id, ([], []))
        days.append(day)
        numbers.append(value)
    alone = len(picture.order) == 1
    return {
        key: Curve(
            key,
            *found[key],
            picture.styles[key],
            context=key not in picture.in_colour,
            bars=alone and not total,
            marked=_marked(picture, key, total=total),
        )
        for key in picture.order
        if key in found
    }


def _marked(picture: Picture, key: str, *, total: bool) -> frozenset[Day]:
    """Return the days of one in colour that need a human look, on the upper panel."""
    if key not in picture.in_colour or not (total or picture.view is View.NEW):
        return frozenset()
    return picture.curves.spikes.get(key, frozenset())


def _values(picture: Picture, curves: Curves) -> list[float]:
    drawn = (curves[key] for key in picture.drawn if key in curves)
    return [value for curve in drawn for value in curve.values if value is not None]


def _is_cut(panel: Panel, picture: Picture, curves: Curves) -> bool:
    low, high = panel.values
    coloured = (curves[key] for key in picture.in_colour if key in curves)
    values = (value for curve in coloured for value in curve.values if value is not None)
    return not panel.total and any(not low <= value <= high for value in values)


def _days(curves: Curves) -> list[Day]:
    return sorted({day for curve in curves.values() for day in curve.days})


def _ends(picture: Picture, panel: Panel, curves: Curves, look: Look) -> list[End]:
    if len(picture.order) == 1:
        return []
    ends = []
    for key in [key for key in picture.order if key in picture.in_colour][: look.labels]:
        found = curves[key].end() if key in curves else None
        if found is None:
            continue
        day, value = found
        low, high = panel.values
        pixels = place(panel, min(max(value, low), high))
        at = panel.span[0] + pixels / panel.pixels * (panel.span[1] - panel.span[0])
        name = short_name(picture.names[key], _LABEL_CELLS)
        words = value_text(value, picture.scale, total=panel.total)
        style = picture.styles[key]
        ends.append(End(day, at, pixels, name, words, style.color, style.dash))
    return ends


def chart_summary(picture: Picture) -> str:
    """Return what the picture shows, for those who cannot see it."""
    text = _("Follower curves of {n} creators over time; the table beside holds the numbers.")
    return text.format(n=len(picture.order))
