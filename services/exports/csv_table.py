"""A table as CSV that a spreadsheet opens without running or changing any cell."""

from __future__ import annotations

import re

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

# A spreadsheet takes a cell for a formula by its first character, also behind spaces, and converts
# the full-width forms that an East Asian keyboard produces.
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|\s*[\t\r\n]")


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return `frame` as the bytes of a CSV file: UTF-8 with BOM, comma, CRLF, header, no index.

    Numbers are written as they are, negative ones too. A text (cell or header) that a spreadsheet
    would run as a formula gets a leading apostrophe, and no other text does: an id of digits alone
    must be equal in every file, and no sign before it is unseen by Excel, WPS and pandas alike (an
    address that ends with the id is text to all three, where a column has it). Days become
    `YYYY-MM-DD` (moments `YYYY-MM-DDTHH:MM:SS`), NA an empty cell; NUL is dropped, a lone surrogate
    becomes `?`.
    """
    columns = [_column(frame.iloc[:, position]) for position in range(frame.shape[1])]
    table = pd.concat(columns, axis="columns") if columns else frame
    header = [_neutral(str(name)) for name in frame.columns]
    text: str = table.set_axis(header, axis="columns").to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", errors="replace")


def _column(column: pd.Series) -> pd.Series:
    if is_datetime64_any_dtype(column.dtype):
        is_days = bool((column.dropna() == column.dropna().dt.normalize()).all())
        iso: pd.Series = column.dt.strftime("%Y-%m-%d" if is_days else "%Y-%m-%dT%H:%M:%S")
        return iso
    if is_numeric_dtype(column.dtype):
        return column
    cells = [_neutral(cell) if isinstance(cell, str) else cell for cell in column]
    return pd.Series(cells, index=column.index, dtype=object)


def _neutral(text: str) -> str:
    without_nul = text.replace("\0", "")
    return f"'{without_nul}" if _FORMULA.match(without_nul) else without_nul
