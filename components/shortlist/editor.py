"""The list as a table: names, prices, decisions and remarks, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.session import draft as list_state
from components.wording.i18n import _
from components.wording.labels import DECISIONS, decision_name, decision_named
from services.exports.csv_table import to_csv
from services.shortlist.creator import ALIAS_LENGTH, REMARK_LENGTH, Creator, clean_alias
from services.shortlist.prices import HIGHEST_PRICE, Prices
from services.text import visible_line

_BASE = "list_base"

_PRICES = ("image", "video", "other")

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
    edited = st.data_editor(
        table_of(base),
        hide_index=True,
        num_rows="fixed",
        column_config=_column_config(),
        column_order=_columns(base),
        key=key,
        height=min((len(base) + 1) * _ROW + 3, _MOST_PIXELS),
        placeholder="",
    )
    rows = edited.to_dict("records")
    changed = tuple(edited_creator(who, row) for who, row in zip(base, rows, strict=True))
    noted = [after for before, after in zip(base, changed, strict=True) if after != before]
    if noted:
        list_state.edit(noted)
    return changed


def table_of(creators: Sequence[Creator]) -> pd.DataFrame:
    """Return one row a creator.

    Columns `name`, `creator_id`, `remark` (str), `decision` (str, in words, NA where there is none
    yet), `image`, `video` and `other` (Float64, prices in yuan a post).
    """
    decisions = [None if who.decision is None else decision_name(who.decision) for who in creators]
    table = pd.DataFrame(
        {
            "name": pd.Series([who.alias for who in creators], dtype="str"),
            "creator_id": pd.Series([who.creator_id for who in creators], dtype="str"),
            "decision": pd.Series(decisions, dtype="str"),
            "remark": pd.Series([who.remark for who in creators], dtype="str"),
        }
    )
    for kind in _PRICES:
        table[kind] = pd.Series([getattr(who.prices, kind) for who in creators], dtype="Float64")
    return table


def edited_creator(who: Creator, row: Mapping[Any, Any]) -> Creator:
    """Return a creator as its row says now: texts cleaned, prices only where they can be one."""
    return replace(
        who,
        alias=clean_alias(_text(row["name"])),
        decision=decision_named(_text(row["decision"])),
        prices=Prices(*(_price(row[kind]) for kind in _PRICES)),
        remark=visible_line(_text(row["remark"]), REMARK_LENGTH),
    )


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
    return kept[1], f"list_editor_{kept[2]}"


def _columns(creators: Sequence[Creator]) -> list[str]:
    """Leave the price without a kind out where the list has none."""
    unnamed = any(who.prices.other is not None for who in creators)
    return ["name", "decision", *(_PRICES if unnamed else _PRICES[:2]), "remark", "creator_id"]


def _column_config() -> dict[str, ColumnConfig]:
    text, price = st.column_config.TextColumn, st.column_config.NumberColumn
    most = float(HIGHEST_PRICE)
    money = "¥%.0f"
    return {
        "name": text(_("Name"), max_chars=ALIAS_LENGTH, pinned=True, width="medium"),
        "decision": st.column_config.SelectboxColumn(
            _("Decision"), options=[decision_name(one) for one in DECISIONS]
        ),
        "image": price(_("Price, picture post"), min_value=0.0, max_value=most, format=money),
        "video": price(_("Price, video"), min_value=0.0, max_value=most, format=money),
        "other": price(_("Price"), min_value=0.0, max_value=most, format=money),
        "remark": text(_("Remark"), max_chars=REMARK_LENGTH, width="medium"),
        "creator_id": text(_("Creator id"), disabled=True),
    }


def _text(value: Any) -> str:  # noqa: ANN401 - a cell
    return "" if pd.isna(value) else str(value)


def _price(value: Any) -> float | None:  # noqa: ANN401 - a cell
    price = 0.0 if pd.isna(value) else float(value)
    return price if 0 < price <= HIGHEST_PRICE else None


def list_file(creators: Sequence[Creator]) -> Callable[[], bytes]:
    """Return what makes the list a CSV, under headers that `read_shortlist` knows.

    The words are chosen now: a download is built in a thread that knows no reader.
    """
    table = table_of(creators)[
        ["creator_id", "name", "image", "video", "other", "decision", "remark"]
    ]
    headers = {
        "creator_id": "creator_id",
        "name": _("nickname"),
        "image": _("image price"),
        "video": _("video price"),
        "other": _("price"),
        "decision": _("decision"),
        "remark": _("remark"),
    }
    worded = table.rename(columns=headers)
    return lambda: to_csv(worded)
