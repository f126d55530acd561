"""Names of creators: whether the next click looks them up too, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.wording.i18n import _, n_
from services.history.budget import Price
from services.history.history import History
from services.settings.settings import Settings

_CHOICE = "look_up_names"


def names_wanted(settings: Settings) -> bool:
    """Say whether a click looks names up: as the owner says, or as the reader has chosen."""
    if settings.profile_lookup == "ask":
        return bool(st.session_state.get(_CHOICE, False))
    return settings.profile_lookup == "always"


def price_with_names(creator_ids: Sequence[str], history: History, settings: Settings) -> Price:
    """Draw the choice, where any name is missing; return the price of a click under it."""
    if settings.profile_lookup == "off":
        return history.price(creator_ids)
    price = history.price(creator_ids, names=True)
    if price.names:
        _choice(price.names, settings)
    if names_wanted(settings):
        return price
    return replace(price, calls=price.calls - price.names, names=0)


def _choice(calls: int, settings: Settings) -> None:
    cost = n_("+ {n} call for names", "+ {n} calls for names", calls).format(n=calls)
    cost = _("free") if settings.sandbox else cost
    if settings.profile_lookup == "always":
        st.caption(f"{_('Names are looked up')} · {cost}")
        return
    st.checkbox(
        f"{_('Look up names')} · {cost}",
        key=_CHOICE,
        persist_state="session",
        help=_(
            "Names, prices, content tags and agencies as the marketplace shows them, one call a "
            "creator; kept for 30 days, prices for 7, and shared by everybody. Portraits are left "
            "out: showing them would send every reader to a third party."
        ),
    )
