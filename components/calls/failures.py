"""Which creators could not be loaded and why, beside those that could."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from components.calls.cost_button import priced_button
from components.wording.failures import OWNER_ADVICE, reasons_text
from components.wording.formats import china_clock, plain, sentences
from components.wording.i18n import _, n_
from services.api.errors import ApiError
from services.api.reasons import REASONS
from services.history.budget import Price
from services.history.creator_history import CreatorHistory
from services.history.history import History
from services.history.waiting import Again, paused_until


def stop_sign(error: ApiError | None) -> None:
    """Say what stopped the whole batch, and who can mend it."""
    if error is not None and error.kind in OWNER_ADVICE:
        st.error(_(OWNER_ADVICE[error.kind]))


def pause_sign(history: History) -> None:
    """Say that nothing is sent to a vendor that is down, until when, and what comes then."""
    until = paused_until(history)
    if until is None:
        return
    text = _(
        "The vendor answers nothing of use just now, so nothing is sent. From {time} (China time) "
        "a click tries again, with one call first."
    )
    st.warning(text.format(time=china_clock(until)))


def failures(
    histories: Mapping[str, CreatorHistory],
    names: Mapping[str, str],
    price: Price,
    *,
    free: bool,
    again: Again | None = None,
) -> bool:
    """List the failures by creator; return True when their retry was pressed.

    `price` is what the retry would cost: no calls when none of them can be asked again now, but
    perhaps `again` later.
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
            st.caption(_not_now(again))
            if again is None:
                return False
        # Where they wait it costs nothing, and brings the page up to date once they need not.
        return priced_button(_("Retry the failed ones"), price, free=free, key="retry", again=True)


def names_note(histories: Mapping[str, CreatorHistory]) -> bool:
    """Say how many names could not be looked up, and why; return whether there are any."""
    errors = [one.profile for one in histories.values() if isinstance(one.profile, ApiError)]
    for kind, count in Counter(error.kind for error in errors).items():
        text = n_(
            "{n} name could not be looked up: {reason}",
            "{n} names could not be looked up: {reason}",
            count,
        )
        st.markdown(text.format(n=count, reason=_(REASONS[kind])))
    return bool(errors)


def _not_now(again: Again | None) -> str:
    if again is None:
        return _("None of these can be asked again now.")
    said = [
        _("They were asked for twice within ten minutes, and each time may have been charged.")
        if again.spared
        else "",
        _("They can be asked again from {time} (China time)."),
    ]
    return sentences(filter(None, said)).format(time=china_clock(again.at))
