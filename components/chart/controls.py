"""The choices above the chart: days, curves, scale, and how curves are laid over each other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.session import state as session
from components.wording.chart import _VIEWS, align_name, scale_name, smooth_name
from components.wording.i18n import _
from services.growth.lineup import (
    AFTER,
    BEFORE,
    SMOOTHINGS,
    Align,
    Scale,
    View,
    nearest_scale,
    scales_for,
)
from services.screen.screen import ALL_DAYS, WINDOWS, Choices, Screen


def scale_for(creators: int) -> Scale:
    """Return the scale until somebody chooses one.

    Several creators are drawn in percent, since sizes that differ tenfold hide who grows; a single
    one is drawn as counted.
    """
    return Scale.PERCENT if creators > 1 else Scale.COUNT


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


def align_control() -> Align:
    """Draw the choice of what curves are laid over each other by, and return it."""
    if st.session_state.get(session.ALIGN) not in list(Align):
        st.session_state[session.ALIGN] = Align.CALENDAR
    align = st.segmented_control(
        _("Line up by"),
        list(Align),
        format_func=align_name,
        key=session.ALIGN,
        required=True,
        persist_state="session",
        help=_(
            "Date: the calendar. First day: day 0 is each creator's first day with data. Largest "
            "spike: day 0 is the largest day that needs a human look; {before} days before and "
            "{after} days after it are drawn, for creators that have one."
        ).format(before=BEFORE, after=AFTER),
    )
    return align or Align.CALENDAR


def smooth_control() -> int:
    """Draw the choice over how many days new followers are averaged, and return it."""
    if st.session_state.get(session.SMOOTH) not in SMOOTHINGS:
        st.session_state[session.SMOOTH] = SMOOTHINGS[0]
    smooth = st.segmented_control(
        _("New followers"),
        SMOOTHINGS,
        format_func=smooth_name,
        key=session.SMOOTH,
        required=True,
        persist_state="session",
        help=_(
            "The mean of the seven days that end on each day, as far as they have data; more than "
            "half of them are needed. It hides the weekly rhythm."
        ),
    )
    return smooth or SMOOTHINGS[0]
