"""The benchmark: paste creators, see who is really growing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components import session
from components.i18n import _
from components.link_state import (
    forget_notices,
    link_notices,
    opened_link,
    write_screen,
)
from components.loading import follow, still_collecting
from components.names import names_of
from components.notes import demo_banner
from components.open_offer import open_offer
from components.results import preview, results
from components.session import Comparison
from components.shortlist_form import shortlist_form
from services.history import History, history_of
from services.screen import Screen
from services.settings import Settings, SettingsMistakes, read_settings
from services.shortlist import Creator


def compare_page(settings: Settings) -> None:
    """Compose the page: form, then what was asked. All calls of the app start in here."""
    history = history_of(settings)
    screen = opened_link()
    if screen is not None:
        _open(history, settings, screen.creators)
    st.title(_("Who is really growing?"))
    demo_banner(settings)
    link_notices()
    form = shortlist_form(history, settings)
    if form.pressed:
        _ask(history, form.creators)
        st.rerun()
    shown = session.comparison()
    if shown is None:
        st.caption(_("Paste creators above and press Compare: their growth curves appear here."))
        return
    if not shown.asked:
        shown = _looked_at_again(history, shown)
        if open_offer(shown, history, free=settings.sandbox):
            _ask(history, shown.creators)
            st.rerun()
    names = names_of(shown.creators, sandbox=settings.sandbox)
    follow(shown, names, lambda drawing: preview(shown, names, drawing))
    still_collecting(shown, names)
    widest = history.client.endpoint.current.widest
    choices, retry = results(shown, names, history, settings, widest)
    write_screen(Screen(shown.creators, choices.days, choices.view, choices.scale))
    if retry:
        _retry(history, shown)
        st.rerun()


def _open(history: History, settings: Settings, creators: Sequence[Creator]) -> None:
    """Show a link's creators: at once where that costs nothing or little enough, else as held."""
    ids = [who.creator_id for who in creators]
    calls = len(history.missing(ids))
    asked = settings.sandbox or calls <= settings.auto_call_limit
    batch = history.open(ids, ask=ids if asked else ())
    session.show(Comparison(tuple(creators), batch, asked))


def _ask(history: History, creators: Sequence[Creator]) -> None:
    ids = [who.creator_id for who in creators]
    forget_notices()
    session.show(Comparison(tuple(creators), history.open(ids, ask=ids), asked=True))


def _looked_at_again(history: History, shown: Comparison) -> Comparison:
    """Return a link's comparison with what others have loaded meanwhile, which costs nothing."""
    ids = [who.creator_id for who in shown.creators]
    pending = any(found.pending for found in shown.histories().values())
    if pending and shown.batch.done and history.could_show_more(shown.histories()):
        shown = replace(shown, batch=history.open(ids))
        session.show(shown)
    return shown


def _retry(history: History, shown: Comparison) -> None:
    """Ask again for the creators that failed, and for nobody else."""
    ids = [who.creator_id for who in shown.creators]
    failed = [key for key, found in shown.histories().items() if found.failed]
    batch = history.open(ids, ask=failed, retrying=True)
    session.show(Comparison(shown.creators, batch, shown.asked))


checked = read_settings(os.environ)
if not isinstance(checked, SettingsMistakes):
    compare_page(checked)
