"""When a creator reaches the next tier, by the same projections as `projection`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from services.growth.backtest import Track, track_of
from services.growth.projection import FARTHEST, NoProjection, last_day, outlook


class NoCrossing(StrEnum):
    """Why there is no date for the next tier, although there is a trend."""

    HIGHEST_TIER = "highest_tier"
    """No threshold lies above the last total."""
    NOT_IN_REACH = "not_in_reach"
    """The pace does not rise, or even its upper bound stays below for as long as is projected."""


@dataclass(frozen=True)
class Crossing:
    """When the total reaches `threshold` followers (China dates).

    `earliest` is by the upper bound, `expected` by the pace, `latest` by the lower bound. None is
    "not `within` days of the last total", as far as is projected.
    """

    threshold: int
    earliest: date
    expected: date | None
    latest: date | None
    within: int


def crossing(
    daily: pd.DataFrame, thresholds: Sequence[int]
) -> Crossing | NoCrossing | NoProjection:
    """Return when the creator's total reaches the next of `thresholds` (followers, ascending).

    The earliest date is the first on which the `high` of `project` is there, the latest the first
    from which on its `low` stays there. Where no day can be projected
    the reason is returned. Only rising is looked for.
    """
    track = track_of(daily)
    if track.too_short:
        return NoProjection.TOO_SHORT
    above = [threshold for threshold in thresholds if threshold > track.totals[-1]]
    if not above:
        return NoCrossing.HIGHEST_TIER
    fan = _fan(track)
    if not fan:
        return NoProjection.TOO_SHORT
    early = [days for days, (_, _, high) in fan.items() if high >= above[0]]
    if not early or fan[early[0]][1] <= track.totals[-1]:
        return NoCrossing.NOT_IN_REACH
    likely = [days for days, (_, told, _) in fan.items() if round(told) >= above[0]]
    late = max((days for days, (low, _, _) in fan.items() if low < above[0]), default=0) + 1
    last, within = last_day(daily), _reach(track)
    return Crossing(
        threshold=above[0],
        earliest=last + timedelta(days=early[0]),
        expected=last + timedelta(days=likely[0]) if likely else None,
        latest=last + timedelta(days=late) if late <= within else None,
        within=within,
    )


def _reach(track: Track) -> int:
    """Return how many days ahead are projected at most."""
    return min(FARTHEST, len(track.totals))


def _fan(track: Track) -> dict[int, tuple[int, float, int]]:
    """Return the outlook by days ahead, ascending, for each day that has one."""
    ahead = {days: track.longest_tried(days) for days in range(1, _reach(track) + 1)}
    tries = {horizon: track.tries(horizon) for horizon in set(ahead.values()) if horizon}
    return {
        days: outlook(track, tries[horizon], days) for days, horizon in ahead.items() if horizon
    }
