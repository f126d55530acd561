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


def drafted(pasted: Sequence[Creator]) -> tuple[Creator, ...]:
    """Return the creators of a paste with what is known of them.

    What was edited in place outranks the paste. Where a link named the creator, what is known fills
    in what the paste does not say; else a price that is gone from the sheet is gone, and only what
    was decided stays.
    """
    known = session.creators(who.creator_id for who in pasted)
    return tuple(_drafted(who, kept) for who, kept in zip(pasted, known, strict=True))


def _drafted(who: Creator, kept: Creator) -> Creator:
    if who.creator_id in _ids(session.EDITED):
        return kept
    if who.creator_id in _ids(session.LINKED):
        return who.or_else(kept)
    return replace(who, decision=who.decision or kept.decision)


def _ids(key: str) -> frozenset[str]:
    kept: frozenset[str] = st.session_state.get(key, frozenset())
    return kept


def edit(creators: Sequence[Creator]) -> None:
    """Take note of these creators as edited in place: on screen too, and whatever a paste says."""
    session.note(creators)
    edited = {who.creator_id for who in creators}
    st.session_state[session.EDITED] = _ids(session.EDITED) | edited


def take(text: str, creators: Sequence[Creator] = ()) -> None:
    """Begin another list: its text, and what is known of its creators beyond that.

    That the list before was edited is forgotten. For callbacks only.
    """
    paste(text)
    st.session_state[session.EDITED] = st.session_state[session.LINKED] = frozenset()
    edit(creators)
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


def name_on_screen() -> None:
    """Take note whether what is on screen is, to the letter, the saved list: a link may name it."""
    kept = saved()
    listed = session.listed()
    known = kept is not None and bool(listed) and kept.creators == listed
    session.set_list_name(kept.name if kept is not None and known else "")
