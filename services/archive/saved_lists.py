"""A saved shortlist as plain values: its name, its creators, and at which version it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from services.archive.list_names import visible_line
from services.pasted_prices import HIGHEST_PRICE
from services.screen import clean_alias
from services.shortlist import REMARK_LENGTH, Creator

_ID = re.compile(r"[0-9a-f]{24}")


def as_saved(creator: Creator) -> Creator:
    """Return a creator as a list keeps it: alias and remark cleaned, and cut where too long.

    Raises ValueError for an id or a price that is none: no input reaches it unchecked.
    """
    if not _ID.fullmatch(creator.creator_id):
        raise ValueError("a creator id has 24 hexadecimal digits, in lower case")
    for price in (creator.prices.image, creator.prices.video, creator.prices.other):
        if price is not None and not 0 < price <= HIGHEST_PRICE:
            raise ValueError(f"a price is above 0 and at most {HIGHEST_PRICE}")
    remark = visible_line(visible_line(creator.remark)[:REMARK_LENGTH])
    return replace(creator, alias=clean_alias(creator.alias), remark=remark)


@dataclass(frozen=True)
class SavedList:
    """A list as saved. `version` is what `save_list` expects of who changes it next."""

    name: str
    version: int
    updated_at: datetime
    creators: tuple[Creator, ...]


@dataclass(frozen=True)
class Conflict:
    """Nothing was saved: somebody else has saved the list since, and `current` is theirs."""

    current: SavedList


@dataclass(frozen=True)
class ListName:
    """A list without its creators: what it is called, how many creators it has, how new it is."""

    name: str
    creators: int
    updated_at: datetime
