"""What the session knows of the list that is being made: its text, its edits, its saved name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from components.session import state as session
from components.wording.labels import decision_named
from services.sandbox.creators import nickname_of
from services.shortlist.creator import REMARK_LENGTH, Creator, clean_alias
from services.shortlist.field import Field
from services.shortlist.header import is_nameless
from services.shortlist.numbers import MOST_FOLLOWERS
from services.shortlist.prices import HIGHEST_PRICE
from services.text import visible_line

_SAVED, _ELSEWHERE, _COLUMNS = "list_saved", "list_edits_elsewhere", "list_columns"

PRICES = ("image", "video", "other")
"""The kinds of prices, as the tables that they are edited in name them."""


@dataclass(frozen=True)
class Saved:
    """The saved list that was opened or saved last: its name, version and creators."""

    name: str
    version: int
    creators: tuple[Creator, ...]


def text() -> str:
    """Return the text of the list: what was typed, pasted, uploaded or opened last."""
    return str(st.session_state.get(session.PASTE, ""))


def paste(text: str) -> None:
    """Take note of what was typed or pasted."""
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


def with_nicknames(creators: Sequence[Creator]) -> tuple[Creator, ...]:
    """Return the creators of the sandbox under its own nicknames, where nobody named them.

    They are noted too, so that the list, the picture and the link call everybody the same.
    """
    nicknames = [Creator(who.creator_id, nickname_of(who.creator_id)) for who in creators]
    known = session.creators(who.creator_id for who in creators)
    session.note(
        before.or_else(nickname)
        for before, nickname in zip(known, nicknames, strict=True)
        if nickname.alias and not before.alias
    )
    return tuple(who.or_else(nickname) for who, nickname in zip(creators, nicknames, strict=True))


def _ids(key: str) -> frozenset[str]:
    kept: frozenset[str] = st.session_state.get(key, frozenset())
    return kept


def edit(creators: Sequence[Creator]) -> None:
    """Take note of these creators as edited in place: on screen too, and whatever a paste says."""
    if session.creators(who.creator_id for who in creators) != tuple(creators):
        st.session_state[_ELSEWHERE] = edits_elsewhere() + 1
    _note(creators)


def edit_on_screen(creators: Sequence[Creator]) -> None:
    """Take note of these creators as edited in the ranking; the list's own table begins anew."""
    _note(creators)
    st.session_state[session.EDITS_TURN] = turn() + 1


def edits_elsewhere() -> int:
    """Return a number that grows with every edit that was not made in the ranking."""
    return int(st.session_state.get(_ELSEWHERE, 0))


def _note(creators: Sequence[Creator]) -> None:
    session.note(creators)
    edited = {who.creator_id for who in creators}
    st.session_state[session.EDITED] = _ids(session.EDITED) | edited


def edited(who: Creator, row: Mapping[Any, Any]) -> Creator:
    """Return a creator as the cells of a table say: texts cleaned, numbers where they can be one.

    Read are `name`, `decision` (in words), `remark`, `followers` and `PRICES`; what `row` lacks
    stays.
    """
    prices = {kind: _price(row[kind]) for kind in PRICES if kind in row}
    new = replace(who, prices=replace(who.prices, **prices))
    if "name" in row:
        new = replace(new, alias=clean_alias(_text(row["name"])))
    if "decision" in row:
        new = replace(new, decision=decision_named(_text(row["decision"])))
    if "remark" in row:
        new = replace(new, remark=visible_line(_text(row["remark"]), REMARK_LENGTH))
    if "followers" in row:
        new = replace(new, followers=_followers(row["followers"]))
    return new


def _text(value: Any) -> str:  # noqa: ANN401 - a cell
    return "" if pd.isna(value) else str(value)


def _followers(value: Any) -> int | None:  # noqa: ANN401 - a cell
    claimed = 0 if pd.isna(value) else int(value)
    return claimed if 1 <= claimed <= MOST_FOLLOWERS else None


def _price(value: Any) -> float | None:  # noqa: ANN401 - a cell
    price = 0.0 if pd.isna(value) else float(value)
    return price if 0 < price <= HIGHEST_PRICE else None


def columns(of: str) -> Mapping[str, Field]:
    """Return what the reader said that columns of a text hold, by title.

    It goes for a header's name as long as the list is in hand; but whose ids are paid for, and what
    a column without a name holds, only while the text that was asked about still stands in it.
    """
    kept: Mapping[str, tuple[Field, str]] = st.session_state.get(_COLUMNS, {})
    return {
        title: field
        for title, (field, text) in kept.items()
        if text in of or not (field is Field.CREATOR or is_nameless(title))
    }


def explain(of: str, title: str, field: Field | None) -> None:
    """Take note of what a column of a text holds; None stands for nothing. For callbacks only."""
    kept: dict[str, tuple[Field, str]] = dict(st.session_state.get(_COLUMNS, {}))
    if field is Field.CREATOR:
        kept = {one: said for one, said in kept.items() if said[0] is not Field.CREATOR}
    kept.pop(title, None)
    st.session_state[_COLUMNS] = kept if field is None else {**kept, title: (field, of)}


def take(text: str, creators: Sequence[Creator] = (), *, same_file: bool = False) -> None:
    """Begin another list: its text, and what is known of its creators beyond that.

    That the list before was edited is forgotten, and what its columns hold unless it came from the
    `same_file`. For callbacks only.
    """
    paste(text)
    if not same_file:
        st.session_state.pop(_COLUMNS, None)
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
