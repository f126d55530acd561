"""Lines and rows of a pasted text: their cells, and which are name, prices, followers, remark."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.shortlist.creator import REMARK_LENGTH, Creator, decision_of
from services.shortlist.entries import entries_in, name_in
from services.shortlist.headers import (
    FollowersColumn,
    PriceColumn,
    alias_columns,
    decision_columns,
    followers_columns,
    is_header_row,
    price_columns,
    remark_columns,
)
from services.shortlist.links import has_id, ids_in
from services.shortlist.numbers import read_followers
from services.shortlist.prices import NO_PRICES, Prices, read_price
from services.text import cut_line, visible_line

_MOST_LINES_OF_A_CELL = 10

_LINE_END = re.compile(r"\r\n|\r|\n")


NOBODY = Creator("")
"""What a row says that says nothing of its creator."""


@dataclass(frozen=True)
class PastedLine:
    """One line, or one table row.

    `row` is its first line in the paste, from 1. `cells` is empty for plain text. `says` is a
    creator without an id: what the row says of it, where a header row above says which cells do,
    or as share text.
    """

    row: int
    text: str
    cells: tuple[str, ...] = ()
    says: Creator = NOBODY


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
            says = read_row(cells, header, delimiter)
            yield PastedLine(position + 1, text_of_row, cells, says)
        else:
            length = 1
            shared = Creator("", name_in(lines[position]))
            yield PastedLine(position + 1, lines[position], says=shared)
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


@dataclass(frozen=True)
class Header:
    """A header row: its delimiter, how many cells it has, and the places of what is known."""

    delimiter: str
    width: int
    alias_columns: tuple[int, ...]
    price_columns: tuple[PriceColumn, ...]
    remark_columns: tuple[int, ...]
    decision_columns: tuple[int, ...]
    followers_columns: tuple[FollowersColumn, ...]


def header_of(cells: Sequence[str], delimiter: str) -> Header:
    """Return the header that a row's cells make."""
    columns = alias_columns(cells), price_columns(cells), remark_columns(cells)
    others = decision_columns(cells), followers_columns(cells)
    return Header(delimiter, len(cells), *columns, *others)


def read_row(cells: Sequence[str], header: Header | None, delimiter: str) -> Creator:
    """Return what a row under `header` says: a name at most, where it does not fit the header."""
    named = replace(NOBODY, alias=visible_line(_alias(cells, header)))
    fitting = _fitting(cells, header, delimiter)
    if fitting is None:
        return named
    return replace(
        named,
        prices=_prices(cells, fitting),
        remark=cut_line(_first(cells, fitting.remark_columns), REMARK_LENGTH),
        decision=decision_of(_first(cells, fitting.decision_columns)),
        followers=_followers(cells, fitting),
    )


def _first(cells: Sequence[str], columns: Sequence[int]) -> str:
    return next((cells[at] for at in columns if at < len(cells) and cells[at].strip()), "")


def _alias(cells: Sequence[str], header: Header | None) -> str:
    columns = header.alias_columns if header else ()
    named = (cells[at] for at in columns if at < len(cells))
    return next((name for name in named if name.strip() and not entries_in(name)), "")


def _fitting(cells: Sequence[str], header: Header | None, delimiter: str) -> Header | None:
    """Return `header` when the cells of the row stand below its own."""
    if header is None or delimiter != header.delimiter:
        return None
    # In CSV, 12,000 without quotes is two cells: a price of 12, and all that follows one too far.
    if delimiter == "," and any(cell.strip() for cell in cells[header.width :]):
        return None
    return header


def _prices(cells: Sequence[str], header: Header) -> Prices:
    found = NO_PRICES
    for column in header.price_columns:
        if column.at < len(cells):
            price = read_price(cells[column.at], column.unit)
            found = found.or_else(Prices(**{column.kind: price}))
    return found


def _followers(cells: Sequence[str], header: Header) -> int | None:
    columns = (column for column in header.followers_columns if column.at < len(cells))
    claims = (read_followers(cells[column.at], column.unit) for column in columns)
    return next((claim for claim in claims if claim is not None), None)
