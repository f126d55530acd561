"""What is on the screen: which creators, how many days, which curves, on which scale."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.archive.list_names import ListRefused, clean_name
from services.pasted_prices import NO_PRICES
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


class Align(StrEnum):
    """What the curves are laid over each other by; the values are those of the link."""

    CALENDAR = "calendar"
    START = "start"
    PEAK = "peak"


SMOOTHINGS = (1, 7)
"""Over how many days new followers can be averaged; 1 is as reported."""


def scales_for(view: View, align: Align = Align.CALENDAR) -> tuple[Scale, ...]:
    """Return the scales that `view` can be drawn on, in the order of the controls.

    New followers may be zero or negative on any day, which a logarithm cannot show. Around a spike
    only what relates to the day before it can be compared.
    """
    if align is Align.PEAK:
        return (Scale.INDEX, Scale.PERCENT)
    return tuple(scale for scale in Scale if view is not View.NEW or scale is not Scale.LOG)


def nearest_scale(scale: Scale, view: View, align: Align = Align.CALENDAR) -> Scale:
    """Return `scale`, or the first that can be drawn in its place."""
    allowed = scales_for(view, align)
    return scale if scale in allowed else allowed[0]


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


def _name_or_none(text: str) -> str:
    try:
        return clean_name(text)
    except ListRefused:
        return ""


@dataclass(frozen=True)
class Screen:
    """One state of the compare page, complete enough to draw it again from a link.

    Aliases are cleaned on the way in, prices and remarks left out (no link carries them), a scale
    that cannot be drawn becomes `nearest_scale`, and what is highlighted (ids) comes in the order
    of the creators, so that two screens which look alike are equal.
    `creators` are distinct and at most `services.shortlist.CREATOR_LIMIT`, as `read_shortlist` and
    `read_link` give them. `as_of` (China date) pins the newest day: the archive shows as it stood
    then. `smooth` is over how many days new followers are averaged, `without_common` whether common
    days are taken out of the curves. `list_name` is the saved list that `creators` are, as it is
    saved; "" for none, and for what is no name.

    Raises ValueError when `days` is none of `WINDOWS` or `smooth` none of `SMOOTHINGS`: no input
    reaches it unchecked.
    """

    creators: tuple[Creator, ...] = ()
    days: int = WINDOWS[0]
    view: View = View.BOTH
    scale: Scale = Scale.PERCENT
    as_of: date | None = None
    align: Align = Align.CALENDAR
    smooth: int = SMOOTHINGS[0]
    without_common: bool = False
    highlighted: tuple[str, ...] = ()
    list_name: str = ""

    def __post_init__(self) -> None:
        if self.days not in WINDOWS:
            raise ValueError(f"days must be one of {WINDOWS}, not {self.days}")
        cleaned = tuple(
            replace(who, alias=clean_alias(who.alias), prices=NO_PRICES, remark="")
            for who in self.creators
        )
        object.__setattr__(self, "creators", cleaned)
        marked = set(self.highlighted)
        in_order = tuple(who.creator_id for who in cleaned if who.creator_id in marked)
        object.__setattr__(self, "highlighted", in_order)
        object.__setattr__(self, "list_name", _name_or_none(self.list_name))
        if self.smooth not in SMOOTHINGS:
            raise ValueError(f"smooth must be one of {SMOOTHINGS}, not {self.smooth}")
        object.__setattr__(self, "scale", nearest_scale(self.scale, self.view, self.align))
