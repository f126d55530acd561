"""Whose rerun is computed now: one after the other, in the order in which readers clicked."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock


class Turns:
    """Lets one thread through at a time, the longest waiting first.

    One interpreter computes one thing at a time anyhow: twenty-five reruns that begin together all
    end late, one after the other they have waited half as long on average, and the last no longer.
    It guards nothing: who takes more than `seconds`, as for a database that does not answer, keeps
    the others waiting no longer than that.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._waiting: deque[Event] = deque()
        self._current: Event | None = None
        self._since = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and pass it on at the end."""
        mine = Event()
        with self._lock:
            self._waiting.append(mine)
            self._call_next()
        while not mine.wait(self._seconds):
            self._pass_over()
        try:
            yield
        finally:
            with self._lock:
                if self._current is mine:
                    self._current = None
                    self._call_next()

    def _call_next(self) -> None:
        if self._current is None and self._waiting:
            self._current, self._since = self._waiting.popleft(), time.monotonic()
            self._current.set()

    def _pass_over(self) -> None:
        with self._lock:
            if time.monotonic() - self._since >= self._seconds:
                self._current = None
                self._call_next()


TURNS = Turns(seconds=1.0)
"""For everything that a visitor's screen is computed from, in the whole process."""
