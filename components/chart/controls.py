"""The choices above the chart: days, curves, scale, and how curves are laid over each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.chart.picture import HEIGHTS
from components.session import state as session
from components.wording.chart import (
    align_name,
    days_name,
    size_name,
    smooth_name,
    view_name,
)
from components.wording.i18n import _
from components.wording.scales import scale_name
from services.growth.lineup import (
    AFTER,
    BEFORE,
    SMOOTHINGS,
    Align,
    View,
    scales_for,
)
from services.messages import N_
from services.screen.screen import ALL_DAYS, WINDOWS, Choices

T = TypeVar("T")

_SCALES_EXPLAINED = N_(
    "Count: followers as they are. Percent: change since the first day. Index: the first day is "
    "100. Log: equal steps are equal factors; not for new followers, which can be zero or "
    "negative. Around a spike, the day before it takes the place of the first day, and only index "
    "and percent can be compared."
)


def chart_controls(widest: int, creators: int) -> tuple[Choices, DeltaGenerator]:
    """Draw the controls in one row; return what they stand at, and the place for seldom ones.

    `widest` is the longest window, in days, that there can be data for. `creators` says how many
    are compared, which the scale depends on until somebody chooses one.
    """
    days_control(widest)
    view = _choice(_("Curves"), list(View), session.VIEW, Choices().view, view_name, shown=False)
    scale = st.container(width="content")
    more = st.popover(_more(session.choices(creators)), icon=":material/tune:", key="more")
    with more:
        align = align_control()
        if view is not View.TOTAL:
            smooth_control()
        _choice(_("Chart size"), HEIGHTS, session.SIZE, HEIGHTS[0], size_name)
        st.markdown(f":gray[{_(_SCALES_EXPLAINED)}]")
    with scale:
        _scale_control(creators, view, align)
    return session.choices(creators), more


def chart_height() -> int:
    """Return the height that the reader chose for the chart, in pixels."""
    height = st.session_state.get(session.SIZE)
    return height if height in HEIGHTS else HEIGHTS[0]


def _more(choices: Choices) -> str:
    """Return the label of what is seldom changed, with a dot where something in it was."""
    usual = Choices().lineup
    changed = replace(choices.lineup, scale=usual.scale) != usual or chart_height() != HEIGHTS[0]
    return f"{_('More')} •" if changed else _("More")


def days_control(widest: int, *, key: str = session.DAYS) -> int:
    """Draw the choice of the window, of at most `widest` days or all, and return it."""
    windows = [days for days in WINDOWS if days <= widest]  # all days, written 0, always
    _explain_longer_window(max(windows), key)
    return _choice(
        _("Days"),
        windows,
        key,
        Choices().days if Choices().days in windows else ALL_DAYS,
        days_name,
        shown=False,
    )


def _explain_longer_window(widest: int, key: str) -> None:
    """Fall back to the widest window there is, with a word, where a link asks for a wider one."""
    asked = st.session_state.get(key)
    if asked is not None and asked > widest:
        st.session_state[key] = widest
        text = _("There are no {asked} days of data; the last {days} are shown.")
        st.info(text.format(asked=asked, days=widest))


def _scale_control(creators: int, view: View, align: Align) -> None:
    default = session.choices(creators).lineup.scale
    if not session.scale_is_chosen():
        st.session_state[session.SCALE] = default
    _choice(
        _("Scale"),
        list(scales_for(view, align)),
        session.SCALE,
        scales_for(view, align)[0],
        scale_name,
        shown=False,
        on_change=session.choose_scale,
    )


def align_control() -> Align:
    """Draw the choice of what curves are laid over each other by, and return it."""
    return _choice(
        _("Line up by"),
        list(Align),
        session.ALIGN,
        Align.CALENDAR,
        align_name,
        help=_(
            "Date: the calendar. First day: day 0 is each creator's first day with data. Largest "
            "spike: day 0 is the largest day that needs a human look; {before} days before and "
            "{after} days after it are drawn, for creators that have one."
        ).format(before=BEFORE, after=AFTER),
    )


def smooth_control() -> int:
    """Draw the choice over how many days new followers are averaged, and return it."""
    return _choice(
        _("New followers"),
        SMOOTHINGS,
        session.SMOOTH,
        SMOOTHINGS[0],
        smooth_name,
        help=_(
            "The mean of the seven days that end on each day, as far as they have data; more than "
            "half of them are needed. It hides the weekly rhythm."
        ),
    )


def _choice(
    label: str,
    options: Sequence[T],
    key: str,
    default: T,
    name: Callable[[T], str],
    *,
    shown: bool = True,
    **more: Any,  # noqa: ANN401 - as Streamlit takes them
) -> T:
    """Draw one choice, whose value is the session's and one that it offers, and return it.

    Its label stands above it where that is `shown`; else only assistive technology reads it.
    """
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    chosen = st.segmented_control(
        label,
        options,
        format_func=name,
        key=key,
        required=True,
        persist_state="session",
        label_visibility="visible" if shown else "collapsed",
        **more,
    )
    return default if chosen is None else chosen
