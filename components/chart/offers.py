"""Price and growth: what is drawn of a ranking, and what is said where there is nothing to draw."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.app import on_a_phone
from components.chart.figure import plot_config
from components.chart.kept import kept_figure
from components.chart.picture import Picture
from components.chart.prices import Priced, points_of
from components.chart.scatter import LARGE, SMALL, scatter_figure
from components.chart.steady import steady_chart
from components.session.comparison import Comparison
from components.wording.chart import named_text, prices_title
from components.wording.i18n import _
from components.wording.names import file_stem
from components.wording.prices import (
    no_prices_text,
    price_by_name,
    priceless_text,
    prices_summary,
)
from services.growth.insight import Insight
from services.growth.lineup import View
from services.growth.ranking import PriceBy
from services.screen.screen import Choices

_BY = "price_by"


def price_and_growth(
    shown: Comparison, found: Insight, ranked: pd.DataFrame, picture: Picture, kind: str
) -> None:
    """Draw the creators of `ranked` (`services.growth.ranking.ranking`) by price and growth.

    Names, theme and source are those of `picture`, the main one, and so is who comes first where
    names have little room. `kind` names the post that prices are for, "" where that is not known.
    """
    if ranked["price"].isna().all():
        st.markdown(f":gray[{no_prices_text()}]")
        return
    priced = priced_of(found, ranked, picture, kind, _choice())
    if priced.points:
        look = SMALL if on_a_phone() else LARGE
        key = ("prices", priced.key, look)
        figure = kept_figure(shown, key, lambda: scatter_figure(priced, look))
        demo = bool(picture.caption.demo)
        stem = f"{file_stem(found.data_day, found.window.asked, demo=demo)}-prices"
        config, alt = plot_config(stem), prices_summary(len(priced.points))
        steady_chart(figure, key="prices", config=config, alt=alt)
    if priced.left_out:
        names = named_text(priced.left_out, priced.names)
        st.markdown(f":gray[{priceless_text(names, priced.by)}]")


def priced_of(
    found: Insight, ranked: pd.DataFrame, picture: Picture, kind: str, by: PriceBy
) -> Priced:
    """Return what is drawn of `ranked`, as `price_and_growth` takes it."""
    points, left_out = points_of(ranked, by)
    title = prices_title(by, kind, Choices(found.window.asked, View.TOTAL), found)
    return Priced(
        points,
        left_out,
        by,
        found.window.days,
        kind,
        picture.names,
        picture.base,
        picture.in_colour,
        replace(picture.caption, title=title),
    )


def _choice() -> PriceBy:
    """Draw the choice of what a price is divided by, and return it."""
    chosen = st.segmented_control(
        _("Price"),
        list(PriceBy),
        format_func=price_by_name,
        default=PriceBy.THOUSAND,
        key=_BY,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return PriceBy(chosen or PriceBy.THOUSAND)
