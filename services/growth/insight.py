"""Everything that is computed from the days on screen, once, for all that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from services.growth.cohort import standing
from services.growth.daily import total_curves
from services.growth.excess import Excess, excess_of
from services.growth.reconciliation import reconcile
from services.growth.retention import retention
from services.growth.rules import Rules
from services.growth.spikes import bursts, spikes, straight_runs
from services.growth.summary import pace, recent_changes, summarize
from services.growth.verdict import growth_verdicts, in_default_order
from services.growth.window import Window, common_window, coverage


@dataclass(frozen=True, eq=False)
class Insight:
    """The frames of one window. Each is documented at the function that made it; none is changed,
    so an insight equals only itself.

    `held` is the tidy frame over everything held, `daily` that of the days compared, `window`;
    `curves` are its totals for small pictures. `retention` follows `bursts` row by row; `excess`
    reaches back further than the window, as far as the usual day does. `rules` are the bounds that
    it was computed with.
    """

    rules: Rules
    held: pd.DataFrame
    window: Window
    coverage: pd.DataFrame
    daily: pd.DataFrame
    curves: dict[str, list[int | None]]
    summary: pd.DataFrame
    pace: pd.DataFrame
    standing: pd.DataFrame
    excess: Excess
    spikes: pd.DataFrame
    bursts: pd.DataFrame
    retention: pd.DataFrame
    straight: pd.DataFrame
    common: pd.DataFrame
    verdicts: pd.DataFrame
    growth: pd.DataFrame
    recent: pd.DataFrame

    @cached_property
    def data_day(self) -> date:
        """The last China date with a total, or with anything at all where there is none."""
        days = self.summary["last_day"].dropna()
        newest: pd.Timestamp = self.daily["day"].max() if days.empty else days.max()
        return newest.date()

    @cached_property
    def uneven(self) -> frozenset[str]:
        """The creators that lack some of the days compared."""
        return frozenset(self.coverage.loc[~self.coverage["even"], "creator_id"])

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The creators in the order of the ranking, by how they grew."""
        ids = pd.Index(self.summary["creator_id"])
        even = self.coverage.set_index("creator_id")["even"].reindex(ids).array
        table = self.summary.assign(
            growth=self.growth["growth"], burst_kept=self.growth["burst_kept"], even=even
        )
        return tuple(in_default_order(table)["creator_id"])

    def of(self, creator_id: str) -> Insight:
        """Return what is said of one creator alone; the window and common days stay the list's."""

        def own(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["creator_id"] == creator_id].reset_index(drop=True)

        return replace(
            self,
            held=own(self.held),
            coverage=own(self.coverage),
            daily=own(self.daily),
            curves={key: curve for key, curve in self.curves.items() if key == creator_id},
            summary=own(self.summary),
            pace=own(self.pace),
            standing=own(self.standing),
            spikes=own(self.spikes),
            bursts=own(self.bursts),
            retention=own(self.retention),
            straight=own(self.straight),
            verdicts=own(self.verdicts),
            growth=own(self.growth),
            recent=own(self.recent),
        )


def insight(held: pd.DataFrame, days: int, rules: Rules) -> Insight:
    """Compute everything for `days` days (0: all) that the creators of the tidy frame share.

    The usual day and what happened after a burst are read from the whole frame, all else from the
    window.
    """
    window = common_window(held, days, rules.together)
    daily, spans = window.cut(held), coverage(held, window)
    summary = summarize(daily)
    above = excess_of(held, rules, window.first)
    found = spikes(above, window.first, window.last)
    grouped = bursts(found)
    kept = retention(above, grouped)
    told = grouped.assign(gain=kept["gain"])
    common = above.common
    return Insight(
        rules=rules,
        held=held,
        window=window,
        coverage=spans,
        daily=daily,
        curves=total_curves(daily),
        summary=summary,
        pace=pace(daily),
        standing=standing(summary, spans.loc[~spans["even"], "creator_id"]),
        excess=above,
        spikes=found,
        bursts=grouped,
        retention=kept,
        straight=straight_runs(daily),
        common=common[common["day"].between(window.first, window.last)].reset_index(drop=True),
        verdicts=reconcile(daily),
        growth=growth_verdicts(above, summary, told, rules.verdict),
        recent=recent_changes(held),
    )
