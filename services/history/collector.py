"""How one series is fetched when several processes may want it: by one of them, and kept by all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from services.api.answers import Charged, Kind
from services.api.book import Answer, Ask
from services.api.client import Client
from services.api.errors import ApiError
from services.api.series import Held, SeriesKey
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.leases import Elsewhere
from services.archive.meanwhile import Known
from services.archive.reading import LastOutcome
from services.history.memory import FailureMemory, Memory
from services.history.pool import NotYet
from services.history.watch import Watch


@dataclass(frozen=True)
class Asked:
    """When somebody asked: monotonic seconds, and the newest fetch of all processes by then."""

    pressed_at: float
    newest: int


@dataclass(frozen=True)
class Collector:
    """Fetches one series, with the database's lease in hand."""

    client: Client
    archive: Archive
    memory: Memory
    failures: FailureMemory
    watch: Watch
    _waited: set[SeriesKey] = field(default_factory=set, init=False)

    def collect(self, key: SeriesKey, asked: Asked) -> Held:
        """Return the series; what another process got since the ask is the answer, failures too.

        Raises an `ApiError`, and `NotYet` while another process is fetching it.
        """
        turn = Turn(self, key, asked)
        try:
            held = self._brought(turn) or self.client.fetch(*key, turn)
        except ApiError as error:
            if turn.booked:
                self._failed(key, error)
            raise
        except Elsewhere:
            self._waited.add(key)
            raise NotYet(partial(self.watch.call_when_free, key)) from None
        except Exception:  # it may have been sent, so that it counts as if it were charged
            self.failures.note(key, ApiError(Kind.INTERNAL, charged=Charged.UNKNOWN))
            raise
        finally:
            self.archive.release(key)
        if turn.booked:
            self.failures.forget(key)
            held = self._with_older(turn, held)
        self.memory.put(*key, held)
        return held

    def _brought(self, turn: Turn) -> Held | None:
        """Return what the process that was waited for has got: that takes no place of a call."""
        if turn.key not in self._waited:
            return None
        self._waited.discard(turn.key)
        found: Held | ApiError | None = None
        with suppress(ArchiveError):
            found = self.archive.answered(turn.key, turn.known)
        if isinstance(found, ApiError):
            raise found
        return found

    def _failed(self, key: SeriesKey, error: ApiError) -> None:
        self.failures.note(key, error)
        if error.kind is Kind.FOREIGN:
            self._look_again(key)

    def _with_older(self, turn: Turn, fetched: Held) -> Held:
        """Put the days before the window of what was fetched in front of it."""
        older = self.memory.get(*turn.key)
        if older is None and turn.asked_before:
            older = self._look_again(turn.key)
        if older is not None and older.doubted:  # what came may have taken the place of all of it
            return self._look_again(turn.key) or fetched
        days = dict(older.points) if older is not None else {}
        days |= dict(fetched.points)
        return replace(fetched, series=replace(fetched.series, points=tuple(sorted(days.items()))))

    def _look_again(self, key: SeriesKey) -> Held | None:
        """Put what the archive has now in place of what is at hand, and return it."""
        held: Held | None = None
        with suppress(ArchiveError):
            held = self.archive.series([key[0]]).get(key)
        if held is not None:
            self.memory.put(*key, held)
        return held


@dataclass
class Turn:
    """The book of one series' calls: its first call is needless where others answered meanwhile."""

    collector: Collector
    key: SeriesKey
    asked: Asked
    booked: bool = field(default=False, init=False)
    asked_before: bool = field(default=False, init=False)

    def begin(self, ask: Ask) -> int | Held | ApiError:
        """Book a call under the series' lease, which is renewed from then on until it is over."""
        its = self.collector
        standing = None if self.booked else self._standing()
        if standing is not None:
            return standing
        begun = its.archive.begin(ask, None if self.booked else self.known)
        if isinstance(begun, int):
            self.booked = True
            its.watch.keep()
        return begun

    @property
    def known(self) -> Known:
        """What was known when the series was asked for."""
        return Known(self.asked.newest, self._after)

    def _standing(self) -> ApiError | None:
        return self.collector.failures.recall(self.key, retry_at=self.asked.pressed_at)

    def _after(self, last: LastOutcome, now: datetime) -> ApiError | None:
        self.asked_before = True
        self.collector.failures.take_over(self.key, last, now)
        return self._standing()

    def finish(self, call_id: int, answer: Answer) -> bool:
        """Settle the call and keep its answer; False where it cannot be this creator's."""
        return self.collector.archive.finish(call_id, answer)
