"""Who is compared, in one line: taken out or added in place, or edited as a whole list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import streamlit as st

from components.session import draft
from components.session import state as session
from components.wording.formats import plain
from components.wording.i18n import _, n_, say
from services.shortlist.creator import Creator
from services.shortlist.paste import read_shortlist

MOST_CHIPS = 8
"""Creators that stand one by one: more would be noise, and open as a list."""

_REFUSED, _OPEN = "chips_refused", "list_open"

_WIDTH = 620  # pixels; a phone gets what it has


def list_is_open() -> bool:
    """Say whether the list is open for a paste, a sheet or edits."""
    return bool(st.session_state.get(_OPEN, False))


def open_list() -> None:
    """Open the list. For callbacks."""
    st.session_state[_OPEN] = True


def close_list() -> None:
    """Close the list; what was typed there stays."""
    st.session_state[_OPEN] = False


def chips(ids: Sequence[str], names: Mapping[str, str]) -> tuple[Creator, ...] | None:
    """Draw who is compared; return the new list where the reader has changed it."""
    if len(ids) > MOST_CHIPS:
        text = n_("{n} creator", "{n} creators", len(ids)).format(n=len(ids))
        st.button(text, icon=":material/group:", key="open_list", on_click=open_list)
        return None
    chosen = st.multiselect(
        _("Creators compared: type a link or an id to add one"),
        list(ids),
        list(ids),
        format_func=lambda key: names.get(key, key),
        # Another list is another widget, and so is the same one after an entry that was no use:
        # what is on screen decides, not what was typed before.
        key=f"chips_{crc32(repr((ids, draft.turn(), names)).encode())}",
        accept_new_options=True,
        placeholder=_("Add a link or an id"),
        label_visibility="collapsed",
        wrap=False,
        width=_WIDTH,
    )
    return None if chosen == list(ids) else _taken(chosen)


def _taken(chosen: Sequence[str]) -> tuple[Creator, ...]:
    """Return the creators of a line, ids and typed entries; put them in place of the paste."""
    shortlist = read_shortlist("\n".join(chosen))
    creators = session.filled_in(shortlist.creators)
    draft.take("\n".join(who.creator_id for who in creators), creators)
    refused = [f"{plain(one.text)} — {say(one.reason)}" for one in shortlist.refusals]
    st.session_state[_REFUSED] = refused
    return creators


def refused_chips() -> None:
    """Say once what was typed into the line and could not be used."""
    for sentence in st.session_state.pop(_REFUSED, ()):
        st.info(sentence)
