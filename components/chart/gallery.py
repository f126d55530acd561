"""The whole list in small charts: the page that is shown, and the choice of it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import streamlit as st

from components.app import on_a_phone
from components.chart.each import MOST_PANELS, places
from components.chart.figure import plot_config
from components.chart.kept import kept_figure
from components.chart.multiples import TALL, WIDE, multiples_figure
from components.chart.picture import Picture
from components.chart.steady import steady_chart
from components.session.comparison import Comparison
from components.wording.chart import multiples_summary, multiples_title
from services.growth.curves import curves
from services.growth.insight import Insight
from services.growth.lineup import Scale, View
from services.screen.screen import Choices

_PAGE = "multiples_page"


def multiples(shown: Comparison, found: Insight, picture: Picture, stem: str) -> None:
    """Draw each creator of `picture` against the median of the others, `MOST_PANELS` a page.

    A picture of it is a file that begins with `stem`. Draws nothing where nobody can be drawn.
    """
    if not picture.order:
        return
    pages = math.ceil(len(picture.order) / MOST_PANELS)
    page = 1
    if pages > 1:
        page = st.pagination(pages, key=_PAGE, persist_state="session")
    lineup = replace(picture.lineup, scale=Scale.PERCENT)
    shape = shown.shared(("curves", found, lineup), lambda: curves(found, lineup))
    drawn = page_of(found, replace(picture, lineup=lineup, curves=shape), page)
    look = TALL if on_a_phone() else WIDE
    key = ("multiples", drawn.key, page, look)
    build = partial(multiples_figure, drawn, page, look)
    figure = kept_figure(shown, key, build, anonymous=drawn.anonymous)
    config = plot_config(f"{stem}-each-{page}")
    alt = multiples_summary(len(places(drawn, page)))
    steady_chart(figure, key="multiples", config=config, alt=alt)


def page_of(found: Insight, picture: Picture, page: int) -> Picture:
    """Return `picture`, which is in percent, as the page (from 1) draws it, with its own title.

    Sizes that differ tenfold would hide each other's shape on one range of values.
    """
    choices = Choices(found.window.asked, View.TOTAL, picture.lineup)
    title = multiples_title(choices, found, places(picture, page), len(picture.order))
    caption = replace(picture.caption, title=title)
    return replace(picture, view=View.TOTAL, caption=caption)
