"""A creator against the others of the list. Whatever is said about a creator leaves it out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import real

Floats = NDArray[np.float64]

LEAST_OF_A_BAND = 3
"""Curves that a band needs on a day: a quartile of two is no quartile."""


def medians_of_others(values: Floats) -> Floats:
    """Return, in each place, the median along the last axis of all the other values.

    NaN values neither count nor get a median that would need them; a NaN place gets the median of
    all the others. NaN where nobody else has a value.
    """
    sorted_values = np.sort(values, axis=-1)  # NaN last
    known = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    own = np.isnan(values)
    # The place of each value in the sorted row; which of equals it is does not matter.
    place = np.argsort(np.argsort(values, axis=-1, kind="stable"), axis=-1)
    others = known - ~own
    low, high = (others - 1) // 2, others // 2
    # Without the value at `place`, everything from there on moves one to the left.
    low, high = (at + (~own & (at >= place)) for at in (low, high))
    width = values.shape[-1]
    if width == 0:
        return values
    middle = [
        np.take_along_axis(sorted_values, at.clip(0, width - 1), axis=-1) for at in (low, high)
    ]
    return np.where(others > 0, (middle[0] + middle[1]) / 2, np.nan)


def standing(summary: pd.DataFrame, left_out: Collection[str] = ()) -> pd.DataFrame:
    """Return where each creator stands in this list by growth rate, in the order of `summary`.

    Those `left_out`, who were not seen over the days compared, have no place and move nobody's.

    Columns `creator_id` (str), `rank` (Int64, 1 is the fastest, equals share the better one),
    `percentile` (Float64, the fraction of the *others* that grew slower, equals counting half),
    `median_of_others` (Float64, a fraction, their median growth rate). NA without a growth rate;
    the last two also without anybody else.
    """
    seen = ~summary["creator_id"].isin(list(left_out))
    rates = summary["growth_rate"].where(seen).to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(rates)
    slower = (rates[:, None] > rates[None, :]).sum(axis=1)
    equal = (rates[:, None] == rates[None, :]).sum(axis=1) - known
    others = max(int(known.sum()) - 1, 0)
    share = (slower + equal / 2) / others if others else np.full(len(rates), np.nan)
    rank = known.sum() - slower - equal
    return pd.DataFrame(
        {
            "creator_id": summary["creator_id"].array,
            "rank": pd.Series(rank, dtype="Int64").where(known),
            "percentile": real(np.where(known, share, np.nan)),
            "median_of_others": real(np.where(known, medians_of_others(rates), np.nan)),
        }
    )


def band(scaled: pd.DataFrame, left_out: Collection[str] = ()) -> pd.DataFrame:
    """Return the middle half of the curves in `scaled`, day by day, without those left out.

    `scaled` has `creator_id`, a `day` of any dtype and `value` (Float64), as
    `services.growth.lineup` gives it. Returns `day`, `low`, `middle`, `high` (Float64: quartiles
    and median, in the units of `value`), NA on days with fewer than `LEAST_OF_A_BAND` values.
    """
    others = scaled[~scaled["creator_id"].isin(list(left_out))]
    table = others.pivot_table(index="day", columns="creator_id", values="value", dropna=False)
    values = table.to_numpy(dtype="float64", na_value=np.nan)
    enough = (~np.isnan(values)).sum(axis=1) >= LEAST_OF_A_BAND
    quartiles = np.full((3, len(values)), np.nan)
    if enough.any():
        quartiles[:, enough] = np.nanquantile(values[enough], [0.25, 0.5, 0.75], axis=1)
    named = zip(("low", "middle", "high"), quartiles, strict=True)
    return pd.DataFrame({"day": table.index, **{name: real(row) for name, row in named}})


def medians_by_day(scaled: pd.DataFrame, left_out: Collection[str] = ()) -> pd.DataFrame:
    """Return, day by day, the median of all the other curves for each creator in `scaled`.

    `scaled` is as in `band`. The index is `day`, ascending; a column a creator id (float64, in the
    units of `value`), NaN where nobody else has a value. Those `left_out` are in nobody's median.
    """
    table = scaled.pivot_table(index="day", columns="creator_id", values="value", dropna=False)
    values = table.to_numpy(dtype="float64", na_value=np.nan)
    values[:, table.columns.isin(list(left_out))] = np.nan
    return pd.DataFrame(medians_of_others(values), index=table.index, columns=table.columns)


def tiers_of(followers: pd.Series, limits: Sequence[int]) -> pd.Series:
    """Return the tier of each audience (Int64): 0 below the first of the ascending `limits`,
    then 1, 2 …; NA where `followers` is.
    """
    known = followers.astype("Float64")
    tier = np.searchsorted(np.asarray(limits), known.to_numpy("float64", na_value=0), side="right")
    return pd.Series(tier, index=followers.index, dtype="Int64").where(known.notna())


def claim_difference(claimed: pd.Series, measured: pd.Series) -> pd.Series:
    """Return (claimed - measured) / measured (Float64); NA without measured followers."""
    known = measured.astype("Float64")
    return (claimed.astype("Float64") - known) / known.where(known > 0)


def price_per_follower_gained(prices: pd.Series, net_change: pd.Series) -> pd.Series:
    """Return price / net change (Float64, the price's currency a follower); NA without a gain."""
    gained = net_change.astype("Float64")
    return prices.astype("Float64") / gained.where(gained > 0)


def price_per_thousand(prices: pd.Series, followers: pd.Series) -> pd.Series:
    """Return price / followers x 1000 (Float64, in the price's currency); NA without followers."""
    thousands = followers.astype("Float64") / 1000
    return prices.astype("Float64") / thousands.where(thousands != 0)
