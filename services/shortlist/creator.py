"""A creator of a list: the id, what the sheet says of it, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from services.shortlist.prices import NO_PRICES, Prices
from services.text import visible_line

ALIAS_LENGTH = 40
"""Most characters of an alias: longer ones crowd out the curves they label."""


def clean_alias(text: str) -> str:
    """Return `text` as an alias: one visible line, at most `ALIAS_LENGTH` long."""
    return visible_line(text, ALIAS_LENGTH)


CREATOR_LIMIT = 250
"""Most creators of one comparison."""

REMARK_LENGTH = 200
"""Most characters that are kept of a remark."""


@dataclass(frozen=True)
class Listing:
    """What the marketplace says of a creator beyond the name: followers when it was asked, what
    they post about, who manages them; `priced` are the kinds of prices that are from there.
    """

    followers: int | None = None
    tags: tuple[str, ...] = ()
    agency: str = ""
    priced: tuple[str, ...] = ()


@dataclass(frozen=True)
class Creator:
    """A creator: the id (24 hex digits, lower case), what the sheet says of it, what was decided.

    The alias is one line of visible text, of any length; `services.screen.screen` shortens it. The
    prices are in yuan a post; the remark is one line of visible text, at most `REMARK_LENGTH`
    long; `followers` are those that the sheet claims, measured by nobody. No link carries these
    three, nor the `listing`, which no sheet gives and no list keeps.
    """

    creator_id: str
    alias: str = ""
    prices: Prices = NO_PRICES
    remark: str = ""
    decision: Decision | None = None
    followers: int | None = None
    listing: Listing | None = None

    def or_else(self, other: Creator) -> Creator:
        """Return this creator, with what `other` says of it where this one says nothing."""
        return replace(
            self,
            alias=self.alias or other.alias,
            prices=self.prices.or_else(other.prices),
            remark=self.remark or other.remark,
            decision=self.decision or other.decision,
            followers=other.followers if self.followers is None else self.followers,
            listing=self.listing or other.listing,
        )


class Decision(StrEnum):
    """What was decided about a creator; None stands for nothing yet."""

    BOOKED = "booked"
    MAYBE = "maybe"
    NO = "no"


_WORDS = {
    Decision.BOOKED: ("booked", "已定", "选中", "已选", "确定", "合作", "yes"),
    Decision.MAYBE: ("maybe", "备选", "待定"),
    Decision.NO: ("no", "淘汰", "不选", "放弃"),
}


def decision_of(text: str) -> Decision | None:
    """Return the decision that a cell of a sheet names, None for any other text."""
    word = text.strip().casefold()
    return next((decision for decision, words in _WORDS.items() if word in words), None)
