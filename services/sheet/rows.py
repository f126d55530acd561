"""The rows of an uploaded sheet as text, one line a row: line numbers are those of the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from services.shortlist.entries import entries_in
from services.shortlist.headers import is_header_row, price_columns

ROW_LIMIT = 5_000
"""Most rows of one sheet that are read, blank ones included."""


@dataclass(frozen=True)
class Merged:
    """Cells merged into one: the first and last row and column, from 0."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` from its first row on, blank ones included.

    `links` are where a click on a cell leads, by row and column from 0. `is_cut` says that there
    were more rows, `is_alone` that the file has no other sheet.
    """

    rows: Sequence[Sequence[str]]
    name: str = ""
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[Merged] = ()
    is_cut: bool = False
    is_alone: bool = True


def to_text(sheet: Sheet) -> str:
    """Return the sheet as tab-separated text for `services.shortlist.paste.read_shortlist`.

    A link behind a cell that names no creator is appended to its row, so that the cell stays a
    nickname. What stands above the header, such as a title, becomes blank lines; two header rows
    that share merged cells become one.
    """
    rows = [[_one_line(cell) for cell in row] for row in sheet.rows]
    header = _header(rows, {row for row, _ in sheet.links})
    if header is not None:
        rows[:header] = [[] for _ in range(header)]
        _join_header(rows, header, sheet.merged)
    width = max(map(len, rows), default=0)
    behind: dict[int, list[str]] = {}
    for (at, column), target in sorted(sheet.links.items()):
        text = rows[at][column] if at < len(rows) and column < len(rows[at]) else ""
        if text and not entries_in(text) and entries_in(target):
            behind.setdefault(at, []).append(_one_line(target))
    return "\n".join(_line(row, width, behind.get(at, [])) for at, row in enumerate(rows))


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _line(row: Sequence[str], width: int, links: Sequence[str]) -> str:
    if not any(row):
        return ""
    cells = [*row, *[""] * (width - len(row)), *links]
    return "\t".join(map(_quoted, cells))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def _header(rows: Sequence[Sequence[str]], linked: set[int]) -> int | None:
    """Return the first row that heads columns, when nothing above it could be a creator."""
    for at, row in enumerate(rows):
        if at in linked or entries_in(" ".join(row)):
            return None
        if is_header_row(row, is_first=True):
            return at
    return None


def _join_header(rows: list[list[str]], at: int, merged: Sequence[Merged]) -> None:
    """Make one header of two rows when a cell is merged over both, as 报价 over 图文 and 视频."""
    below = at + 1
    is_double = any(one.top == at and one.bottom == below for one in merged)
    if not is_double or below >= len(rows) or entries_in(" ".join(rows[below])):
        return
    top = rows[at] + [""] * (len(rows[below]) - len(rows[at]))
    for one in merged:
        if one.top == one.bottom == at and one.left < len(top):
            for column in range(one.left + 1, min(one.right + 1, len(top))):
                top[column] = top[one.left]
    rows[at] = [_joined(*pair) for pair in zip_longest(top, rows[below], fillvalue="")]
    rows[below] = []


def _joined(upper: str, lower: str) -> str:
    both = f"{upper}（{lower}）"
    return both if upper and lower and price_columns([both]) else lower or upper
