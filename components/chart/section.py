"""The chart with what stands around it: who is highlighted, who is missing and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from components.chart.figure import chart_summary, growth_figure, plot_config
from components.chart.palette import LineStyle, colours, line_style, theme_base
from components.chart.picture import (
    PHONE,
    SCREEN,
    Caption,
    Look,
    Picture,
    shown_in_colour,
)
from components.session import state as session
from components.session.comparison import Comparison
from components.wording.chart import chart_title, in_colour_text, left_out_text
from components.wording.i18n import _
from components.wording.source import demo_mark, source_text
from services.growth.curves import curves
from services.growth.insight import Insight
from services.screen.screen import Screen
from services.settings.settings import Settings


def picture_of(
    shown: Comparison,
    found: Insight,
    names: Mapping[str, str],
    screen: Screen,
    settings: Settings,
) -> Picture:
    """Return what is drawn of a comparison: everybody in the ranking's order, the chosen in colour.

    Until somebody chooses, all are in colour, or the first where there are too many. A creator
    that this line-up cannot draw is not among them.
    """
    choices, lineup = screen.choices, screen.choices.lineup
    shape = shown.once(("curves", found, lineup), lambda: curves(found, lineup))
    drawn = set(shape.totals["creator_id"])
    order = tuple(key for key in found.order if key in drawn)
    chosen = frozenset(screen.highlighted) & drawn
    base = theme_base()
    in_colour = shown_in_colour(order, tuple(chosen), len(colours(base)))
    return Picture(
        shape,
        order,
        names,
        styles_of(tuple(names), in_colour, base),
        in_colour,
        choices.view,
        lineup,
        base,
        chosen,
        Caption(chart_title(choices, found), source_text(found, settings), demo_mark(settings)),
    )


def styles_of(ids: Sequence[str], in_colour: Collection[str], base: str) -> dict[str, LineStyle]:
    """Give each creator its colour, by its place in the list, which stays when others fail.

    Beyond the colours that there are, those drawn in colour take the ones that nobody else of them
    has, before a dash has to tell two of them apart.
    """
    slots = dict(zip(ids, range(len(ids)), strict=True))
    many = len(colours(base))
    taken = {slots[key] for key in in_colour if slots[key] < many}
    free = [slot for slot in range(many) if slot not in taken]
    late = [key for key in ids if key in in_colour and slots[key] >= many]
    slots |= dict(zip(late, free, strict=False))
    return {key: line_style(slot, base) for key, slot in slots.items()}


def chart_section(shown: Comparison, picture: Picture, stem: str) -> None:
    """Draw the chart, and under it who is not in it and the choice of highlights.

    A picture of it is a file called `stem`.
    """
    draw_chart(shown, picture, stem, "growth_chart")
    left_out = picture.curves.left_out
    if left_out:
        st.caption(left_out_text(left_out, picture.names, picture.lineup.align))
    if picture.order and len(picture.in_colour) < len(picture.order) and not picture.chosen:
        st.caption(in_colour_text(len(picture.in_colour)))
    _highlights(picture)


def draw_chart(shown: Comparison, picture: Picture, stem: str, key: str) -> None:
    """Draw the chart alone, where anybody can be drawn."""
    if picture.order:
        figure = chart_figure(shown, picture, _look())
        alt = chart_summary(picture)
        st.plotly_chart(figure, theme=None, config=plot_config(stem), key=key, alt=alt)


def chart_figure(shown: Comparison, picture: Picture, look: Look = SCREEN) -> go.Figure:
    """Return the figure of a picture; shared, so never changed."""
    key = ("figure", picture.key, look)
    return shown.once(key, lambda: growth_figure(picture, look))


def _look() -> Look:
    """Return how large the reader's screen lets the picture be; phones say what they are."""
    return PHONE if "Mobi" in st.context.headers.get("User-Agent", "") else SCREEN


def _highlights(picture: Picture) -> None:
    order = list(picture.order)
    if len(order) < 2:
        return
    # Creators that this line-up cannot draw would be no options: the control must not know them.
    kept = [key for key in session.highlighted() if key in order]
    if kept != session.highlighted():
        session.highlight(kept)
    st.multiselect(
        _("Highlight"),
        order,
        format_func=lambda key: picture.names[key],
        key=session.HIGHLIGHT,
        placeholder=_("Pick creators to set them off from the rest"),
        persist_state="session",
    )
