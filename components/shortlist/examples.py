"""The sandbox's creators, for whoever has no list at hand."""

from __future__ import annotations

import streamlit as st

from components.calls.asking import open_screen
from components.session import draft
from components.session import state as session
from components.wording.i18n import _, n_
from services.history.history import History
from services.sandbox.creators import EXAMPLES
from services.screen.screen import Screen
from services.settings.settings import Settings
from services.shortlist.creator import Creator

_FEW = 6


def show_examples(history: History, settings: Settings) -> None:
    """Put the first examples on screen: in the sandbox nothing costs anything.

    What a link asked for in vain is still said.
    """
    _paste(_FEW)
    creators = tuple(Creator(who.creator_id, who.nickname) for who in EXAMPLES[:_FEW])
    session.note(creators)
    open_screen(history, settings, Screen(creators))


def examples() -> None:
    """Offer the examples as a list."""
    with st.container(horizontal=True):
        few = n_("{n} example creator", "{n} example creators", _FEW).format(n=_FEW)
        st.button(few, on_click=_paste, args=(_FEW,), key="examples_6")
        text = _("All {n} examples").format(n=len(EXAMPLES))
        st.button(text, on_click=_paste, args=(len(EXAMPLES),), key="examples_all")


def _paste(count: int) -> None:
    draft.take("\n".join(who.creator_id for who in EXAMPLES[:count]))
    draft.set_saved(None)
