"""What is on the screen: which creators, how many days, which curves, on which scale."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.growth.lineup import SMOOTHINGS, Lineup, View, nearest_scale
from services.screen.filters import Filters
from services.shortlist.creator import Creator, clean_alias
from services.shortlist.saved import ListRefused, clean_name

ALL_DAYS = 0
"""Stands for a window over everything archived."""

WINDOWS = (30, 60, 90, ALL_DAYS)
"""The windows, in days, that a screen can show."""


@dataclass(frozen=True)
class Choices:
    """What the controls of the chart stand at: the last `days` days, which curves, how drawn.

    A scale that cannot be drawn becomes `nearest_scale`, so that two that look alike are equal.
    Raises ValueError when `days` is none of `WINDOWS`, or the line-up's `smooth` none of
    `SMOOTHINGS`: no input reaches it unchecked.
    """

    days: int = WINDOWS[0]
    view: View = View.BOTH
    lineup: Lineup = field(default_factory=Lineup)

    def __post_init__(self) -> None:
        if self.days not in WINDOWS:
            raise ValueError(f"days must be one of {WINDOWS}, not {self.days}")
        if self.lineup.smooth not in SMOOTHINGS:
            raise ValueError(f"smooth must be one of {SMOOTHINGS}, not {self.lineup.smooth}")
        scale = nearest_scale(self.lineup.scale, self.view, self.lineup.align)
        object.__setattr__(self, "lineup", replace(self.lineup, scale=scale))


def _name_or_none(text: str) -> str:
    try:
        return clean_name(text)
    except ListRefused:
        return ""


@dataclass(frozen=True)
class Screen:
    """One state of the compare page, complete enough to draw it again from a link.

    Aliases are cleaned on the way in, all else that a sheet says but the decision is left out (no
    link carries it), and what is highlighted (ids) comes in the order of the creators, so that two
    screens which look alike are equal. `creators` are distinct and at most
    `services.shortlist.creator.CREATOR_LIMIT`, as `read_shortlist` and `read_link` give them.
    `as_of` (China date) pins the newest day: the archive shows as it stood then. `list_name` is the
    saved list that `creators` are, as it is saved; "" for none, and for what is no name. `filters`
    say who of them is looked at.
    """

    creators: tuple[Creator, ...] = ()
    choices: Choices = field(default_factory=Choices)
    as_of: date | None = None
    highlighted: tuple[str, ...] = ()
    list_name: str = ""
    filters: Filters = field(default_factory=Filters)

    def __post_init__(self) -> None:
        cleaned = tuple(
            Creator(who.creator_id, clean_alias(who.alias), decision=who.decision)
            for who in self.creators
        )
        object.__setattr__(self, "creators", cleaned)
        marked = set(self.highlighted)
        in_order = tuple(who.creator_id for who in cleaned if who.creator_id in marked)
        object.__setattr__(self, "highlighted", in_order)
        object.__setattr__(self, "list_name", _name_or_none(self.list_name))
