"""The table under the chart, and the same table as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.failure_text import reasons_text
from components.i18n import _
from components.palette import LineStyle
from components.sparkline import sparkline_svg
from services.csv_table import to_csv
from services.outcome import CreatorHistory

_NUMBERS = ("latest_total", "net_change", "growth_rate", "average_daily_net_change")


def table_frame(
    summary: pd.DataFrame,
    names: Mapping[str, str],
    histories: Mapping[str, CreatorHistory],
    *,
    collecting: bool = False,
) -> pd.DataFrame:
    """Return the table: one row a creator, the fastest growth first, those without data last.

    Columns `name` (str), `creator_id` (str), `latest_total` (Int64 followers), `net_change` (Int64
    followers), `growth_rate` (Float64 fraction), `average_daily_net_change` (Float64 followers a
    day), `first_day` and `last_day` (datetime64[us], China dates), `points` (Int64, days with a
    total), `status` (str: empty, or why something is missing; `collecting` says that it is on its
    way).
    """
    known = summary.set_index("creator_id").reindex(list(histories))
    known = known.assign(points=known["points"].fillna(0))
    known = known.sort_values("growth_rate", ascending=False, na_position="last", kind="stable")
    # A creator with one day of data has no rate either, and still goes before those with none.
    known = known.sort_values("points", key=lambda points: points == 0, kind="stable").reset_index()
    return pd.DataFrame(
        {
            "name": known["creator_id"].map(names),
            "creator_id": known["creator_id"],
            **{column: known[column] for column in _NUMBERS},
            "first_day": known["first_day"],
            "last_day": known["last_day"],
            "points": known["points"],
            "status": [
                _status(histories[key], collecting=collecting) for key in known["creator_id"]
            ],
        }
    )


def growth_table(
    table: pd.DataFrame,
    curves: Mapping[str, list[int | None]],
    styles: Mapping[str, LineStyle],
    file_stem: str,
) -> None:
    """Draw the table with a curve in each creator's colour, and the button that downloads it."""
    pictures = [
        _picture(curves[key], styles[key]) if key in curves else None for key in table["creator_id"]
    ]
    drawn = table.assign(curve=pd.Series(pictures, dtype="object"))
    order = ["curve", *table.columns.drop("creator_id")]
    if not table["status"].any():
        order.remove("status")
    st.dataframe(
        drawn,
        hide_index=True,
        column_order=order,
        column_config=_column_config(),
        key="growth_table",
        placeholder="—",
    )
    st.download_button(
        _("Download the table (CSV)"),
        data=lambda: to_csv(labelled(table)),
        file_name=f"{file_stem}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download_csv",
    )


def _status(found: CreatorHistory, *, collecting: bool) -> str:
    if found.failed:
        return reasons_text(found)
    if not found.pending:
        return ""
    return _("Still collecting") if collecting else _("Not loaded")


def _picture(curve: Sequence[int | None], style: LineStyle) -> str:
    return f"data:image/svg+xml,{quote(sparkline_svg(curve, style, width=120, height=28))}"


def _labels() -> dict[str, str]:
    return {
        "name": _("Creator"),
        "creator_id": _("Creator id"),
        "latest_total": _("Total followers"),
        "net_change": _("Net change"),
        "growth_rate": _("Growth rate"),
        "average_daily_net_change": _("Average per day"),
        "first_day": _("Data from"),
        "last_day": _("Data up to"),
        "points": _("Days with data"),
        "status": _("Remark"),
    }


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """The file says in its header that the rate is a fraction."""
    labels = _labels() | {"growth_rate": _("Growth rate (fraction)")}
    return table.rename(columns=labels)


def _column_config() -> dict[str, ColumnConfig]:
    labels = _labels()
    number, date = st.column_config.NumberColumn, st.column_config.DateColumn
    return {
        "curve": st.column_config.ImageColumn(_("Curve"), width=140),
        "name": st.column_config.TextColumn(labels["name"], pinned=True, width="medium"),
        "latest_total": number(labels["latest_total"], format="localized"),
        "net_change": number(labels["net_change"], format="localized", help=_("F_n − F_1")),
        "growth_rate": number(labels["growth_rate"], format="percent", help=_("(F_n − F_1) / F_1")),
        "average_daily_net_change": number(
            labels["average_daily_net_change"],
            format="%.1f",
            help=_("(F_n − F_1) / days between the first and the last point"),
        ),
        "first_day": date(labels["first_day"], format="YYYY-MM-DD"),
        "last_day": date(labels["last_day"], format="YYYY-MM-DD"),
        "points": number(labels["points"]),
        "status": st.column_config.TextColumn(labels["status"], width="large"),
    }
