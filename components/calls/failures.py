"""Which creators could not be loaded and why, beside those that could."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.calls.cost_button import priced_button
from components.wording.failures import OWNER_ADVICE, reasons_text
from components.wording.formats import plain
from components.wording.i18n import _, n_
from services.api.errors import ApiError
from services.history.budget import Price
from services.history.creator_history import CreatorHistory


def stop_sign(error: ApiError | None) -> None:
    """Say what stopped the whole batch, and who can mend it."""
    if error is not None and error.kind in OWNER_ADVICE:
        st.error(_(OWNER_ADVICE[error.kind]))


def failures(
    histories: Mapping[str, CreatorHistory],
    names: Mapping[str, str],
    price: Price,
    *,
    free: bool,
    minutes: int = 0,
) -> bool:
    """List the failures by creator; return True when their retry was pressed.

    `price` is what the retry would cost: no calls when none of them can be asked again now, but
    perhaps in some `minutes`.
    """
    failed = {key: found for key, found in histories.items() if found.failed}
    if not failed:
        return False
    count = len(failed)
    if any(found.held or found.pending for found in histories.values()):
        title = n_("{n} creator could not be loaded", "{n} creators could not be loaded", count)
    else:
        title = n_(
            "The creator could not be loaded", "None of the {n} creators could be loaded", count
        )
    with st.container(border=True, key="failures"):
        st.markdown(f"**{title.format(n=count)}**")
        for key, found in failed.items():
            st.markdown(f"- **{plain(names[key])}** · {reasons_text(found)}")
        if not price.calls:
            st.caption(_not_now(minutes))
            return False
        return priced_button(_("Retry the failed ones"), price, free=free, key="retry")


def _not_now(minutes: int) -> str:
    if not minutes:
        return _("None of these can be asked again now.")
    text = n_(
        "They can be asked again in {n} minute.", "They can be asked again in {n} minutes.", minutes
    )
    return text.format(n=minutes)
