"""The header rows of a sheet: where they stand, and two of them made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from services.shortlist.columns import followers_columns, price_columns
from services.shortlist.entries import entries_in
from services.shortlist.header_search import is_detail, is_header_row
from services.shortlist.prices import read_price


@dataclass(frozen=True)
class Merged:
    """Cells merged into one: the first and last row and column, from 0."""

    top: int
    bottom: int
    left: int
    right: int


def header_at(rows: Sequence[Sequence[str]], linked: set[int]) -> int | None:
    """Return the first row that heads columns, when nothing above it could be a creator."""
    for at, row in enumerate(rows):
        if at in linked or entries_in(" ".join(row)):
            return None
        if is_header_row(row, is_first=True):
            return at
    return None


def join_header(rows: list[list[str]], at: int, merged: Sequence[Merged]) -> None:
    """Make one header of the row at `at` and those below that belong to it; they become blank.

    These are the parts of what it spans, as 图文 and 视频 below 报价, and a row of nothing but
    units and kinds of posts.
    """
    below = at + 1
    if _join_parts(rows, at, merged):
        below += 1
    if below < len(rows) and _are_details(rows[at], rows[below]):
        pairs = zip_longest(rows[at], rows[below], fillvalue="")
        rows[at] = [_both(own, lower) if lower else own for own, lower in pairs]
        rows[below] = []


def _join_parts(rows: list[list[str]], at: int, merged: Sequence[Merged]) -> bool:
    """Join the row below where it is of parts, and return whether it is.

    It is when a cell is merged over both, or when all that stands in the lower row stands below a
    cell that spans several columns, and gives prices or followers with it.
    """
    below = at + 1
    if below >= len(rows) or entries_in(" ".join(rows[below])):
        return False
    is_merged = any(one.top == at and one.bottom == below for one in merged)
    flat = {one.left: one.right for one in merged if one.top == one.bottom == at}
    upper, spanning = _spread(rows[at], len(rows[below]), flat)
    if not is_merged and not _are_parts(upper, rows[below], spanning):
        return False
    pairs = zip_longest(rows[at], upper, rows[below], fillvalue="")
    rows[at] = [_joined(over, lower) if lower else own for own, over, lower in pairs]
    rows[below] = []
    return True


def _are_details(upper: Sequence[str], lower: Sequence[str]) -> bool:
    filled = [at for at, text in enumerate(lower) if text]
    return bool(filled) and all(
        at < len(upper) and upper[at] and is_detail(lower[at]) for at in filled
    )


def _spread(
    upper: Sequence[str], width: int, merged: Mapping[int, int]
) -> tuple[list[str], set[int]]:
    """Return a row with the text of each cell in all columns that it spans, and these columns.

    A cell spans those that it is merged with, else blank ones to its right.
    """
    row = [*upper, *[""] * (width - len(upper))]
    spanning: set[int] = set()
    for column, text in enumerate(upper):
        end = merged.get(column, column) + 1
        while column not in merged and end < len(row) and not row[end]:
            end += 1
        end = min(end, len(row))
        if text and end > column + 1:
            spanning.update(range(column, end))
            row[column:end] = [text] * (end - column)
    return row, spanning


def _are_parts(upper: Sequence[str], lower: Sequence[str], spanning: set[int]) -> bool:
    filled = [at for at, text in enumerate(lower) if text]
    return (
        spanning.issuperset(filled)
        and not any(read_price(lower[at]) for at in filled)
        and any(_is_known(_both(upper[at], lower[at])) for at in filled)
    )


def _joined(upper: str, lower: str) -> str:
    both = _both(upper, lower)
    return both if upper and _is_known(both) else lower


def _both(upper: str, lower: str) -> str:
    return f"{upper}（{lower}）"


def _is_known(header: str) -> bool:
    return bool(price_columns([header]) or followers_columns([header]))
