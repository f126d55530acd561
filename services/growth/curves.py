"""The curves as they are drawn: scaled, evened out, and laid over each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from services.growth.insight import Insight
from services.growth.lineup import (
    Align,
    Lineup,
    Scale,
    View,
    around,
    first_days,
    offsets,
    scaled_new,
    scaled_totals,
    smoothed,
    totals_before,
)
from services.growth.shocks import without_common_days
from services.growth.spikes import largest_spikes

Anchors = Mapping[str, pd.Timestamp]


@dataclass(frozen=True, eq=False)
class Curves:
    """The values of the two panels, and what is marked on them. Equal to itself alone.

    `totals` and `news` have `creator_id` (str), `day` and `value` (Float64, units of
    `services.growth.lineup`), one row a creator and calendar day; `day` is `YYYY-MM-DD` (str) on
    the calendar, else days from the anchor (int64). `spikes` are the days of each creator's spikes,
    `common` the common days, both in the form of `day`; none where day 0 is each creator's own.
    `left_out` are the creators without a day to put at day 0.
    """

    totals: pd.DataFrame
    news: pd.DataFrame
    spikes: Mapping[str, frozenset[str | int]]
    common: tuple[str | int, ...] = ()
    left_out: tuple[str, ...] = ()

    @cached_property
    def drawn(self) -> frozenset[str]:
        """The creators that have a curve."""
        return frozenset(self.totals["creator_id"])


def curves(found: Insight, lineup: Lineup) -> Curves:
    """Return what the chart draws of a window.

    By the first day, day 0 is a creator's first total in the window. By the largest spike, day 0 is
    the largest spike in the window; the days around it come from everything held, and values relate
    to the total on the day before.
    """
    source = found.held
    if lineup.smooth > 1:
        source = smoothed(source, lineup.smooth)
    if lineup.without_common:
        effects = found.excess.effects()
        if lineup.align is not Align.PEAK:  # which reaches beyond the window
            effects = effects[effects["day"].between(found.window.first, found.window.last)]
        source = without_common_days(source, effects)
    if lineup.align is Align.PEAK:
        return _around_spikes(found, source, lineup.scale)
    daily = found.window.cut(source)
    anchors = None if lineup.align is Align.CALENDAR else first_days(daily)
    return Curves(
        _placed(scaled_totals(daily, lineup.scale), anchors),
        _placed(scaled_new(daily, lineup.scale), anchors),
        _spikes(found.spikes, anchors),
        tuple(_calendar(found.common["day"])) if anchors is None else (),
        () if anchors is None else _without(anchors, found),
    )


def common_taken_out(found: Insight, lineup: Lineup, view: View) -> bool:
    """Say whether there are common days, and the totals that `view` shows are without them.

    New followers stay as reported.
    """
    around = lineup.align is Align.PEAK
    common = found.excess.common if around else found.common
    return lineup.without_common and view is not View.NEW and not common.empty


def _around_spikes(found: Insight, source: pd.DataFrame, scale: Scale) -> Curves:
    largest = largest_spikes(found.spikes)
    anchors = dict(zip(largest.index, largest, strict=True))
    before = totals_before(source, anchors).dropna()
    base = {str(key): int(total) for key, total in before.items()}
    daily = around(source, anchors)
    return Curves(
        _placed(scaled_totals(daily, scale, base), anchors),
        _placed(scaled_new(daily, scale, base), anchors),
        _spikes(found.spikes, anchors),
        left_out=_without(anchors, found),
    )


def _without(anchors: Anchors, found: Insight) -> tuple[str, ...]:
    return tuple(key for key in found.summary["creator_id"] if key not in anchors)


def _placed(scaled: pd.DataFrame, anchors: Anchors | None) -> pd.DataFrame:
    if anchors is None:
        return scaled.assign(day=_calendar(scaled["day"]))
    kept = scaled[scaled["creator_id"].isin(anchors)]
    return kept.assign(day=offsets(kept, anchors).astype("int64")).reset_index(drop=True)


def _calendar(days: pd.Series) -> pd.Series:
    # The type said, since of no days it would be another.
    return pd.Series(days.dt.strftime("%Y-%m-%d"), dtype="str")


def _spikes(spikes: pd.DataFrame, anchors: Anchors | None) -> dict[str, frozenset[str | int]]:
    placed = _placed(spikes, anchors)
    days: dict[str, set[str | int]] = {}
    for creator_id, day in zip(placed["creator_id"], placed["day"], strict=True):
        days.setdefault(creator_id, set()).add(day)
    return {creator_id: frozenset(found) for creator_id, found in days.items()}
