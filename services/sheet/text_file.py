"""An uploaded text file: its characters, and its rows when it is a CSV table under a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice

from services.sheet.bounds import COLUMN_LIMIT, ROW_LIMIT, Budget
from services.sheet.refusals import NOT_A_SHEET, UnreadableError
from services.sheet.rows import Sheet
from services.shortlist.columns import alias_columns
from services.shortlist.entries import entries_in
from services.shortlist.header_search import is_header_row
from services.shortlist.links import ids_in

_DELIMITERS = "\t;,"
_SEARCHED_FOR_HEADER = 20
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n|\r")
_AS_TEXT = re.compile(r'="([^"]*)"')
_LOOSE_TABS = re.compile(r"(?:^|(?<=[,;]))\t+|\t+(?=[,;]|$)")


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


def first_lines(text: str) -> tuple[list[str], bool]:
    """Return the lines of a text that are few and short enough, and whether there are more."""
    budget = Budget()
    lines: list[str] = []
    for line in _lines(text):
        if len(lines) == ROW_LIMIT or not budget.takes([line]):
            return lines, True
        lines.append(line.removesuffix("\n"))
    return lines, False


def sheet_of(text: str) -> Sheet | None:
    """Return the table of a CSV file, None where it has no header or its quotes are amiss."""
    found = max(((mark, *_header(text, mark)) for mark in _DELIMITERS), key=lambda found: found[2])
    delimiter, header, score = found
    if score < 2:
        return None
    try:
        return _table(_rows(text, delimiter, strict=True), header if delimiter == "," else ())
    except csv.Error:
        return None


def _table(found: Iterator[list[str]], header: Sequence[str]) -> Sheet | None:
    """Return as much of the rows as is read; None where stray quotes seem to swallow rows."""
    rows: list[list[str]] = []
    budget, is_cut, is_narrowed = Budget(), False, False
    for at, row in enumerate(found):
        # Two stray quotes, rows apart, look like one long cell: it would swallow those between.
        if any("\n" in cell and len(ids_in(cell)) > 1 for cell in row):
            return None
        if is_cut or not any(row):
            rows += [] if is_cut else [[]]
            continue
        is_narrowed = is_narrowed or any(row[COLUMN_LIMIT:])
        is_cut = at >= ROW_LIMIT or not budget.takes(row[:COLUMN_LIMIT])
        if not is_cut:
            rows.append(_aligned(row[:COLUMN_LIMIT], header))
    return Sheet(rows, is_cut=is_cut, is_narrowed=is_narrowed)


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    lines = _lines(text)
    if delimiter != "\t":
        # Exports end a cell in a tab, so that a spreadsheet takes no long number for one.
        lines = (_LOOSE_TABS.sub("", line) if "\t" in line else line for line in lines)
    rows = csv.reader(lines, delimiter=delimiter, strict=strict)
    # For the same reason, they write ="123".
    return ([*map(_bare, row[:COLUMN_LIMIT]), *row[COLUMN_LIMIT:]] for row in rows)


def _bare(cell: str) -> str:
    found = _AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return found[1] if found else cell


def _lines(text: str) -> Iterator[str]:
    # Not splitlines, which also splits at characters that stand inside cells.
    return StringIO(text if text.endswith("\n") else f"{text}\n", newline="\n")


def _header(text: str, delimiter: str) -> tuple[Sequence[str], int]:
    """Return the header there would be, and how many cells it has that no other mark set apart."""
    others = _DELIMITERS.replace(delimiter, "").strip()
    with suppress(csv.Error):
        for whole in islice(_rows(text, delimiter, strict=False), _SEARCHED_FOR_HEADER):
            row = whole[:COLUMN_LIMIT]
            if is_header_row(row, is_first=True) and not entries_in(" ".join(row)):
                cells = (cell.strip() for cell in row)
                return row, sum(cell == cell.strip(others) for cell in cells)
    return (), 0


def _aligned(row: list[str], header: Sequence[str]) -> list[str]:
    """Empty the cells of a row that is too long, but for the creator and the name.

    A price of 12,000 without quotes is two cells, and all that follows stands one too far.
    """
    if not header or not any(cell.strip() for cell in row[len(header) :]):
        return row
    names = alias_columns(header)
    return [cell if at in names or entries_in(cell) else "" for at, cell in enumerate(row)]
