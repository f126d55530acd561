"""What all calls of the process share: how many run at once, and whether any may run at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from services.api.answers import RULES, Stops
from services.api.errors import ApiError
from services.china_time import Now, next_china_midnight, utc_now

_CALM_CALLS = 8  # this many good answers in a row earn one more call at once


class Slots:
    """Bounds the calls under way in the whole process, and narrows when the vendor says so.

    A rate limit halves what is allowed at once; every `_CALM_CALLS` good answers give one back, up
    to `most`. All sessions share one `Slots`, so the vendor sees one well-behaved client.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.allowed = most
        self._busy = 0
        self._calm = 0
        self._changed = threading.Condition()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold one slot; waits until there is one."""
        with self._changed:
            self._changed.wait_for(lambda: self._busy < self.allowed)
            self._busy += 1
        try:
            yield
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify()

    def slow_down(self) -> None:
        """Allow half as many calls at once, at least one."""
        with self._changed:
            self.allowed = max(1, self.allowed // 2)
            self._calm = 0

    def went_well(self) -> None:
        """Count a good answer towards recovery."""
        with self._changed:
            self._calm += 1
            if self._calm >= _CALM_CALLS and self.allowed < self.most:
                self.allowed += 1
                self._calm = 0
                self._changed.notify()


class Latch:
    """Remembers an answer after which no call may be made: for ever, or until China midnight.

    A latch lives as long as its settings: changed settings build a new one. With `sticky=False`
    (the sandbox, where failures are for show) it never closes, so that one demonstrated failure
    does not end the demonstration.
    """

    def __init__(self, *, sticky: bool = True, now: Now = utc_now) -> None:
        self._sticky = sticky
        self._now = now
        self._lock = threading.Lock()
        self._error: ApiError | None = None
        self._until: datetime | None = None

    def close(self, error: ApiError) -> None:
        """Take note of an answer; only those that stop more than their own call close the latch."""
        stops = RULES[error.kind].stops
        if not self._sticky or stops is Stops.NOTHING:
            return
        until = next_china_midnight(self._now) if stops is Stops.UNTIL_MIDNIGHT else None
        with self._lock:
            for_good = self._error is not None and self._until is None
            if not for_good:  # which a quota's answer, still under way, must not soften
                self._error, self._until = error, until

    @property
    def reason(self) -> ApiError | None:
        """The answer that closed the latch, or None while calls may be made."""
        with self._lock:
            if self._until is not None and self._now() >= self._until:
                self._error = self._until = None
            return self._error
