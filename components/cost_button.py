"""A button that says what pressing it costs, and holds the page to it."""

from __future__ import annotations

import time

import streamlit as st

from components.i18n import _, n_

READING_SECONDS = 0.7
"""A cost that appeared less than this before the click cannot have been read."""


def cost_button(label: str, calls: int, *, free: bool, key: str, primary: bool = False) -> bool:
    """Draw `label · 12 calls` and return True when it was pressed under that price.

    A paste that ends with a click on the button changes its price in the moment of the click.
    Then, and whenever more calls would be made than the reader saw, nothing happens but a sentence.
    `free` is the sandbox, where nothing costs anything.
    """
    seen = st.session_state.get(f"{key}_price", (0, 0.0))
    now = time.monotonic()
    price = (calls, seen[1] if seen[0] == calls else now)
    st.session_state[f"{key}_price"] = price
    text = f"{label} · {_('free') if free else n_('{n} call', '{n} calls', calls).format(n=calls)}"
    pressed = st.button(text, key=key, type="primary" if primary else "secondary")
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
