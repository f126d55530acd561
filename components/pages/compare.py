"""The benchmark: paste creators, see who is really growing."""

from __future__ import annotations

import streamlit as st

from components.app import CREATOR_PAGE, app_settings, page_title
from components.calls.asking import ask, open_screen, retry, to_newest, up_to_date
from components.calls.cost_button import open_offer
from components.calls.gate import access_of, may_spend, unlock_form
from components.calls.loading import follow, still_collecting
from components.notes import archive_notes, demo_banner, pinned_note
from components.results.overview import preview, results
from components.session import state as session
from components.session.address import link_notices, opened_link, screen_of, write_screen
from components.session.comparison import Comparison
from components.shortlist.form import shortlist_form
from components.wording.i18n import _
from components.wording.names import list_title, names_of, window_title
from services.history.cache import history_of
from services.history.history import History
from services.settings.settings import Settings, SettingsMistakes


def compare_page(settings: Settings) -> None:
    """Compose the page: form, then what was asked. All calls of the app start from here."""
    history = history_of(settings)
    screen = opened_link(history)
    if screen is not None:
        open_screen(history, settings, screen)
    st.title(_("Who is really growing?"))
    demo_banner(settings)
    archive_notes(history)
    link_notices()
    form = shortlist_form(history, settings)
    if form.pressed:
        ask(history, settings, form.creators)
        st.rerun()
    shown = session.comparison()
    if shown is None:
        unlock_form(settings, access_of(settings))
        st.caption(_("Paste creators above and press Compare: their growth curves appear here."))
        return
    shown = _offers(shown, history, settings)
    _show(shown, history, settings)


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
    if open_offer(shown.ids, history, free=settings.sandbox):
        ask(history, settings, session.creators(shown.ids))
        st.rerun()
    return shown


def _show(shown: Comparison, history: History, settings: Settings) -> None:
    names = names_of(session.creators(shown.ids), sandbox=settings.sandbox)
    follow(shown, names, lambda drawing: preview(shown, names, settings, drawing))
    still_collecting(shown, names)
    outcome = results(shown, names, history, settings)
    write_screen(screen_of(shown, outcome.choices))
    title = list_title(list(names.values()))
    page_title(session.list_name(), title, window_title(outcome.choices.days))
    if outcome.opened is not None:
        st.switch_page(CREATOR_PAGE, query_params={"kol": outcome.opened})
    if outcome.retry:
        retry(history, settings, shown)
        st.rerun()


checked = app_settings()
if not isinstance(checked, SettingsMistakes):
    compare_page(checked)
