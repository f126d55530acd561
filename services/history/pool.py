"""Who works on what: worker threads that serve askers in turn, and calls that are under way."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_Work = tuple["Future[Any]", Callable[[], Any]]


class FairPool:
    """Runs work in `workers` threads, taking one piece of each lane in turn.

    A lane is one ask. So somebody who wants one creator waits for a turn, and not behind the 250
    of somebody who came before. Names have a pool of their own: they keep no curve waiting.
    """

    def __init__(self, workers: int) -> None:
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="fetch")
        self._lock = threading.Lock()
        self._lanes: OrderedDict[Hashable, deque[_Work]] = OrderedDict()

    def submit(self, lane: Hashable, work: Callable[[], T]) -> Future[T]:
        """Queue `work` in `lane` and return its future."""
        future: Future[T] = Future()
        with self._lock:
            self._lanes.setdefault(lane, deque()).append((future, work))
        self._executor.submit(self._run_next)
        return future

    def _run_next(self) -> None:
        with self._lock:
            lane, queue = next(iter(self._lanes.items()))
            future, work = queue.popleft()
            if queue:
                self._lanes.move_to_end(lane)
            else:
                del self._lanes[lane]
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def shutdown(self) -> None:
        """Wait for the work that is queued, and end the threads."""
        self._executor.shutdown()


class Flights(Generic[T]):
    """Hands everybody who asks under one key the same future, from the ask until it is done.

    Nobody waits in here: whoever comes later hangs a callback on the future, so that a slow call
    holds up one worker, however many people want it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[T]] = {}

    def __len__(self) -> int:
        """Return how many are under way."""
        with self._lock:
            return len(self._under_way)

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
