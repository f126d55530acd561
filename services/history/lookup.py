"""Brings from the archive what earlier days, or other processes, have fetched or failed at."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from datetime import date

from cachetools import TTLCache

from services.api.answers import Kind
from services.api.client import Client
from services.api.errors import ApiError
from services.api.series import Held, SeriesKey, worth_showing
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.history.care import Care
from services.history.memory import FailureMemory, Memory
from services.history.pool import FairPool

_LOOK_AGAIN_SECONDS = 10.0
_BUDGET_SECONDS = 5.0
_MOST_LOOKED_AT = 10_000


class Lookup:
    """Looks a creator up once in a few seconds at most, so that reruns cost no database.

    `trouble` is what was last found wrong with reading the archive.
    """

    def __init__(
        self,
        client: Client,
        archive: Archive,
        memory: Memory,
        failures: FailureMemory,
        pool: FairPool,
    ) -> None:
        self._client = client
        self._archive = archive
        self.care = Care(archive, pool)
        self._memory = memory
        self._failures = failures
        self._lock = threading.Lock()
        self._looked_at: TTLCache[str, bool] = TTLCache(
            _MOST_LOOKED_AT, _LOOK_AGAIN_SECONDS, client.clocks.monotonic
        )
        self._budget: tuple[float, int | None] = (-math.inf, None)
        self.trouble: ArchiveError | None = None

    def bring(self, creator_ids: Sequence[str]) -> None:
        """Put into memory what the archive has of these creators."""
        with self._lock:
            wanted = [creator_id for creator_id in creator_ids if creator_id not in self._looked_at]
            self._looked_at.update(dict.fromkeys(wanted, True))
        if not wanted:
            return
        try:
            self._take_over(wanted)
            if self._archive.quota_closed():
                self._client.latch.close(ApiError(Kind.QUOTA_EXCEEDED))
            self.trouble = None
        except ArchiveError as error:
            self.trouble = error

    def _take_over(self, creator_ids: Sequence[str]) -> None:
        for key, stored in self._archive.series(creator_ids).items():
            kept = self._memory.get(*key)
            older = kept is None or kept.fetched_at < stored.fetched_at
            if older or (kept is not None and kept.doubted != stored.doubted):
                self._memory.put(*key, stored)
        now = self._client.clocks.now()
        for key, last in self._archive.last_outcomes(creator_ids).items():
            self._failures.take_over(key, last, now)

    def newest_fetch(self) -> int:
        """Return the number of what any process wrote last; where that can't be read, 0."""
        try:
            return self._archive.newest_fetch()
        except ArchiveError as error:
            self.trouble = error
            return 0

    def as_of(self, creator_ids: Sequence[str], day: date) -> dict[SeriesKey, Held]:
        """Return the archive as it stood when `day` (China) was the newest day."""
        try:
            stored = self._archive.series(creator_ids, day)
        except ArchiveError as error:
            self.trouble = error
            return {}
        now = self._client.clocks.now
        return {key: held for key, held in stored.items() if worth_showing(key, held, now)}

    def forget_budget(self) -> None:
        """Ask for the budget anew next time: a call has been made."""
        self._budget = -math.inf, self._budget[1]

    def calls_left(self) -> int | None:
        """Return how many paid calls today's budget allows, as known some seconds ago at most.

        None where nothing is limited, or where the archive cannot tell.
        """
        if self._archive.limit is None:
            return None
        now = self._client.clocks.monotonic()
        if now - self._budget[0] > _BUDGET_SECONDS:
            try:
                self._budget = now, self._archive.calls_left()
            except ArchiveError as error:
                self.trouble = error
        return self._budget[1]
