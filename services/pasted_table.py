"""Lines and table rows of a pasted text: their cells, and which are name, prices and remark."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.pasted_headers import (
    is_header_row,
)
from services.pasted_links import has_id, ids_in
from services.pasted_notes import NO_NOTES, Header, Notes, header_of, read_notes

_MOST_LINES_OF_A_CELL = 10

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class PastedLine:
    """One line, or one table row.

    `row` is its first line in the paste, from 1. `cells` is empty for plain text. `notes` are what
    the row says of its creator, where a header row above says which cells do.
    """

    row: int
    text: str
    cells: tuple[str, ...] = ()
    notes: Notes = NO_NOTES


def read_lines(text: str) -> Iterator[PastedLine]:
    """Yield every line of `text` but the header rows; never raises.

    A line is a table row when it has a tab in it, or the delimiter of the CSV header above it
    (comma or semicolon). A quoted cell may go over several lines.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    header: Header | None = None
    position = 0
    while position < len(lines):
        delimiter = _delimiter(lines[position], header)
        guess = delimiter or next((mark for mark in ",;" if mark in lines[position]), "\t")
        cells, length = _record(lines, position, guess)
        text_of_row = " ".join(lines[position : position + length])
        found = _header(text_of_row, cells, guess, is_first=header is None)
        if found:
            header = found
        elif delimiter:
            notes = read_notes(cells, header, delimiter)
            yield PastedLine(position + 1, text_of_row, cells, notes)
        else:
            length = 1
            yield PastedLine(position + 1, lines[position])
        position += length


def _delimiter(line: str, header: Header | None) -> str:
    if "\t" in line:
        return "\t"
    # Excel quotes a cell with a line break in it, and that may be the first cell of a row.
    if header and (header.delimiter in line or line.startswith('"')):
        return header.delimiter
    return ""


def _record(lines: Sequence[str], start: int, delimiter: str) -> tuple[tuple[str, ...], int]:
    """Return the cells of the row that starts at `start`, and how many lines it takes."""
    first = lines[start]
    if '"' not in first:
        return tuple(first.split(delimiter)), 1
    cells = _quoted_cells([first], delimiter)
    if cells:
        return cells, 1
    for length in range(2, _MOST_LINES_OF_A_CELL + 1):
        row = lines[start : start + length]
        # Quotes come in pairs; where they do and it is no row yet, more lines won't make it one.
        if sum(line.count('"') for line in row) % 2 == 0:
            cells = _quoted_cells(row, delimiter)
            return (cells, length) if cells else (tuple(first.split(delimiter)), 1)
    return tuple(first.split(delimiter)), 1


def _quoted_cells(lines: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """Return the cells when `lines` are exactly one well-quoted row, else none."""
    try:
        rows = list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True))
    except csv.Error:
        return ()
    # Two stray quotes, lines apart, look like one long cell: it would swallow the creators between.
    if len(rows) != 1 or any("\n" in cell and len(ids_in(cell)) > 1 for cell in rows[0]):
        return ()
    return tuple(rows[0])


def _header(row: str, cells: Sequence[str], delimiter: str, *, is_first: bool) -> Header | None:
    if has_id(row) or "://" in row or not is_header_row(cells, is_first=is_first):
        return None
    return header_of(cells, delimiter)
