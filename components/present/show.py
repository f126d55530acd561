"""All that the scenes are drawn from, as one value."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.chart.palette import colours, line_style
from components.chart.picture import Picture
from components.exports.facts import Seen
from components.exports.seeing import seen_of
from components.present.room import MOST_NAMED
from components.ranking.choices import chosen_kind_name
from components.session import state as session
from components.session.comparison import Comparison
from services.growth.findings import Finding, FindingKind
from services.growth.insight import Insight
from services.growth.retention import largest_burst
from services.screen.screen import Choices
from services.settings.settings import Settings


@dataclass(frozen=True)
class Told:
    """What is told of a list: the first finding, who leads, the largest burst, who loses.

    `burst` is a row of `services.growth.retention.largest_burst`, or none.
    """

    headline: Finding | None
    leads: Finding | None
    burst: pd.DataFrame
    losing: Finding | None

    @property
    def creator_ids(self) -> tuple[str, ...]:
        """Whom the three figures name."""
        found = [one.creator_ids[0] for one in (self.leads, self.losing) if one is not None]
        return tuple(dict.fromkeys([*found, *self.burst["creator_id"]]))


@dataclass(frozen=True)
class Show:
    """A comparison before a room.

    `picture` has at most `MOST_NAMED` in colour; `table` is of `services.growth.ranking`, in its
    order; `kind` is the post that its prices are for, "" where that is not known.
    """

    shown: Comparison
    found: Insight
    table: pd.DataFrame
    told: Told
    names: Mapping[str, str]
    choices: Choices
    picture: Picture
    kind: str
    settings: Settings

    @property
    def alone(self) -> bool:
        """Whether there is but one creator, whom nothing can be compared with."""
        return len(self.table) == 1

    @property
    def named(self) -> tuple[str, ...]:
        """Who is in colour, in the order of the ranking."""
        return tuple(key for key in self.picture.order if key in self.picture.in_colour)

    def row(self, creator_id: str) -> Mapping[Hashable, Any]:
        """Return a creator's row of `table`."""
        (row,) = self.table[self.table["creator_id"] == creator_id].to_dict("records")
        return row


def show_of(shown: Comparison, names: Mapping[str, str], settings: Settings) -> Show:
    """Return what there is to show of a comparison that has data, of those whom filters keep."""
    choices = session.choices(len(names))
    seen = seen_of(shown, names, choices, settings)
    told, kind = _told(seen, seen.kept), chosen_kind_name(seen.creators)
    few = with_few_named(seen.chart, told.creator_ids)
    return Show(shown, seen.found, seen.kept, told, names, choices, few, kind, settings)


def _told(seen: Seen, table: pd.DataFrame) -> Told:
    by_kind = {finding.kind: finding for finding in seen.findings}
    leads, losing = by_kind.get(FindingKind.LEADS), by_kind.get(FindingKind.LOSING)
    burst = largest_burst(seen.found.retention, table)
    return Told(next(iter(seen.findings), None), leads, burst, losing)


def with_few_named(picture: Picture, told: Sequence[str]) -> Picture:
    """Return the picture with at most `MOST_NAMED` in colour.

    Unless somebody chose who stands out, those who are `told` of are among them. Who was in colour
    keeps it; the others take theirs, or one that is free.
    """
    wanted = [key for key in told if key in picture.order and not picture.chosen]
    coloured = [key for key in picture.order if key in picture.in_colour]
    named = list(dict.fromkeys([*wanted, *coloured]))[:MOST_NAMED]
    styles = dict(picture.styles)
    free = [line_style(slot, picture.base) for slot in range(len(colours(picture.base)))]
    for key in sorted(named, key=lambda key: key not in picture.in_colour):
        if key not in picture.in_colour and styles[key] not in free:
            styles[key] = free[0]
        free = [style for style in free if style.color != styles[key].color]
    return replace(picture, styles=styles, in_colour=frozenset(named))
