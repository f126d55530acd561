"""Lines and table rows of a pasted text: their cells, and which cell is the nickname."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.pasted_entries import entries_in
from services.pasted_links import has_id, ids_in

# The best name for a creator first: "creator" and "KOL" often head the column of links.
_ALIAS_HEADERS = (
    "达人昵称", "博主昵称", "红人昵称", "kol昵称", "账号昵称", "昵称", "nickname", "nick name",
    "达人名称", "博主名称", "账号名称", "达人名", "账号名", "姓名", "creator name", "kol name",
    "display name", "name", "creator", "达人", "博主", "红人", "kol",
)  # fmt: skip
_OTHER_HEADERS = (
    "id", "kolid", "kol id", "userid", "user id", "creator id", "creator_id", "link", "links",
    "url", "profile", "profile link", "profile url", "pugongying", "pugongying link", "xiaohongshu",
    "xiaohongshu link", "followers", "fans", "price", "image price", "video price", "remark",
    "remarks", "note", "notes", "no", "no.", "#", "序号", "编号", "小红书号", "蒲公英", "粉丝",
    "报价", "备注", "主页", "达人主页", "博主主页", "小红书主页", "蒲公英主页",
)  # fmt: skip
_HEADERS = frozenset(_ALIAS_HEADERS + _OTHER_HEADERS)
# Chinese headers carry their meaning at the end: 小红书主页链接, 图文报价, 粉丝量.
_HEADER_ENDINGS = (
    "昵称", "名称", "链接", "主页", "粉丝", "粉丝数", "粉丝量", "报价", "价格", "一口价", "备注",
    "达人id", "博主id", "序号", "量级", "类型", "返点", "档期",
)  # fmt: skip
_LONGEST_HEADER = 16
_MOST_LINES_OF_A_CELL = 10

_LINE_END = re.compile(r"\r\n|\r|\n")
_IN_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")


@dataclass(frozen=True)
class PastedLine:
    """One line, or one table row.

    `row` is its first line in the paste, from 1. `cells` is empty for plain text. `alias` is the
    nickname in the row, as it was pasted, where a header row above says which cell that is.
    """

    row: int
    text: str
    cells: tuple[str, ...] = ()
    alias: str = ""


@dataclass(frozen=True)
class _Header:
    delimiter: str
    alias_columns: tuple[int, ...]


def read_lines(text: str) -> Iterator[PastedLine]:
    """Yield every line of `text` but the header rows; never raises.

    A line is a table row when it has a tab in it, or the delimiter of the CSV header above it
    (comma or semicolon). A quoted cell may go over several lines.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    header: _Header | None = None
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
            yield PastedLine(position + 1, text_of_row, cells, _alias(cells, header))
        else:
            length = 1
            yield PastedLine(position + 1, lines[position])
        position += length


def _delimiter(line: str, header: _Header | None) -> str:
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


def _header(row: str, cells: Sequence[str], delimiter: str, *, is_first: bool) -> _Header | None:
    if has_id(row) or "://" in row:
        return None
    names = [_normalised(cell) for cell in cells]
    filled = [name for name in names if name]
    known = sum(map(_is_header, filled))
    # Below a header, a row that was not found must not pass for another header by two odd cells.
    is_header = known > 1 and (is_first or 2 * known >= len(filled))
    is_only_a_word = len(filled) == 1 and (filled[0] in _HEADERS or (known and "链接" in filled[0]))
    if not (is_header or is_only_a_word or _has_nickname(filled)):
        return None
    return _Header(delimiter, tuple(_alias_columns(names)))


def _has_nickname(names: Sequence[str]) -> bool:
    """Return whether one of several cells heads the nicknames: that word is nobody's data."""
    return len(names) > 1 and any(name in {"达人昵称", "昵称", "nickname"} for name in names)


def _alias_columns(names: Sequence[str]) -> list[int]:
    """Return the columns that hold a creator's name, the best one first."""
    columns = [at for at, name in enumerate(names) if name in _ALIAS_HEADERS]
    return sorted(columns, key=lambda at: _ALIAS_HEADERS.index(names[at]))


def _normalised(cell: str) -> str:
    bare = _IN_BRACKETS.sub("", cell[: 4 * _LONGEST_HEADER].replace("\ufeff", ""))
    return " ".join(bare.casefold().split()).rstrip(":\uff1a* ")


def _is_header(name: str) -> bool:
    return name in _HEADERS or (len(name) <= _LONGEST_HEADER and name.endswith(_HEADER_ENDINGS))


def _alias(cells: Sequence[str], header: _Header | None) -> str:
    columns = header.alias_columns if header else ()
    named = (cells[at] for at in columns if at < len(cells))
    return next((name for name in named if name.strip() and not entries_in(name)), "")
