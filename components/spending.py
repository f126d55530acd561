"""What was spent today and this month, what is left, and what the archive saved."""

from __future__ import annotations

import streamlit as st

from components.formats import count
from components.i18n import _, n_
from services.archive.statistics import Spent


def spending(today: Spent, month: Spent, limit: int | None) -> None:
    """Draw the bill: `limit` is today's budget in calls, None where nothing is limited."""
    left, right = st.columns(2)
    with left:
        _span(_("Today (China date)"), today)
        _budget(today, limit)
    with right:
        _span(_("This month (China date)"), month)


def _span(title: str, spent: Spent) -> None:
    with st.container(border=True):
        st.markdown(f"**{title}**")
        with st.container(horizontal=True):
            st.metric(_("Paid calls"), count(spent.charged), width="content")
            st.metric(
                _("Served from the archive"),
                count(spent.served),
                width="content",
                help=_("Series that a click got without a call, because they were archived."),
            )
            st.metric(_("Not charged"), count(spent.not_charged), width="content")
            st.metric(
                _("Unknown"),
                count(spent.unknown + spent.under_way),
                width="content",
                help=_(
                    "Sent, and then no usable answer, or none yet. They may have been charged, and "
                    "count as spent."
                ),
            )


def _budget(today: Spent, limit: int | None) -> None:
    if limit is None:
        st.caption(_("Demo data: calls cost nothing, so there is no budget."))
        return
    left = max(0, limit - today.counted)
    share = min(1.0, today.counted / limit) if limit else 1.0
    text = n_("{left} of {n} call left today", "{left} of {n} calls left today", limit)
    st.progress(share, text.format(left=left, n=limit))
    if not left:
        st.warning(_("Today's budget is used up. The app shows what the archive has."))
