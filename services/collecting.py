"""How one series is fetched when several processes may want it: by one of them, and kept by all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.api.client import Client
from services.api.parsing import Series
from services.api.profiles import Metric
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.records import LastOutcome, Stored
from services.errors import ERROR_OF_KIND, ApiError, Kind, NotRecorded
from services.failure_memory import FailureMemory
from services.memory import Memory
from services.outcome import Held

Key = tuple[str, Metric]

LEASE_SECONDS = 300.0
"""A lease outlives the longest chain of calls (150 s and the waits for a slot); then it is free."""

_TURN_SECONDS = 0.1


@dataclass(frozen=True)
class Collector:
    """Fetches one series, with the database's lease in hand."""

    client: Client
    archive: Archive
    memory: Memory
    failures: FailureMemory

    def collect(self, key: Key, asked_at: datetime, pressed_at: float) -> Held:
        """Return the series, asked for at `asked_at` (the same moment, monotonic: `pressed_at`).

        Whoever waited for another process takes what that one got, its failure included. Raises an
        `ApiError`.
        """
        trouble: ArchiveError
        try:
            while True:
                with self.archive.lease(key, LEASE_SECONDS) as lease:
                    if lease is not None:
                        return self._in_hand(key, lease.last, asked_at, pressed_at)
                self.client.clocks.sleep(_TURN_SECONDS)
        except ArchiveError as error:
            trouble = error
        raise NotRecorded(detail=trouble.sentence)

    def _in_hand(
        self, key: Key, last: LastOutcome | None, asked_at: datetime, pressed_at: float
    ) -> Held:
        """Look again, lease in hand: what others got since the ask is the answer to it."""
        failure = self.failures.recall(key, retry_at=pressed_at)
        if failure is not None:
            raise failure
        if last is None:
            return self._call(key, first=True)
        if last.kind is not Kind.OK and last.fetched_at >= asked_at:
            raise error_of(last)
        stored = self.archive.series([key[0]]).get(key)
        held = held_of(stored) if stored is not None else None
        if held is not None and held.is_fresh(self.client.clocks.now):
            self.memory.put(*key, held)
            return held
        return self._call(key, first=False)

    def _call(self, key: Key, *, first: bool) -> Held:
        try:
            fetched = self.client.fetch(*key)
        except ApiError as error:
            self.failures.note(key, error)
            raise
        self.failures.forget(key)
        fresh = Held(fetched.series, fetched.endpoint, fetched.days, self.client.clocks.now())
        held = fresh if first else self._with_archived_days(key, fresh)
        self.memory.put(*key, held)
        return held

    def _with_archived_days(self, key: Key, fresh: Held) -> Held:
        """Add the days before the window that the archive has; without it the series stands."""
        try:
            stored = self.archive.series([key[0]]).get(key)
        except ArchiveError:
            return fresh
        days = dict(stored.points) if stored is not None else {}
        days |= dict(fresh.series.points)
        return replace(fresh, series=replace(fresh.series, points=tuple(sorted(days.items()))))


def held_of(stored: Stored) -> Held:
    """Return an archived series as one that is held."""
    return Held(Series(stored.points), stored.endpoint, stored.days, stored.fetched_at)


def error_of(last: LastOutcome) -> ApiError:
    """Return an archived failure as the error that it was."""
    return ERROR_OF_KIND[last.kind](
        charged=last.charged, code=last.code, http_status=last.http_status
    )
