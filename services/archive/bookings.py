"""The calls of this process that are under way: booked under a lease, renewed, ended, given up."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection

from services.api.answers import Kind
from services.api.book import Ask
from services.api.errors import ApiError
from services.api.series import Held, SeriesKey
from services.archive import leases, ledger
from services.archive.clock import skew_of, ticks_of
from services.archive.database import Database
from services.archive.errors import ArchiveError
from services.archive.meanwhile import Known, answer_to, newest_fetch
from services.china_time import Now, utc_now

STOP_SECONDS = 4.0
"""How long the end of the program waits for answers that are on their way."""

_LOOK_SECONDS = 0.05

_log = logging.getLogger(__name__)


@dataclass
class Bookings:
    """What `Archive` knows of calls that are not over.

    `limit` is the most paid calls a China day (None: unlimited). `trouble` is why nothing can be
    written, where that was found at the start: reading goes on, and no call is made, since a call
    that cannot be booked could be paid for twice. `holder` is a name that no other process has.
    """

    database: Database
    limit: int | None
    now: Now = utc_now
    trouble: ArchiveError | None = None
    holder: str = field(default_factory=lambda: uuid4().hex)
    lease_seconds: float = leases.LEASE_SECONDS
    _leased: set[SeriesKey] = field(default_factory=set)
    _shards: set[str] = field(default_factory=set)
    _under_way: set[int] = field(default_factory=set)
    _stopped: bool = False

    def begin(self, ask: Ask, known: Known | None = None) -> int | Held | ApiError:
        """Book a call before it is sent; return its number, or why it must not be sent.

        The lease of its series is taken with it, or prolonged; it is held until `release`. For an
        ask that was made when so much was `known`, what others got since answers instead. Raises
        `Elsewhere` where another process has the lease.
        """
        refusal = self._may_not_book()
        if refusal is not None:
            return refusal
        try:
            begun = self.database.write(lambda c: self._begin(c, ask, known))
        except ArchiveError as error:
            return ApiError(Kind.NOT_RECORDED, detail=error.sentence)
        if isinstance(begun, int):
            self._leased.add(ask.key)
            self._under_way.add(begun)
        return begun

    def _may_not_book(self) -> ApiError | None:
        """Return why nothing may be booked at all."""
        if self.trouble is not None:
            return ApiError(Kind.NOT_RECORDED, detail=self.trouble.sentence)
        return ApiError(Kind.STOPPED, detail="shutdown") if self._stopped else None

    def _begin(
        self, connection: Connection, ask: Ask, known: Known | None
    ) -> int | Held | ApiError:
        ticks = ticks_of(connection)
        if not leases.take(connection, ask.key, self.holder, ticks, self.lease_seconds):
            raise leases.Elsewhere
        now = self._moment(connection)
        begun = None if known is None else answer_to(connection, ask.key, known, now)
        if begun is None:
            ledger.lose_series(connection, ask.key, now)
            number = ledger.reserve(connection, ask, now, self.limit)
            if number is not None:
                return number
            begun = ApiError(Kind.BUDGET_SPENT)
        leases.release(connection, ask.key, self.holder)
        return begun

    def answered(self, key: SeriesKey, known: Known) -> Held | ApiError | None:
        """Return what others got of a series since somebody asked, without a lease; or None."""
        with self.database.read() as connection:
            return answer_to(connection, key, known, self._moment(connection))

    def newest_fetch(self) -> int:
        """Return the number of what was written last, by whichever process."""
        with self.database.read() as connection:
            return newest_fetch(connection)

    def _moment(self, connection: Connection) -> datetime:
        """Return the present moment by the database's clock, which outranks each machine's."""
        return self.now() + skew_of(connection, self.now)

    def _ended(self, call_id: int) -> None:
        self._under_way.discard(call_id)

    def _given_back(self, key: SeriesKey) -> None:
        self._leased.discard(key)

    @property
    def holds_leases(self) -> bool:
        """Whether this process is fetching anything, or has a shard of a long list."""
        return bool(self._leased or self._shards)

    def renew(self) -> None:
        """Tell the others that what this process is fetching is still being fetched."""
        keys, shards = self._leased.copy(), self._shards.copy()

        def work(connection: Connection) -> None:
            lasting = (self.holder, ticks_of(connection), self.lease_seconds)
            if keys:
                leases.renew(connection, keys, *lasting)
            if shards:
                leases.renew_shards(connection, *lasting)

        self._try(work, "leases could not be renewed; they are tried again before they run out")

    def take_shard(self, shard: str) -> bool:
        """Say whether this process has the lease of a shard from now on; raises `ArchiveError`."""
        taken = self.database.write(
            lambda c: leases.take_shard(c, shard, self.holder, ticks_of(c), self.lease_seconds)
        )
        if taken:
            self._shards.add(shard)
        return taken

    def release_shard(self, shard: str) -> None:
        """Give the lease of a shard back."""
        self._shards.discard(shard)
        self._try(
            lambda c: leases.release_shard(c, shard, self.holder),
            "a shard could not be given back; its lease runs out by itself",
        )

    def elsewhere(self) -> frozenset[SeriesKey]:
        """Return the series that other processes are fetching."""
        with self.database.read() as connection:
            return leases.elsewhere(connection, self.holder, ticks_of(connection))

    def release(self, key: SeriesKey) -> None:
        """Give the lease of a series back, where it was not given back with a paid answer."""
        if key in self._leased:
            self._leased.discard(key)
            self._try(
                lambda c: leases.release(c, key, self.holder),
                "a lease could not be given back; it runs out by itself",
            )

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Book nothing more, wait so long for what is under way, and give the rest up as unknown.

        Its leases go with it, since nobody here waits for the answers any more.
        """
        self._stopped = True
        end = time.monotonic() + seconds
        while self._under_way and time.monotonic() < end:
            time.sleep(_LOOK_SECONDS)
        lost, keys = self._under_way.copy(), self._leased.copy()
        self._under_way -= lost
        if lost:
            self._try(lambda c: self._give_up(c, lost, keys), "calls under way stay as sent")

    def _give_up(
        self, connection: Connection, call_ids: Collection[int], keys: Collection[SeriesKey]
    ) -> None:
        ledger.lose_calls(connection, call_ids, self._moment(connection))
        for key in sorted(keys):
            leases.release(connection, key, self.holder)

    def _try(self, work: Callable[[Connection], object], otherwise: str) -> None:
        """Write what is no great harm to lose; the server's log then says `otherwise`."""
        try:
            self.database.write(work)
        except ArchiveError:
            _log.warning(otherwise)
