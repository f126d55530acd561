"""A creator's spikes, and what became of them."""

from __future__ import annotations

import streamlit as st

from components.human_look import look_lines, rule_text
from components.i18n import _
from services.growth.insight import Insight
from services.growth.rules import SpikeRule


def creator_bursts(own: Insight, creator_id: str, name: str, rule: SpikeRule) -> None:
    """List the spikes and too straight lines of the window, or say that there are none."""
    st.subheader(_("Needs a human look"))
    lines = look_lines(own, {creator_id: name})
    for line in lines:
        st.markdown(f"- {line}")
    if not lines:
        st.markdown(_("No day in this window stands out."))
    st.caption(rule_text(rule))
