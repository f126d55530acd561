"""One header row: its columns by what they hold, as its words say and as a reader says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from services.messages import N_, Message
from services.shortlist.columns import (
    FollowersColumn,
    PriceColumn,
    alias_columns,
    decision_columns,
    followers_columns,
    form_columns,
    is_needless,
    price_columns,
    remark_columns,
    unit_of,
)
from services.shortlist.field import Field
from services.shortlist.roles import Role, role_of
from services.shortlist.words import heading
from services.text import cut_line

_TITLE_LENGTH = 40


@dataclass(frozen=True, eq=False)  # to compare hundreds of columns for each row takes its time
class Header:
    """A header row: its delimiter, what its columns are called, and the places of what is known.

    A column without a header is called `#` and its number, from 1. Each is equal to itself alone.
    """

    delimiter: str
    titles: tuple[str, ...]
    roles: tuple[Role, ...]
    alias_columns: tuple[int, ...] = ()
    price_columns: tuple[PriceColumn, ...] = ()
    remark_columns: tuple[int, ...] = ()
    decision_columns: tuple[int, ...] = ()
    followers_columns: tuple[FollowersColumn, ...] = ()
    form_columns: tuple[int, ...] = ()
    needless: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.titles)

    @property
    def forbids(self) -> bool:
        """Whether some column holds ids that are no creator's."""
        return Role.NEVER in self.roles

    def understood(self) -> frozenset[int]:
        """Return the places of all columns that are read, or known to be of no need."""
        prices = (column.at for column in self.price_columns)
        followers = (column.at for column in self.followers_columns)
        texts = (*self.alias_columns, *self.remark_columns, *self.decision_columns)
        has_any_price = any(column.kind == "other" for column in self.price_columns)
        forms = self.form_columns if has_any_price else ()
        return self.needless.union(prices, followers, texts, forms)


def is_nameless(title: str) -> bool:
    """Return whether a title is but the number of its column."""
    return title.startswith("#") and title[1:].isdecimal()


def called(title: str) -> Message | str:
    """Return what a person calls the column of a title: its text, or its number."""
    return Message(N_("Column {n}"), {"n": title[1:]}) if is_nameless(title) else title


def header_of(cells: Sequence[str], delimiter: str, chosen: Mapping[str, Field]) -> Header:
    """Return the header that a row's cells make; `chosen` says what columns hold, by title."""
    header = Header(
        delimiter,
        tuple(cut_line(cell, _TITLE_LENGTH) or f"#{at + 1}" for at, cell in enumerate(cells)),
        tuple(map(role_of, cells)),
        alias_columns(cells),
        price_columns(cells),
        remark_columns(cells),
        decision_columns(cells),
        followers_columns(cells),
        form_columns(cells),
        frozenset(at for at, cell in enumerate(cells) if is_needless(cell)),
    )
    for at, title in enumerate(header.titles):
        if title in chosen:
            header = _with(header, at, chosen[title], unit_of(heading(cells[at])))
    return header


def _with(header: Header, at: int, field: Field, unit: int) -> Header:
    """Return the header with one column holding what the reader says, and nothing else."""
    header = _without(header, at)
    if field is Field.CREATOR:
        others = (Role.UNKNOWN if role is Role.CREATOR else role for role in header.roles)
        roles = tuple(Role.CREATOR if place == at else role for place, role in enumerate(others))
        return replace(header, roles=roles)
    if field is Field.NAME:
        return replace(header, alias_columns=(at, *header.alias_columns))
    if field is Field.REMARK:
        return replace(header, remark_columns=(at, *header.remark_columns))
    if field is Field.FOLLOWERS:
        column = FollowersColumn(at, unit)
        return replace(header, followers_columns=(column, *header.followers_columns))
    kind: Literal["image", "video"] = "image" if field is Field.IMAGE else "video"
    return replace(header, price_columns=(PriceColumn(at, kind, unit), *header.price_columns))


def _without(header: Header, at: int) -> Header:
    return replace(
        header,
        alias_columns=tuple(one for one in header.alias_columns if one != at),
        price_columns=tuple(one for one in header.price_columns if one.at != at),
        remark_columns=tuple(one for one in header.remark_columns if one != at),
        decision_columns=tuple(one for one in header.decision_columns if one != at),
        followers_columns=tuple(one for one in header.followers_columns if one.at != at),
        form_columns=tuple(one for one in header.form_columns if one != at),
    )
