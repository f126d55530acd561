"""The ranking under the chart, and the same table as a file has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.chart.palette import LineStyle
from components.chart.sparkline import sparkline_svg
from components.ranking.columns import CHOOSABLE, COLUMNS, column_config, file_labels, label_of
from components.session import state as session
from components.wording.failures import reasons_text
from components.wording.i18n import _
from components.wording.labels import (
    decision_name,
    growth_name,
    tier_name,
    tier_names,
    verdict_name,
)
from services.history.creator_history import CreatorHistory
from services.shortlist.creator import Creator

_TABLE, _OPENED, _TIERS, _COLUMNS = "ranking", "open_creator", "tiers", "columns"


@dataclass(frozen=True)
class ShownRanking:
    """What a reader sees: rows and columns (keys), in this order, and the tiers filtered for.

    `table` has all columns of `worded`. `opened` is the creator that was just opened, if any.
    """

    table: pd.DataFrame
    columns: Sequence[str]
    tiers: Sequence[str] = ()
    opened: str | None = None


def worded(
    ranked: pd.DataFrame,
    names: Mapping[str, str],
    histories: Mapping[str, CreatorHistory],
    creators: Sequence[Creator] = (),
    *,
    collecting: bool = False,
) -> pd.DataFrame:
    """Return `services.growth.ranking` in words, with the columns of `COLUMNS` and `creator_id`.

    `name`, `growth`, `tier`, `verdict`, `decision`, `remark` and `status` are str: `status` is
    empty, or says why something is missing; `collecting` says that it is on its way. Decisions and
    remarks are those of `creators`, NA where there is none. The numbers stay as they are.
    """
    ids = list(ranked["creator_id"])
    decisions = {who.creator_id: decision_name(who.decision) for who in creators if who.decision}
    remarks = {who.creator_id: who.remark for who in creators if who.remark}
    derived = pd.Series([histories[key].derived for key in ids], dtype="bool")
    table = ranked.assign(
        name=[names[key] for key in ids],
        tier=ranked["tier"].map(tier_name, na_action="ignore").astype("str"),
        growth=ranked["growth"].map(growth_name, na_action="ignore").astype("str"),
        verdict=ranked["verdict"].map(verdict_name, na_action="ignore").astype("str"),
        decision=ranked["creator_id"].map(decisions).astype("str"),
        remark=ranked["creator_id"].map(remarks).astype("str"),
        status=[_status(histories[key], collecting=collecting) for key in ids],
    )
    # Derived new followers are the net change itself: nothing to compare.
    table["verdict"] = table["verdict"].mask(derived)
    return table[["creator_id", *(column.key for column in COLUMNS)]]


def ranking_table(
    table: pd.DataFrame,
    curves: Mapping[str, list[int | None]],
    styles: Mapping[str, LineStyle],
    limits: Sequence[int],
) -> ShownRanking:
    """Draw the table (of `worded`) and its controls; return what is shown of it.

    A row that is selected is highlighted in the chart, and the other way round. `limits` are where
    tiers begin.
    """
    shown = _controls(table)
    table = shown.table
    pictures = [
        _picture(curves[key], styles[key]) if key in curves else None for key in table["creator_id"]
    ]
    drawn = table.assign(
        curve=pd.Series(pictures, dtype="object", index=table.index), open=":material/query_stats:"
    )
    ids = list(table["creator_id"])
    rows = [at for at, key in enumerate(ids) if key in session.highlighted()]
    if st.session_state.get(_TABLE, {}).get("selection", {}).get("rows", []) != rows:
        st.session_state[_TABLE] = {"selection": {"rows": rows}}
    st.dataframe(
        drawn,
        hide_index=True,
        column_order=["open", "curve", *shown.columns],
        column_config=column_config(limits)
        | {
            "curve": st.column_config.ImageColumn(_("Curve"), width=140),
            "open": st.column_config.ButtonColumn(
                "", type="tertiary", key=_OPENED, help=_("One creator in depth"), width=50
            ),
        },
        key=_TABLE,
        placeholder="—",
        on_select=lambda: _take_over(ids),
        selection_mode="multi-row",
    )
    opened = st.session_state.get(_OPENED)
    if opened is None:
        return shown
    return replace(shown, opened=next(iter(_at(ids, [opened["row"]])), None))


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as a file has it: header in words, percentages marked as fractions."""
    first = ["name", "creator_id"]
    return table[[*first, *table.columns.drop(first)]].rename(columns=file_labels())


def _controls(table: pd.DataFrame) -> ShownRanking:
    """Draw the filter and the choice of columns; return the rows and the columns to show."""
    kept: Sequence[str] = ()
    tiers = [tier for tier in tier_names() if (table["tier"] == tier).any()]
    filled = [column for column in CHOOSABLE if table[column.key].notna().any()]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(tiers) > 1:
            kept = st.pills(
                label_of("tier"), tiers, selection_mode="multi", key=_TIERS, persist_state="session"
            )
            table = table[table["tier"].isin(kept)] if kept else table
        if _COLUMNS not in st.session_state:
            st.session_state[_COLUMNS] = [column.key for column in CHOOSABLE if column.shown]
        with st.popover(_("Columns"), icon=":material/view_column:"):
            chosen = st.pills(
                _("Columns"),
                [column.key for column in CHOOSABLE],
                format_func=label_of,
                selection_mode="multi",
                key=_COLUMNS,
                persist_state="session",
            )
    columns = ["name", *(column.key for column in filled if column.key in chosen)]
    columns += ["status"] if any(table["status"]) else []
    return ShownRanking(table.reset_index(drop=True), columns, tuple(kept))


def _take_over(ids: Sequence[str]) -> None:
    """Highlight in the chart what was selected in the table; rows not shown keep theirs."""
    rows = st.session_state[_TABLE]["selection"]["rows"]
    hidden = [key for key in session.highlighted() if key not in ids]
    session.highlight([*hidden, *_at(ids, rows)])


def _at(ids: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return who stands in these rows; a browser may speak of a table that has since shrunk."""
    return [ids[row] for row in rows if row < len(ids)]


def _status(found: CreatorHistory, *, collecting: bool) -> str:
    if found.failed:
        return reasons_text(found)
    if not found.pending:
        return ""
    return _("Still collecting") if collecting else _("Not loaded")


def _picture(curve: Sequence[int | None], style: LineStyle) -> str:
    return f"data:image/svg+xml,{quote(sparkline_svg(curve, style, width=120, height=28))}"
