"""The chart with what stands around it: who is highlighted, who is missing and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from components import session
from components.chart_controls import Choices
from components.formats import plain
from components.growth_chart import (
    ChartInput,
    chart_summary,
    final_order,
    growth_figure,
    shown_in_colour,
)
from components.i18n import _, n_
from components.palette import LineStyle, theme_base
from components.session import Comparison
from services.growth.curves import Curves, curves
from services.growth.insight import Insight
from services.screen import Align

PLOT_CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "kol-growth"},
}
"""What Plotly's own buttons offer on every chart."""

_NAMED = 5


def chart_section(
    shown: Comparison,
    found: Insight,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    choices: Choices,
) -> None:
    """Draw the choice of highlights and the chart."""
    shape = _curves(shown, found, choices)
    order = _order(found, shape)
    _left_out(shape.left_out, names, choices.align)
    if not order:
        return
    chosen = _highlights(order, names)
    given = _chart_input(found, shape, names, styles, choices, chosen)
    if len(given.highlighted) < len(order) and not chosen:
        text = _("The {n} fastest growing creators are in colour, the others in grey.")
        st.caption(text.format(n=len(given.highlighted)))
    key = ("figure", found, choices, given.highlighted, given.chosen, given.base)
    figure = shown.once(key, lambda: growth_figure(given))
    st.plotly_chart(figure, config=PLOT_CONFIG, key="growth_chart", alt=chart_summary(given))


def chart_preview(
    shown: Comparison,
    found: Insight,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    choices: Choices,
    drawing: int,
) -> None:
    """Draw the chart of what has arrived so far, without a control; `drawing` numbers it."""
    shape = _curves(shown, found, choices)
    if not _order(found, shape):
        return
    given = _chart_input(found, shape, names, styles, choices, ())
    # A key of its own for each drawing: two equal figures without one are refused as duplicates.
    key = f"preview_{drawing}"
    st.plotly_chart(growth_figure(given), config=PLOT_CONFIG, key=key, alt=chart_summary(given))


def file_stem(last_day: date, days: int) -> str:
    """Return how files of this window are called, without an ending."""
    return f"kol-growth-{days or 'all'}-days-to-{last_day:%Y-%m-%d}"


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


def _left_out(left_out: Sequence[str], names: Mapping[str, str], align: Align) -> None:
    """Say who cannot be lined up."""
    if not left_out:
        return
    shown = ", ".join(plain(names[key]) for key in left_out[:_NAMED])
    more = len(left_out) - _NAMED
    if more > 0:
        shown = n_("{names} and {n} other", "{names} and {n} others", more).format(
            names=shown, n=more
        )
    text = _("Not drawn, since no day of theirs has total followers: {names}.")
    if align is Align.PEAK:
        text = _("Not drawn, since no day of theirs stands out as a spike: {names}.")
    st.caption(text.format(names=shown))
