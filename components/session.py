"""What one browser session remembers between two runs of the page."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from services.batch import Batch
from services.frames import combine
from services.outcome import CreatorHistory
from services.screen import Screen
from services.shortlist import Creator

PASTE, DAYS, VIEW, SCALE, HIGHLIGHT = "paste", "days", "view", "scale", "highlight"
"""Keys of the widgets; their values are the session's, so a link can set them before they exist."""

_COMPARISON = "comparison"
_ALIASES = "aliases"


@dataclass
class Comparison:
    """The creators on screen, and the batch that brings their histories.

    `asked` is False for a link that was only opened: what is held shows, nothing was called.
    """

    creators: tuple[Creator, ...]
    batch: Batch
    asked: bool
    started: float = field(default_factory=time.monotonic)
    _seen: tuple[int, dict[str, CreatorHistory], pd.DataFrame] | None = None

    def histories(self) -> dict[str, CreatorHistory]:
        """Return what has arrived of each creator, in the order of the list."""
        return self._current()[0]

    def daily(self) -> pd.DataFrame:
        """Return the tidy frame of all creators over everything held; shared, so never changed."""
        return self._current()[1]

    def _current(self) -> tuple[dict[str, CreatorHistory], pd.DataFrame]:
        version = self.batch.version
        if self._seen is None or self._seen[0] != version:
            histories = self.batch.histories()
            daily = combine(history.daily() for history in histories.values())
            self._seen = version, histories, daily
        return self._seen[1], self._seen[2]


def comparison() -> Comparison | None:
    """Return what is on screen, or None while nothing was asked."""
    kept = st.session_state.get(_COMPARISON)
    return kept if isinstance(kept, Comparison) else None


def show(new: Comparison | None) -> None:
    """Put another comparison on screen."""
    st.session_state[_COMPARISON] = new


def aliases() -> Mapping[str, str]:
    """Return the names that a link gave to creators, by id."""
    known: dict[str, str] = st.session_state.get(_ALIASES, {})
    return known


def adopt(screen: Screen) -> None:
    """Set every control to what a link asks for."""
    st.session_state[PASTE] = "\n".join(who.creator_id for who in screen.creators)
    st.session_state[DAYS] = screen.days
    st.session_state[VIEW] = screen.view
    st.session_state[SCALE] = screen.scale
    st.session_state[HIGHLIGHT] = []
    st.session_state[_ALIASES] = {who.creator_id: who.alias for who in screen.creators}
