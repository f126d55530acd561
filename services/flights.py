"""One call for everybody who asks for the same thing while it is under way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Flights(Generic[T]):
    """Hands everybody who asks under one key the same future, from the ask until it is done.

    Nobody waits in here: whoever comes later hangs a callback on the future, so that a slow call
    holds up one worker, however many people want it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[T]] = {}

    def under_way(self, key: Hashable) -> Future[T] | None:
        """Return the future under `key` if somebody has asked and the answer is not there yet."""
        with self._lock:
            return self._under_way.get(key)

    def ask(self, key: Hashable, launch: Callable[[], Future[T]]) -> Future[T]:
        """Return the future under `key`; `launch` starts it where there is none."""
        with self._lock:
            future = self._under_way.get(key)
            if future is not None:
                return future
            future = self._under_way[key] = launch()
        future.add_done_callback(lambda _: self._landed(key))
        return future

    def _landed(self, key: Hashable) -> None:
        with self._lock:
            self._under_way.pop(key, None)
