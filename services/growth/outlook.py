"""Where everybody of a list may stand on the campaign date, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from services.growth.crossing import Crossing, crossing
from services.growth.projection import Projection, price_range, project

_WHOLE = ("projected", "projected_low", "projected_high", "threshold")
_REAL = ("price_then", "price_then_low", "price_then_high")
_DAYS = ("earliest", "latest")


def outlooks(
    held: pd.DataFrame, target: date, limits: Sequence[int], prices: Mapping[str, float]
) -> pd.DataFrame:
    """Return one row a creator of the tidy frame, which should be everything held.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | |
    | `projected`, `projected_low`, `projected_high` | Int64 | followers on `target` (China date) |
    | `price_then`, `price_then_low`, `price_then_high` | Float64 | yuan per 1 000 of them |
    | `threshold` | Int64 | the next of the tier `limits` (followers) that may be reached |
    | `earliest`, `latest` | datetime64[us] | when; `latest` is NaT where perhaps never in reach |
    | `no_projection` | object | the `NoProjection`, else NA |
    | `remarks` | object | a tuple of `Remark`; empty without a projection |

    Each by `services.growth.projection` of that creator alone. Everything else is NA where there is
    no projection; `prices` are in yuan, by creator id.
    """
    rows = [
        {"creator_id": creator_id, **_ahead(own, target, limits, prices.get(str(creator_id)))}
        for creator_id, own in held.groupby("creator_id", sort=False)
    ]
    columns = ["creator_id", *_WHOLE, *_REAL, *_DAYS, "no_projection", "remarks"]
    table = pd.DataFrame(rows, columns=columns, dtype="object")
    kinds = {**dict.fromkeys(_WHOLE, "Int64"), **dict.fromkeys(_REAL, "Float64")}
    kinds |= dict.fromkeys(_DAYS, "datetime64[us]") | {"creator_id": "str"}
    return table.astype(kinds)


def _ahead(
    own: pd.DataFrame, target: date, limits: Sequence[int], price: float | None
) -> dict[str, object]:
    found = project(own, target)
    if not isinstance(found, Projection):
        return {"no_projection": found, "remarks": ()}
    row: dict[str, object] = {
        "projected": found.projected,
        "projected_low": found.low,
        "projected_high": found.high,
        "remarks": found.remarks,
    }
    if price is not None:
        then = price_range(price, found)
        row |= {
            "price_then": then.expected,
            "price_then_low": then.lowest,
            "price_then_high": then.highest,
        }
    passing = crossing(own, limits)
    if isinstance(passing, Crossing):
        row |= {
            "threshold": passing.threshold,
            "earliest": pd.Timestamp(passing.earliest),
            "latest": pd.NaT if passing.latest is None else pd.Timestamp(passing.latest),
        }
    return row
