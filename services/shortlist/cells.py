"""What the cells of a row say of its creator: name, prices, followers, decision, remark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.shortlist.columns import PriceKind, form_in
from services.shortlist.creator import REMARK_LENGTH, Creator, decision_of
from services.shortlist.entries import entries_in
from services.shortlist.header import Header
from services.shortlist.names import markdown_name
from services.shortlist.numbers import read_followers
from services.shortlist.prices import NO_PRICES, Prices, read_price
from services.text import cut_line, visible_line

NOBODY = Creator("")
"""What a row says that says nothing of its creator."""

# What people write where there is no price.
_NO_PRICE = re.compile(r"[\s\W_]*|无|没有|暂无|n\.?/?a\.?|none|null|nan|0(?:\.0+)?", re.IGNORECASE)
_MONEY = re.compile(r"[$€£]")


def read_row(cells: Sequence[str], header: Header, *, fits: bool) -> Creator:
    """Return what a row under `header` says: a name at most, where it does not fit the header."""
    named = replace(NOBODY, alias=visible_line(_alias(cells, header)))
    if not fits:
        return named
    return replace(
        named,
        prices=_prices(cells, header),
        remark=cut_line(_first(cells, header.remark_columns), REMARK_LENGTH),
        decision=decision_of(_first(cells, header.decision_columns)),
        followers=_followers(cells, header),
    )


def unread_prices(cells: Sequence[str], header: Header) -> Iterator[str]:
    """Yield what stands below a header of prices and is none."""
    for column in header.price_columns:
        cell = cells[column.at] if column.at < len(cells) else ""
        blank = _NO_PRICE.fullmatch(cell.strip()) and not _MONEY.search(cell)
        if not blank and read_price(cell, column.unit) is None:
            yield cell


def passed_over(cells: Sequence[str], header: Header) -> Iterator[int]:
    """Yield the columns whose price is not taken, as one further left is for the same."""
    taken: dict[str, float] = {}
    for at, kind, price in _priced(cells, header):
        if price is not None and taken.setdefault(kind, price) != price:
            yield at


def _first(cells: Sequence[str], columns: Sequence[int]) -> str:
    return next((cells[at] for at in columns if at < len(cells) and cells[at].strip()), "")


def _alias(cells: Sequence[str], header: Header) -> str:
    named = [cells[at] for at in header.alias_columns if at < len(cells)]
    plain = next((name for name in named if name.strip() and not entries_in(name)), "")
    return plain or next((name for cell in cells if (name := markdown_name(cell))), "")


def _prices(cells: Sequence[str], header: Header) -> Prices:
    found = NO_PRICES
    for _at, kind, price in _priced(cells, header):
        found = found.or_else(Prices(**{kind: price}))
    return found


def _priced(cells: Sequence[str], header: Header) -> Iterator[tuple[int, PriceKind, float | None]]:
    """Yield each column of prices, what its price is for in this row, and the price."""
    form = form_in(_first(cells, header.form_columns))
    for column in header.price_columns:
        if column.at < len(cells):
            kind = form if form and column.kind == "other" else column.kind
            yield column.at, kind, read_price(cells[column.at], column.unit)


def _followers(cells: Sequence[str], header: Header) -> int | None:
    columns = (column for column in header.followers_columns if column.at < len(cells))
    claims = (read_followers(cells[column.at], column.unit) for column in columns)
    return next((claim for claim in claims if claim is not None), None)
