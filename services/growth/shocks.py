"""Common days: when the whole list jumps at once, it is the platform and not the creator."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.cohort import medians_of_others
from services.growth.daily import complete_days
from services.growth.summary import daily_rates

Floats = NDArray[np.float64]

LEAST_CREATORS = 5
"""Creators with data on a day before anything can be called common to them."""

Z = 3.5
"""Robust z that the median of the others must pass (as for a single creator's spikes)."""

LEAST_RATE = 0.001
"""And by how much it must differ from its usual value: a tenth of a percent of the followers."""


def common_days(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the days on which the list as a whole jumped or fell, ascending.

    r = D_t / F_(t-1) for each creator, m = the median r of the others, which no single creator can
    move far. A day is common when, whoever is left out, m lies more than `Z` robust deviations
    (1.4826 x MAD over the days of `daily`) and at least `LEAST_RATE` from its own median, always on
    the same side. Columns `day` (datetime64[us], China date), `median` (Float64, a fraction: the
    median r of all), `creators` (Int64, with data on that day), `together` (Int64, those of them
    that moved away from the usual to the same side). Empty with fewer than `LEAST_CREATORS`.
    """
    rates = daily_rates(daily)
    values = rates.to_numpy()
    known = ~np.isnan(values)
    enough = known.sum(axis=1) >= LEAST_CREATORS
    values, known = values[enough], known[enough]
    sides = _sides(medians_of_others(values), known) if len(values) else np.zeros(0)
    picked = sides != 0
    together = (np.sign(values - _usual(values)) == sides[:, None]) & known
    return pd.DataFrame(
        {
            "day": rates.index[enough][picked],
            "median": pd.Series(np.nanmedian(values[picked], axis=1)).astype("Float64"),
            "creators": pd.Series(known[picked].sum(axis=1)).astype("Int64"),
            "together": pd.Series(together[picked].sum(axis=1)).astype("Int64"),
        }
    )


def without_common_days(daily: pd.DataFrame, common: pd.DataFrame) -> pd.DataFrame:
    """Return `daily` (every calendar day of each creator) with the common moves taken out.

    From each common day on, a creator's totals are lower by (m - its usual m) x F_(t-1), rounded to
    followers: m is the median rate of the *others* on that day, its usual value their median over
    all days. Whatever a creator did beyond the others stays. New followers stay as reported. The
    result is an estimate for the eye; no table is computed from it.
    """
    full = complete_days(daily)
    if common.empty:
        return full
    rates = daily_rates(full)
    others = medians_of_others(rates.to_numpy())
    moved = others - _usual(others)
    moved[~rates.index.isin(common["day"])] = 0.0
    before = full.groupby("creator_id", sort=False)["total_followers"].shift(1)
    rows = rates.index.get_indexer(pd.DatetimeIndex(full["day"]))
    columns = rates.columns.get_indexer(pd.Index(full["creator_id"]))
    known = before.to_numpy(dtype="float64", na_value=0.0)
    effect = pd.Series(np.nan_to_num(moved[rows, columns]) * known).round()
    effect = effect.groupby(full["creator_id"], sort=False).cumsum()
    return full.assign(total_followers=full["total_followers"] - effect.astype("Int64"))


def _sides(others: Floats, known: NDArray[np.bool_]) -> Floats:
    """Return +1 or -1 for each common day, else 0; `others` has a row a day, a column a creator."""
    away = others - _usual(others)
    spread = 1.4826 * np.nanmedian(np.abs(away), axis=0)
    far = (np.abs(away) > Z * spread) & (np.abs(away) >= LEAST_RATE)
    everywhere = (far | ~known).all(axis=1)
    side = np.sign(away)
    agreed = ((side > 0) | ~known).all(axis=1) * 1.0 - ((side < 0) | ~known).all(axis=1) * 1.0
    return np.where(everywhere, agreed, 0.0)


def _usual(rates: Floats) -> Floats:
    """Return the median of each column, NaN for one without values."""
    known = ~np.isnan(rates).all(axis=0)
    usual = np.full(rates.shape[1], np.nan)
    usual[known] = np.nanmedian(rates[:, known], axis=0)
    return usual
