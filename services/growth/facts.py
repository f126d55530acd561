"""What a finding is, and the plain rows that findings are read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from services.growth.insight import Insight

LEAST_FOLLOWERS = 500
"""Followers on the first day below which a growth rate is no achievement."""

READS_AS_ZERO = 0.0005
"""A rate nearer to 0 is written 0.0 %: it is unchanged, whichever way it went."""


class FindingKind(StrEnum):
    """What a finding says; `values` of `Finding` differ by kind, as listed at each function."""

    LEADS = "leads"
    BURST = "burst"
    MOST_GAINED = "most_gained"
    COMMON_DAY = "common_day"
    LOSING = "losing"
    LOSING_RUN = "losing_run"
    SPEEDING_UP = "speeding_up"
    KEPT = "kept"
    CLAIM = "claim"
    CHEAPEST = "cheapest"
    HUMAN_LOOK = "human_look"


@dataclass(frozen=True)
class Finding:
    """One fact: its kind, the creators that it speaks of, and its numbers, unrounded."""

    kind: FindingKind
    creator_ids: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict)


Row = Mapping[str, Any]

_COLUMNS = (
    *("creator_id", "growth", "growth_rate", "net_change", "common_part", "first_total"),
    *("latest_total", "first_day", "last_day", "even", "rank", "median_of_others", "burst_share"),
    *("burst_kept", "momentum", "last_week", "average_daily_net_change", "losing_run", "claimed"),
    *("price_per_thousand", "price_kind"),
)


def rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> list[Row]:
    """Return plain rows, None for what is missing: quicker to look at than a frame."""
    values = [
        [None if one is pd.NA or one != one else one for one in frame[name].tolist()]
        for name in columns
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def or_zero(row: Row, name: str) -> float:
    """Return a number of a row, 0 where it is not known."""
    return 0.0 if row[name] is None else float(row[name])


def largest(rows: Sequence[Row], value: Callable[[Row], float | None]) -> list[Row]:
    """Return the rows that have the largest value, in their order; none without one."""
    known = [(own, row) for row in rows if (own := value(row)) is not None]
    top = max((own for own, _row in known), default=None)
    return [row for own, row in known if own == top]


def ids_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return whom the rows are about, in their order."""
    return tuple(row["creator_id"] for row in rows)


@dataclass(frozen=True)
class Facts:
    """The insight, the rows of the ranking, and those of them seen over all days compared: a
    creator who lacks some leads nothing that is said of those days.
    """

    found: Insight
    rows: Sequence[Row]
    even: Sequence[Row]

    @property
    def leading(self) -> list[Row]:
        """Those whose growth is one: large enough, and no rate that reads as zero."""
        return [
            row
            for row in self.even
            if or_zero(row, "first_total") >= LEAST_FOLLOWERS
            and or_zero(row, "growth_rate") >= READS_AS_ZERO
        ]


def facts_of(found: Insight, table: pd.DataFrame) -> Facts:
    """Return what findings are read from; `table` is of `services.growth.ranking`."""
    rows = rows_of(table, _COLUMNS)
    return Facts(found, rows, [row for row in rows if row["even"]])
