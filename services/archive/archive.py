"""The archive as the rest of the app sees it: book a call, keep its answer, read histories back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from services.api.answers import Charged, Kind
from services.api.book import Answer, Ask
from services.api.errors import ApiError
from services.api.series import NAMES_LAST, Held, SeriesKey
from services.archive import leases, ledger, store
from services.archive.database import Database
from services.archive.errors import ArchiveError
from services.archive.migrations import migrate
from services.archive.profiles import drop_profiles
from services.archive.reading import LastOutcome, last_outcomes, series
from services.archive.spool import Spool
from services.archive.waiting import Waiting, second_place
from services.china_time import Now, china_today, utc_now
from services.messages import N_

_log = logging.getLogger(__name__)

T = TypeVar("T")

NO_ROOM = N_("paid answers wait in memory until a disk has room")


@dataclass(frozen=True)
class Lease:
    """A lease that was taken, and how the newest call for its series had ended by then."""

    last: LastOutcome | None


@dataclass
class Archive:
    """One archive, shared by all threads of the process; `open_archive` makes it.

    `limit` is the most paid calls a China day (None: unlimited). `trouble` is why nothing can be
    written, where that was found at the start: reading goes on, and no call is made, since a call
    that cannot be booked could be paid for twice.
    """

    database: Database
    waiting: Waiting
    limit: int | None
    now: Now = utc_now
    trouble: ArchiveError | None = None
    holder: str = ""
    _leased: set[SeriesKey] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """Where its files lie, and what is noted beside them."""
        return self.waiting.spool.folder.parent

    def begin(self, ask: Ask) -> int | ApiError:
        """Book a call before it is sent; return its number, or why it must not be sent."""
        if self.trouble is not None:
            return ApiError(Kind.NOT_RECORDED, detail=self.trouble.sentence)
        if self._only_in_memory():
            return ApiError(Kind.NOT_RECORDED, detail=NO_ROOM)
        now = self.now()
        try:
            number = self.database.write(lambda c: ledger.reserve(c, ask, now, self.limit))
        except ArchiveError as error:
            return ApiError(Kind.NOT_RECORDED, detail=error.sentence)
        return ApiError(Kind.BUDGET_SPENT) if number is None else number

    def finish(self, call_id: int, answer: Answer) -> bool:
        """Settle a call and keep what it brought, in one transaction.

        False where the answer cannot be this creator's (`store.save`): its body is kept, no point.

        What cannot be written waits (`services.archive.waiting`): it is paid for.
        """
        try:
            saved = self.database.write(lambda c: self._keep(c, call_id, answer))
        except ArchiveError:
            self.waiting.keep(answer, call_id)
            return True
        if answer.charged is Charged.YES:
            self._leased.discard(answer.ask.key)
        self._take_in()
        return saved is not store.Saved.QUARANTINED

    def _keep(self, connection: Connection, call_id: int | None, answer: Answer) -> store.Saved:
        if call_id is not None:
            ledger.settle(connection, call_id, answer.charged, answer.fetched_at)
        saved = store.save(connection, call_id, answer)
        if answer.charged is Charged.YES:  # nothing more will be asked: save `lease` the way
            leases.release(connection, answer.ask.key, self.holder)
        return saved

    def _only_in_memory(self) -> bool:
        """Say whether a paid answer is nowhere but in memory, even now: nothing more is risked."""
        if self.waiting.count().in_memory:
            self._take_in()
        return self.waiting.count().in_memory > 0

    def _take_in(self) -> None:
        """Take in what waits, if the database bears it; else it goes on waiting."""
        try:
            self.waiting.take_in(self._store_spooled)
        except (ArchiveError, OSError):
            _log.warning("paid answers wait for the archive; they are tried again")

    def _store_spooled(self, call_id: int | None, answer: Answer) -> None:
        self.database.write(lambda c: self._keep(c, call_id, answer))

    @contextmanager
    def lease(self, key: SeriesKey, seconds: float) -> Iterator[Lease | None]:
        """Try to become the one process that asks for a series; yields None where another is."""
        now = self.now()

        def take(connection: Connection) -> Lease | None:
            if not leases.take(connection, key, self.holder, now, seconds):
                return None
            return Lease(last_outcomes(connection, [key[0]]).get(key))

        lease = self.database.write(take)
        if lease is not None:
            self._leased.add(key)
        try:
            yield lease
        finally:
            if key in self._leased:
                self._leased.discard(key)
                self._try(
                    lambda c: leases.release(c, key, self.holder),
                    "a lease could not be given back; it runs out by itself",
                )

    def close(self) -> None:
        """Close its connections."""
        self.database.close()

    def look_after(self) -> None:
        """Do what is due: set up a database that is new or was in trouble, take in what waits.

        May wait for a lock or a server, so a page has a worker do it.
        """
        try:
            migrate(self.database)
            self.database.write(lambda c: ledger.expire(c, self.now()))
            self.database.write(lambda c: drop_profiles(c, self.now() - NAMES_LAST))
            self.trouble = None
        except ArchiveError as error:
            self.trouble = error
            return
        self._take_in()

    def _try(self, work: Callable[[Connection], object], otherwise: str) -> None:
        """Write what is no great harm to lose; the server's log then says `otherwise`."""
        try:
            self.database.write(work)
        except ArchiveError:
            _log.warning(otherwise)

    def series(
        self, creator_ids: Sequence[str], as_of: date | None = None
    ) -> dict[SeriesKey, Held]:
        """Return what is archived of these creators, or was when `as_of` was the newest day."""
        with self.database.read() as connection:
            return series(connection, creator_ids, as_of)

    def last_outcomes(self, creator_ids: Sequence[str]) -> dict[SeriesKey, LastOutcome]:
        """Return how the newest call for each series ended, in whichever process."""
        with self.database.read() as connection:
            return last_outcomes(connection, creator_ids)

    def calls_left(self) -> int | None:
        """Return how many paid calls today's budget still allows; None where it is unlimited."""
        if self.limit is None:
            return None
        with self.database.read() as connection:
            return max(0, self.limit - ledger.spent(connection, china_today(self.now)))

    def quota_closed(self) -> bool:
        """Say whether the vendor has refused a call of this China day for its quota."""
        with self.database.read() as connection:
            return ledger.quota_closed(connection, self.now())

    def add_served(self, count: int) -> None:
        """Count series that an ask got from here, without a call. A lost count is no harm."""
        if count and self.trouble is None:
            day = china_today(self.now)
            self._try(lambda c: store.add_served(c, day, count), "a saving was not counted")

    def note_aliases(self, aliases: Mapping[str, str]) -> None:
        """Note what readers call creators, for the list of calls. A lost name is no harm."""
        if aliases and self.trouble is None:
            now = self.now()
            self._try(lambda c: store.note_aliases(c, aliases, now), "names were not noted")

    def ask(self, work: Callable[[Connection], T]) -> T:
        """Run a function of `services.archive.statistics` on a connection and return its result."""
        with self.database.read() as connection:
            return work(connection)


def open_archive(url: str, limit: int | None, now: Now = utc_now) -> Archive:
    """Open the archive, bring its schema up to date, take in what waits for it.

    The spool lies beside SQLite's file, or in `data/spool` for a database elsewhere. Never raises
    for what is wrong with the database: the archive then says so in `trouble`.
    """
    database = Database(url)
    folder = Path(database.file).parent if database.file else Path("data")
    second = Spool(second_place(database.address), distrust=True)
    waiting = Waiting(Spool(folder / "spool"), second)
    archive = Archive(database, waiting, limit, now, holder=uuid4().hex)
    archive.look_after()
    return archive
