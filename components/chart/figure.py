"""The picture: the follower curves of all creators, laid over each other on one date axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.chart.days import day_axis
from components.chart.hover import hover
from components.chart.labels import End, end_labels, named_below, room_for
from components.chart.layout import Frame, Panel, panels_for, value_axis
from components.chart.legend import drawn, in_rows
from components.chart.lettering import EDGE, FONT, LINE
from components.chart.marks import (
    captions,
    common_days,
    common_lines,
    frame_of,
    strip_title,
    under_days,
)
from components.chart.palette import back_color, text_color
from components.chart.picture import SCREEN, Look, Picture
from components.chart.shown import Shown, shown_of
from components.chart.traces import cohort_traces, curve_traces
from components.wording.chart import DAY_TITLES
from components.wording.i18n import _, language
from components.wording.scales import value_text
from services.growth.lineup import View
from services.messages import N_
from services.text import short_name

_MOST_NAMED = 12


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
        "locale": language(),
        "locales": {language(): {"dictionary": {text: _(text) for text in _PLOTLYS}}},
    }


_PLOTLYS = (N_("Download plot as a PNG"),)
"""What Plotly itself says, in its own words: its locales are those of its whole language."""


def growth_figure(picture: Picture, look: Look = SCREEN) -> go.Figure:
    """Build the figure of `picture` as large as `look` says.

    Built from plain lists, which is several times faster than from frames, and without a template;
    every colour is the theme's, since Streamlit's own would paint text pale grey.
    """
    shown = shown_of(picture)
    named = _named(shown, look)
    rows = in_rows(shown.marks(), look.type, look.width - 2 * EDGE)
    counted = picture.lineup.align in DAY_TITLES
    below = 0 if look.labels else math.ceil(len(named) / 2)
    right = room_for(named, look.type) if look.labels else look.type
    dated = 1 if common_days(picture, shown.days) else 0  # a line for the word at their tops
    frame = frame_of(picture.caption, look, right, len(rows) + dated, below + counted)
    panels = panels_for(picture.view, look, frame, shown.spans, picture.scale)
    layout = _layout(shown, panels, look, frame)
    shapes, words = drawn(
        rows, look.type, picture.base, EDGE - frame.left, dated * look.type * LINE
    )
    layout["shapes"] += shapes
    layout["annotations"] += words
    if look.labels:
        layout["annotations"] += end_labels(named, panels[0], look.type, text_color(picture.base))
    else:
        under = under_days(look, counted)
        layout["annotations"] += named_below(named, look, frame, picture.base, under)
    return go.Figure({"data": _traces(shown, panels, look), "layout": layout})


def _traces(shown: Shown, panels: Sequence[Panel], look: Look) -> list[dict[str, object]]:
    base = shown.picture.base
    traces = [] if shown.middle is None else cohort_traces(shown.middle, base, look.line)
    for panel in panels:
        for curve in shown.drawn(total=panel.total):
            traces += curve_traces(curve, panel, base, look.line)
    return [*traces, hover(shown.picture, look, panels[0], shown.curves)]


def _layout(shown: Shown, panels: Sequence[Panel], look: Look, frame: Frame) -> dict[str, Any]:
    picture, base = shown.picture, shown.picture.base
    width = look.width - frame.left - frame.right
    days = shown.days
    axis, edge = day_axis(days, picture, look, width, frame.right)
    shapes, words = common_lines(picture, look, days, width)
    titles = captions(picture.caption, look, frame, base)
    return {
        **sheet(look, frame, base),
        "hovermode": "x unified",
        "hoversubplots": "axis",
        "barmode": "relative",
        "xaxis": axis,
        "annotations": [*titles, *strip_title(picture, panels, look), *words, *edge],
        "shapes": shapes,
        **{
            panel.axis.replace("y", "yaxis"): value_axis(panel, picture.scale, look, base)
            for panel in panels
        },
    }


def sheet(look: Look, frame: Frame, base: str) -> dict[str, Any]:
    """Return the part of a layout that every picture has: its size and the theme's colours."""
    ink, back = text_color(base), back_color(base)
    return {
        "height": look.height,
        "margin": {"l": frame.left, "r": frame.right, "t": frame.top, "b": frame.bottom},
        "paper_bgcolor": back,
        "plot_bgcolor": back,
        "font": {"family": FONT, "color": ink},
        "hoverlabel": {
            "font": {"size": look.type, "color": ink},
            "bgcolor": back,
            "namelength": -1,
        },
        "dragmode": False,
        "showlegend": False,
    }


def _named(shown: Shown, look: Look) -> list[End]:
    """Return whom the picture names, with what is written of each; one alone needs no name."""
    picture = shown.picture
    if len(picture.order) == 1:
        return []
    ends = []
    for key in [key for key in picture.order if key in picture.in_colour]:
        found = shown.main[key].end() if key in shown.main else None
        if found is not None:
            name = short_name(picture.names[key], look.cells)
            words = value_text(found[1], picture.scale, total=picture.view is not View.NEW)
            style = picture.styles[key]
            ends.append(End(*found, name, words, style.color, style.dash))
    return ends[: look.labels or _MOST_NAMED]


def chart_summary(picture: Picture) -> str:
    """Return what the picture shows, for those who cannot see it."""
    text = _("Follower curves of {n} creators over time; the table beside holds the numbers.")
    return text.format(n=len(picture.order))
