"""What all calls of the process share: how many run at once, and whether any may run at all."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from services.api.answers import RULES, Kind, Stops
from services.api.call_log import log_pause
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


_FAILURES = 5
_WITHIN_SECONDS = 60.0
_PAUSES = (60.0, 120.0, 300.0, 600.0)  # longer each time that the call after it fails, too


class Breaker:
    """Pauses all calls while the vendor fails at whatever it is asked.

    Five such failures within a minute, and no other answer between them, open it: in a long list
    some fail while most are well. After the pause one call goes through, while the others wait for
    what it brings; an answer closes the breaker, a failure means a longer pause. With
    `sticky=False` it never opens, as a latch.
    """

    def __init__(
        self, *, sticky: bool = True, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._sticky = sticky
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._failed_at: deque[float] = deque(maxlen=_FAILURES)
        self._pauses = 0
        self._until = 0.0
        self._probing = False

    @property
    def seconds_left(self) -> float:
        """How long no call may be made; 0 while the next one may."""
        with self._changed:
            return self._left()

    def _left(self) -> float:
        return max(0.0, self._until - self._monotonic()) if self._pauses else 0.0

    @contextmanager
    def passage(self) -> Iterator[bool]:
        """Yield whether the call may be sent, when whoever probes has come back."""
        with self._changed:
            self._changed.wait_for(lambda: not self._probing)
            passes = not self._left()
            probes = self._probing = passes and self._pauses > 0
        try:
            yield passes
        finally:
            if probes:
                with self._changed:
                    self._probing = False
                    self._changed.notify_all()

    def note(self, kind: Kind) -> None:
        """Take note of how a call ended, before its passage does."""
        with self._changed:
            if not RULES[kind].outage:
                self._failed_at.clear()
                self._pauses = 0
            elif self._sticky and not self._left():  # what was under way when it opened is no news
                self._failed()

    def _failed(self) -> None:
        now = self._monotonic()
        self._failed_at.append(now)
        often = len(self._failed_at) == _FAILURES and now - self._failed_at[0] < _WITHIN_SECONDS
        if often or self._pauses:
            self._until = now + _PAUSES[min(self._pauses, len(_PAUSES) - 1)]
            self._pauses += 1
            self._failed_at.clear()
            log_pause(self._until - now)
