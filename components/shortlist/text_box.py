"""The box that a shortlist is pasted into, which says what it holds while somebody types.

Streamlit's own text area says so only when it is left: the button beside it would have its price
one click late.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.session import draft
from components.wording.i18n import _
from services.shortlist.bounds import TEXT_LIMIT

_KEY = "paste_box"


def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


_box = st.components.v2.component(
    "text_box",
    html="<label for='text'></label><textarea id='text' spellcheck='false'></textarea>",
    css=_asset("text_box.css"),
    js=_asset("text_box.js"),
)


def text_box() -> str:
    """Draw the box, and return the text of the list that is being made."""
    data = {
        "label": _("Paste Xiaohongshu or Pugongying links, or creator ids"),
        "placeholder": _(
            "One a line, separated by commas, whole spreadsheet rows, or share text as it is"
        ),
        "limit": TEXT_LIMIT,
        "text": draft.text(),
        "turn": draft.turn(),
    }
    _box(key=_KEY, data=data, on_typed_change=_take)
    return draft.text()


def _take() -> None:
    """Take over what was typed, unless another list was begun since."""
    said = st.session_state[_KEY].typed
    if isinstance(said, dict) and said.get("turn") == draft.turn():
        draft.paste(str(said.get("text", ""))[:TEXT_LIMIT])
