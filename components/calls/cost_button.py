"""A price before a click: buttons that say what they cost, and hold the page to it."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st

from components.calls.money import shortfall
from components.calls.names import names_wanted, price_with_names
from components.wording.i18n import _, n_
from services.api.answers import MOST_REQUESTS
from services.history.budget import Price
from services.history.history import History
from services.settings.settings import Settings

READING_SECONDS = 0.7
"""A cost that appeared less than this before the click cannot have been read."""


def cost_button(label: str, calls: int, *, free: bool, key: str, again: bool = False) -> bool:
    """Draw `label · 12 calls`; return True when pressed under that price.

    Where `again` says that they failed before, so that each may be tried several times now, it
    reads `label · 12 calls, up to 36 requests`.

    A paste that ends with a click on the button changes its price in the moment of the click.
    Then, and whenever more calls would be made than the reader saw, nothing happens but a sentence.
    `free` is the sandbox, where nothing costs anything.
    """
    seen = st.session_state.get(f"{key}_price", (0, 0.0))
    now = time.monotonic()
    price = (calls, seen[1] if seen[0] == calls else now)
    st.session_state[f"{key}_price"] = price
    pressed = st.button(
        f"{label} · {_('free') if free else _price_text(calls, again=again)}",
        key=key,
        type="secondary" if again else "primary",
    )
    if not pressed or free or calls == 0:
        return pressed
    if calls <= seen[0] and now - seen[1] >= READING_SECONDS:
        return True
    st.info(
        n_(
            "This costs {n} call. Press the button again to go ahead.",
            "This costs {n} calls. Press the button again to go ahead.",
            calls,
        ).format(n=calls)
    )
    return False


def _price_text(calls: int, *, again: bool) -> str:
    if not calls or not again:
        return n_("{n} call", "{n} calls", calls).format(n=calls)
    return n_(
        "{n} call, up to {requests} requests", "{n} calls, up to {requests} requests", calls
    ).format(n=calls, requests=calls * MOST_REQUESTS)


def unpriced_button(label: str, *, key: str) -> bool:
    """Draw the same button where it costs nothing; no price of it has been read from then on."""
    st.session_state.pop(f"{key}_price", None)
    return st.button(label, key=key, type="primary")


def priced_button(label: str, price: Price, *, free: bool, key: str, again: bool = False) -> bool:
    """Draw a `cost_button` that says what it loads, where today's budget does not do for all."""
    if price.loads and not price.whole:
        label = _("Load {n} of {total}").format(n=price.loads, total=price.missing)
    if price.left and not price.whole:  # where nothing is left, the page says so above
        st.markdown(f":gray[{_budget_text(price)}]")
    return cost_button(label, price.calls, free=free, key=key, again=again)


def _budget_text(price: Price) -> str:
    left, n = price.left or 0, price.loads
    text = n_(
        "Only {left} call is left in today's budget.",
        "Only {left} calls are left in today's budget.",
        left,
    ).format(left=left)
    if not n:
        return f"{text} {_('No further creator can be loaded whole.')}"
    first = n_(
        "The first {n} creator that is missing is loaded whole, the others are not asked for.",
        "The first {n} creators that are missing are loaded whole, the others are not asked for.",
        n,
    )
    return f"{text} {first.format(n=n)}"


def open_offer(
    creator_ids: Sequence[str], history: History, settings: Settings, *, names: bool = True
) -> bool:
    """Say what loading the link's creators costs; return True when that was pressed.

    `names` offers to look them up too: not where the list, which does, is open over it. Without a
    button where today's budget does not do for any of them.
    """
    price = history.price(creator_ids, names=names_wanted(settings))
    if not price.missing:
        return False
    count = len(creator_ids)
    text = n_(
        "This link compares {n} creator. Opening it made no call.",
        "This link compares {n} creators. Opening it made no call.",
        count,
    )
    st.info(text.format(n=count))
    if not price.loads:
        return False
    label = n_("Load {n} creator", "Load {n} creators", count).format(n=count)
    with st.container(horizontal=True, vertical_alignment="center"):
        button = st.container(width="content")
        price = price_with_names(creator_ids, history, settings) if names else price
    shortfall(price.calls, history, settings)
    with button:
        return priced_button(label, price, free=settings.sandbox, key="load_link")
