"""What one browser session remembers between two runs of the page."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from services.batch import Batch
from services.frames import combine
from services.outcome import CreatorHistory
from services.screen import Screen
from services.shortlist import Creator

PASTE, DAYS, VIEW, SCALE, HIGHLIGHT = "paste", "days", "view", "scale", "highlight"
"""Keys of the widgets; their values are the session's, so a link can set them before they exist."""

T = TypeVar("T")

_MOST_COMPUTED = 12
_COMPARISON = "comparison"
_ALIASES = "aliases"
_SCALE_CHOSEN = "scale_chosen"


@dataclass
class Comparison:
    """The creators on screen, and the batch that brings their histories.

    `asked` is False for a link that was only opened: what is held shows, nothing was called.
    `as_of` is the China date that a link pins: the archive as it stood then.
    """

    creators: tuple[Creator, ...]
    batch: Batch
    asked: bool
    as_of: date | None = None
    started: float = field(default_factory=time.monotonic)
    # Of this batch alone: a copy with another batch begins anew.
    _version: int = field(default=-1, init=False)
    _computed: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def histories(self) -> dict[str, CreatorHistory]:
        """Return what has arrived of each creator, in the order of the list."""
        return self.once("histories", self.batch.histories)

    def daily(self) -> pd.DataFrame:
        """Return the tidy frame of all creators over everything held; shared, so never changed."""
        return self.once(
            "daily", lambda: combine(found.daily() for found in self.histories().values())
        )

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what `compute` gave under `key` since the last arrival; shared, so never changed.

        Whoever changes a control and back again then waits for nothing. The oldest results go
        first, so that a session stays small.
        """
        version = self.batch.version
        if version != self._version:
            self._version, self._computed = version, {}
        if key not in self._computed:
            value = compute()
            while len(self._computed) >= _MOST_COMPUTED:
                del self._computed[next(iter(self._computed))]
            self._computed[key] = value
        result: T = self._computed[key]
        return result


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


def choose_scale() -> None:
    """Take note that a reader has chosen the scale."""
    st.session_state[_SCALE_CHOSEN] = True


def scale_is_chosen() -> bool:
    """Say whether a reader or a link has chosen the scale."""
    return bool(st.session_state.get(_SCALE_CHOSEN, False))


def adopt(screen: Screen, *, scale_given: bool) -> None:
    """Set every control to what a link asks for; `scale_given` says whether it names a scale."""
    st.session_state[_SCALE_CHOSEN] = scale_given
    st.session_state[PASTE] = "\n".join(who.creator_id for who in screen.creators)
    st.session_state[DAYS] = screen.days
    st.session_state[VIEW] = screen.view
    st.session_state[SCALE] = screen.scale
    st.session_state[HIGHLIGHT] = []
    st.session_state[_ALIASES] = {who.creator_id: who.alias for who in screen.creators}
