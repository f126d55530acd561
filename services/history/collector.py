"""How one series is fetched when several processes may want it: by one of them, and kept by all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from services.api.answers import Charged, Kind
from services.api.client import Client
from services.api.errors import ApiError
from services.api.series import Held, SeriesKey
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.reading import LastOutcome
from services.history.memory import FailureMemory, Memory

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

    def collect(self, key: SeriesKey, asked_at: datetime, pressed_at: float) -> Held:
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
        raise ApiError(Kind.NOT_RECORDED, detail=trouble.sentence)

    def _in_hand(
        self, key: SeriesKey, last: LastOutcome | None, asked_at: datetime, pressed_at: float
    ) -> Held:
        """Look again, lease in hand: what others got since the ask is the answer to it."""
        if last is not None:
            self.failures.take_over(key, last, self.client.clocks.now())
        failure = self.failures.recall(key, retry_at=pressed_at)
        if failure is not None:
            raise failure
        if last is not None and last.kind is not Kind.OK and last.fetched_at >= asked_at:
            raise last.error
        held = self.archive.series([key[0]]).get(key) if last is not None else None
        if held is None or not held.is_fresh(self.client.clocks.now):
            held = self._call(key, held)
        self.memory.put(*key, held)
        return held

    def _call(self, key: SeriesKey, older: Held | None) -> Held:
        """Fetch the series; the days before its window come from the `older` one."""
        try:
            fetched = self.client.fetch(*key)
        except ApiError as error:
            self.failures.note(key, error)
            if error.kind is Kind.FOREIGN:
                self._look_again(key)
            raise
        except Exception:  # it may have been sent, so that it counts as if it were charged
            self.failures.note(key, ApiError(Kind.INTERNAL, charged=Charged.UNKNOWN))
            raise
        self.failures.forget(key)
        if older is not None and older.doubted:  # what came may have taken the place of all of it
            return self._look_again(key) or fetched
        days = dict(older.points) if older is not None else {}
        days |= dict(fetched.points)
        series = replace(fetched.series, points=tuple(sorted(days.items())))
        return replace(fetched, series=series)

    def _look_again(self, key: SeriesKey) -> Held | None:
        """Put what the archive has now in place of what is at hand, and return it."""
        held: Held | None = None
        with suppress(ArchiveError):
            held = self.archive.series([key[0]]).get(key)
        if held is not None:
            self.memory.put(*key, held)
        return held
