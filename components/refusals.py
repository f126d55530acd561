"""What was pasted and cannot be compared, each with its reason."""

from __future__ import annotations

import streamlit as st

from components.formats import plain
from components.i18n import _, n_, say
from services.shortlist import Shortlist


def refusals(shortlist: Shortlist) -> None:
    """List refused entries by row; the rest of the list goes on without them."""
    if shortlist.duplicates:
        text = n_(
            "{n} entry stands twice and counts once.",
            "{n} entries stand twice and count once.",
            shortlist.duplicates,
        )
        st.caption(text.format(n=shortlist.duplicates))
    refused = len(shortlist.refusals)
    if not refused:
        return
    title = n_("{n} entry cannot be used", "{n} entries cannot be used", refused)
    with st.expander(title.format(n=refused), expanded=refused <= 5):
        for refusal in shortlist.refusals:
            where = _("Row {row}").format(row=refusal.row)
            st.markdown(f"**{where}** · {plain(refusal.text)} — {say(refusal.reason)}")
