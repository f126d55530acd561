"""One creator in depth: what its numbers say about its past, and how far they reach ahead."""

from __future__ import annotations

import streamlit as st

from components.app import COMPARE_PAGE, app_settings, language_switch, page_title
from components.calls.asking import ask_one, look_at, open_beside
from components.calls.cost_button import open_offer
from components.calls.failures import failures, pause_sign
from components.calls.gate import access_of, may_spend, unlock_form
from components.calls.loading import follow
from components.creator.opened import creator_choice, opened_creator
from components.creator.portrait import portrait
from components.notes import archive_notes, demo_badge, pinned_note_text, plain_http_warning
from components.session import state as session
from components.session.address import (
    link_notices,
    listed_screen,
    opened_beside,
    write_creator,
)
from components.session.comparison import Comparison
from components.wording.i18n import _
from components.wording.names import names_of
from services.history.cache import history_of
from services.history.history import History
from services.history.waiting import again
from services.screen.link import write_link
from services.settings.settings import Settings, SettingsMistakes


def creator_page(settings: Settings) -> None:
    """Compose the page. What is held shows at once; a call starts only from its button."""
    history = history_of(settings)
    plain_http_warning(settings)
    archive_notes(history)
    screen = opened_beside(history, lists_too=may_spend(settings))
    if screen is not None:
        open_beside(history, settings, screen)
    link_notices()
    creator_id, listed = opened_creator(), listed_screen()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.page_link(
            COMPARE_PAGE,
            label=_("Back to the comparison"),
            icon=":material/arrow_back:",
            query_params=write_link(listed) if listed is not None else None,
        )
        creator_choice(creator_id, sandbox=settings.sandbox)
        language_switch()
    if creator_id is None:
        demo_badge(settings)
        st.markdown(_("Compare creators first, then open one of them from the ranking."))
        return
    shown = look_at(history, settings, creator_id)
    page_title(names_of(session.introduced(shown), sandbox=settings.sandbox)[creator_id])
    write_creator(creator_id, listed)
    if not may_spend(settings):
        unlock_form(settings, access_of(settings))
    # the price is of this one, whoever else is listed
    if not shown.asked and open_offer([creator_id], history, settings):
        ask_one(history, settings, creator_id)
        st.rerun()
    _show(shown, creator_id, history, settings)


def _show(shown: Comparison, creator_id: str, history: History, settings: Settings) -> None:
    follow(shown, names_of(session.introduced(shown), sandbox=settings.sandbox))
    shown = look_at(history, settings, creator_id)  # the list takes in what has come by now
    names = names_of(session.introduced(shown), sandbox=settings.sandbox)
    if shown.as_of is not None:
        pinned_note_text(shown.as_of)
    pause_sign(history)
    found = shown.histories()[creator_id]
    portrait(shown, creator_id, names, settings)
    own = {creator_id: found}
    price = history.price([creator_id] if found.failed else [], retrying=True)
    waits = again(history, [creator_id])
    if failures(own, names, price, free=settings.sandbox, again=waits):
        ask_one(history, settings, creator_id, retrying=True)
        st.rerun()


checked = app_settings()
if not isinstance(checked, SettingsMistakes):
    creator_page(checked)
