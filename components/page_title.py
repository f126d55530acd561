"""What the browser's tab, its history and a bookmark call the screen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.i18n import _, n_
from components.names import short_name
from services.screen import ALL_DAYS

_CELLS = 24


def page_title(*parts: str) -> None:
    """Set the title to `parts`, plain text, with the app's name after them; "" is left out."""
    st.set_page_config(page_title=" · ".join([*filter(None, parts), _("KOL Growth Benchmark")]))


def list_title(names: Sequence[str]) -> str:
    """Return a few words for the creators of these names."""
    shown = [short_name(name, _CELLS) for name in names]
    if len(shown) < 2:
        return "".join(shown)
    first, second, *others = shown
    if not others:
        return _("{first} and {second}").format(first=first, second=second)
    text = n_("{first}, {second} and {n} other", "{first}, {second} and {n} others", len(others))
    return text.format(first=first, second=second, n=len(others))


def window_title(days: int) -> str:
    """Return a few words for a window."""
    return _("all days") if days == ALL_DAYS else n_("{n} day", "{n} days", days).format(n=days)
