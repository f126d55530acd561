"""Everything about one comparison: source, findings, cards, chart, ranking, failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.calls.failures import failure_hint, failures, stop_sign
from components.chart.controls import chart_controls
from components.chart.section import chart_section, draw_chart, picture_of
from components.exports.facts import Seen
from components.exports.menu import copy_link, take_away
from components.exports.report import page_chart, report_of
from components.notes import data_notes, source_line
from components.ranking.choices import chosen_prices, price_control, price_kind_name
from components.ranking.table import ranking_table, worded
from components.results.cards import cards
from components.results.outlook import list_outlook
from components.results.standing_out import common_days_note, findings_list, human_look
from components.session import state as session
from components.session.address import screen_of
from components.session.comparison import Comparison
from components.wording.names import file_stem
from components.wording.source import data_day
from services.growth.findings import findings
from services.growth.insight import Insight
from services.growth.ranking import ranking
from services.history.history import History
from services.screen.screen import Choices
from services.settings.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What a reader did: where the controls stand, whether a retry was pressed, who was opened."""

    choices: Choices
    retry: bool = False
    opened: str | None = None


def results(
    shown: Comparison,
    names: Mapping[str, str],
    history: History,
    settings: Settings,
) -> Outcome:
    """Draw a comparison and return what its reader did."""
    histories = shown.histories()
    stop_sign(shown.batch.stopped_by or history.stopped_by)
    failed = [key for key, found in histories.items() if found.failed]
    asks = history.missing(failed, retrying=True)
    minutes = history.minutes_to_wait(failed)
    if shown.daily().empty:
        retry = failures(histories, names, len(asks), free=settings.sandbox, minutes=minutes)
        return Outcome(session.choices(len(names)), retry)
    top = st.container()
    reach = max(history.widest_days, shown.once("span", lambda: _span(shown)))
    choices = chart_controls(reach, len(names))
    opened = _insight(shown, names, choices, settings, top)
    retry = failures(histories, names, len(asks), free=settings.sandbox, minutes=minutes)
    data_notes(histories, names)
    return Outcome(choices, retry, opened)


def _insight(
    shown: Comparison,
    names: Mapping[str, str],
    choices: Choices,
    settings: Settings,
    top: DeltaGenerator,
) -> str | None:
    """Draw what is computed from the window, `top` above the controls; return who was opened."""
    rules, histories = settings.rules, shown.histories()
    found = shown.insight(choices.days, rules)
    picture = picture_of(shown, found, names, screen_of(shown, choices), settings)
    creators = session.creators(shown.ids)
    prices = chosen_prices(creators)
    key = (choices.days, rules, tuple(prices.items()))
    ranked = shown.once(("ranking", *key), lambda: ranking(found, list(names), rules.tiers, prices))
    said = shown.once(("findings", *key), lambda: findings(found, ranked))
    with top:
        source = st.container(horizontal=True, vertical_alignment="center")
        with source, st.container():
            source_line(found, settings)
        failure_hint(histories)
        findings_list(said[:1], names)
    stem = _stem(found, settings)
    chart_section(shown, picture, stem)
    common_days_note(found.common)
    findings_list(said[1:], names, first=1)
    cards(found.summary, found.curves, names, picture.styles)
    with source:  # only now it is settled who is highlighted
        copy_link(screen_of(shown, choices), data_day(found))
    price_control(creators)
    table = worded(ranked, names, histories, creators, collecting=not shown.batch.done)
    listed = ranking_table(table, found.curves, picture.styles, rules.tiers)
    kind = price_kind_name(creators)
    seen = Seen(found, said, listed, picture, settings, kind, shown.as_of)
    take_away(report_of(seen), page_chart(shown, picture, stem), stem)
    human_look(found, names, rules.spike)
    list_outlook(shown, names, prices, rules)
    return listed.opened


def preview(shown: Comparison, names: Mapping[str, str], settings: Settings, drawing: int) -> None:
    """Draw what has arrived so far, without a control; `drawing` numbers the drawings."""
    if shown.daily().empty:
        return
    choices = session.choices(len(names))
    found = shown.insight(choices.days, settings.rules)
    picture = picture_of(shown, found, names, screen_of(shown, choices), settings)
    cards(found.summary, found.curves, names, picture.styles, controls=False)
    # A key of its own for each drawing: two equal figures without one are refused as duplicates.
    draw_chart(shown, picture, _stem(found, settings), f"preview_{drawing}")


def _stem(found: Insight, settings: Settings) -> str:
    """Return how files of what is shown are called."""
    return file_stem(data_day(found), found.window.asked, demo=settings.sandbox)


def _span(shown: Comparison) -> int:
    """Return over how many days the longest history reaches."""
    days = shown.daily().groupby("creator_id")["day"]
    return int((days.max() - days.min()).dt.days.max()) + 1
