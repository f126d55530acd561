"""What was said of single rows of a paste, a line each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.wording.formats import plain
from components.wording.i18n import _, n_, say
from services.shortlist.refusals import MOST_ROWS, Refusal


def rows(refusals: Sequence[Refusal]) -> None:
    """Draw a line for each of these, and how many more there are."""
    for refusal in refusals[:MOST_ROWS]:
        where = _("Row {row}").format(row=refusal.row)
        st.markdown(f"**{where}** · {plain(refusal.text)} — {say(refusal.reason)}")
    more = len(refusals) - MOST_ROWS
    if more > 0:
        st.caption(n_("And {n} more row.", "And {n} more rows.", more).format(n=more))
