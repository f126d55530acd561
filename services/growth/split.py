"""What growth is made of: net change = burst part + rest, exactly."""

from __future__ import annotations

import numpy as np
import pandas as pd

from services.growth.daily import whole
from services.growth.excess import SHARED, Excess
from services.growth.spikes import in_window
from services.growth.usual import Flags, Floats


def burst_days(found: Excess, bursts: pd.DataFrame) -> Flags:
    """Return which days belong to `bursts` (of `services.growth.spikes.bursts`): days x creators.

    Its first day and the `SHARED` days after it, and its last marked day where that is later.
    """
    starts = found.steps.days.get_indexer(pd.DatetimeIndex(bursts["day"]))
    ends = found.steps.days.get_indexer(pd.DatetimeIndex(bursts["last_day"]))
    columns = found.steps.creators.get_indexer(pd.Index(bursts["creator_id"]))
    days = np.zeros(found.above.shape, dtype=bool)
    for start, end, column in zip(starts, ends, columns, strict=True):
        days[start : max(start + SHARED, end) + 1, column] = True
    return days


def split(
    found: Excess, bursts: pd.DataFrame, first_day: pd.Timestamp, last_day: pd.Timestamp
) -> pd.DataFrame:
    """Return what each creator's net change from `first_day` to `last_day` is made of.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | in the order of `found` |
    | `changes` | Int64 | changes that are known |
    | `burst_part` | Int64 | the excess over the usual day on the days of `bursts`, each once |
    | `rest` | Int64 | net change - burst part: the usual days, and what no burst was |
    | `common_part` | Int64 | what of the rest came with common days |

    Followers. A burst that was given back counts negative where more left than came.
    """
    inside = in_window(found, first_day, last_day)
    own = inside & burst_days(found, bursts)
    net = _sum(found.steps.change, inside)
    part = np.round(_sum(found.above, own))
    return pd.DataFrame(
        {
            "creator_id": found.steps.creators.astype("str"),
            "changes": whole(inside.sum(axis=0)),
            "burst_part": whole(part),
            "rest": whole(net - part),
            "common_part": whole(np.round(_sum(found.effect, inside))),
        }
    )


def _sum(values: Floats, where: Flags) -> Floats:
    return np.asarray(np.where(where, values, 0.0).sum(axis=0))
