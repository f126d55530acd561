"""The chart with what stands around it: who is highlighted, who is missing and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from components.app import on_a_phone
from components.chart.figure import chart_summary, growth_figure, plot_config
from components.chart.kept import kept_figure
from components.chart.palette import LineStyle, colours, line_style, theme_base
from components.chart.picture import (
    PHONE,
    SCREEN,
    Caption,
    Look,
    Picture,
    shown_in_colour,
)
from components.session.comparison import Comparison
from components.wording.chart import chart_title, in_colour_text, left_out_text
from components.wording.i18n import _
from components.wording.source import demo_mark, source_text
from services.growth.curves import curves
from services.growth.insight import Insight
from services.screen.screen import Screen
from services.settings.settings import Settings

CHART = "growth_chart"
"""The key of the picture on the page."""


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
    shape = shown.shared(("curves", found, lineup), lambda: curves(found, lineup))
    order = tuple(key for key in found.order if key in shape.drawn)
    chosen = frozenset(screen.highlighted) & shape.drawn
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
        found.uneven,
    )


def while_loading(picture: Picture, marked: Collection[str]) -> Picture:
    """Return the picture of what has arrived so far, every colour in it one that stays.

    Who leads a list of more creators than there are colours is known when all are there: until then
    only those whom the reader or the link has `marked` are in colour.
    """
    ids = tuple(picture.names)
    few = len(ids) <= len(colours(picture.base))
    settled = frozenset(marked or (ids if few else ())) & frozenset(ids)
    return replace(picture, in_colour=settled, styles=styles_of(ids, settled, picture.base))


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


def narrowed(picture: Picture, kept: Collection[str], creators: str) -> Picture:
    """Return the picture of those that are `kept` alone; its source then says so: `creators`."""
    order = tuple(key for key in picture.order if key in kept)
    if order == picture.order:
        return picture
    chosen = picture.chosen & set(order)
    in_colour = shown_in_colour(order, tuple(chosen), len(colours(picture.base)))
    styles = styles_of(tuple(picture.names), in_colour, picture.base)
    caption = replace(picture.caption, source=f"{creators} · {picture.caption.source}")
    return replace(
        picture, order=order, chosen=chosen, in_colour=in_colour, styles=styles, caption=caption
    )


def chart_section(shown: Comparison, picture: Picture, stem: str, height: int) -> None:
    """Draw the chart in `height` pixels, in a place that is `components.chart.steady.steady`.

    A picture of it is a file called `stem`.
    """
    if not picture.order:
        st.markdown(_("None of these creators can be drawn."))
        return
    figure = chart_figure(shown, picture, look_of(height))
    alt = chart_summary(picture)
    config = plot_config(stem)
    st.plotly_chart(figure, theme=None, config=config, key=CHART, alt=alt)


def chart_notes(picture: Picture) -> None:
    """Say who is not in the chart, and who is grey in it."""
    left_out = picture.curves.left_out
    if picture.order and left_out:
        text = left_out_text(left_out, picture.names, picture.lineup.align)
        st.markdown(f":gray[{text}]")
    if len(picture.in_colour) < len(picture.order) and not picture.chosen:
        st.markdown(f":gray[{in_colour_text(len(picture.in_colour))}]")


def chart_figure(shown: Comparison, picture: Picture, look: Look = SCREEN) -> go.Figure:
    """Return the figure of a picture."""
    key = ("figure", picture.key, look)
    build = partial(growth_figure, picture, look)
    return kept_figure(shown, key, build, anonymous=picture.anonymous)


def look_of(height: int) -> Look:
    """Return how large the reader's screen lets the picture be, on a desk `height` pixels high."""
    return PHONE if on_a_phone() else replace(SCREEN, height=height)
