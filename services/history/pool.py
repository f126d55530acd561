"""Who works on what: worker threads that serve askers in turn, and calls that are under way."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_Work = tuple["Future[Any]", Callable[[], Any]]

_IDLE_SECONDS = 30.0


class NotYet(Exception):
    """Raised by work that can't go on yet, so that it holds no worker meanwhile.

    `call` is handed what puts the work back into its lane.
    """

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self.call = call


class FairPool:
    """Runs work in `workers` threads, taking one piece of each lane in turn.

    A lane is one ask. So somebody who wants one creator waits for a turn, and not behind the 250
    of somebody who came before. Names have a pool of their own: they keep no curve waiting. The
    threads start when they are needed, end when they are not, and hold up no end of the program.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._changed = threading.Condition()
        self._lanes: OrderedDict[Hashable, deque[_Work]] = OrderedDict()
        self._queued = self._threads = self._idle = 0

    def submit(self, lane: Hashable, work: Callable[[], T]) -> Future[T]:
        """Queue `work` in `lane` and return its future."""
        future: Future[T] = Future()
        self._queue(lane, future, work)
        return future

    def _queue(self, lane: Hashable, future: Future[Any], work: Callable[[], Any]) -> None:
        with self._changed:
            self._lanes.setdefault(lane, deque()).append((future, work))
            self._queued += 1
            if self._queued > self._idle and self._threads < self._workers:
                self._threads += 1
                threading.Thread(target=self._serve, name="fetch", daemon=True).start()
            self._changed.notify()

    def _serve(self) -> None:
        while self._run_next():
            pass

    def _run_next(self) -> bool:
        """Run what is next, when there is something; False when nothing came for a while."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._queued, _IDLE_SECONDS)
            self._idle -= 1
            if not self._queued:
                self._threads -= 1
                return False
            self._queued -= 1
            lane, queue = next(iter(self._lanes.items()))
            future, work = queue.popleft()
            if queue:
                self._lanes.move_to_end(lane)
            else:
                del self._lanes[lane]
        self._run(lane, future, work)
        return True

    def _run(self, lane: Hashable, future: Future[Any], work: Callable[[], Any]) -> None:
        if not future.running() and not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except NotYet as later:
            later.call(partial(self._queue, lane, future, work))
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)


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
            return self._flying(key)

    def ask(self, key: Hashable, launch: Callable[[], Future[T]]) -> Future[T]:
        """Return the future under `key`; `launch` starts it where there is none."""
        with self._lock:
            future = self._flying(key)
            if future is not None:
                return future
            future = self._under_way[key] = launch()
        future.add_done_callback(partial(self._landed, key))
        return future

    def _flying(self, key: Hashable) -> Future[T] | None:
        # Whoever asked may know the answer before the thread that has it comes to `_landed`.
        future = self._under_way.get(key)
        return None if future is None or future.done() else future

    def _landed(self, key: Hashable, future: Future[T]) -> None:
        with self._lock:
            if self._under_way.get(key) is future:
                del self._under_way[key]
