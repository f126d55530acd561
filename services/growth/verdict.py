"""One word about how a creator grew, and the order that follows from it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from services.growth.daily import divided, real, whole
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
            "burst_count": whole(values["bursts"]),
            "burst_gain": whole(values["gain"]),
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
    names = ("points", "even", "growth", "burst_kept", "growth_rate")
    keys = [_place(*row) for row in zip(*(table[name].tolist() for name in names), strict=True)]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return table.iloc[order].reset_index(drop=True)


def _place(points: Any, even: Any, growth: Any, kept: Any, rate: Any) -> tuple[float, ...]:  # noqa: ANN401 - cells
    without = pd.isna(points) or points == 0
    lacking = not without and (pd.isna(even) or not even)
    place = len(_PLACES) if without or pd.isna(growth) else _PLACES[growth]
    own = kept if place == _PLACES[Growth.BURSTS] and pd.notna(kept) else -1.0
    return without, lacking, place, -own, math.inf if pd.isna(rate) else -rate


def _values(
    found: Excess, summary: pd.DataFrame, told: pd.DataFrame, rule: VerdictRule
) -> dict[str, Floats]:
    """Return what the words are read from, one value a creator of `summary`; 0 for one of whom
    `found` has nothing.
    """
    window = summary["first_day"].min(), summary["last_day"].max()
    parts = split(found, told, *window)
    names = ("changes", "burst_part", "rest", "common_part")
    by_name = {name: parts[name].to_numpy("float64") for name in names}
    by_name |= _shape(found, told, window, rule)
    places = found.steps.creators.get_indexer(pd.Index(summary["creator_id"]))
    values = {
        name: np.where(places < 0, 0.0, np.append(own, 0.0)[places])
        for name, own in by_name.items()
    }
    values |= _gains(told, summary["creator_id"].tolist())
    days = (summary["last_day"] - summary["first_day"]).dt.days.to_numpy(dtype="float64")
    followers = summary["first_total"].to_numpy(dtype="float64", na_value=0.0)
    own = values["rest"] - values["common_part"]
    gain = values["gain"]
    whole_gain = gain + np.maximum(own, 0)
    return values | {
        "net": own + values["burst_part"],
        "bound": np.maximum(rule.flat * followers * np.nan_to_num(days), rule.flat_least),
        "share": np.nan_to_num(divided(gain, np.maximum(whole_gain, 0))),
        "kept": np.clip(divided(values["burst_part"], np.maximum(gain, 0)), 0, 1),
    }


def _gains(told: pd.DataFrame, creator_ids: list[str]) -> dict[str, Floats]:
    """Return how many bursts each creator had (`bursts`) and what they brought (`gain`)."""
    sums: dict[str, list[float]] = {}
    for creator_id, gain in zip(told["creator_id"], told["gain"].tolist(), strict=True):
        sums.setdefault(creator_id, []).append(gain)
    each = [sums.get(creator_id, []) for creator_id in creator_ids]
    return {
        "bursts": np.array([len(gains) for gains in each], dtype="float64"),
        "gain": np.array([sum(gains) for gains in each], dtype="float64"),
    }


def _words(values: Mapping[str, Floats], rule: VerdictRule) -> list[Growth]:
    several = np.where(values["bursts"] > 1, Growth.BURSTS, Growth.ONE_BURST)
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
    choices = [np.broadcast_to(np.asarray(word), len(values["net"])) for word in words]
    return [Growth(word) for word in np.select(found, choices, Growth.STEADY.value)]


def _shape(
    found: Excess,
    told: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    rule: VerdictRule,
) -> dict[str, Floats]:
    """Return how evenly the days outside bursts grew, without what common days did.

    A value a creator of `found`: `losing`, the share of days with a loss; `best`, what the best
    days carry above the pace of the rest, followers; `tower`, the mean of the upper sixth of days
    in means of the lower half, which counts as one follower and as the bound of flat at least.
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
    return {
        "losing": (own < 0).sum(axis=0) / known,
        "best": _upto(so_far, count) - _upto(so_far, count - best) - best * pace,
        "tower": top / np.maximum(_upto(so_far, half) / half, least),
    }


def _upto(so_far: Floats, place: np.ndarray) -> Floats:
    at = np.minimum(place, len(so_far) - 1)[None, :]
    return np.asarray(np.take_along_axis(so_far, at, axis=0)[0])


def _largest(values: Floats) -> Floats:
    return np.asarray(np.where(np.isnan(values), 0.0, values).max(axis=0, initial=0.0))
