"""What stands above a link that was opened and not paid for yet."""

from __future__ import annotations

import streamlit as st

from components.cost_button import cost_button
from components.i18n import n_
from components.session import Comparison
from services.follower_history import History


def open_offer(comparison: Comparison, history: History, *, free: bool) -> bool:
    """Say what loading the link's creators costs; return True when that was pressed."""
    ids = [who.creator_id for who in comparison.creators]
    calls = len(history.missing(ids))
    if not calls:
        return False
    count = len(ids)
    text = n_(
        "This link compares {n} creator. Opening it made no call.",
        "This link compares {n} creators. Opening it made no call.",
        count,
    )
    st.info(text.format(n=count))
    label = n_("Load {n} creator", "Load {n} creators", count).format(n=count)
    return cost_button(label, calls, free=free, key="load_link", primary=True)
