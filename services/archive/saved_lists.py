"""A saved shortlist as plain values: its creators, and what was decided about each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.archive.list_names import visible_line
from services.pasted_prices import HIGHEST_PRICE
from services.screen import clean_alias
from services.shortlist import REMARK_LENGTH, Creator

_ID = re.compile(r"[0-9a-f]{24}")


class Decision(StrEnum):
    """What a planner decided about a creator; None stands for nothing yet."""

    BOOKED = "booked"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True)
class ListEntry:
    """A creator of a saved list, with what the planner noted and decided.

    Alias and remark are cleaned on the way in, so that what is read back equals what was saved.
    Raises ValueError for an id or a price that is none: no input reaches it unchecked.
    """

    creator: Creator
    decision: Decision | None = None

    def __post_init__(self) -> None:
        who = self.creator
        if not _ID.fullmatch(who.creator_id):
            raise ValueError("a creator id has 24 hexadecimal digits, in lower case")
        for price in (who.prices.image, who.prices.video, who.prices.other):
            if price is not None and not 0 < price <= HIGHEST_PRICE:
                raise ValueError(f"a price is above 0 and at most {HIGHEST_PRICE}")
        remark = visible_line(visible_line(who.remark)[:REMARK_LENGTH])
        cleaned = replace(who, alias=clean_alias(who.alias), remark=remark)
        object.__setattr__(self, "creator", cleaned)


@dataclass(frozen=True)
class SavedList:
    """A list as saved. `version` is what `save_list` expects of who changes it next."""

    name: str
    version: int
    updated_at: datetime
    entries: tuple[ListEntry, ...]


@dataclass(frozen=True)
class Conflict:
    """Nothing was saved: somebody else has saved the list since, and `current` is theirs."""

    current: SavedList


@dataclass(frozen=True)
class ListName:
    """A list without its entries: what it is called, how many creators it has, how new it is."""

    name: str
    creators: int
    updated_at: datetime
