"""Everything about one comparison: source, cards, chart, table, failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from components import session
from components.cards import cards
from components.chart_controls import Choices, chart_controls, scale_for
from components.failures import failure_hint, failures, stop_sign
from components.growth_chart import (
    MOST_IN_COLOUR,
    ChartInput,
    chart_summary,
    final_order,
    growth_figure,
    shown_in_colour,
)
from components.growth_table import growth_table, table_frame
from components.i18n import _
from components.notes import data_notes, source_line
from components.palette import LineStyle, line_style
from components.session import Comparison
from services.follower_history import History
from services.frames import last_days
from services.growth.daily import total_curves
from services.growth.summary import summarize
from services.screen import ALL_DAYS, Scale, View
from services.settings import Settings

_CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "kol-growth"},
}


@dataclass(frozen=True)
class _Window:
    """The tidy frame over the days on screen, its summary, and the totals for small pictures."""

    daily: pd.DataFrame
    summary: pd.DataFrame
    curves: dict[str, list[int | None]]


def results(
    shown: Comparison,
    names: Mapping[str, str],
    history: History,
    settings: Settings,
) -> tuple[Choices, bool]:
    """Draw a comparison; return what the controls stand at and whether a retry was pressed."""
    histories = shown.histories()
    stop_sign(shown.batch.stopped_by or history.client.latch.reason)
    failed = [key for key, found in histories.items() if found.failed]
    asks = history.missing(failed, retrying=True)
    minutes = history.minutes_to_wait(failed)
    if shown.daily().empty:
        retry = failures(histories, names, len(asks), free=settings.sandbox, minutes=minutes)
        return Choices(*_kept_choices(len(names))), retry
    offered = history.client.endpoint.current.widest
    choices = chart_controls(max(offered, shown.once("span", lambda: _span(shown))), len(names))
    window = _window(shown, choices.days)
    summary, curves = window.summary, window.curves
    styles = _styles(shown, names)
    source_line(summary, settings)
    failure_hint(histories)
    cards(summary, curves, names, styles)
    _chart(shown, names, styles, choices)
    table = table_frame(summary, names, histories, collecting=not shown.batch.done)
    growth_table(table, curves, styles, _file_stem(window.daily["day"].max(), choices.days))
    retry = failures(histories, names, len(asks), free=settings.sandbox, minutes=minutes)
    data_notes(histories, names)
    return choices, retry


def preview(shown: Comparison, names: Mapping[str, str], drawing: int) -> None:
    """Draw what has arrived so far, without a control; `drawing` numbers the drawings."""
    if shown.daily().empty:
        return
    days, view, scale = _kept_choices(len(names))
    window = _window(shown, days)
    daily, summary = window.daily, window.summary
    styles = _styles(shown, names)
    cards(summary, window.curves, names, styles, controls=False)
    order = final_order(summary)
    colour = shown_in_colour(summary, order, ())
    given = ChartInput(daily, order, names, styles, colour, view, scale, _base())
    # A key of its own for each drawing: two equal figures without one are refused as duplicates.
    key = f"preview_{drawing}"
    st.plotly_chart(growth_figure(given), config=_CONFIG, key=key, alt=chart_summary(given))


def _span(shown: Comparison) -> int:
    """Return over how many days the longest history reaches."""
    days = shown.daily().groupby("creator_id")["day"]
    return int((days.max() - days.min()).dt.days.max()) + 1


def _window(shown: Comparison, days: int) -> _Window:
    def compute() -> _Window:
        daily = last_days(shown.daily(), days)
        return _Window(daily, summarize(daily), total_curves(daily))

    return shown.once(("window", days), compute)


def _chart(
    shown: Comparison,
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    choices: Choices,
) -> None:
    window = _window(shown, choices.days)
    daily, summary = window.daily, window.summary
    order = final_order(summary)
    chosen: list[str] = []
    if len(order) > 1:
        chosen = st.multiselect(
            _("Highlight"),
            order,
            format_func=lambda key: names[key],
            key=session.HIGHLIGHT,
            placeholder=_("Pick creators to set them off from the rest"),
            persist_state="session",
        )
    colour = shown_in_colour(summary, order, chosen)
    given = ChartInput(daily, order, names, styles, colour, choices.view, choices.scale, _base())
    if len(colour) < len(order) and not chosen:
        text = _("The {n} fastest growing creators are in colour, the others in grey.")
        st.caption(text.format(n=len(colour)))
    figure = shown.once(("figure", choices, colour, given.base), lambda: growth_figure(given))
    st.plotly_chart(figure, config=_CONFIG, key="growth_chart", alt=chart_summary(given))


def _kept_choices(creators: int) -> tuple[int, View, Scale]:
    state = st.session_state
    scale = state.get(session.SCALE) if session.scale_is_chosen() else None
    return (
        int(state.get(session.DAYS, 30)),
        View(state.get(session.VIEW, View.BOTH)),
        Scale(scale or scale_for(creators)),
    )


def _styles(shown: Comparison, names: Mapping[str, str]) -> dict[str, LineStyle]:
    """Give each creator its colour: by its place in the list, which stays when others fail.

    In a list so long that most curves are grey, the fastest growing over everything held come
    first, so that those in colour differ in colour and not only in their dashes.
    """
    base, keys = _base(), list(names)
    if len(keys) > MOST_IN_COLOUR:
        summary = _window(shown, ALL_DAYS).summary.sort_values("growth_rate", ascending=False)
        keys = list(dict.fromkeys([*summary["creator_id"], *keys]))
    return {key: line_style(slot, base) for slot, key in enumerate(keys)}


def _base() -> str:
    return st.context.theme.type or "light"


def _file_stem(last_day: date, days: int) -> str:
    return f"kol-growth-{days or 'all'}-days-to-{last_day:%Y-%m-%d}"
