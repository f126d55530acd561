"""The choices above the chart: days, curves, scale, and how curves are laid over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components import session
from components.i18n import _
from components.lineup_controls import align_control, smooth_control
from services.growth.curves import Lineup
from services.messages import N_
from services.screen import (
    ALL_DAYS,
    WINDOWS,
    Align,
    Scale,
    Screen,
    View,
    nearest_scale,
    scales_for,
)

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
    align: Align = Align.CALENDAR
    smooth: int = 1
    without_common: bool = False

    @property
    def lineup(self) -> Lineup:
        """How the curves are drawn."""
        return Lineup(self.scale, self.align, self.smooth, self.without_common)


def scale_for(creators: int) -> Scale:
    """Return the scale until somebody chooses one.

    Several creators are drawn in percent, since sizes that differ tenfold hide who grows; a single
    one is drawn as counted.
    """
    return Scale.PERCENT if creators > 1 else Scale.COUNT


def scale_name(scale: Scale) -> str:
    """Return what a scale is called, in the reader's language."""
    return _(_SCALES[scale])


def chart_controls(widest: int, creators: int) -> Choices:
    """Draw the controls; `widest` is the longest window, in days, that there can be data for.

    `creators` says how many are compared, which the scale depends on until somebody chooses one.
    """
    _settle(session.VIEW, list(View), Screen().view)
    with st.container(horizontal=True, gap="medium"):
        days = days_control(widest)
        view = st.segmented_control(
            _("Curves"),
            list(View),
            format_func=lambda view: _(_VIEWS[view]),
            key=session.VIEW,
            required=True,
            persist_state="session",
        )
        view = view or Screen().view
        align = align_control()
        scale = _scale_control(view, align, scale_for(creators))
        smooth = smooth_control() if view is not View.TOTAL else session.smooth()
    return Choices(days, view, scale, align, smooth, session.without_common())


def days_control(widest: int, *, key: str = session.DAYS) -> int:
    """Draw the choice of the window, of at most `widest` days or all, and return it."""
    windows = [days for days in WINDOWS if days <= widest]  # all days, written 0, always
    _explain_longer_window(max(windows), key)
    _settle(key, windows, Screen().days if Screen().days in windows else ALL_DAYS)
    days = st.segmented_control(
        _("Days"),
        windows,
        format_func=lambda days: _("All") if days == ALL_DAYS else str(days),
        key=key,
        required=True,
        persist_state="session",
        help=_("The last days of each creator; All is everything that was ever collected."),
    )
    return Screen().days if days is None else days


def _explain_longer_window(widest: int, key: str) -> None:
    """Fall back to the widest window there is, with a word, where a link asks for a wider one."""
    asked = st.session_state.get(key)
    if asked is not None and asked > widest:
        st.session_state[key] = widest
        text = _("There are no {asked} days of data; the last {days} are shown.")
        st.info(text.format(asked=asked, days=widest))


def _scale_control(view: View, align: Align, default: Scale) -> Scale:
    scales = list(scales_for(view, align))
    if not session.scale_is_chosen():
        st.session_state[session.SCALE] = nearest_scale(default, view, align)
    _settle(session.SCALE, scales, scales[0])
    scale = st.segmented_control(
        _("Scale"),
        scales,
        format_func=scale_name,
        key=session.SCALE,
        on_change=session.choose_scale,
        required=True,
        persist_state="session",
        help=_(
            "Count: followers as they are. Index: the first day is 100. Percent: change since "
            "the first day. Log: equal steps are equal factors; not for new followers, which "
            "can be zero or negative. Around a spike, the day before it takes the place of the "
            "first day, and only index and percent can be compared."
        ),
    )
    return scale or default


def _settle(key: str, options: Sequence[object], default: object) -> None:
    """Give a control a value that it offers, before it is drawn."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
