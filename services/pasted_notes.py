"""What a row of a pasted table says of its creator, and which cells say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.decisions import Decision, decision_of
from services.pasted_entries import entries_in
from services.pasted_headers import (
    PriceColumn,
    alias_columns,
    decision_columns,
    price_columns,
    remark_columns,
)
from services.pasted_prices import NO_PRICES, Prices, read_price


@dataclass(frozen=True)
class Notes:
    """What a row says: nickname and remark as they were pasted, prices in yuan, the decision."""

    alias: str = ""
    prices: Prices = NO_PRICES
    remark: str = ""
    decision: Decision | None = None


NO_NOTES = Notes()
"""A row of which nothing is known but its creator."""


@dataclass(frozen=True)
class Header:
    """A header row: its delimiter, how many cells it has, and the places of what is known."""

    delimiter: str
    width: int
    alias_columns: tuple[int, ...]
    price_columns: tuple[PriceColumn, ...]
    remark_columns: tuple[int, ...]
    decision_columns: tuple[int, ...]


def header_of(cells: Sequence[str], delimiter: str) -> Header:
    """Return the header that a row's cells make."""
    columns = alias_columns(cells), price_columns(cells), remark_columns(cells)
    return Header(delimiter, len(cells), *columns, decision_columns(cells))


def read_notes(cells: Sequence[str], header: Header | None, delimiter: str) -> Notes:
    """Return what a row under `header` says; a row that does not fit it has at most a name."""
    alias = _alias(cells, header)
    fitting = _fitting(cells, header, delimiter)
    if fitting is None:
        return Notes(alias)
    remark = _first(cells, fitting.remark_columns)
    decision = decision_of(_first(cells, fitting.decision_columns))
    return Notes(alias, _prices(cells, fitting), remark, decision)


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
