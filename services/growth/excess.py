"""What each day has above the usual, with what was common to the list taken off."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from services.growth.daily import real
from services.growth.rules import Rules
from services.growth.shocks import common_days, common_effects, excess_shares, list_spreads
from services.growth.usual import Flags, Floats, Steps, excess, is_burst, over_steps, usual_rates
from services.growth.usual import steps as steps_of

LOOKED_BACK = 90
"""Days of everything held from which the usual day is taken."""

SHARED = 7
"""Days after the first of a burst that still count as its own, unless another one begins."""


@dataclass(frozen=True, eq=False)
class Excess:
    """Every step of every creator: rows are calendar days, columns creators, NaN is nothing.

    | field | meaning |
    | --- | --- |
    | `steps` | the changes as they were |
    | `usual` | what as many usual days would have brought, followers |
    | `effect` | what common days brought or took, followers; 0 on other days. A creator within the
    list's spread has nothing of its own on such a day |
    | `above` | change - usual - effect, followers |
    | `marked` | whether a human should look |
    | `common` | the common days, as `services.growth.shocks.common_days` gives them |
    """

    steps: Steps
    usual: Floats
    effect: Floats
    above: Floats
    marked: Flags
    common: pd.DataFrame

    def effects(self) -> pd.DataFrame:
        """Return the effects other than 0: `creator_id`, `day`, `effect` (Float64, followers)."""
        rows, columns = np.nonzero(np.nan_to_num(self.effect))
        return pd.DataFrame(
            {
                "creator_id": self.steps.creators[columns].astype("str"),
                "day": self.steps.days[rows],
                "effect": real(self.effect[rows, columns]),
            }
        )


def excess_of(held: pd.DataFrame, rules: Rules, since: pd.Timestamp | None = None) -> Excess:
    """Return the excess of every step in the tidy frame `held`, over its last `LOOKED_BACK` days.

    Over more days where `since`, a China date, is earlier: all of a window has its excess.
    The usual day is taken twice where there are common days: first to find them, then without them.
    """
    if not held.empty:
        # one total more, for the first change
        start = held["day"].max() - pd.Timedelta(days=LOOKED_BACK)
        held = held[
            held["day"] >= (start if since is None or pd.isna(since) else min(start, since))
        ]
    given = steps_of(held)
    rates = usual_rates(given, rules.spike)
    shares = excess_shares(given, rates)
    common = common_days(given, shares, rules.common)
    if common.empty:
        above = excess(given, rates)
        marked = is_burst(given, above, rates, rules.spike)
        nothing = np.zeros(above.shape)
        return Excess(given, over_steps(given, rates), nothing, above, marked, common)
    effects = common_effects(given, shares, common)
    taken_off = over_steps(given, effects)
    own = replace(given, change=given.change - taken_off)
    rates = usual_rates(own, rules.spike)
    above = excess(own, rates)
    apart = rules.spike.spreads * over_steps(given, list_spreads(shares, effects))
    alike = (taken_off != 0) & (np.abs(above) < apart)
    marked = is_burst(own, above, rates, rules.spike) & ~alike
    taken_off, above = np.where(alike, taken_off + above, taken_off), np.where(alike, 0.0, above)
    return Excess(given, over_steps(given, rates), taken_off, above, marked, common)
