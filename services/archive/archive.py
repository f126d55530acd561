"""The archive as the rest of the app sees it: book a call, keep its answer, read histories back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from services.api.answers import Charged, Kind
from services.api.book import Answer
from services.api.errors import ApiError
from services.api.series import NAMES_LAST, Held, SeriesKey
from services.archive import leases, ledger, store
from services.archive.bookings import STOP_SECONDS, Bookings
from services.archive.clock import skew_of
from services.archive.database import Database
from services.archive.errors import ArchiveError
from services.archive.migrations import migrate
from services.archive.profiles import drop_profiles
from services.archive.reaching import reaching
from services.archive.reading import LastOutcome, last_outcomes, series
from services.archive.spool import Spool
from services.archive.waiting import Waiting, second_place
from services.china_time import Now, china_today, utc_now
from services.messages import N_

_log = logging.getLogger(__name__)

T = TypeVar("T")

NO_ROOM = N_("paid answers wait in memory until a disk has room")


@dataclass
class Archive(Bookings):
    """One archive, shared by all threads of the process; `open_archive` makes it."""

    waiting: Waiting = field(kw_only=True)

    @property
    def folder(self) -> Path:
        """Where its files lie, and what is noted beside them."""
        return self.waiting.spool.folder.parent

    def _may_not_book(self) -> ApiError | None:
        refusal = super()._may_not_book()
        if refusal is None and self._only_in_memory():
            return ApiError(Kind.NOT_RECORDED, detail=NO_ROOM)
        return refusal

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
        finally:
            self._ended(call_id)
        if answer.charged is Charged.YES:
            self._given_back(answer.ask.key)
        self._take_in()
        return saved is not store.Saved.QUARANTINED

    def _keep(self, connection: Connection, call_id: int | None, answer: Answer) -> store.Saved:
        skew = skew_of(connection, self.now)
        answer = replace(answer, fetched_at=answer.fetched_at + skew)
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
        """Keep what waited. Its call may be gone, where the archive was begun anew or restored."""

        def work(connection: Connection) -> None:
            booked = call_id is not None and ledger.is_booked(connection, call_id, answer.ask)
            if booked or not store.is_here(connection, answer):
                self._keep(connection, call_id if booked else None, answer)

        self.database.write(work)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Book nothing more; what is under way is archived within so long, or given up."""
        super().stop(seconds)
        if self.waiting.count():
            self._take_in()

    def close(self) -> None:
        """Close its connections."""
        self.database.close()

    def look_after(self) -> None:
        """Do what is due: set up a database that is new or was in trouble, take in what waits.

        May wait for a lock or a server, so a page has a worker do it.
        """
        try:
            migrate(self.database)
            self.database.write(lambda c: ledger.expire(c, self._moment(c)))
            self.database.write(lambda c: drop_profiles(c, self._moment(c) - NAMES_LAST))
            self.trouble = None
        except ArchiveError as error:
            self.trouble = error
            return
        self._take_in()

    def series(
        self, creator_ids: Sequence[str], as_of: date | None = None
    ) -> dict[SeriesKey, Held]:
        """Return what is archived of these creators, or was when `as_of` was the newest day."""
        with self.database.read() as connection:
            return series(connection, creator_ids, as_of)

    def reaching(self, creator_ids: Sequence[str], day: date) -> frozenset[SeriesKey]:
        """Return the series of these creators that have a value for China day `day`, or later."""
        with self.database.read() as connection:
            return reaching(connection, creator_ids, day)

    def last_outcomes(self, creator_ids: Sequence[str]) -> dict[SeriesKey, LastOutcome]:
        """Return how the newest call for each series ended, in whichever process, by our clock."""
        with self.database.read() as connection:
            skew = skew_of(connection, self.now)
            found = last_outcomes(connection, creator_ids)
        return {key: last.by_a_clock_behind(skew) for key, last in found.items()}

    def calls_left(self) -> int | None:
        """Return how many paid calls today's budget still allows; None where it is unlimited."""
        if self.limit is None:
            return None
        with self.database.read() as connection:
            today = china_today(lambda: self._moment(connection))
            return max(0, self.limit - ledger.spent(connection, today))

    def quota_closed(self) -> bool:
        """Say whether the vendor has refused a call of this China day for its quota."""
        with self.database.read() as connection:
            return ledger.quota_closed(connection, self._moment(connection))

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
    # by its name and not its path: the whole folder may move, answers that wait and all
    name = Path(database.file).name if database.file else "server"
    second = Spool(second_place(database.address), archive=name, distrust=True)
    waiting = Waiting(Spool(folder / "spool", archive=name), second)
    archive = Archive(database, limit, now, waiting=waiting)
    archive.look_after()
    return archive
