"""Everything that is computed from the days on screen, once, for all that shows it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from services.growth.cohort import standing
from services.growth.daily import last_days, total_curves
from services.growth.reconciliation import reconcile
from services.growth.retention import retention
from services.growth.rules import Rules
from services.growth.shocks import common_days
from services.growth.spikes import bursts, spikes, straight_runs
from services.growth.summary import pace, summarize


@dataclass(frozen=True, eq=False)
class Insight:
    """The frames of one window. Each is documented at the function that made it; none is changed,
    so an insight equals only itself.

    `held` is the tidy frame over everything held, `daily` that of the last `days`; `curves` are the
    totals of the window for small pictures. `retention` follows `bursts` row by row.
    """

    held: pd.DataFrame
    days: int
    daily: pd.DataFrame
    curves: dict[str, list[int | None]]
    summary: pd.DataFrame
    pace: pd.DataFrame
    standing: pd.DataFrame
    spikes: pd.DataFrame
    bursts: pd.DataFrame
    retention: pd.DataFrame
    straight: pd.DataFrame
    common: pd.DataFrame
    verdicts: pd.DataFrame


def insight(held: pd.DataFrame, days: int, rules: Rules) -> Insight:
    """Compute everything for the last `days` days of each creator (0: all) of the tidy frame.

    What happened after a spike is read from the whole frame, everything else from the window.
    """
    daily = last_days(held, days)
    summary = summarize(daily)
    found = spikes(daily, rules.spike)
    grouped = bursts(found)
    return Insight(
        held=held,
        days=days,
        daily=daily,
        curves=total_curves(daily),
        summary=summary,
        pace=pace(daily),
        standing=standing(summary),
        spikes=found,
        bursts=grouped,
        retention=retention(held, grouped),
        straight=straight_runs(daily),
        common=common_days(daily),
        verdicts=reconcile(daily),
    )
