"""Tiny tidy frames, made by hand, and how to read what the metrics return."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

import pandas as pd

from services.growth.daily import combine, daily_frame
from services.growth.excess import Excess, excess_of
from services.growth.retention import retention
from services.growth.rules import Rules, SpikeRule, VerdictRule
from services.growth.spikes import bursts, spikes
from services.growth.summary import summarize
from services.growth.verdict import growth_verdicts

FIRST = date(2025, 12, 1)
NA = pd.NA
USUAL_RULE = SpikeRule()


def series(*values: int | None) -> dict[date, int]:
    """Map the days from 1 December on to `values`; None leaves its day out."""
    days = ((FIRST + timedelta(days=n), value) for n, value in enumerate(values))
    return {day: value for day, value in days if value is not None}


def creator(
    name: str, totals: dict[date, int], news: dict[date, int] | None = None
) -> pd.DataFrame:
    return daily_frame(name, totals, news or {})


def empty_totals(name: str, days: int) -> pd.DataFrame:
    """Rows that are present, but without a total."""
    return creator(name, {}, series(*range(days)))


def steps(first: int, *changes: int) -> dict[date, int]:
    """Totals from `first` on, one day after the other, that move by `changes`."""
    return series(*accumulate(changes, initial=first))


CLEANUP_DAY = pd.Timestamp(FIRST + timedelta(days=10))


def cleanup(creators: int = 6) -> pd.DataFrame:
    """Still curves at 100 000 followers, but for one day: all lose 2 %, the last one gains 1 %."""
    changes = [-2000] * (creators - 1) + [1000]
    curves = (steps(100_000, *[0] * 9, change, *[0] * 9) for change in changes)
    return combine(creator(f"c{n}", curve) for n, curve in enumerate(curves))


def dtypes_of(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


def row_of(table: pd.DataFrame, name: str) -> dict[str, object]:
    (position,) = (table["creator_id"] == name).to_numpy().nonzero()[0]
    return {str(column): table[column].iloc[position] for column in table.columns}


def values_of(frame: pd.DataFrame) -> list[object]:
    assert list(frame.columns[:2]) == ["creator_id", "day"]
    return frame.iloc[:, 2].to_list()


def excess_in(daily: pd.DataFrame, rule: SpikeRule = USUAL_RULE) -> Excess:
    """The excess of all days of a frame."""
    return excess_of(daily, Rules(spike=rule), daily["day"].min())


def spikes_in(daily: pd.DataFrame, rule: SpikeRule = USUAL_RULE) -> pd.DataFrame:
    """The marked days of all days of a frame."""
    return spikes(excess_in(daily, rule), daily["day"].min(), daily["day"].max())


def bursts_in(daily: pd.DataFrame, rule: SpikeRule = USUAL_RULE) -> pd.DataFrame:
    return bursts(spikes_in(daily, rule))


def kept_in(daily: pd.DataFrame, rule: SpikeRule = USUAL_RULE) -> pd.DataFrame:
    return retention(excess_in(daily, rule), bursts_in(daily, rule))


def verdicts_in(daily: pd.DataFrame) -> pd.DataFrame:
    """The verdicts over all days of a frame."""
    told = bursts_in(daily).assign(gain=kept_in(daily)["gain"])
    return growth_verdicts(excess_in(daily), summarize(daily), told, VerdictRule())
