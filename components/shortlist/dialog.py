"""The list over the page: pasted, uploaded, opened or edited, and compared from there."""

from __future__ import annotations

import streamlit as st

from components.calls.asking import ask
from components.shortlist import actions
from components.shortlist.chips import close_list
from components.shortlist.form import shortlist_form
from components.wording.i18n import _
from services.history.history import History
from services.settings.settings import Settings


def list_dialog(history: History, settings: Settings) -> None:
    """Draw the list in a dialog; ask for what it names, and close it, when Compare was pressed."""
    dialog = st.dialog(_("Creators to compare"), width="large", on_dismiss=_dismissed)
    dialog(_content)(history, settings)


def _dismissed() -> None:
    actions.forget_told()
    close_list()


def _content(history: History, settings: Settings) -> None:
    form = shortlist_form(history, settings)
    if form.pressed:
        ask(history, settings, form.creators)
        close_list()
        st.rerun()
