"""The three choices above the chart: days, curves, scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components import session
from components.i18n import _
from services.messages import N_
from services.screen import ALL_DAYS, WINDOWS, Scale, Screen, View, scales_for

_VIEWS = {View.BOTH: N_("Both"), View.TOTAL: N_("Total"), View.NEW: N_("New")}
_SCALES = {
    Scale.COUNT: N_("Count"),
    Scale.INDEX: N_("Index"),
    Scale.PERCENT: N_("Percent"),
    Scale.LOG: N_("Log"),
}


@dataclass(frozen=True)
class Choices:
    """What the controls stand at."""

    days: int
    view: View
    scale: Scale


def chart_controls(widest: int, creators: int) -> Choices:
    """Draw the controls; `widest` is the longest window, in days, that there can be data for.

    Until somebody chooses, several `creators` are drawn in percent, since sizes that differ tenfold
    hide who grows; a single one is drawn as counted.
    """
    default = Screen() if creators > 1 else Screen(scale=Scale.COUNT)
    windows = [days for days in WINDOWS if days <= widest]  # all days, written 0, always
    _settle(session.DAYS, windows, default.days)
    _settle(session.VIEW, list(View), default.view)
    with st.container(horizontal=True, gap="medium"):
        days = st.segmented_control(
            _("Days"),
            windows,
            format_func=lambda days: _("All") if days == ALL_DAYS else str(days),
            key=session.DAYS,
            required=True,
            persist_state="session",
            help=_("The last days of each creator; All is everything that was ever collected."),
        )
        view = st.segmented_control(
            _("Curves"),
            list(View),
            format_func=lambda view: _(_VIEWS[view]),
            key=session.VIEW,
            required=True,
            persist_state="session",
        )
        scales = list(scales_for(view or default.view))
        _settle(session.SCALE, scales, default.scale)
        scale = st.segmented_control(
            _("Scale"),
            scales,
            format_func=lambda scale: _(_SCALES[scale]),
            key=session.SCALE,
            required=True,
            persist_state="session",
            help=_(
                "Count: followers as they are. Index: the first day is 100. Percent: change since "
                "the first day. Log: equal steps are equal factors; not for new followers, which "
                "can be zero or negative."
            ),
        )
    return Choices(
        default.days if days is None else days, view or default.view, scale or default.scale
    )


def _settle(key: str, options: Sequence[object], default: object) -> None:
    """Give a control a value that it offers, before it is drawn."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
