"""The whole ranking: every column, and what a reader knows of a creator edited where it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from zlib import crc32

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.ranking.columns import CHOOSABLE, COLUMNS
from components.ranking.writing import as_written, column_config, label_of
from components.session import draft
from components.session import state as session
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
from services.shortlist.creator import ALIAS_LENGTH, REMARK_LENGTH

EDITABLE = ("name", "decision", "price", "remark")

_COLUMNS, _TURN, _TOLD = "columns", "ranking_price_turn", "ranking_prices_refused"


def chosen_columns(filled: Collection[str]) -> list[str]:
    """Return the columns to show, of those that are `filled`: the chosen, and what is missing."""
    usual = [column.key for column in CHOOSABLE if column.shown]
    chosen = {"status", *st.session_state.get(_COLUMNS, usual)} & set(filled)
    return [one.key for one in COLUMNS if one.key == "name" or one.key in chosen]


def columns_control() -> None:
    """Draw the choice of columns."""
    if _COLUMNS not in st.session_state:
        st.session_state[_COLUMNS] = [column.key for column in CHOOSABLE if column.shown]
    with st.popover(_("Columns"), icon=":material/view_column:"):
        st.pills(
            _("Columns"),
            [column.key for column in CHOOSABLE],
            format_func=label_of,
            selection_mode="multi",
            key=_COLUMNS,
            persist_state="session",
        )


def ranking_editor(
    table: pd.DataFrame, columns: Sequence[str], price_kind: str, limits: Sequence[int]
) -> None:
    """Draw `columns` of `table`; name, decision, price (of `price_kind`) and remark can be edited.

    Streamlit keeps edits by row, so other rows, or an edit elsewhere, make it another table.
    `limits` are where tiers begin.
    """
    ids = list(table["creator_id"])
    turn = draft.edits_elsewhere(), st.session_state.get(_TURN, 0)
    key = f"ranking_editor_{crc32(repr((ids, price_kind, turn)).encode())}"
    order = list(dict.fromkeys(["name", "decision", *columns, "remark"]))
    st.data_editor(
        as_written(table[["creator_id", *order]]).assign(price=_prices(table)),
        hide_index=True,
        num_rows="fixed",
        column_order=order,
        column_config=column_config(limits) | _editable(),
        disabled=[name for name in order if name not in EDITABLE],
        key=key,
        placeholder="—",
        on_change=_take,
        args=(key, ids, price_kind),
        alt=_("Ranking with every chosen column; decisions, prices and remarks can be edited."),
    )
    told(_TOLD)


def _prices(table: pd.DataFrame) -> pd.Series[str]:
    prices = [None if pd.isna(price) else float(price) for price in table["price"]]
    return pd.Series(map(written, prices), index=table.index, dtype="str")


def _take(key: str, ids: Sequence[str], price_kind: str) -> None:
    """Take what was edited for what is known of these creators."""
    rows = st.session_state[key]["edited_rows"]
    edits = {
        ids[at]: {_field(name, price_kind): v for name, v in row.items()}
        for at, row in rows.items()
    }
    known = session.creators(edits)
    read = [read_cells(edits[who.creator_id], who, (price_kind,)) for who in known]
    draft.edit_on_screen(
        [draft.edited(who, edit.row) for who, edit in zip(known, read, strict=True)]
    )
    forget_told(_TOLD)
    if any(edit.is_untidy for edit in read):
        # What a cell shows is what was read, and the old price where nothing was.
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        tell_refused(_TOLD, [text for edit in read for text in edit.refused])


def _field(column: str, price_kind: str) -> str:
    return price_kind if column == "price" else column


def _editable() -> dict[str, ColumnConfig]:
    config = st.column_config
    return {
        "name": config.TextColumn(
            label_of("name"), max_chars=ALIAS_LENGTH, pinned=True, width="medium"
        ),
        "decision": config.SelectboxColumn(
            label_of("decision"), options=[decision_name(one) for one in DECISIONS], width=96
        ),
        "price": config.TextColumn(
            label_of("price"), max_chars=CELL_LENGTH, help=_("Yuan a post, as pasted")
        ),
        "remark": config.TextColumn(label_of("remark"), max_chars=REMARK_LENGTH, width="medium"),
    }
