"""What is kept at hand, so that nobody asks twice: series, and failures for a while."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from cachetools import FIFOCache, LRUCache

from services.api.answers import NOT_ASKED, RULES, Charged, Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric, ProfileStamp, SeriesKey, Stamp

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


@dataclass(frozen=True)
class _Failure:
    error: ApiError
    noted_at: float
    until: float
    firm: bool
    in_a_row: int


class FailureMemory:
    """Remembers failures by key; neither a rerun nor a neighbour calls again while one stands.

    Where the answer's rule gives a time (no history: a day; collection failed: 2, 10, then 60
    minutes), the failure is firm: not even retry makes a call before it is over. Other failures
    stand until somebody presses retry, or for half a minute; one that may have been charged for
    three hours, so that no automatic call pays a second time.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, most: int = 10_000) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures: FIFOCache[Hashable, _Failure] = FIFOCache(most)

    def note(self, key: Hashable, error: ApiError) -> None:
        """Take note of a failure. A call that was never made leaves no trace."""
        if error.kind in NOT_ASKED:
            return
        with self._lock:
            before = self._failures.pop(key, None)
            row = before.in_a_row + 1 if before and before.error.kind is error.kind else 1
            self._keep(key, error, row, age=0.0)

    def restore(self, key: Hashable, error: ApiError, age: float, calls_in_a_row: int) -> None:
        """Take over a failure archived `age` seconds ago, which that many calls in a row met.

        What is known here already stands.
        """
        rounds = math.ceil(calls_in_a_row / (RULES[error.kind].tries + 1))
        with self._lock:
            if key not in self._failures:
                self._keep(key, error, max(rounds, 1), age)

    def _keep(self, key: Hashable, error: ApiError, row: int, age: float) -> None:
        steps = RULES[error.kind].remembered if error.kind in RULES else ()
        maybe_paid = error.charged is Charged.UNKNOWN
        otherwise = _MAYBE_PAID_MEMORY if maybe_paid else _SHORT_MEMORY
        seconds = steps[min(row, len(steps)) - 1] if steps else otherwise
        noted_at = self._monotonic() - age
        self._failures[key] = _Failure(error, noted_at, noted_at + seconds, bool(steps), row)

    def forget(self, key: Hashable) -> None:
        """Drop what is known of `key`: it succeeded."""
        with self._lock:
            self._failures.pop(key, None)

    def recall(self, key: Hashable, *, retry_at: float | None = None) -> ApiError | None:
        """Return the failure that stands for `key` now, or None when a call may be made.

        A retry pressed at `retry_at` (monotonic seconds) sets aside what was noted before it; what
        was noted since answers it.
        """
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or self._monotonic() >= failure.until:
            return None
        set_aside = retry_at is not None and failure.noted_at < retry_at and not failure.firm
        return None if set_aside else failure.error

    def seconds_left(self, key: Hashable) -> float:
        """Return how long a cool-down still keeps `key` from being asked; 0 where there is none."""
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or not failure.firm or failure.error.kind is Kind.NO_SERIES:
            return 0.0
        return max(0.0, failure.until - self._monotonic())
