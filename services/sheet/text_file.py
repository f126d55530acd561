"""An uploaded text file: its characters, and its rows when it is a CSV table under a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from services.sheet.refusals import NOT_A_SHEET, UnreadableError
from services.shortlist.entries import entries_in
from services.shortlist.headers import alias_columns, is_header_row
from services.shortlist.links import ids_in

_DELIMITERS = "\t;,"
_SEARCHED_FOR_HEADER = 20
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n|\r")


def decoded(data: bytes) -> str:
    """Return the text of `data`, its lines ended by line feeds.

    Reads UTF-8 and GB18030, and UTF-16 that says so. Raises UnreadableError for anything else.
    """
    # GB18030 comes last, as it takes much that is something else.
    encodings = ["utf-16"] if data.startswith(_UTF_16_BOMS) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            # Spreadsheets also save web pages and XML under the name of a sheet.
            if "\0" not in text and not text.lstrip().startswith("<"):
                return _LINE_END.sub("\n", text)
    raise UnreadableError(NOT_A_SHEET)


def table_rows(text: str) -> list[list[str]] | None:
    """Return the rows of a CSV table, or None when `text` has no header or is not well quoted."""
    delimiter, header = max(
        ((mark, _header(text, mark)) for mark in _DELIMITERS), key=lambda found: len(found[1])
    )
    if len(header) < 2:
        return None
    try:
        rows = list(csv.reader(_lines(text), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    # Two stray quotes, rows apart, look like one long cell: it would swallow those between.
    if any("\n" in cell and len(ids_in(cell)) > 1 for row in rows for cell in row):
        return None
    return [_aligned(row, header) for row in rows] if delimiter == "," else rows


def _lines(text: str) -> Iterator[str]:
    # Not splitlines, which also splits at characters that stand inside cells.
    return (f"{line}\n" for line in text.removesuffix("\n").split("\n"))


def _header(text: str, delimiter: str) -> Sequence[str]:
    with suppress(csv.Error):
        for row in islice(csv.reader(_lines(text), delimiter=delimiter), _SEARCHED_FOR_HEADER):
            if is_header_row(row, is_first=True) and not entries_in(" ".join(row)):
                return row
    return ()


def _aligned(row: list[str], header: Sequence[str]) -> list[str]:
    """Empty the cells of a row that is too long, but for the creator and the name.

    A price of 12,000 without quotes is two cells, and all that follows stands one too far.
    """
    if not any(cell.strip() for cell in row[len(header) :]):
        return row
    names = alias_columns(header)
    return [cell if at in names or entries_in(cell) else "" for at, cell in enumerate(row)]
