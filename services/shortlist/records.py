"""The cells of one row of a table, however its lines were quoted and handed on."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from services.shortlist.links import has_id, ids_in

TYPED_MARKS = "，； "
"""What parts the cells of a table that was typed, or that a chat program has handed on."""

_MOST_LINES_OF_A_CELL, _LONGEST_HEADER = 10, 2_000

# Some exporters end every cell of a CSV in a tab, so that a spreadsheet takes it as text.
_ENDING_TABS = re.compile(r'(?<!\t)\t++(?="?(?:[,;]|$))')
_BEHIND_ONE = re.compile(r'"?(?:[,;]|$)')

_RULER = re.compile(r"[|:\s-]+")


def without_ending_tabs(line: str, delimiter: str) -> str:
    """Return a line of CSV without the tabs that end its cells; `delimiter` is its header's."""
    if "\t" not in line or not all(map(_BEHIND_ONE.match, filter(None, line.split("\t")[1:]))):
        return line
    marks = delimiter if delimiter in {",", ";"} else ",;"
    if not any(mark in line for mark in marks) or (delimiter == "\t" and "\t," not in line):
        return line
    return _ENDING_TABS.sub("", line)


def is_markdown_row(line: str) -> bool:
    """Return whether a line is a row of a Markdown table."""
    bare = line.strip()
    return bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2


def mark_of(lines: Sequence[str], start: int) -> str:
    """Return what would part the cells of a header that starts at `start`."""
    row = lines[start]
    if row.startswith('"') and row.count('"') % 2:  # its first cell goes on below
        row = "".join(lines[start : start + _MOST_LINES_OF_A_CELL])[:_LONGEST_HEADER]
    found = next((mark for mark in ",;" if mark in row), "")
    if found or "://" in row or has_id(row):
        return found or "\t"
    typed = (mark for mark in TYPED_MARKS if mark in " ".join(row.split()))
    return next(typed, "\t")


def record(lines: Sequence[str], start: int, delimiter: str) -> tuple[tuple[str, ...], int]:
    """Return the cells of the row that starts at `start`, and how many lines it takes."""
    first = lines[start]
    if delimiter == " ":
        return tuple(first.split()), 1
    if delimiter == "|":
        cells = [cell.strip() for cell in first.strip().strip("|").split("|")]
        return ((), 1) if _RULER.fullmatch(first) else (tuple(cells), 1)
    if '"' not in first:
        return tuple(first.split(delimiter)), 1
    cells_of_one = _quoted_cells([first], delimiter)
    if cells_of_one:
        return cells_of_one, 1
    for length in range(2, _MOST_LINES_OF_A_CELL + 1):
        row = lines[start : start + length]
        # Quotes come in pairs; where they do and it is no row yet, more lines won't make it one.
        if sum(line.count('"') for line in row) % 2 == 0:
            found = _quoted_cells(row, delimiter)
            return (found, length) if found else (tuple(first.split(delimiter)), 1)
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
