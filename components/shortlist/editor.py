"""The list as a table: names, followers, prices, decisions and remarks, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.column_types import ColumnConfig

from components.session import draft as list_state
from components.session.price_cells import (
    CELL_LENGTH,
    forget_told,
    read_cells,
    tell_refused,
    told,
    written,
)
from components.wording.i18n import _
from components.wording.labels import DECISIONS, decision_name
from services.exports.csv_table import to_csv
from services.shortlist.creator import ALIAS_LENGTH, REMARK_LENGTH, Creator
from services.shortlist.numbers import MOST_FOLLOWERS

_BASE, _TOLD = "list_base", "list_prices_refused"

_ROW, _MOST_PIXELS = 35, 360


def list_editor(
    creators: Sequence[Creator], pasted: Sequence[Creator] | None = None
) -> tuple[Creator, ...]:
    """Draw the table and return the creators as edited.

    Streamlit keeps edits against the rows that it was first given, so these stay the same as long
    as what was `pasted` does (`creators` unless given), and every other list is another table.
    """
    if not creators:
        return ()
    base, key = _base(creators, tuple(creators if pasted is None else pasted))
    place = st.empty()
    rows = _drawn(place, base, key)
    edits = [read_cells(row, who, list_state.PRICES) for who, row in zip(base, rows, strict=True)]
    changed = tuple(list_state.edited(who, edit.row) for who, edit in zip(base, edits, strict=True))
    noted = [after for before, after in zip(base, changed, strict=True) if after != before]
    if noted:
        list_state.edit(noted)
    if any(edit.is_untidy for edit in edits):
        # What a cell shows is what was read, and the old price where nothing was.
        _drawn(place, *_renewed(changed))
        tell_refused(_TOLD, [text for edit in edits for text in edit.refused])
    told(_TOLD)
    return changed


def _drawn(place: DeltaGenerator, base: Sequence[Creator], key: str) -> list[dict[Hashable, Any]]:
    """Draw the table and return its rows as edited."""
    table = table_of(base)
    for kind in list_state.PRICES:
        prices = [written(getattr(who.prices, kind)) for who in base]
        table[kind] = pd.Series(prices, dtype="str")
    edited = place.data_editor(
        table,
        hide_index=True,
        num_rows="fixed",
        column_config=_column_config(),
        column_order=_columns(base),
        key=key,
        height=min((len(base) + 1) * _ROW + 3, _MOST_PIXELS),
        placeholder="",
        on_change=forget_told,
        args=(_TOLD,),
    )
    return list(edited.to_dict("records"))


def _renewed(changed: tuple[Creator, ...]) -> tuple[tuple[Creator, ...], str]:
    stamp, _rows, number = st.session_state[_BASE]
    st.session_state[_BASE] = (stamp, changed, number + 1)
    return changed, _key(number + 1)


def _key(number: int) -> str:
    return f"list_editor_{number}"


def table_of(creators: Sequence[Creator]) -> pd.DataFrame:
    """Return one row a creator.

    Columns `name`, `creator_id`, `remark` (str), `decision` (str, in words, NA where there is none
    yet), `followers` (Int64, as the sheet claims), `image`, `video` and `other` (Float64, prices in
    yuan a post).
    """
    decisions = [None if who.decision is None else decision_name(who.decision) for who in creators]
    table = pd.DataFrame(
        {
            "name": pd.Series([who.alias for who in creators], dtype="str"),
            "creator_id": pd.Series([who.creator_id for who in creators], dtype="str"),
            "decision": pd.Series(decisions, dtype="str"),
            "remark": pd.Series([who.remark for who in creators], dtype="str"),
            "followers": pd.Series([who.followers for who in creators], dtype="Int64"),
        }
    )
    for kind in list_state.PRICES:
        table[kind] = pd.Series([getattr(who.prices, kind) for who in creators], dtype="Float64")
    return table


def _base(
    creators: Sequence[Creator], pasted: tuple[Creator, ...]
) -> tuple[tuple[Creator, ...], str]:
    """Return the rows that this list's table began with, and the table's key."""
    stamp = (list_state.turn(), pasted)
    kept = st.session_state.get(_BASE)
    if kept is None or kept[0] != stamp:
        number = kept[2] + 1 if kept is not None else 1
        kept = (stamp, tuple(creators), number)
        st.session_state[_BASE] = kept
    return kept[1], _key(kept[2])


def _columns(creators: Sequence[Creator]) -> list[str]:
    """Leave followers, and the price without a kind, out where the list has none."""
    unnamed = any(who.prices.other is not None for who in creators)
    claimed = any(who.followers is not None for who in creators)
    prices = list_state.PRICES if unnamed else list_state.PRICES[:2]
    numbers = [*(["followers"] if claimed else []), *prices]
    return ["name", "decision", *numbers, "remark", "creator_id"]


def _column_config() -> dict[str, ColumnConfig]:
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    price = partial(text, max_chars=CELL_LENGTH)
    return {
        "name": text(_("Name"), max_chars=ALIAS_LENGTH, pinned=True, width="medium"),
        "decision": st.column_config.SelectboxColumn(
            _("Decision"), options=[decision_name(one) for one in DECISIONS]
        ),
        "followers": number(
            _("Followers in the sheet"), min_value=1, max_value=MOST_FOLLOWERS, format="%,d"
        ),
        "image": price(_("Price, picture post")),
        "video": price(_("Price, video")),
        "other": price(_("Price")),
        "remark": text(_("Remark"), max_chars=REMARK_LENGTH, width="medium"),
        "creator_id": text(_("Creator id"), disabled=True),
    }


def list_file(creators: Sequence[Creator]) -> Callable[[], bytes]:
    """Return what makes the list a CSV, under headers that `read_shortlist` knows.

    The words are chosen now: a download is built in a thread that knows no reader.
    """
    headers = {
        "creator_id": "creator_id",
        "name": _("nickname"),
        "followers": _("followers"),
        "image": _("image price"),
        "video": _("video price"),
        "other": _("price"),
        "decision": _("decision"),
        "remark": _("remark"),
    }
    worded = table_of(creators)[list(headers)].rename(columns=headers)
    return lambda: to_csv(worded)
