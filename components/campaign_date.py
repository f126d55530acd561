"""The campaign date: one for the session, wherever it is looked ahead from."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from components import session
from components.i18n import _
from services.growth.projection import FARTHEST

_USUAL = timedelta(days=14)


def campaign_date(last: date) -> date:
    """Draw the choice of the date, at most `FARTHEST` days after the `last` data, and return it."""
    first, latest = last + timedelta(days=1), last + timedelta(days=FARTHEST)
    kept = st.session_state.get(session.CAMPAIGN_DATE)
    if not isinstance(kept, date) or not first <= kept <= latest:
        st.session_state[session.CAMPAIGN_DATE] = last + _USUAL
    chosen = st.date_input(
        _("Campaign date"),
        key=session.CAMPAIGN_DATE,
        min_value=first,
        max_value=latest,
        persist_state="session",
        width=220,
    )
    return chosen if isinstance(chosen, date) else last + _USUAL
