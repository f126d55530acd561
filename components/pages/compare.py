"""The benchmark: paste creators, see who is really growing."""

from __future__ import annotations

import streamlit as st

from components.app import app_settings, page_title, title_line
from components.calls.asking import ask, open_screen, to_newest, up_to_date
from components.calls.cost_button import open_offer
from components.calls.failures import pause_sign
from components.calls.gate import access_of, may_spend, unlock_form
from components.calls.loading import follow
from components.notes import archive_notes, demo_badge, pinned_note, plain_http_warning
from components.present.stage import framed, stage
from components.results.overview import results
from components.session import state as session
from components.session.address import link_notices, opened_link, screen_of, write_screen
from components.session.comparison import Comparison
from components.session.presenting import bare, presenting
from components.shortlist.chips import list_is_open
from components.shortlist.examples import show_examples
from components.shortlist.form import shortlist_form
from components.wording.i18n import _
from components.wording.names import list_title, names_of
from services.history.cache import history_of
from services.history.history import History
from services.settings.settings import Settings, SettingsMistakes


def compare_page(settings: Settings) -> None:
    """Compose the page: the picture that was asked for, or the place to ask for one."""
    history = history_of(settings)
    screen, first = opened_link(history, lists_too=may_spend(settings)), session.first_visit()
    if screen is not None:
        open_screen(history, settings, screen, paying=not bare())
    elif settings.sandbox and first and session.comparison() is None:
        show_examples(history, settings)
    if bare():
        _bare(settings)
        return
    with st.container():  # what comes below stays where it is, whatever is said here
        plain_http_warning(settings)
        archive_notes(history)
        link_notices()
    shown = session.comparison()
    if shown is None:
        _begin(history, settings)
        return
    results(_offers(shown, history, settings), history, settings)


def _begin(history: History, settings: Settings) -> None:
    """Draw the place to ask for a picture. All calls of the app start from a button."""
    title_line(_("Who is really growing?"))
    demo_badge(settings)
    st.markdown(_("Paste creators and press Compare: their growth curves appear here."))
    with st.container():
        pause_sign(history)
    form = shortlist_form(history, settings)
    if form.pressed:
        ask(history, settings, form.creators)
        st.rerun()
    unlock_form(settings, access_of(settings))


def _bare(settings: Settings) -> None:
    """Draw the picture without anything that asks or pays: before a room, or in another page."""
    shown = session.comparison()
    creators = session.introduced(shown) if shown is not None else ()
    names = names_of(creators, sandbox=settings.sandbox)
    page_title(session.list_name(), list_title(list(names.values())))
    if shown is not None:
        follow(shown, names)
        shown = shown.now()
        write_screen(screen_of(shown, session.choices(len(names))))
    (stage if presenting() else framed)(shown, names, settings)


def _offers(shown: Comparison, history: History, settings: Settings) -> Comparison:
    """Draw what the reader may do about a picture that is pinned, or not loaded yet."""
    if shown.as_of is not None:
        if pinned_note(shown.as_of):
            to_newest(history, settings, shown)
            st.rerun()
        return shown
    if not may_spend(settings):
        unlock_form(settings, access_of(settings))
    if shown.asked:
        return shown
    shown = up_to_date(history, shown)
    if open_offer(shown.ids, history, settings, names=not list_is_open()):
        ask(history, settings, session.creators(shown.ids))
        st.rerun()
    return shown


checked = app_settings()
if not isinstance(checked, SettingsMistakes):
    compare_page(checked)
