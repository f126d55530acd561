"""What the session knows of the list that is being made: its text, its edits, its saved name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.session import state as session
from services.shortlist.creator import Creator

_SAVED = "list_saved"


@dataclass(frozen=True)
class Saved:
    """The saved list that was opened or saved last: its name, version and creators."""

    name: str
    version: int
    creators: tuple[Creator, ...]


def paste(text: str) -> None:
    """Put `text` in place of the paste. For callbacks, before the text area is drawn."""
    st.session_state[session.PASTE] = text


def edits() -> dict[str, Creator]:
    """Return what was edited in place, by creator id: it outranks what a paste says."""
    kept: dict[str, Creator] = st.session_state.get(session.EDITS, {})
    return kept


def edit(creators: Sequence[Creator]) -> None:
    """Keep these creators as edited in place."""
    st.session_state[session.EDITS] = {**edits(), **{who.creator_id: who for who in creators}}


def take(text: str, creators: Sequence[Creator] = ()) -> None:
    """Begin another list: its text, and what is known of its creators beyond that.

    Edits of the list before are dropped. For callbacks only.
    """
    paste(text)
    st.session_state[session.EDITS] = {who.creator_id: who for who in creators}
    st.session_state[session.EDITS_TURN] = turn() + 1


def turn() -> int:
    """Return a number that is another one for each list that was taken as a whole."""
    return int(st.session_state.get(session.EDITS_TURN, 0))


def saved() -> Saved | None:
    """Return the saved list that is being worked on, if any."""
    kept = st.session_state.get(_SAVED)
    return kept if isinstance(kept, Saved) else None


def set_saved(new: Saved | None) -> None:
    """Take note of the saved list that is being worked on."""
    st.session_state[_SAVED] = new


def note_on_screen(edited: Sequence[Creator]) -> None:
    """Give the creators on screen the names, prices, decisions and remarks that were edited.

    A paste alone changes nothing on screen. Who is on screen and what was fetched stays.
    """
    shown = session.comparison()
    if shown is None:
        return
    now = {who.creator_id: who for who in edited}
    noted = tuple(now.get(who.creator_id, who) for who in shown.creators)
    if noted != shown.creators:
        session.show(replace(shown, creators=noted))
        session.keep_prices(noted)


def name_on_screen() -> None:
    """Take note whether what is on screen is, to the letter, the saved list: a link may name it."""
    kept = saved()
    listed = session.listed()
    known = kept is not None and bool(listed) and kept.creators == listed
    session.set_list_name(kept.name if kept is not None and known else "")
