"""One comparison as a value: what was asked, what arrived, and what is computed from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import pandas as pd
from cachetools import FIFOCache

from services.growth.daily import combine
from services.growth.insight import Insight, insight
from services.growth.rules import Rules
from services.history.batch import Batch
from services.history.creator_history import CreatorHistory

T = TypeVar("T")

_MOST_COMPUTED = 20


@dataclass
class Comparison:
    """The batch that brings the histories of the creators on screen.

    What a visitor knows of them is no part of it: `components.session.state.creators`. `asked` is
    False for a link that was only opened: what is held shows, nothing was called. `as_of` is the
    China date that a link pins: the archive as it stood then.
    """

    batch: Batch
    asked: bool
    as_of: date | None = None
    started: float = field(default_factory=time.monotonic)
    # Of this batch alone: a copy with another batch begins anew.
    _version: int = field(default=-1, init=False)
    _computed: FIFOCache[Hashable, Any] = field(
        default_factory=lambda: FIFOCache(_MOST_COMPUTED), init=False
    )

    @property
    def ids(self) -> tuple[str, ...]:
        """The creators, in the order of the list."""
        return self.batch.creator_ids

    def histories(self) -> dict[str, CreatorHistory]:
        """Return what has arrived of each creator, in the order of the list."""
        return self.once("histories", self.batch.histories)

    def daily(self) -> pd.DataFrame:
        """Return the tidy frame of all creators over everything held; shared, so never changed."""
        return self.once(
            "daily", lambda: combine(found.daily() for found in self.histories().values())
        )

    def insight(self, days: int, rules: Rules) -> Insight:
        """Return everything computed from the last `days` days (0: all) of what has arrived."""
        return self.once(("insight", days, rules), lambda: insight(self.daily(), days, rules))

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what `compute` gave under `key` since the last arrival; shared, so never changed.

        Whoever changes a control and back again then waits for nothing. The oldest results go
        first, so that a session stays small.
        """
        version = self.batch.version
        if version != self._version:
            self._version = version
            self._computed.clear()
        if key not in self._computed:
            self._computed[key] = compute()
        result: T = self._computed[key]
        return result
