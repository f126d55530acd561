"""One comparison as a value: what was asked, what arrived, and what is computed from it."""

from __future__ import annotations

import pickle
import time
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

import pandas as pd
from cachetools import LRUCache

from services.growth.daily import combine
from services.growth.insight import Insight, insight
from services.growth.rules import Rules
from services.history.batch import Batch
from services.history.creator_history import CreatorHistory
from services.history.results import RESULTS

T = TypeVar("T")

_MOST_BYTES = 300_000


@dataclass
class Comparison:
    """The batch that brings the histories of the creators on screen.

    What a visitor knows of them is no part of it: `components.session.state.creators`. `asked` is
    False for a link that was only opened: what is held shows, nothing was called. `as_of` is the
    China date that a link pins: the archive as it stood then.

    Series arrive at any moment. Whatever derives one thing from another does so on `now()`, the
    comparison of one moment, so that a result is never kept beside series it was not computed from.
    """

    batch: Batch
    asked: bool
    as_of: date | None = None
    started: float = field(default_factory=time.monotonic)
    # Of this batch alone: a copy with another batch begins anew.
    _settled: bool = field(default=False, init=False, repr=False, compare=False)
    _moment: Comparison | None = field(default=None, init=False, repr=False, compare=False)
    _computed: LRUCache[bytes, bytes] = field(
        default_factory=lambda: LRUCache(_MOST_BYTES, len), init=False, repr=False, compare=False
    )

    @property
    def ids(self) -> tuple[str, ...]:
        """The creators, in the order of the list."""
        return self.batch.creator_ids

    def now(self) -> Comparison:
        """Return this comparison as it stands, in which nothing more arrives; itself if so."""
        if self._settled:
            return self
        if self._moment is None or self._moment.batch.version != self.batch.version:
            self._moment = replace(self, batch=self.batch.snapshot())
            self._moment._settled = True
        return self._moment

    def histories(self) -> dict[str, CreatorHistory]:
        """Return what has arrived of each creator, in the order of the list."""
        return self.now()._histories

    def daily(self) -> pd.DataFrame:
        """Return the tidy frame of all creators over everything held; shared, so never changed."""
        found = self.histories().values()
        return self.shared("daily", lambda: combine(one.daily() for one in found))

    def insight(self, days: int, rules: Rules) -> Insight:
        """Return everything computed from the last `days` days (0: all) of what has arrived."""
        moment = self.now()
        key = ("insight", days, rules)
        return moment.shared(key, lambda: insight(moment.daily(), days, rules))

    def shared(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what `compute` gives for these series, once for all visitors; never changed.

        `key` names what is computed, and neither it nor the result holds what a visitor said of
        creators: names, prices, remarks, decisions.
        """
        return RESULTS.get((self.now()._state, key), compute)

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what `compute` gives for these series, once for this visit; a copy each time.

        It is kept as bytes, the least used going first, so that a visit stays small and a garbage
        collection has nothing to walk through.
        """
        kept, name = self.now()._computed, RESULTS.names.name(key)
        packed = kept.get(name)
        if packed is not None:
            known: T = pickle.loads(zlib.decompress(packed))  # noqa: S301 - our own bytes
            return known
        result = compute()
        packed = zlib.compress(pickle.dumps(result), level=1)
        if len(packed) <= kept.maxsize:
            kept[name] = packed
        return result

    @cached_property
    def _histories(self) -> dict[str, CreatorHistory]:
        return self.batch.histories()

    @cached_property
    def _state(self) -> bytes:
        return RESULTS.names.name(tuple(found.state for found in self._histories.values()))
