"""The chart with what stands around it: who is highlighted, who is missing and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from components.chart.figure import (
    ChartInput,
    chart_summary,
    final_order,
    growth_figure,
    plot_config,
    shown_in_colour,
)
from components.chart.palette import LineStyle, theme_base
from components.session import state as session
from components.session.comparison import Comparison
from components.wording.chart import in_colour_text, left_out_text
from components.wording.i18n import _
from services.growth.curves import Curves, curves
from services.growth.insight import Insight
from services.screen.screen import Choices


def chart_section(
    shown: Comparison,
    found: Insight,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    choices: Choices,
    stem: str,
) -> ChartInput:
    """Draw the choice of highlights and the chart; return what is drawn, nobody where none can be.

    A picture of the chart is a file called `stem`.
    """
    shape = _curves(shown, found, choices)
    order = _order(found, shape)
    if shape.left_out:
        st.caption(left_out_text(shape.left_out, names, choices.lineup.align))
    chosen = _highlights(order, names)
    given = _chart_input(found, shape, names, styles, choices, chosen)
    if not order:
        return given
    if len(given.highlighted) < len(order) and not chosen:
        st.caption(in_colour_text(len(given.highlighted)))
    figure = chart_figure(shown, found, choices, given)
    config = plot_config(stem)
    st.plotly_chart(figure, config=config, key="growth_chart", alt=chart_summary(given))
    return given


def chart_figure(
    shown: Comparison, found: Insight, choices: Choices, given: ChartInput
) -> go.Figure:
    """Return the figure of `chart_section`; shared, so never changed."""
    key = ("figure", found, choices, given.highlighted, given.chosen, given.base)
    return shown.once(key, lambda: growth_figure(given))


def chart_preview(
    shown: Comparison,
    found: Insight,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    choices: Choices,
    drawing: int,
    stem: str,
) -> None:
    """Draw the chart of what has arrived so far, without a control; `drawing` numbers it."""
    shape = _curves(shown, found, choices)
    if not _order(found, shape):
        return
    given = _chart_input(found, shape, names, styles, choices, ())
    # A key of its own for each drawing: two equal figures without one are refused as duplicates.
    key = f"preview_{drawing}"
    figure, config = growth_figure(given), plot_config(stem)
    st.plotly_chart(figure, config=config, key=key, alt=chart_summary(given))


def _curves(shown: Comparison, found: Insight, choices: Choices) -> Curves:
    return shown.once(("curves", found, choices.lineup), lambda: curves(found, choices.lineup))


def _order(found: Insight, shape: Curves) -> list[str]:
    drawn = set(shape.totals["creator_id"])
    return [key for key in final_order(found.summary) if key in drawn]


def _chart_input(
    found: Insight,
    shape: Curves,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    choices: Choices,
    chosen: Sequence[str],
) -> ChartInput:
    order = _order(found, shape)
    colour = shown_in_colour(found.summary, order, chosen)
    return ChartInput(
        shape,
        order,
        names,
        styles,
        colour,
        choices.view,
        choices.lineup,
        theme_base(),
        frozenset(chosen) & colour,
    )


def _highlights(order: Sequence[str], names: Mapping[str, str]) -> list[str]:
    if len(order) < 2:
        return []
    # Creators that this line-up cannot draw would be no options: the control must not know them.
    kept = [key for key in session.highlighted() if key in order]
    if kept != session.highlighted():
        session.highlight(kept)
    return st.multiselect(
        _("Highlight"),
        order,
        format_func=lambda key: names[key],
        key=session.HIGHLIGHT,
        placeholder=_("Pick creators to set them off from the rest"),
        persist_state="session",
    )
