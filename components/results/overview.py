"""One comparison on one screen: toolbar, controls, sentence, picture, ranking; the rest below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.app import language_switch, page_title
from components.calls.asking import relist, retry
from components.calls.failures import pause_sign, stop_sign
from components.calls.loading import TICK_SECONDS, is_loading, is_naming, progress_line
from components.chart.controls import chart_controls, chart_height
from components.chart.section import chart_notes, chart_section, look_of
from components.exports.facts import Seen
from components.exports.menu import take_away
from components.exports.seeing import seen_of
from components.exports.share import handed_on, present_button, share
from components.notes import compared_line, source_badge
from components.ranking.filters import filter_control
from components.ranking.standings import standings
from components.results.below import Below, below, missing_hint
from components.results.opening import open_creator
from components.results.places import ROW, Places, held, places
from components.results.standing_out import common_days_toggle, sentence
from components.session import state as session
from components.session.address import screen_of, write_screen
from components.session.comparison import Comparison
from components.session.draft import name_on_screen
from components.session.turns import TURNS
from components.shortlist.chips import chips, list_is_open, open_list, refused_chips
from components.shortlist.dialog import list_dialog
from components.wording.chart import in_colour_text
from components.wording.i18n import _
from components.wording.names import list_title, names_of, window_title
from services.history.history import History
from services.screen.screen import Screen
from services.settings.settings import Settings

_ABOVE_RANKING = 56  # pixels: the line with the filter


def results(shown: Comparison, history: History, settings: Settings) -> None:
    """Draw a comparison, and do what its reader asks for. A control here reruns nothing else.

    While answers arrive it is drawn anew each second, at the same places.
    """
    every = TICK_SECONDS if is_loading(shown) or is_naming(shown) else None
    st.fragment(_in_turn, run_every=every)(shown, history, settings, ticking=bool(every))


def _in_turn(shown: Comparison, history: History, settings: Settings, *, ticking: bool) -> None:
    with TURNS.turn():
        _results(shown, history, settings, ticking=ticking)


def _results(shown: Comparison, history: History, settings: Settings, *, ticking: bool) -> None:
    if ticking and shown.batch.done and not is_naming(shown) and not list_is_open():
        # The whole page once more, which then stands still: but not over the list, which the
        # browser would put away and bring back, and with it the cursor of whoever types there.
        st.rerun()
    shown = shown.now()
    session.settle()
    name_on_screen()
    # Whatever is said there, the list stays the element that it is, with what is being typed in it.
    with st.container():
        stop_sign(shown.batch.stopped_by or history.stopped_by)
        pause_sign(history)
        refused_chips()
    names = names_of(session.introduced(shown), sandbox=settings.sandbox)
    free = places()
    with free.tools:
        changed = chips(shown.ids, names)
        st.button(
            _("Paste / upload"), icon=":material/upload:", key="edit_list", on_click=open_list
        )
    if changed is not None:
        relist(history, shown, changed)
        st.rerun()
    if list_is_open():
        list_dialog(history, settings)
    parts = Below(shown, names, history, settings)
    if not shown.daily().empty:
        _screen(parts, free)
        return
    _say_where(screen_of(shown, session.choices(len(names))), names)
    if ticking and not shown.batch.done:
        _skeleton(parts, free)
    else:
        with free.under:
            _retry(parts)


def _say_where(screen: Screen, names: Mapping[str, str]) -> None:
    """Let the address and the browser's tab say what is on screen, or will be."""
    write_screen(screen)
    title = list_title(list(names.values()))
    page_title(screen.list_name, title, window_title(screen.choices.days))


def _skeleton(parts: Below, free: Places) -> None:
    """Hold the places of a picture of which nothing has arrived."""
    free.controls.skeleton(ROW)
    places = _held(parts, free)
    _progress(parts, places)
    places.picture.skeleton(look_of(chart_height()).height)
    places.ranking.skeleton(chart_height())


def _held(parts: Below, free: Places) -> Places:
    return held(free, len(parts.names), look_of(chart_height()).height)


def _progress(parts: Below, places: Places, seen: Seen | None = None) -> None:
    """Draw the progress where the sentence will be, as high as that."""
    note = in_colour_text(0) if seen is not None and not seen.chart.in_colour else ""
    with places.sentence.container(height=ROW, border=False):
        progress_line(parts.shown, parts.names, note)


def _screen(parts: Below, free: Places) -> None:
    shown, names, settings = parts.shown, parts.names, parts.settings
    offered = parts.history.widest_days
    with free.controls:
        span = shown.shared("span", lambda: _span(shown))
        choices, more = chart_controls(max(offered, span), len(names))
    places = _held(parts, free)
    seen = seen_of(shown, names, choices, settings)
    with more:
        common_days_toggle(seen.found.common)
    with places.controls:
        source_badge(seen.found, settings, shown.as_of)
    screen = screen_of(shown, choices)
    _say_where(screen, names)
    if shown.batch.done:
        with places.sentence:
            sentence(seen.findings, names)
    else:
        _progress(parts, places, seen)
    opened = _picture_and_ranking(parts, seen, places)
    with places.tools:
        link = handed_on(screen, settings)
        share(link)
        if present_button():
            st.rerun()  # the whole page: the stage is none of this part of it
        take_away(seen, link)
        language_switch()
    if shown.batch.done:  # until then nothing stands below the picture, and nothing moves
        with places.under:
            chart_notes(seen.chart)
            compared_line(seen.found, seen.as_of)
            _retry(replace(parts, seen=seen))
    if opened is not None:
        open_creator(opened, screen)


def _picture_and_ranking(parts: Below, seen: Seen, places: Places) -> str | None:
    """Draw both; return the creator that was opened from the ranking, if any."""
    shown = parts.shown
    height, table = chart_height(), seen.ranking.table
    with places.picture:
        chart_section(shown, seen.chart, seen.stem, height)
    with places.ranking:
        with st.container(horizontal=True, vertical_alignment="center"):
            filter_control(seen.ranked, seen.creators, len(table))
            missing_hint(parts)
        styles = seen.chart.shown_styles
        return standings(table, seen.found.curves, styles, height - _ABOVE_RANKING)


def _retry(parts: Below) -> None:
    """Draw what is below the picture; ask again for those that failed where the reader says so."""
    if below(parts):
        retry(parts.history, parts.settings, parts.shown)
        st.rerun()


def _span(shown: Comparison) -> int:
    """Return over how many days the longest history reaches."""
    days = shown.daily().groupby("creator_id")["day"]
    return int((days.max() - days.min()).dt.days.max()) + 1
