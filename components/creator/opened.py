"""Which creator the page is about, and what is known of it."""

from __future__ import annotations

import streamlit as st

from components.session import state as session
from components.session.address import KOL
from components.wording.i18n import _, say
from components.wording.names import names_of
from services.screen.link import read_link
from services.screen.screen import Screen

_CHOICE = "creator_choice"


def opened_creator() -> str | None:
    """Return the creator that the address names (`?kol=<id>[~alias]`), else the last one opened.

    None, with a sentence, where the address names no creator and none was opened before.
    """
    asked = st.query_params.get(KOL, "")
    screen, notices = read_link({"kols": asked.split(",")[0]}) if asked else (Screen(), ())
    for notice in notices:
        st.info(say(notice))
    session.note(
        before.or_else(who)
        for before, who in zip(
            session.creators(who.creator_id for who in screen.creators),
            screen.creators,
            strict=True,
        )
    )
    opened = screen.creators[0].creator_id if screen.creators else session.last_creator()
    if opened is not None:
        session.remember_creator(opened)
    return opened


def creator_choice(current: str | None, *, sandbox: bool) -> None:
    """Draw the choice among the creators of the list on screen, where there are others."""
    shown = session.comparison()
    listed = session.introduced(shown) if shown is not None else ()
    ids = [who.creator_id for who in listed]
    if not ids or ids == [current]:
        return
    names = names_of(listed, sandbox=sandbox)
    st.session_state[_CHOICE] = current if current in ids else None
    st.selectbox(
        _("Creator"),
        ids,
        format_func=lambda key: names[key],
        key=_CHOICE,
        index=None,
        placeholder=_("Choose from the list on screen"),
        on_change=_choose,
    )


def _choose() -> None:
    chosen = st.session_state[_CHOICE]
    if chosen:
        st.query_params[KOL] = chosen
