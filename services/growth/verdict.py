"""One word about how a creator grew, and the order that follows from it."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from services.growth.daily import real, whole
from services.growth.excess import Excess
from services.growth.rules import VerdictRule
from services.growth.spikes import in_window
from services.growth.split import burst_days, split
from services.growth.usual import Floats


class Growth(StrEnum):
    """How a creator grew, the best for a campaign first."""

    STEADY = "steady"
    UNEVEN = "uneven"
    ONE_BURST = "one_burst"
    BURSTS = "bursts"
    FLAT = "flat"
    FALLING = "falling"
    TOO_LITTLE = "too_little"


_PLACES = {
    Growth.STEADY: 0,
    Growth.UNEVEN: 1,
    Growth.ONE_BURST: 2,
    Growth.BURSTS: 2,
    Growth.FLAT: 3,
    Growth.FALLING: 4,
    Growth.TOO_LITTLE: 5,
}


def growth_verdicts(
    found: Excess, summary: pd.DataFrame, told: pd.DataFrame, rule: VerdictRule
) -> pd.DataFrame:
    """Return one row a creator of `summary`, in its order.

    `summary` is of `services.growth.summary.summarize`; `told` are its bursts
    (`services.growth.spikes.bursts`) with the `gain` of `services.growth.retention`.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | |
    | `growth` | object | a `Growth` |
    | `burst_part`, `rest`, `common_part` | Int64 | as `services.growth.split.split` gives them |
    | `burst_count` | Int64 | bursts |
    | `burst_gain` | Int64 | what they brought at their tops, followers |
    | `burst_kept` | Float64 | what is left of that, a fraction from 0 to 1; NA without a gain |
    | `burst_share` | Float64 | gain / (gain + the rest where positive), a fraction from 0 to 1 |

    The word is read, in this order, from the net change without its common part: fewer than
    `rule.changes` known changes; falling; a burst share of `rule.burst_share`; flat; uneven, where
    bursts, or the best days outside them, carry too much; else steady.
    """
    values = _values(found, summary, told, rule)
    return pd.DataFrame(
        {
            "creator_id": summary["creator_id"].array,
            "growth": pd.Series(_words(values, rule), dtype="object"),
            "burst_part": whole(values["burst_part"]),
            "rest": whole(values["rest"]),
            "common_part": whole(values["common_part"]),
            "burst_count": whole(values["size"]),
            "burst_gain": whole(values["sum"]),
            "burst_kept": real(values["kept"]),
            "burst_share": real(values["share"]),
        }
    )


def in_default_order(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table`, one row a creator, in the order in which it is shown first.

    Those compared over all days (`even`, boolean) stand before those who lack some, and these
    before those without data (`points` 0); then by `growth`, bursts by `burst_kept`; then by
    `growth_rate`.
    """
    without = table["points"].fillna(0).eq(0)
    places = table["growth"].where(~without).map(_PLACES).astype("float64")
    kept = table["burst_kept"].where(places == _PLACES[Growth.BURSTS])
    keys = pd.DataFrame(
        {
            "without": without,
            "lacking": ~table["even"].fillna(value=False) & ~without,
            "place": places,
            "kept": -kept.astype("float64").fillna(-1.0),
            "rate": -table["growth_rate"].astype("float64").fillna(-np.inf),
        }
    )
    order = keys.sort_values(["without", "lacking", "place", "kept", "rate"], kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _values(
    found: Excess, summary: pd.DataFrame, told: pd.DataFrame, rule: VerdictRule
) -> pd.DataFrame:
    """Return what the words are read from, one row a creator, float64."""
    first, last = summary["first_day"].min(), summary["last_day"].max()
    creators = pd.Index(summary["creator_id"])
    parts = split(found, told, first, last).set_index("creator_id")
    parts = parts.join(_shape(found, told, (first, last), rule)).reindex(creators)
    gains = told.groupby("creator_id")["gain"].agg(["size", "sum"]).reindex(creators)
    table = parts.join(gains).astype("float64").fillna(0.0)
    days = (summary["last_day"] - summary["first_day"]).dt.days.to_numpy(dtype="float64")
    followers = summary["first_total"].to_numpy(dtype="float64", na_value=0.0)
    own = table["rest"] - table["common_part"]
    grown = table["sum"] + own.clip(lower=0)
    return table.assign(
        net=own + table["burst_part"],
        bound=np.maximum(rule.flat * followers * np.nan_to_num(days), rule.flat_least),
        share=(table["sum"] / grown.where(grown > 0)).fillna(0.0),
        kept=(table["burst_part"] / table["sum"].where(table["sum"] > 0)).clip(0, 1),
    )


def _words(values: pd.DataFrame, rule: VerdictRule) -> list[Growth]:
    several = np.where(values["size"] > 1, Growth.BURSTS, Growth.ONE_BURST)
    losing = (values["losing"] >= rule.losing_days) & (values["net"] <= -rule.flat_least)
    uneven = (
        (values["share"] > rule.uneven_share)
        | (values["best"] > rule.best_share * values["net"])
        | (values["tower"] > rule.tower)
    )
    falling = (values["net"] <= -values["bound"]) | losing
    conditions = [
        values["changes"] < rule.changes,
        falling,
        values["share"] >= rule.burst_share,
        values["net"] < values["bound"],
        uneven,
    ]
    words = [Growth.TOO_LITTLE, Growth.FALLING, several, Growth.FLAT, Growth.UNEVEN]
    found = [np.asarray(condition, dtype=bool) for condition in conditions]
    choices = [np.broadcast_to(np.asarray(word), len(values)) for word in words]
    return [Growth(word) for word in np.select(found, choices, Growth.STEADY.value)]


def _shape(
    found: Excess,
    told: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    rule: VerdictRule,
) -> pd.DataFrame:
    """Return how evenly the days outside bursts grew, without what common days did.

    By creator id: `losing`, the share of days with a loss; `best`, what the best days carry above
    the pace of the rest, followers; `tower`, the mean of the upper sixth of days in means of the
    lower half, which counts as one follower and as the bound of flat at least.
    """
    inside = in_window(found, *window)
    own = np.where(inside, found.steps.change - found.effect, np.nan)
    days = np.sort(np.where(burst_days(found, told), np.nan, own), axis=0)  # NaN last
    count = (~np.isnan(days)).sum(axis=0)
    so_far = np.vstack([np.zeros((1, days.shape[1])), np.nancumsum(days, axis=0)])
    best = np.minimum(rule.best_days, count // 2)
    pace = _upto(so_far, count - best) / np.maximum(count - best, 1)
    sixth, half = np.maximum(count // 6, 1), np.maximum((count + 1) // 2, 1)
    top = (_upto(so_far, count) - _upto(so_far, np.maximum(count - sixth, 0))) / sixth
    least = np.maximum(rule.flat * np.nan_to_num(_largest(found.steps.before)), 1.0)
    known = np.maximum((~np.isnan(own)).sum(axis=0), 1)
    return pd.DataFrame(
        {
            "losing": (own < 0).sum(axis=0) / known,
            "best": _upto(so_far, count) - _upto(so_far, count - best) - best * pace,
            "tower": top / np.maximum(_upto(so_far, half) / half, least),
        },
        index=found.steps.creators.rename("creator_id"),
    )


def _upto(so_far: Floats, place: np.ndarray) -> Floats:
    at = np.minimum(place, len(so_far) - 1)[None, :]
    return np.asarray(np.take_along_axis(so_far, at, axis=0)[0])


def _largest(values: Floats) -> Floats:
    return np.asarray(np.where(np.isnan(values), 0.0, values).max(axis=0, initial=0.0))
