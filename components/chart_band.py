"""The middle of the list behind the curves: median and the middle half."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from components.i18n import _
from components.palette import muted_color
from services.growth.cohort import band
from services.growth.curves import Lineup
from services.screen import Scale

LEAST_CURVES = 5
"""Curves before a band is drawn: a middle half of fewer says nothing."""


def cohort_band(
    totals: pd.DataFrame, left_out: Collection[str], lineup: Lineup, base: str
) -> list[dict[str, object]]:
    """Return two Plotly traces, an area from quartile to quartile and the median; or none.

    `totals` is of `services.growth.curves`. Only for index and percent, where sizes do not matter,
    and only with `LEAST_CURVES` creators beside those left out.
    """
    others = totals[~totals["creator_id"].isin(list(left_out))]
    with_values = others[others["value"].notna()]
    if lineup.scale not in (Scale.INDEX, Scale.PERCENT):
        return []
    if with_values["creator_id"].nunique() < LEAST_CURVES:
        return []
    middle = band(others).dropna()
    days = middle["day"].tolist()
    low, median, high = (middle[name].round(3).tolist() for name in ("low", "middle", "high"))
    grey = muted_color(base)
    common = {"type": "scatter", "mode": "lines", "yaxis": "y", "showlegend": False}
    name = _("Median of the others") if left_out else _("Median of the list")
    number = ".1f" if lineup.scale is Scale.INDEX else "+.2f"
    unit = "" if lineup.scale is Scale.INDEX else "%"
    return [
        {
            **common,
            "x": [*days, *reversed(days)],
            "y": [*high, *reversed(low)],
            "fill": "toself",
            "fillcolor": grey,
            "opacity": 0.16,
            "line": {"width": 0},
            "hoverinfo": "skip",
        },
        {
            **common,
            "x": days,
            "y": median,
            "name": name,
            "line": {"color": grey, "width": 1.5, "dash": "dot"},
            "hovertemplate": f"%{{y:{number}}}{unit}",
        },
    ]
