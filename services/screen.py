"""What is on the screen: which creators, how many days, which curves, on which scale."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.shortlist import Creator

ALL_DAYS = 0
"""Stands for a window over everything archived."""

WINDOWS = (30, 60, 90, ALL_DAYS)
"""The windows, in days, that a screen can show."""

ALIAS_LENGTH = 40
"""Most characters of an alias: longer ones crowd out the curves they label."""

_JOINERS = "\u200c\u200d"  # inside emoji and some scripts they matter, at either end they do not
_INVISIBLE = {"Cc", "Cf", "Cs"}


class View(StrEnum):
    """Which curves are drawn; the values are those of the link."""

    BOTH = "both"
    TOTAL = "total"
    NEW = "new"


class Scale(StrEnum):
    """In which terms the curves are drawn; the values are those of the link."""

    COUNT = "count"
    INDEX = "index"
    PERCENT = "percent"
    LOG = "log"


def scales_for(view: View) -> tuple[Scale, ...]:
    """Return the scales that `view` can be drawn on, in the order of the controls.

    New followers may be zero or negative on any day, which a logarithm cannot show.
    """
    return tuple(scale for scale in Scale if view is not View.NEW or scale is not Scale.LOG)


def clean_alias(text: str) -> str:
    """Return `text` as an alias: one line, without characters that cannot be seen, at most 40 long.

    Control and format characters and lone surrogates go (the joiners inside emoji stay), white
    space becomes single spaces, both ends are stripped. Cleaning twice changes nothing.
    """
    visible = (c for c in text if c.isspace() or _is_kept(c))
    one_line = " ".join("".join(visible).split()).strip(" " + _JOINERS)
    return one_line[:ALIAS_LENGTH].rstrip(" " + _JOINERS)


def _is_kept(character: str) -> bool:
    is_flag_tag = "\U000e0020" <= character <= "\U000e007f"
    return character in _JOINERS or is_flag_tag or unicodedata.category(character) not in _INVISIBLE


@dataclass(frozen=True)
class Screen:
    """One state of the compare page, complete enough to draw it again from a link.

    Aliases are cleaned on the way in, and a scale that the view cannot be drawn on becomes
    `Scale.COUNT`, so that two screens which look alike are equal. `creators` are distinct and at
    most `services.shortlist.CREATOR_LIMIT`, as `read_shortlist` and `read_link` give them. `as_of`
    (China date) pins the newest day: the archive shows as it stood then.

    Raises ValueError when `days` is none of `WINDOWS`: no input reaches it unchecked.
    """

    creators: tuple[Creator, ...] = ()
    days: int = WINDOWS[0]
    view: View = View.BOTH
    scale: Scale = Scale.PERCENT
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.days not in WINDOWS:
            raise ValueError(f"days must be one of {WINDOWS}, not {self.days}")
        cleaned = tuple(replace(who, alias=clean_alias(who.alias)) for who in self.creators)
        object.__setattr__(self, "creators", cleaned)
        if self.scale not in scales_for(self.view):
            object.__setattr__(self, "scale", Scale.COUNT)
