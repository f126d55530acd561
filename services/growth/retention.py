"""What became of a burst: how much of its gain above the usual days is still there a week later."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.growth.daily import ratio, real, whole
from services.growth.excess import SHARED, Excess

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

KEPT_AFTER = SHARED
"""Days after the first of a burst at which what is kept is read."""

FAST_GIVE_BACK = 0.5
"""A burst that kept a smaller fraction of its gain after `KEPT_AFTER` days gave it back fast."""

TOWERS = 2.5
"""A gain below so many times what the eight usual days bring is too small to tell it from them: at
twice, the bursts of a growing creator that chance made large would be shown, and what it kept."""


class NotKnown(StrEnum):
    """Why it is not said what a burst kept."""

    TOO_RECENT = "too_recent"
    ANOTHER_BURST = "another_burst"
    NO_TOTAL = "no_total"
    TOO_SMALL = "too_small"


def retention(found: Excess, bursts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a burst of `bursts` (`services.growth.spikes.bursts`), in its order.

    With day 0 the burst's first day, E_t the excess over the usual day, and the burst's days those
    from 0 to 7, or to the day before the creator's next burst, so that no day is shared:

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id`, `day` | str, datetime64[us] | the creator, and day 0 (China date) |
    | `gain` | Int64 | the largest E_0 + … + E_t of its days, followers |
    | `kept` | Float64 | (E_0 + … + E_7) / gain, held between 0 and 1; else NA |
    | `half_life` | Int64 | days from day 0 to the first after the top with half the gain or less |
    | `seen` | Int64 | days from day 0 to the creator's last total |
    | `not_known` | object | a `NotKnown` where `kept` is NA |

    `half_life` is NA where that is not reached before the next burst. `found` may hold more days
    than those in which bursts were looked for.
    """
    starts = found.steps.days.get_indexer(pd.DatetimeIndex(bursts["day"]))
    columns = found.steps.creators.get_indexer(pd.Index(bursts["creator_id"]))
    nexts = _next_starts(starts, columns, len(found.above))
    places = zip(columns.tolist(), starts.tolist(), nexts.tolist(), strict=True)
    rows = [_outcome(found, *at) for at in places]
    gain, kept, half_life, seen, not_known = zip(*rows, strict=True) if rows else ((),) * 5
    return pd.DataFrame(
        {
            "creator_id": bursts["creator_id"].array,
            "day": bursts["day"].array,
            "gain": whole(np.round(np.array(gain, dtype="float64"))),
            "kept": real(kept),
            "half_life": whole(half_life),
            "seen": whole(seen),
            "not_known": pd.Series(not_known, dtype="object"),
        }
    )


def largest_burst(kept: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the row of `kept` (of `retention`) that gained most beside its creator's size, if any.

    `table` is of `services.growth.ranking`. Who was not seen over all days compared does not count,
    nor does a burst too small to tell from usual days. One more column: `rate` (Float64), the gain
    / the first total in the window, a fraction.
    """
    found = kept.merge(table[["creator_id", "first_total", "even"]], on="creator_id")
    found = found.assign(rate=ratio(found["gain"], found["first_total"]))
    told = found["even"].fillna(value=False) & (found["not_known"] != NotKnown.TOO_SMALL)
    found = found[told & found["rate"].notna()].sort_values("rate", ascending=False, kind="stable")
    return found[[*kept.columns, "rate"]].head(1)


def _next_starts(starts: Integers, columns: Integers, end: int) -> Integers:
    """Return where the next burst of the same creator begins, far beyond `end` without one."""
    same = np.append(columns[1:], -1) == columns
    return np.asarray(np.where(same, np.append(starts[1:], end), 2 * end + KEPT_AFTER))


def _outcome(found: Excess, column: int, start: int, following: int) -> tuple[Any, ...]:
    above = found.above[start:, column]
    climb = np.nancumsum(above)
    seen = int(np.flatnonzero(~np.isnan(above))[-1])
    own = climb[: min(following - start, KEPT_AFTER + 1, seen + 1)]
    top = int(np.argmax(own))
    gain = own[top]
    usual = np.nansum(np.maximum(found.usual[start : start + KEPT_AFTER + 1, column], 0))
    after = climb[top + 1 : min(following - start, seen + 1)]
    (halved,) = (after <= gain / 2).nonzero()
    half_life = top + 1 + halved[0] if len(halved) else np.nan
    small = gain <= 0 or gain < TOWERS * usual
    reason = _reason(above, following - start, seen, small)
    kept = np.nan if reason else np.clip(own[-1] / gain, 0, 1)
    return gain, kept, half_life, seen, reason


def _reason(above: Floats, following: int, seen: int, small: bool) -> NotKnown | None:
    if small:
        return NotKnown.TOO_SMALL
    if following <= KEPT_AFTER:
        return NotKnown.ANOTHER_BURST
    if seen < KEPT_AFTER:
        return NotKnown.TOO_RECENT
    return NotKnown.NO_TOTAL if np.isnan(above[KEPT_AFTER]) else None
