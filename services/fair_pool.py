"""A pool of worker threads that serves many askers in turn."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_Work = tuple["Future[Any]", Callable[[], Any]]


class FairPool:
    """Runs work in `workers` threads, taking one piece of each lane in turn.

    A lane is one ask. So somebody who wants one creator waits for a turn, and not behind the 250
    of somebody who came before.
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
