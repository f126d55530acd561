"""The picture: the follower curves of all creators, laid over each other on one date axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.chart.labels import End, end_labels
from components.chart.layout import Panel, chart_layout, panels_for, value_span
from components.chart.palette import LineStyle, text_color
from components.chart.traces import Curve, cohort_band, trace
from components.wording.i18n import _
from services.growth.curves import Curves
from services.growth.lineup import Lineup, Scale, View
from services.text import short_name


def plot_config(stem: str) -> dict[str, object]:
    """Return what Plotly's own buttons offer on a chart whose picture is called `stem`."""
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": stem},
    }


MOST_IN_COLOUR = 20
"""Beyond this many creators, all but the highlighted ones are drawn as grey context."""

_LABEL_CELLS = 16

_HIGHLIGHTS = 8


@dataclass(frozen=True)
class ChartInput:
    """What the chart draws.

    `order` lists the ids from the largest final total to the smallest; `highlighted` are those in
    colour, and `chosen` those of them that stand out by choice, which the list's median leaves out.
    """

    curves: Curves
    order: Sequence[str]
    names: Mapping[str, str]
    styles: Mapping[str, LineStyle]
    highlighted: frozenset[str]
    view: View
    lineup: Lineup
    base: str
    chosen: frozenset[str] = frozenset()

    @property
    def scale(self) -> Scale:
        """The scale of the totals."""
        return self.lineup.scale


def final_order(summary: pd.DataFrame) -> list[str]:
    """Return the creator ids with data, the largest latest total first, those without one last."""
    return list(summary.sort_values("latest_total", ascending=False, kind="stable")["creator_id"])


def shown_in_colour(
    summary: pd.DataFrame, order: Sequence[str], chosen: Sequence[str]
) -> frozenset[str]:
    """Return who is drawn in colour: the chosen ones, else everybody, else the fastest growing."""
    picked = frozenset(chosen) & frozenset(order)
    if picked:
        return picked
    if len(order) <= MOST_IN_COLOUR:
        return frozenset(order)
    fastest = summary.sort_values("growth_rate", ascending=False, kind="stable")
    return frozenset(fastest["creator_id"].head(_HIGHLIGHTS))


def growth_figure(given: ChartInput) -> go.Figure:
    """Build the figure: one trace for each creator and panel, in the order of final size.

    Built from plain lists, which is several times faster than from frames, and without a template,
    so that Streamlit's theme colours the rest.
    """
    panels = panels_for(given.view, single=len(given.order) == 1)
    everybody = given.curves.totals if panels[0].total else given.curves.news
    traces: list[dict[str, object]] = []
    annotations: list[dict[str, object]] = []
    spans: dict[str, tuple[float, float]] = {}
    for panel in panels:
        curves = _curves(given, panel, marked=panel is panels[0])
        logarithmic = panel.total and given.scale is Scale.LOG
        spans[panel.axis] = value_span(
            curves.values(), logarithmic=logarithmic, zero=not panel.total
        )
        if panel.total:
            traces += cohort_band(given.curves.totals, given.chosen, given.lineup, given.base)
        traces += [trace(curves[key], panel, given.scale) for key in _back_to_front(given)]
        if panel is panels[0] and len(given.order) > 1:
            ends = _ends(given, curves, logarithmic=logarithmic)
            ink = text_color(given.base)
            annotations += end_labels(ends, panel.axis, spans[panel.axis], panel.pixels, ink)
    layout = chart_layout(
        panels,
        spans,
        _days(everybody["day"]),
        given.scale,
        given.base,
        annotations,
        align=given.lineup.align,
        shaded=[day for day in given.curves.common if isinstance(day, str)],
    )
    return go.Figure({"data": traces, "layout": layout})


def _days(days: pd.Series) -> tuple[str, str] | tuple[float, float]:
    """Return the first and the last day, half a day wider, so that markers and bars fit."""
    first, last = days.min(), days.max()
    if not isinstance(first, str):
        return float(first) - 0.5, float(last) + 0.5
    half = pd.Timedelta(hours=12)
    return (
        f"{pd.Timestamp(first) - half:%Y-%m-%d %H:%M}",
        f"{pd.Timestamp(last) + half:%Y-%m-%d %H:%M}",
    )


def _back_to_front(given: ChartInput) -> list[str]:
    """Grey context first, so that coloured lines lie on top; within each, by final size."""
    return sorted(given.order, key=lambda key: key in given.highlighted)


def _curves(given: ChartInput, panel: Panel, *, marked: bool) -> dict[str, Curve]:
    scaled = given.curves.totals if panel.total else given.curves.news
    days = scaled["day"].tolist()
    values = [None if pd.isna(v) else round(v, 3) for v in scaled["value"].tolist()]
    curves: dict[str, tuple[list[str | int], list[float | None]]] = {}
    for creator_id, day, value in zip(scaled["creator_id"], days, values, strict=True):
        xs, ys = curves.setdefault(creator_id, ([], []))
        xs.append(day)
        ys.append(value)
    alone = len(given.order) == 1
    return {
        key: Curve(
            key,
            given.names[key],
            *curves[key],
            given.styles[key],
            context=key not in given.highlighted,
            standing_out=alone or len(given.highlighted) < min(len(given.order), 6),
            base=given.base,
            marked=given.curves.spikes.get(key, frozenset()) if marked else frozenset(),
        )
        for key in given.order
    }


def _ends(given: ChartInput, curves: Mapping[str, Curve], *, logarithmic: bool) -> list[End]:
    ends = []
    for key in given.order:
        end = curves[key].end(logarithmic=logarithmic)
        if end is not None and key in given.highlighted:
            name = short_name(given.names[key], _LABEL_CELLS)
            style = given.styles[key]
            ends.append(End(end[0], end[1], name, style.color, style.dash))
    return ends


def chart_summary(given: ChartInput) -> str:
    """Return what the picture shows, for those who cannot see it."""
    text = _("Follower curves of {n} creators over time; the table below holds the numbers.")
    return text.format(n=len(given.order))
