"""Sees to it that an archive in trouble is tried again, and that what waits for it gets in."""

from __future__ import annotations

import threading
import time

from services.archive.archive import Archive
from services.archive.waiting import Waits
from services.history.pool import FairPool

_TRY_AGAIN_SECONDS = 5.0


class Care:
    """Has a worker look after the archive, every few seconds at most, while there is a reason."""

    def __init__(self, archive: Archive, pool: FairPool) -> None:
        self._archive = archive
        self._pool = pool
        self._lock = threading.Lock()
        self._tried_at = -_TRY_AGAIN_SECONDS

    def waits(self) -> Waits:
        """Return how many paid answers wait for the archive; does not wait itself."""
        found = self._archive.waiting.count()
        if (found or self._archive.trouble is not None) and self._is_time():
            self._pool.submit(self, self._archive.look_after)
        return found

    def _is_time(self) -> bool:
        now = time.monotonic()
        with self._lock:
            due = now - self._tried_at >= _TRY_AGAIN_SECONDS
            if due:
                self._tried_at = now
        return due
