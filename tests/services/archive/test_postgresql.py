"""Row 97: what only a server can do to us. Connections drop, writers deadlock, locks stay."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text

from services.archive import ledger, store
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveLocked, ArchiveUnavailable
from services.archive.migrations import migrate
from services.archive.schema import calls, fetches, served
from tests.services.archive.crew import NOON, an_answer, an_ask
from tests.services.archive.test_owners import collect, rows

KILL_ME = text("SELECT pg_terminate_backend(pg_backend_pid())")
READ_COMMITTED = "read committed"


@pytest.fixture
def server(postgresql_url):
    """An archive in PostgreSQL that waits only briefly for a lock."""
    database = Database(postgresql_url, busy_seconds=5.0)
    migrate(database)
    yield database
    database.close()


def number_of(database, table):
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_connection_lost_in_a_transaction_is_worth_another_try(server):
    tries = []

    def work(connection):
        tries.append(0)
        call_id = ledger.reserve(connection, an_ask(), NOON, 1)
        store.save(connection, call_id, an_answer())
        if len(tries) == 1:
            connection.execute(KILL_ME)
        return call_id

    assert server.write(work) is not None, "the limit of one was not used up by the lost try"
    assert len(tries) == 2
    assert number_of(server, calls) == number_of(server, fetches) == 1


def test_a_connection_that_is_always_lost_is_an_error_of_ours(server):
    tries = []

    def work(connection):
        tries.append(0)
        connection.execute(KILL_ME)

    with pytest.raises(ArchiveUnavailable):
        server.write(work)
    assert len(tries) == 3


def test_of_two_that_deadlock_the_loser_goes_again(server):
    for day in (1, 2):
        server.write(lambda c, day=day: c.execute(served.insert().values(_row(day))))
    both_have_one = threading.Barrier(2)
    tries = []
    failures = []

    def cross(first, second):
        def work(connection):
            tries.append(first)
            _raise(connection, first)
            if tries.count(first) == 1:
                both_have_one.wait(10)
            _raise(connection, second)

        try:
            server.write(work)
        except BaseException as error:  # shown by the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=cross, args=rows) for rows in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert failures == []
    assert len(tries) == 3, "one of them had to go again"
    with server.read() as connection:
        assert connection.execute(select(served.c.series_served)).scalars().all() == [2, 2]


def _row(day):
    return {"china_day": NOON.date().replace(day=day), "series_served": 0}


def _raise(connection, day):
    more = served.update().where(served.c.china_day == _row(day)["china_day"])
    connection.execute(more.values(series_served=served.c.series_served + 1))


@pytest.mark.fault(94)
def test_a_lock_that_stays_is_waited_for_and_then_said(postgresql_url):
    holder, other = Database(postgresql_url), Database(postgresql_url, busy_seconds=0.2)
    migrate(holder)

    def hold(connection):
        connection.execute(text("LOCK TABLE calls IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(ArchiveLocked):
            other.write(lambda c: ledger.reserve(c, an_ask(), NOON, None))

    holder.write(hold)
    assert other.write(lambda c: ledger.reserve(c, an_ask(), NOON, None))
    for database in (holder, other):
        database.close()


def test_when_all_connections_are_taken_it_is_an_error_of_ours(server):
    pool = server._engine.pool
    pool._timeout = 0.1
    taken = [server._engine.connect() for _ in range(pool.size() + pool._max_overflow)]
    with pytest.raises(ArchiveUnavailable), server.read():
        pass
    with pytest.raises(ArchiveUnavailable):
        server.write(lambda _: None)
    for connection in taken:
        connection.close()
    assert server.write(lambda _: "again") == "again"


def test_each_transaction_reads_what_others_committed_and_bounds_its_waiting(server):
    with server.read() as connection:
        level = connection.execute(text("SHOW transaction_isolation")).scalar_one()
        waits = connection.execute(text("SHOW lock_timeout")).scalar_one()
    assert (level, waits) == (READ_COMMITTED, "5s")


def test_a_server_that_is_not_there_is_said_without_its_password():
    archive = open_archive("postgresql+psycopg://me:hidden-word@127.0.0.1:1/x", None)
    assert isinstance(archive.trouble, ArchiveUnavailable)
    assert "hidden-word" not in f"{archive.trouble!r} {archive.trouble}"
    assert archive.trouble.__context__ is archive.trouble.__cause__ is None
    archive.database.close()


@pytest.mark.fault(98)
def test_row98_what_pg_dump_copies_is_the_same_archive(server, postgresql_url, tmp_path):
    collect(server)
    with server.read() as connection:
        tools = Path(
            connection.execute(
                text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
            ).scalar_one()
        )
    if not (tools / "pg_dump").exists():
        pytest.skip("this PostgreSQL has no pg_dump beside it")
    plain = postgresql_url.replace("+psycopg", "")
    name = server._engine.url.database
    copy = plain.replace(name, f"{name}_copy")
    dump = tmp_path / "archive.dump"
    subprocess.run([tools / "pg_dump", "--format=custom", f"--file={dump}", plain], check=True)
    admin = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}_copy"))
    subprocess.run([tools / "pg_restore", "--exit-on-error", f"--dbname={copy}", dump], check=True)
    restored = Database(copy.replace("postgresql:", "postgresql+psycopg:"))
    migrate(restored)
    assert rows(restored) == rows(server)
    collect(restored, creators=4)  # numbers go on after those that were restored
    restored.close()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}_copy WITH (FORCE)"))
    admin.dispose()
