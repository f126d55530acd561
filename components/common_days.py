"""Common days: said above the chart where there are any, and taken out of the curves on request."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import session
from components.formats import percent, short_day
from components.i18n import _
from services.screen import Align

_SHOWN = 4


def common_days_note(common: pd.DataFrame) -> None:
    """Say on which days the whole list moved (`services.growth.shocks`), and offer to leave it out.

    Draws nothing where there was no such day.
    """
    if common.empty:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            common_days_text(common, shaded=session.align() is Align.CALENDAR),
            help=_(
                "A day counts as common when the median daily rate of the others, whoever is left "
                "out, lies more than 3.5 robust deviations and 0.1 percentage points from its "
                "usual value, with at least 5 creators. It is then more likely the platform than "
                "one creator."
            ),
        )
        st.toggle(
            _("Take them out of the curves"),
            key=session.WITHOUT_COMMON,
            persist_state="session",
            help=_(
                "Each creator's curve is moved by what the median of the others did beyond its "
                "usual value on these days: an estimate for the eye. The table keeps the published "
                "numbers."
            ),
        )


def common_days_text(common: pd.DataFrame, *, shaded: bool = False) -> str:
    """Return the sentence that names the largest common days; `shaded` says that they are so."""
    ordered = common.sort_values("median", key=abs, ascending=False, kind="stable").head(_SHOWN)
    days = ", ".join(
        _("{day} ({together} of {creators}, median {rate})").format(
            day=short_day(row["day"]),
            together=row["together"],
            creators=row["creators"],
            rate=percent(row["median"], 2),
        )
        for row in ordered.sort_values("day").to_dict("records")
    )
    text = _("Common days, when the whole list moved at once: {days}")
    if shaded:
        text = _("Shaded: common days, when the whole list moved at once. {days}")
    return text.format(days=days)
