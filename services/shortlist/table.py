"""Lines and rows of a pasted text: their cells, and the header that they stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from services.shortlist.bounds import MOST_CELLS
from services.shortlist.cells import NOBODY, read_row
from services.shortlist.creator import Creator
from services.shortlist.entries import name_in
from services.shortlist.field import Field
from services.shortlist.header import Header, header_of
from services.shortlist.header_search import (
    is_explained,
    is_header_cell,
    is_header_row,
    is_typed_header,
)
from services.shortlist.links import has_id
from services.shortlist.names import name_of_line, name_of_row
from services.shortlist.records import (
    TYPED_MARKS,
    is_markdown_row,
    mark_of,
    record,
    without_ending_tabs,
)

MOST_CELLS_SOUGHT = 20_000
"""Most cells of lines without a creator that are looked at for a header: each takes its time."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class PastedLine:
    """One line, or one table row.

    `row` is its first line in the paste, from 1. `cells` is empty for plain text. `says` is a
    creator without an id: what the row says of it, where a header row above says which cells do,
    or as share text. `header` is the one above, and `fits` whether the cells stand below its own.
    `is_cut` says that the row has more cells than are read.
    """

    row: int
    text: str
    cells: tuple[str, ...] = ()
    says: Creator = NOBODY
    header: Header | None = None
    fits: bool = False
    is_cut: bool = False


def read_lines(text: str, chosen: Mapping[str, Field] | None = None) -> Iterator[PastedLine]:
    """Yield every line of `text` but the header rows; never raises.

    A line is a table row when it has a tab in it, or the delimiter of the CSV header above it
    (comma or semicolon), or is one of a Markdown table, or has as many words as a typed header
    above it: chat programs make spaces of tabs. A quoted cell may go over several lines.
    `chosen` says what columns hold, by their titles.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    chosen = chosen or {}
    header: Header | None = None
    unheaded = cache(partial(_unheaded, chosen=chosen))
    position = sought = 0
    while position < len(lines):
        line = lines[position] = without_ending_tabs(
            lines[position], header.delimiter if header else ""
        )
        delimiter = _delimiter(line, header)
        guess = delimiter or mark_of(lines, position)
        cells, length = record(lines, position, guess)
        too_wide = len(cells) > MOST_CELLS
        cells = cells[:MOST_CELLS]
        text_of_row = " ".join(lines[position : position + length])
        found = None
        if sought < MOST_CELLS_SOUGHT and line.strip() and _can_head(text_of_row, cells):
            sought += len(cells)
            found = _header(cells, guess, chosen, is_first=header is None)
        if found:
            header = found
        elif delimiter:
            above = header or unheaded(len(cells), delimiter)
            line_read = _row(position + 1, text_of_row, cells, above, delimiter)
            yield replace(line_read, is_cut=True) if too_wide else line_read
        else:
            length = 1
            yield _plain(position + 1, line, header)
        position += length


def _delimiter(line: str, header: Header | None) -> str:
    if is_markdown_row(line):
        return "|"
    if "\t" in line:
        return "\t"
    if header and header.delimiter == " ":
        return " " if len(line.split()) == header.width else ""
    # Excel quotes a cell with a line break in it, and that may be the first cell of a row.
    if header and (header.delimiter in line or line.startswith('"')):
        return header.delimiter
    return ""


def _row(
    row: int, text: str, cells: tuple[str, ...], header: Header | None, delimiter: str
) -> PastedLine:
    if header is None:
        return PastedLine(row, text, cells, replace(NOBODY, alias=name_of_row(cells)))
    fits = header.delimiter == delimiter and not _is_too_long(cells, header)
    return PastedLine(row, text, cells, read_row(cells, header, fits=fits), header, fits)


def _is_too_long(cells: Sequence[str], header: Header) -> bool:
    # In CSV, 12,000 without quotes is two cells: a price of 12, and all that follows one too far.
    return header.delimiter in {",", "，"} and any(cell.strip() for cell in cells[header.width :])


def _plain(row: int, line: str, header: Header | None) -> PastedLine:
    says = replace(NOBODY, alias=name_in(line) or name_of_line(line))
    # A line without a delimiter is the first cell of its row.
    return PastedLine(row, line, (), says, header, fits=header is not None)


def _unheaded(width: int, delimiter: str, *, chosen: Mapping[str, Field]) -> Header | None:
    """Return a header for rows without one, where the reader says what their columns hold."""
    if not any(title.startswith("#") for title in chosen):
        return None
    return header_of([""] * width, delimiter, chosen)


def _header(
    cells: Sequence[str], delimiter: str, chosen: Mapping[str, Field], *, is_first: bool
) -> Header | None:
    if delimiter in TYPED_MARKS and not is_typed_header(cells):
        cells = (delimiter.join(cells),)
    bare = [cell for cell in cells if not has_id(cell) and "://" not in cell]
    has_example = len(bare) < len(cells)
    is_header = is_header_row(cells, is_first=is_first, has_example=has_example)
    # Without another header beside them, `user_id: …, note_id: …` are data.
    is_header = is_header and (not has_example or any(map(is_header_cell, bare)))
    return header_of(cells, delimiter, chosen) if is_header else None


def _can_head(row: str, cells: Sequence[str]) -> bool:
    """Return whether an id or a link in a row is at most the example in a header."""
    if not has_id(row) and "://" not in row:
        return True
    linked = [cell for cell in cells if has_id(cell) or "://" in cell]
    return len(linked) < len(cells) and all(is_explained(cell) for cell in linked)
