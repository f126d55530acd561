"""One call for everybody who asks for the same thing at the same time, and a memory for failures.

A cache alone does neither: it keeps no failures, and lets those who wait for a failing call make
it again one after another.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.api.answers import RULES
from services.errors import ApiError, Kind, Stopped

T = TypeVar("T")

_SHORT_MEMORY = 30.0  # seconds in which a failure answers everyone who did not press retry


class Flights(Generic[T]):
    """Runs a call once for all threads that ask under the same key while it is under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[T]] = {}

    def under_way(self, key: Hashable) -> bool:
        """Say whether somebody is asking under `key` right now."""
        with self._lock:
            return key in self._under_way

    def run(self, key: Hashable, call: Callable[[], T]) -> T:
        """Return what `call` returns, or raise what it raises, whoever among the askers made it."""
        with self._lock:
            future = self._under_way.get(key)
            mine = future is None
            if future is None:
                future = self._under_way[key] = Future()
        if mine:
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)
            finally:
                with self._lock:
                    self._under_way.pop(key, None)
        return future.result()


@dataclass(frozen=True)
class _Failure:
    error: ApiError
    until: float
    firm: bool
    in_a_row: int


class FailureMemory:
    """Remembers why a series is missing, so that neither a rerun nor a neighbour calls again.

    A failure is remembered for `_SHORT_MEMORY` seconds, and pressing retry sets that aside. Where
    the answer's rule gives a time (no history: a day; collection failed: 2, 10, then 60 minutes),
    it is firm: not even retry makes a call before it is over.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, most: int = 10_000) -> None:
        self._monotonic = monotonic
        self._most = most
        self._lock = threading.Lock()
        self._failures: dict[Hashable, _Failure] = {}

    def note(self, key: Hashable, error: ApiError) -> None:
        """Take note of a failure. A call that was never made leaves no trace."""
        if isinstance(error, Stopped):
            return
        steps = RULES[error.kind].remembered if error.kind in RULES else ()
        with self._lock:
            before = self._failures.pop(key, None)
            row = before.in_a_row + 1 if before and before.error.kind is error.kind else 1
            seconds = steps[min(row, len(steps)) - 1] if steps else _SHORT_MEMORY
            self._failures[key] = _Failure(error, self._monotonic() + seconds, bool(steps), row)
            while len(self._failures) > self._most:
                self._failures.pop(next(iter(self._failures)))

    def forget(self, key: Hashable) -> None:
        """Drop what is known of `key`: it succeeded."""
        with self._lock:
            self._failures.pop(key, None)

    def recall(self, key: Hashable, *, retrying: bool = False) -> ApiError | None:
        """Return the failure that stands for `key` now, or None when a call may be made."""
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or self._monotonic() >= failure.until:
            return None
        return failure.error if failure.firm or not retrying else None

    def seconds_left(self, key: Hashable) -> float:
        """Return how long a firm failure still keeps `key` from being asked; 0 if it does not."""
        with self._lock:
            failure = self._failures.get(key)
        if failure is None or not failure.firm or failure.error.kind is Kind.NO_SERIES:
            return 0.0
        return max(0.0, failure.until - self._monotonic())
