"""How curves are laid over each other, and whether new followers are evened out."""

from __future__ import annotations

import streamlit as st

from components import session
from components.i18n import _, n_
from services.growth.alignment import AFTER, BEFORE
from services.messages import N_
from services.screen import SMOOTHINGS, Align

_ALIGNS = {
    Align.CALENDAR: N_("Date"),
    Align.START: N_("First day"),
    Align.PEAK: N_("Largest spike"),
}


def align_name(align: Align) -> str:
    """Return what curves are laid over each other by, in the reader's language."""
    return _(_ALIGNS[align])


def smooth_name(days: int) -> str:
    """Return how new followers are evened out, in the reader's language."""
    return _("Daily") if days == 1 else n_("{n}-day mean", "{n}-day mean", days).format(n=days)


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
