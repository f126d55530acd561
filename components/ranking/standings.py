"""The ranking beside the chart: who is in colour, how each grew, and the way to its own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ButtonColumnResult, ColumnConfig

from components.chart.palette import LineStyle
from components.chart.sparkline import sparkline_svg
from components.ranking.writing import formula_of, label_of
from components.session import state as session
from components.wording.i18n import _
from services.text import short_name

KEY = "ranking"

_OPENED = "open_creator"
_NAME_CELLS = 13


def standings(
    table: pd.DataFrame,
    curves: Mapping[str, list[int | None]],
    styles: Mapping[str, LineStyle],
    height: int,
) -> str | None:
    """Draw the rows of `table` (of `components.ranking.table.worded`) in `height` pixels.

    A row that is ticked is in colour in the chart, and the other way round. Returns the creator
    that was just opened, if any.
    """
    ids = list(table["creator_id"])
    rows = [at for at, key in enumerate(ids) if key in session.highlighted()]
    if st.session_state.get(KEY, {}).get("selection", {}).get("rows", []) != rows:
        st.session_state[KEY] = {"selection": {"rows": rows}}
    st.dataframe(
        _drawn(table, curves, styles),
        height=height,
        hide_index=True,
        column_order=["name", "growth_rate", "growth", "curve", "latest_total"],
        column_config=_column_config(),
        key=KEY,
        placeholder="—",
        on_select=lambda: _take_over(ids),
        selection_mode="multi-row",
        alt=_("Ranking: a ticked row is in colour in the chart."),
    )
    opened = st.session_state.get(_OPENED)
    return None if opened is None else next(iter(_at(ids, [opened["row"]])), None)


def _drawn(
    table: pd.DataFrame, curves: Mapping[str, list[int | None]], styles: Mapping[str, LineStyle]
) -> pd.DataFrame:
    ids = list(table["creator_id"])
    pictures = [_picture(tuple(curves[key]), styles[key]) if key in curves else None for key in ids]
    return pd.DataFrame(
        {
            "creator_id": table["creator_id"],
            "name": [short_name(name, _NAME_CELLS) for name in table["name"]],
            "growth_rate": table["growth_rate"] * 100,
            "growth": table["growth"],
            "curve": pd.Series(pictures, dtype="object", index=table.index),
            "latest_total": table["latest_total"],
        }
    )


def _column_config() -> dict[str, ColumnConfig | ButtonColumnResult]:
    config = st.column_config
    return {
        "name": config.ButtonColumn(
            label_of("name"),
            type="tertiary",
            key=_OPENED,
            help=_("One creator in depth"),
            alignment="left",
            width=112,
            pinned=True,
        ),
        "growth_rate": config.NumberColumn(
            _("Change"), format="%+.1f%%", help=formula_of("growth_rate"), width=62
        ),
        "growth": config.TextColumn(_("Growth"), help=formula_of("growth"), width=80),
        "curve": config.ImageColumn(_("Curve"), width=68),
        "latest_total": config.NumberColumn(
            label_of("latest_total"), format="compact", help=formula_of("latest_total"), width=72
        ),
    }


def _take_over(ids: Sequence[str]) -> None:
    """Highlight in the chart what was ticked; rows that are filtered away keep theirs."""
    rows = st.session_state[KEY]["selection"]["rows"]
    hidden = [key for key in session.highlighted() if key not in ids]
    session.highlight([*hidden, *_at(ids, rows)])


def _at(ids: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return who stands in these rows; a browser may speak of a table that has since shrunk."""
    return [ids[row] for row in rows if row < len(ids)]


@lru_cache(2048)
def _picture(curve: tuple[int | None, ...], style: LineStyle) -> str:
    return f"data:image/svg+xml,{quote(sparkline_svg(curve, style, width=60, height=28))}"
