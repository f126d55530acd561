"""What the reader chooses for ranking and outlook: whose price, and the campaign date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from components.session import state as session
from components.wording.i18n import _
from components.wording.prices import market_prices_text
from services.growth.projection import FARTHEST
from services.growth.ranking import Sheet
from services.messages import N_
from services.shortlist.creator import Creator

_KINDS = {"image": N_("Picture post"), "video": N_("Video"), "other": N_("Unnamed price")}


def kinds_of(creators: Sequence[Creator]) -> list[str]:
    """Return the kinds of prices that the pasted list has, the first one being the default."""
    return [
        kind
        for kind in _KINDS
        if any(getattr(creator.prices, kind) is not None for creator in creators)
    ]


def kind_name(kind: str) -> str:
    """Return what a kind of price is called, or nothing for one that the sheet does not name."""
    return "" if kind == "other" else _(_KINDS[kind])


def chosen_kind(creators: Sequence[Creator]) -> str:
    """Return the kind of price that the ranking goes by."""
    kinds = kinds_of(creators)
    kind = st.session_state.get(session.PRICE_KIND)
    return kind if kind in kinds else next(iter(kinds), "other")


def price_kind_name(creators: Sequence[Creator]) -> str:
    """Return what that kind is called, or nothing where the list has one price, of no kind."""
    several = len(kinds_of(creators)) > 1
    kind = chosen_kind(creators)
    return _(_KINDS[kind]) if several else kind_name(kind)


def chosen_kind_name(creators: Sequence[Creator]) -> str:
    """Return what the chosen kind is called, "" where the list does not say for what it pays."""
    kind = chosen_kind(creators)
    return "" if kind == "other" else _(_KINDS[kind])


def sheet_of(creators: Sequence[Creator]) -> Sheet:
    """Return what the list says of its creators, with the prices of the chosen kind.

    A price that the sheet gives without a kind stands in where the chosen kind has none.
    """
    chosen = chosen_kind(creators)
    prices, kinds = {}, {}
    for who in creators:
        own = getattr(who.prices, chosen)
        price, kind = (who.prices.other, "other") if own is None else (own, chosen)
        if price is not None:
            prices[who.creator_id], kinds[who.creator_id] = price, kind
    claims = {who.creator_id: who.followers for who in creators if who.followers is not None}
    listings = ((who.creator_id, who.listing) for who in creators)
    listed = {key: one.followers for key, one in listings if one and one.followers is not None}
    return Sheet(prices, kinds, claims, listed)


def price_control(creators: Sequence[Creator]) -> None:
    """Draw the choice of the kind of price, where the list has several; of one, its name.

    Where any of these prices is the marketplace's, it says so.
    """
    if of_market := market_prices_text(creators):
        st.markdown(f":gray[{of_market}]")
    kinds = kinds_of(creators)
    if len(kinds) < 2:
        if name := price_kind_name(creators):
            text = _("{label}: {value}").format(label=_("Price of a"), value=name)
            st.markdown(f":gray[{text}]")
        return
    if st.session_state.get(session.PRICE_KIND) not in kinds:
        st.session_state[session.PRICE_KIND] = kinds[0]
    st.segmented_control(
        _("Price of a"),
        kinds,
        format_func=lambda kind: _(_KINDS[kind]),
        key=session.PRICE_KIND,
        required=True,
        persist_state="session",
    )


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
