"""One connection pool to SQLite or PostgreSQL, with the settings under which nothing is lost."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import IntEnum
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Table,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from services.archive.driver_errors import FAULTS, is_worth_another_try, told
from services.archive.errors import ArchiveError, ArchiveUnavailable
from services.archive.sqlite_file import SqliteFile

T = TypeVar("T")

PARTITION = re.compile(r"points_(\d{4})(\d{2})")
"""The name of a part of the table of points, by year and month."""

BUSY_SECONDS = 15.0
_TRIES = 3
_CONNECT_SECONDS = 10


class Database:
    """The archive's database; safe to share between threads.

    `url` is a SQLAlchemy URL of SQLite (the folder is made, the file too) or of PostgreSQL through
    psycopg. Errors come out as `ArchiveError`s, raised outside the `except` block, since the
    library's own texts can hold the address and its password.
    """

    def __init__(self, url: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        parts = make_url(url)
        on_sqlite = parts.get_backend_name() == "sqlite"
        self.file = parts.database if on_sqlite else None
        self.address = (
            str(Path(self.file or "").resolve()) if on_sqlite else parts.render_as_string()
        )
        self.sqlite: SqliteFile | None = None
        self._busy_seconds = busy_seconds
        # SQLite lets threads that meet sleep in ever longer steps; in a queue they lose no time.
        self._turn: AbstractContextManager[object] = RLock() if on_sqlite else nullcontext()
        if on_sqlite:
            self._engine = create_engine(parts, connect_args={"timeout": busy_seconds})
            self.sqlite = SqliteFile(Path(parts.database or ""), busy_seconds)
            event.listen(self._engine, "connect", self.sqlite.prepare)
            event.listen(self._engine, "begin", _begin)
        else:
            if "connect_timeout" not in parts.query:
                parts = parts.update_query_dict({"connect_timeout": str(_CONNECT_SECONDS)})
            self._engine = create_engine(
                parts,
                # who waited for a lock must then see what the other wrote
                isolation_level="READ COMMITTED",
                pool_pre_ping=True,
                pool_size=5,
                max_overflow=10,
            )
            event.listen(self._engine, "begin", self._settle_terms)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection in a transaction that only reads. Raises `ArchiveError`."""
        failure: ArchiveError | None = None
        try:
            self._check_file()
            with self._turn, self._engine.connect() as connection:
                yield connection
        except FAULTS as error:
            failure = told(error)
        if failure is not None:
            raise failure

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction and return what it returns; all of it happens, or nothing.

        SQLite begins it with the write lock in hand (read-then-write would lose updates else). A
        deadlock, a serialization failure or a lost connection runs `work` again, three times at
        most; so `work` must do nothing but talk to the database. It may raise `First` to have other
        work done before it. Raises `ArchiveError`.
        """
        failure: ArchiveError | None = None
        attempt = 0
        while attempt < _TRIES:
            before: First | None = None
            try:
                self._check_file()
                with self._turn, self._engine.connect() as connection:
                    connection = connection.execution_options(archive_writes=True)
                    with connection.begin():
                        return work(connection)
            except First as needed:
                before = needed
            except FAULTS as error:
                failure = told(error)
                if not is_worth_another_try(error):
                    break
            if before is not None:
                self.write(before.work)
                continue
            time.sleep(0.02 * 2**attempt)
            attempt += 1
        raise failure or ArchiveUnavailable()

    def outside_transactions(self, work: Callable[[Connection], object]) -> None:
        """Run `work` without a transaction around it, as VACUUM wants. Raises `ArchiveError`."""
        failure: ArchiveError | None = None
        try:
            self._check_file()
            with self._turn, self._engine.connect() as connection:
                work(
                    connection.execution_options(archive_begins=False, isolation_level="AUTOCOMMIT")
                )
        except FAULTS as error:
            failure = told(error)
        if failure is not None:
            raise failure

    def rewrite(self) -> bool:
        """Write all anew, so that nothing deleted stays in free pages or a log; say whether it was.

        It takes as much room again as the database has, and keeps others out while it lasts.
        """

        def work(connection: Connection) -> None:
            if on_sqlite(connection):
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                found = inspect(connection).get_table_names()
                tables = [name for name in found if not PARTITION.fullmatch(name)]
                connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(sorted(tables))}")

        try:
            self.outside_transactions(work)
        except ArchiveError:
            return False
        return True

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _check_file(self) -> None:
        if not self.file or self.file.startswith((":memory:", "file:")):
            return
        if self.sqlite is not None and self.sqlite.check():
            self._engine.dispose()  # another file has taken the place of the one they know

    def _settle_terms(self, connection: Connection) -> None:
        """PostgreSQL would wait for another's lock for ever, and a server may be set up so that
        what it has acknowledged is lost when it crashes: a booked call among it.
        """
        if not connection.get_execution_options().get("archive_begins", True):
            return
        milliseconds = int(self._busy_seconds * 1000)
        connection.exec_driver_sql(
            f"SET LOCAL lock_timeout = {milliseconds}; "
            "SELECT set_config('synchronous_commit', 'on', true) "
            "WHERE current_setting('synchronous_commit') = 'off'"
        )


class First(Exception):
    """Raised by work that needs other work done first, in a transaction that is over by then."""

    def __init__(self, work: Callable[[Connection], object]) -> None:
        super().__init__()
        self.work = work


class Lock(IntEnum):
    """What one transaction at a time may do: every advisory lock that the archive takes.

    Any numbers will do that nothing else in the database locks.
    """

    LEDGER = 0x4B4F4C01
    MIGRATION = 0x4B4F4C02
    LISTS = 0x4B4F4C03
    MONTHS = 0x4B4F4C04


def one_at_a_time(connection: Connection, lock: Lock) -> None:
    """Let this transaction be the only one that holds `lock` until it ends, whichever way.

    SQLite's write lock does that already.
    """
    if not on_sqlite(connection):
        connection.execute(select(func.pg_advisory_xact_lock(int(lock))))


def delete_legibly_nothing(connection: Connection) -> None:
    """Let nothing of what this connection deletes stay legible in SQLite's file."""
    if on_sqlite(connection):
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def upsert_into(connection: Connection, table: Table) -> Any:  # noqa: ANN401 - one of two dialects'
    """Return an insert into `table` that can say what to do with a row that is there."""
    return (sqlite.insert if on_sqlite(connection) else postgresql.insert)(table)


def on_sqlite(connection: Connection) -> bool:
    """Say whether the database is a file."""
    return connection.dialect.name == "sqlite"


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("archive_begins", True):
        return
    writes = options.get("archive_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
