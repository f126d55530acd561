"""A creator's curves: totals and new followers, those who left, and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.app import on_a_phone
from components.chart.figure import chart_summary, growth_figure, plot_config
from components.chart.palette import LineStyle, context_color, theme_base
from components.chart.picture import PHONE, SCREEN, Caption, Look, Picture, final_order
from components.chart.steady import steady_chart
from components.wording.chart import chart_title
from components.wording.i18n import _
from components.wording.names import creator_stem
from components.wording.source import demo_mark, source_text
from services.growth.curves import curves
from services.growth.insight import Insight
from services.growth.lineup import Lineup, Scale, View
from services.growth.reconciliation import unfollows
from services.screen.screen import Choices
from services.settings.settings import Settings


def creator_curves(own: Insight, name: str, style: LineStyle, settings: Settings) -> None:
    """Draw totals as a line and new followers as bars; below zero those who left, if it is known.

    `own` is of this creator alone.
    """
    creator_id = str(own.daily["creator_id"].iloc[0])
    picture = _picture(own, View.BOTH, Scale.COUNT, {creator_id: name}, {creator_id: style})
    picture = replace(picture, caption=_caption(picture, own, settings))
    figure = growth_figure(picture, _look())
    left = unfollows(own.daily)
    if not left.empty:
        _add_unfollows(figure, left)
        st.caption(
            _("Bars: new followers upward, those who left (N_t − daily net change) downward.")
        )
    _draw(figure, picture, "creator_curves", creator_stem(creator_id, "curves", _last_day(own)))


def against_list(
    found: Insight,
    creator_id: str,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    settings: Settings,
) -> None:
    """Draw the creator in colour before the grey curves of the list, and the others' median."""
    order = final_order(found.summary)
    if creator_id not in order or len(order) < 2:
        return
    st.subheader(_("Against the list"))
    picture = _picture(found, View.TOTAL, Scale.PERCENT, names, styles)
    alone = frozenset({creator_id})
    caption = _caption(picture, found, settings)
    picture = replace(picture, in_colour=alone, chosen=alone, caption=caption)
    figure = growth_figure(picture, _look())
    stem = creator_stem(creator_id, "against-list", _last_day(found))
    _draw(figure, picture, "against_list", stem)


def _look() -> Look:
    return PHONE if on_a_phone() else SCREEN


def _last_day(found: Insight) -> date:
    day: pd.Timestamp = found.daily["day"].max()
    return day.date()


def _draw(figure: go.Figure, picture: Picture, key: str, stem: str) -> None:
    config, alt = plot_config(stem), chart_summary(picture)
    steady_chart(figure, key=key, config=config, alt=alt)


def _picture(
    found: Insight,
    view: View,
    scale: Scale,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
) -> Picture:
    order = tuple(final_order(found.summary))
    lineup = Lineup(scale)
    shape = curves(found, lineup)
    return Picture(shape, order, names, styles, frozenset(order), view, lineup, theme_base())


def _caption(picture: Picture, found: Insight, settings: Settings) -> Caption:
    """Return what the picture says of itself, so that it can stand alone."""
    title = chart_title(Choices(found.window.asked, picture.view, picture.lineup), found)
    return Caption(title, source_text(found, settings), demo_mark(settings))


def _add_unfollows(figure: go.Figure, left: pd.DataFrame) -> None:
    known = [None if pd.isna(value) else -int(value) for value in left["unfollows"]]
    figure.add_bar(
        x=list(left["day"].dt.strftime("%Y-%m-%d")),
        y=known,
        name=_("Unfollows (implied)"),
        yaxis="y2",
        marker={"color": context_color(theme_base()), "opacity": 0.6},
        hovertemplate="%{y:,.0f}",
        showlegend=False,
    )
    low, high = figure.layout.yaxis2.range
    least = min((value for value in known if value is not None), default=0)
    figure.update_layout(barmode="relative", yaxis2_range=[min(low, least * 1.05), high])
