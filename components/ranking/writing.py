"""How the columns of the ranking are headed and written, on the screen and in files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.ranking.columns import COLUMNS, Column
from components.wording.i18n import _
from components.wording.labels import tiers_explained
from services.exports.figures import FORMATS, Kind

_PERCENT_DIGITS = {"rate": 1, "share": 1, "fine_share": 2}


def label_of(key: str) -> str:
    """Return a column's label in the reader's language."""
    column = next(column for column in COLUMNS if column.key == key)
    return _(column.label)


def formula_of(key: str) -> str | None:
    """Return a column's formula in the reader's language, None where it needs none."""
    column = next(column for column in COLUMNS if column.key == key)
    return _(column.formula) if column.formula else None


def label_with_unit(column: Column) -> str:
    """Return a column's label in the reader's language, with the unit of its figures."""
    if not column.unit:
        return _(column.label)
    return _("{label} ({unit})").format(label=_(column.label), unit=_(column.unit))


def file_labels() -> dict[str, str]:
    """Return the header of every column in a file, where percentages stand as fractions."""
    labels = {
        column.key: _(column.fraction) if column.fraction else label_with_unit(column)
        for column in COLUMNS
    }
    return labels | {"creator_id": _("Creator id")}


def column_config(limits: Sequence[int]) -> dict[str, ColumnConfig]:
    """Return Streamlit's configuration of all columns; `limits` are where tiers begin."""
    config = {column.key: _configured(column) for column in COLUMNS}
    config["name"] = st.column_config.TextColumn(label_of("name"), pinned=True, width="medium")
    explained = tiers_explained(limits)
    config["tier"] = st.column_config.TextColumn(label_of("tier"), help=explained)
    for key in ("marketplace_page", "profile_page"):
        config[key] = st.column_config.LinkColumn(label_of(key), display_text=_("Open"))
    config["status"] = st.column_config.TextColumn(label_of("status"), width="large")
    return config


def _configured(column: Column) -> ColumnConfig:
    label, formula = _(column.label), formula_of(column.key)
    if column.kind == "text":
        return st.column_config.TextColumn(label, help=formula)
    if column.kind == "date":
        return st.column_config.DateColumn(label, format=FORMATS[column.kind].table, help=formula)
    return st.column_config.NumberColumn(label, format=_format(column.kind), help=formula)


def _format(kind: Kind) -> str:
    """Return how Streamlit writes numbers of a kind (of `as_written`), in printf's terms."""
    table = FORMATS[kind].table
    return _("{n} a day").format(n=table) if kind in ("pace", "fine_share") else table


def as_written(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table, or columns of it, with percentages in percent, as far as they are written.

    Rounded here: a browser writes what rounds to zero with a minus.
    """
    digits = {
        column.key: _PERCENT_DIGITS[column.kind]
        for column in COLUMNS
        if column.kind in _PERCENT_DIGITS and column.key in table
    }
    percentages = {key: (table[key] * 100).round(most) + 0.0 for key, most in digits.items()}
    return table.assign(**percentages)
