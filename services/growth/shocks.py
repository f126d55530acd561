"""Common days: when the whole list jumps at once, it is the platform and not the creator."""

from __future__ import annotations

import numpy as np
import pandas as pd

from services.growth.cohort import medians_of_others
from services.growth.daily import Integers, complete_days, real, whole
from services.growth.rules import CommonRule
from services.growth.usual import Flags, Floats, Steps, excess, medians, spreads


def excess_shares(given: Steps, usual: Floats) -> Floats:
    """Return each day's excess over the usual `usual` rates as a fraction of the followers.

    NaN for a change across days without data: nobody knows on which of them it came.
    """
    single = (given.length == 1) & (given.before > 0)
    above = np.where(single, excess(given, usual), np.nan)
    return np.asarray(above / np.where(single, given.before, np.nan))


def common_days(given: Steps, shares: Floats, rule: CommonRule) -> pd.DataFrame:
    """Return the days on which the list as a whole jumped or fell, ascending.

    By `rule` on `shares` (of `excess_shares`). A creator's own spread is the larger of that over
    all days and that over the weekends or the other days: who gains most on weekends also varies
    most there. Columns `day` (datetime64[us]), `median` (Float64, the median excess, a fraction of
    the followers), `creators` (Int64, with data on that day), `together` (Int64, those of them that
    moved so to the same side).
    """
    middle, creators, together, picked = moved_together(shares, own_spreads(given, shares), rule)
    return pd.DataFrame(
        {
            "day": given.days[picked],
            "median": real(middle[picked]),
            "creators": whole(creators[picked]),
            "together": whole(together[picked]),
        }
    )


def moved_together(
    shares: Floats, own: Floats, rule: CommonRule
) -> tuple[Floats, Integers, Integers, Flags]:
    """Return, day by day, the median of `shares`, how many creators have data, how many of them
    moved to one side by more than `own` spreads allow, and whether that is common.
    """
    creators = (~np.isnan(shares)).sum(axis=1)
    middle = medians(shares.T) if shares.size else np.full(len(shares), np.nan)
    far = np.abs(shares) >= np.maximum(rule.share, rule.spreads * own)
    fell, rose = (far & (shares < 0)).sum(axis=1), (far & (shares > 0)).sum(axis=1)
    down = (fell >= rule.fell * creators) & (fell >= rule.least) & (middle <= -rule.share)
    up = (rose >= rule.rose * creators) & (rose >= rule.least) & (middle >= rule.share)
    picked = (down | up) & (creators >= rule.creators)
    return middle, creators, np.where(down, fell, rose), picked


def common_effects(given: Steps, shares: Floats, common: pd.DataFrame) -> Floats:
    """Return what the `common` days did to each creator: the median of the others' `shares`.

    A fraction of the followers on common days, 0 on others; days x creators.
    """
    picked = np.asarray(given.days.isin(common["day"]))
    effects = np.zeros(shares.shape)
    if picked.any():
        effects[picked] = np.nan_to_num(medians_of_others(shares[picked]))
    return effects


def list_spreads(shares: Floats, effects: Floats) -> Floats:
    """Return how far the list lies apart on each common day, a fraction; days x creators."""
    picked = (effects != 0).any(axis=1)
    apart = np.zeros(shares.shape)
    apart[picked] = np.nan_to_num(spreads(shares[picked].T))[:, None]
    return apart


def without_common_days(daily: pd.DataFrame, effects: pd.DataFrame) -> pd.DataFrame:
    """Return `daily` (every calendar day of each creator) with the common moves taken out.

    From each common day on, a creator's totals are lower by its `effect` (followers), rounded:
    `effects` has `creator_id`, `day` and `effect` (Float64). Whatever a creator did beyond the
    others stays. New followers stay as reported. The result is an estimate for the eye.
    """
    full = complete_days(daily)
    if effects.empty:
        return full
    effect = full[["creator_id", "day"]].merge(effects, on=["creator_id", "day"], how="left")
    so_far = effect["effect"].fillna(0.0).round().groupby(full["creator_id"], sort=False).cumsum()
    return full.assign(total_followers=full["total_followers"] - so_far.astype("Int64"))


def own_spreads(given: Steps, shares: Floats) -> Floats:
    """Return how much each creator usually varies on each day, a fraction; days x creators."""
    overall = np.broadcast_to(spreads(shares), shares.shape)
    own: Floats = overall
    groups: tuple[Flags, Flags] = (given.weekend, ~given.weekend)
    for group in groups:
        within = spreads(np.where(group, shares, np.nan))
        own = np.where(group, np.fmax(own, within), own)
    return own
