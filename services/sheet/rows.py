"""The rows of an uploaded sheet as text, one line a row: line numbers are those of the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.sheet.bounds import CELL_LIMIT, COLUMN_LIMIT, Budget
from services.sheet.header_rows import Merged, header_at, join_header
from services.shortlist.entries import entries_in


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` from its first row on, blank ones included.

    `links` are where a click on a cell leads, by row and column from 0; `hidden` are the rows that
    a filter or a hand has hidden. `without_result` counts formulas whose result nobody knows.
    `is_cut` says that there were more rows, `is_narrowed` that there were more columns.
    """

    rows: Sequence[Sequence[str]]
    name: str = ""
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[Merged] = ()
    hidden: frozenset[int] = frozenset()
    without_result: int = 0
    is_cut: bool = False
    is_narrowed: bool = False


@dataclass(frozen=True)
class Lines:
    """A sheet as text, how many hidden rows were left out, and whether it was cut."""

    text: str
    hidden: int = 0
    is_cut: bool = False


def to_lines(sheet: Sheet, *, hidden: bool = False) -> Lines:
    """Return the sheet as tab-separated text for `services.shortlist.paste.read_shortlist`.

    A link behind a cell that names no creator is appended to its row, so that the cell stays a
    nickname. What stands above the header, such as a title, becomes blank lines, and so do hidden
    rows unless `hidden` takes them in. Two header rows become one; below them, what is merged over
    several rows stands in each of them.
    """
    rows = [[_one_line(cell) for cell in row] for row in sheet.rows]
    away = frozenset() if hidden else sheet.hidden
    links = {place: target for place, target in sheet.links.items() if place[0] < len(rows)}
    header = _header(rows, {row for row, _ in links}, away)
    if header is not None:
        rows[:header] = [[] for _ in range(header)]
        join_header(rows, header, sheet.merged)
    _spread_down(
        rows, links, [one for one in sheet.merged if one.top > (-1 if header is None else header)]
    )
    left_out = [at for at in away if at != header and any(rows[at])]
    for at in left_out:
        rows[at] = []
    text, is_cut = _text(rows, _behind(rows, links))
    return Lines(text, len(left_out), is_cut or sheet.is_cut)


def _header(rows: list[list[str]], linked: set[int], away: frozenset[int]) -> int | None:
    """Return the row of the header: one that is shown, where there is one."""
    if away:
        seen = [[] if at in away else row for at, row in enumerate(rows)]
        found = header_at(seen, linked - away)
        if found is not None:
            return found
    return header_at(rows, linked)


def _spread_down(
    rows: list[list[str]], links: dict[tuple[int, int], str], merged: Sequence[Merged]
) -> None:
    """Write what is merged over several rows into each of them that says anything."""
    filled = [any(row) for row in rows]
    left = CELL_LIMIT
    for one in merged:
        top, column = one.top, one.left
        if one.bottom == top or not 0 <= column < COLUMN_LIMIT or top >= len(rows):
            continue
        text = rows[top][column] if column < len(rows[top]) else ""
        spanned = range(top + 1, min(one.bottom + 1, len(rows)))
        left -= len(spanned)
        for at in spanned if left >= 0 and text else ():
            if filled[at]:
                rows[at] += [""] * (column + 1 - len(rows[at]))
                rows[at][column] = text
                if (top, column) in links:
                    links[at, column] = links[top, column]


def _behind(rows: list[list[str]], links: Mapping[tuple[int, int], str]) -> dict[int, list[str]]:
    behind: dict[int, list[str]] = {}
    for (at, column), target in sorted(links.items()):
        text = rows[at][column] if column < len(rows[at]) else ""
        if text and not entries_in(text) and entries_in(target):
            behind.setdefault(at, []).append(_one_line(target))
    return behind


def _text(rows: list[list[str]], behind: Mapping[int, list[str]]) -> tuple[str, bool]:
    width, budget = max(map(len, rows), default=0), Budget()
    lines: list[str] = []
    for at, row in enumerate(rows):
        line = _line(row, width, behind.get(at, ()))
        if not budget.takes([line]):
            return "\n".join(lines), True
        lines.append(line)
    return "\n".join(lines), False


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _line(row: Sequence[str], width: int, links: Sequence[str]) -> str:
    if not any(row):
        return ""
    # A tab makes a line a row of a table; links stand beyond all columns.
    least = width if links else min(width, 2)
    last = max(at + 1 for at, cell in enumerate(row) if cell)
    cells = [*row[:last], *[""] * (least - last), *links]
    return "\t".join(map(_quoted, cells))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell
