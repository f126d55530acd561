"""One card a creator: where it stands, what it gained, and the shape of its curve."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.chart.palette import LineStyle
from components.chart.sparkline import sparkline_svg
from components.wording.formats import count, percent, plain, short_day, signed_count
from components.wording.i18n import _, n_
from services.text import short_name

_SHOWN = 12
_NAME_CELLS = 18


def cards(
    summary: pd.DataFrame,
    curves: Mapping[str, list[int | None]],
    names: Mapping[str, str],
    styles: Mapping[str, LineStyle],
    *,
    controls: bool = True,
) -> None:
    """Draw the cards, the fastest growth first.

    `summary` and `curves` are of `services.growth`. Beyond a dozen creators the first twelve stand
    here and a switch shows the others; without `controls` (while loading) there is no switch.
    """
    known = summary[summary["points"] > 0]
    known = known.sort_values("growth_rate", ascending=False, kind="stable")
    if known.empty:
        return
    more = len(known) - _SHOWN
    if more > 0 and controls:
        text = n_("Show {n} more card", "Show {n} more cards", more).format(n=more)
        if st.toggle(text, key="all_cards"):
            more = 0
    days = int(known["points"].max())
    with st.container(horizontal=True, gap="small"):
        for row in known.head(len(known) - max(more, 0)).to_dict("records"):
            key = row["creator_id"]
            _card(row, curves[key], names[key], styles[key], days)


def _card(
    row: Mapping[Hashable, Any], curve: list[int | None], name: str, style: LineStyle, days: int
) -> None:
    change, rate = row["net_change"], row["growth_rate"]
    falling = pd.notna(change) and change < 0
    with st.container(border=True, width=176, gap="xsmall"):
        st.metric(
            plain(short_name(name, _NAME_CELLS)),
            count(row["latest_total"]),
            signed_count(change) if pd.notna(change) else None,
            delta_description=percent(rate) if pd.notna(rate) else None,
            delta_color="red" if falling else "green" if change else "off",
            delta_arrow="down" if falling else "up" if change else "off",
            help=plain(name) if name != short_name(name, _NAME_CELLS) else None,
        )
        st.image(
            sparkline_svg(curve, style),
            width="stretch",
            alt=_("Total followers from {first} to {last}").format(
                first=short_day(row["first_day"]),
                last=short_day(row["last_day"]),
            ),
        )
        if row["points"] < days:  # its change is over fewer days than that of the others
            st.caption(_("{n} of {days} days").format(n=row["points"], days=days))
