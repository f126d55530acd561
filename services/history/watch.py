"""What must happen while calls are under way: leases are renewed, and who waits is called."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from services.api.series import SeriesKey
from services.archive.archive import Archive
from services.archive.errors import ArchiveError

_LOOK_SECONDS = 0.2
_RENEWALS = 3
"""How many times a lease is renewed before it would run out: two may fail."""

_log = logging.getLogger(__name__)


class Watch:
    """One thread for the whole process, which lives while there is something to watch.

    It renews the leases in hand, and calls those who wait for a lease that another process has: so
    that nobody waits in a worker.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._waiting: dict[SeriesKey, Callable[[], None]] = {}
        self._awake = False
        self._renewed_at = 0.0

    def keep(self) -> None:
        """Renew the leases in hand from now on, until they are given back."""
        with self._lock:
            self._wake()

    def call_when_free(self, key: SeriesKey, then: Callable[[], None]) -> None:
        """Call `then` once no other process is fetching the series."""
        with self._lock:
            self._waiting[key] = then
            self._wake()

    def _wake(self) -> None:
        if not self._awake:
            self._awake = True
            self._renewed_at = time.monotonic()
            threading.Thread(target=self._run, name="watch", daemon=True).start()

    def _run(self) -> None:
        while self._has_work():
            time.sleep(_LOOK_SECONDS)
            try:
                self._renew()
                for then in self._called():
                    then()
            except Exception:  # whoever waits must be called in the end
                _log.exception("looking after the leases failed inside the program")

    def _has_work(self) -> bool:
        with self._lock:
            self._awake = bool(self._waiting) or self._archive.holds_leases
            return self._awake

    def _renew(self) -> None:
        now = time.monotonic()
        if now - self._renewed_at >= self._archive.lease_seconds / _RENEWALS:
            self._renewed_at = now
            self._archive.renew()

    def _called(self) -> list[Callable[[], None]]:
        if not self._waiting:
            return []
        try:
            elsewhere = self._archive.elsewhere()
        except ArchiveError:
            elsewhere = frozenset()  # whoever waits finds out for themselves
        with self._lock:
            free = [key for key in self._waiting if key not in elsewhere]
            return [self._waiting.pop(key) for key in free]
