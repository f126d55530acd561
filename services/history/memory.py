"""What is kept at hand, so that nobody asks twice: series, and failures for a while."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from cachetools import FIFOCache, LRUCache

from services.api.answers import NOT_ASKED, RULES, Charged, Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric, ProfileStamp, SeriesKey, Stamp
from services.archive.reading import LastOutcome

_MOST_POINTS = 400_000  # about 120 bytes each: 48 MB at most
_POINTS_OF_PROFILE = 15  # as much as a profile takes


class Memory:
    """The series at hand in this process; beyond `most` points the least used go.

    Everybody gets the same series, which nobody can change, and no copy of it.
    """

    def __init__(self, most: int = _MOST_POINTS) -> None:
        self._lock = threading.Lock()
        self._series: LRUCache[SeriesKey, Held] = LRUCache(
            most, lambda held: len(held.points) or _POINTS_OF_PROFILE
        )

    def get(self, creator_id: str, metric: Metric) -> Held | None:
        """Return what is kept, or None."""
        with self._lock:
            return self._series.get((creator_id, metric))

    def put(self, creator_id: str, metric: Metric, held: Held) -> None:
        """Keep a series in place of an older one."""
        with self._lock:
            self._series[creator_id, metric] = held

    def stamp(self, creator_id: str, metric: Metric) -> Stamp | ProfileStamp | None:
        """Return what the freshness of a series depends on."""
        held = self.get(creator_id, metric)
        return None if held is None else held.stamp


_SHORT_MEMORY = 30.0

_MAYBE_PAID_MEMORY = 3 * 3600.0

_MAYBE_PAID_SPAN = 600.0

_MAYBE_PAID_MOST = 2


@dataclass(frozen=True)
class _Failure:
    error: ApiError
    noted_at: float
    until: float
    firm_until: float
    in_a_row: int
    maybe_paid: tuple[float, ...]


class FailureMemory:
    """Remembers failures by key; neither a rerun nor a neighbour calls again while one stands.

    Where the answer's rule gives a time (no history: a day; collection failed: 2, 10, then 60
    minutes), the failure is firm: not even retry makes a call before it is over. Other failures
    stand until somebody presses retry, or for half a minute; one that may have been charged for
    three hours, so that no automatic call pays a second time. Retry may not either where two calls
    within ten minutes may have been charged: it waits until the first of them is so long ago.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, most: int = 10_000) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures: FIFOCache[Hashable, _Failure] = FIFOCache(most)

    def note(self, key: Hashable, error: ApiError) -> None:
        """Take note of a failure. A call that was never made leaves no trace."""
        if error.kind in NOT_ASKED:
            return
        now = self._monotonic()
        with self._lock:
            before = self._failures.pop(key, None)
            row = before.in_a_row + 1 if before and before.error.kind is error.kind else 1
            maybe_paid = before.maybe_paid if before else ()
            if error.charged is Charged.UNKNOWN:
                maybe_paid = (*maybe_paid, now)
            self._keep(key, error, row, now, maybe_paid)

    def take_over(self, key: Hashable, last: LastOutcome, now: datetime) -> None:
        """Take over how the newest call for a series ended, where the archive says that it failed.

        What is known here already stands, unless another process has called since. `now` is aware.
        """
        if last.kind is Kind.OK:
            return
        here = self._monotonic()

        def moment(at: datetime) -> float:
            return here - max(0.0, (now - at).total_seconds())

        tries = RULES[last.kind].tries + 1 if last.kind in RULES else 1
        row = max(1, math.ceil(last.in_a_row / tries))
        noted_at = moment(last.fetched_at)
        with self._lock:
            known = self._failures.get(key)
            if known is None or known.noted_at < noted_at:
                self._failures.pop(key, None)
                self._keep(key, last.error, row, noted_at, tuple(map(moment, last.maybe_paid)))

    def _keep(
        self, key: Hashable, error: ApiError, row: int, at: float, maybe_paid: tuple[float, ...]
    ) -> None:
        steps = RULES[error.kind].remembered if error.kind in RULES else ()
        otherwise = _MAYBE_PAID_MEMORY if error.charged is Charged.UNKNOWN else _SHORT_MEMORY
        firm_until = at + steps[min(row, len(steps)) - 1] if steps else at
        maybe_paid = maybe_paid[-_MAYBE_PAID_MOST:]
        if len(maybe_paid) == _MAYBE_PAID_MOST:
            firm_until = max(firm_until, maybe_paid[0] + _MAYBE_PAID_SPAN)
        until = firm_until if steps else max(firm_until, at + otherwise)
        self._failures[key] = _Failure(error, at, until, firm_until, row, maybe_paid)

    def forget(self, key: Hashable) -> None:
        """Drop what is known of `key`: it succeeded."""
        with self._lock:
            self._failures.pop(key, None)

    def recall(self, key: Hashable, *, retry_at: float | None = None) -> ApiError | None:
        """Return the failure that stands for `key` now, or None when a call may be made.

        A retry pressed at `retry_at` (monotonic seconds) sets aside what was noted before it; what
        was noted since answers it.
        """
        now = self._monotonic()
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or now >= failure.until:
            return None
        noted_before = retry_at is not None and failure.noted_at < retry_at
        return None if noted_before and now >= failure.firm_until else failure.error

    def seconds_left(self, key: Hashable) -> float:
        """Return how long not even retry may ask for `key`; 0 where it may, or makes no sense."""
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or failure.error.kind is Kind.NO_SERIES:
            return 0.0
        return max(0.0, failure.firm_until - self._monotonic())

    def is_spared(self, key: Hashable) -> bool:
        """Say whether retry may not ask for `key` because each call might be charged once more."""
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or len(failure.maybe_paid) < _MAYBE_PAID_MOST:
            return False
        return failure.maybe_paid[0] + _MAYBE_PAID_SPAN > self._monotonic()
