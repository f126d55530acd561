"""Row 97: what only a server can do to us. Connections drop, writers deadlock, locks stay."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, event, func, select, text

from services.api.series import Metric
from services.api.transport import Transport
from services.archive import ledger, store
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveError, ArchiveLocked, ArchiveUnavailable
from services.archive.migrations import migrate
from services.archive.schema import calls, fetches, served
from services.archive.waiting import Waits
from services.china_time import utc_now
from services.secret import Secret
from tests.fault_server import FaultServer, answering, reply
from tests.services.api.fakes import CREATOR, GOOD
from tests.services.archive.crew import NOON, an_answer, an_ask, idle_client, states
from tests.services.archive.test_owners import collect, rows

pytestmark = pytest.mark.fault(97)

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
    assert len(tries) > 2, "one of them had to go again"
    with server.read() as connection:
        assert connection.execute(select(served.c.series_served)).scalars().all() == [2, 2]


def _row(day):
    return {"china_day": NOON.date().replace(day=day), "series_served": 0}


def _raise(connection, day):
    more = served.update().where(served.c.china_day == _row(day)["china_day"])
    connection.execute(more.values(series_served=served.c.series_served + 1))


@pytest.mark.fault(94)
@pytest.mark.parametrize("state", ["40001", "40P01"], ids=["serialization", "deadlock"])
@pytest.mark.parametrize("refusals", [2, 3])
def test_the_step_is_tried_three_times_and_then_it_is_an_error_of_ours(server, state, refusals):
    """Row 97: each try is whole, and none leaves anything but the last."""
    tries = []

    def work(connection):
        tries.append(0)
        call_id = ledger.reserve(connection, an_ask(), NOON, 1)
        if len(tries) <= refusals:
            refuse = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
            connection.exec_driver_sql(refuse)
        return call_id

    if refusals < 3:
        assert server.write(work) is not None
    else:
        with pytest.raises(ArchiveError):
            server.write(work)
    assert len(tries) == 3
    assert number_of(server, calls) == (refusals < 3)


def test_another_error_is_not_tried_again(server):
    """Row 97: a row that breaks a rule breaks it the second time, too."""
    tries = []

    def work(connection):
        tries.append(0)
        connection.execute(served.insert().values({**_row(1), "series_served": -1}))

    with pytest.raises(ArchiveError):
        server.write(work)
    assert len(tries) == 1


def test_connections_that_dropped_while_they_rested_cost_no_try(server, postgresql_url):
    """Row 97: the pool asks each before it is used (pre_ping)."""
    resting = [server._engine.connect() for _ in range(5)]
    for connection in resting:
        connection.close()
    assert server._engine.pool.checkedin() == 5
    drop_all(postgresql_url)
    tries = []

    def work(connection):
        tries.append(0)
        return ledger.reserve(connection, an_ask(), NOON, None)

    for _ in range(5):
        assert server.write(work)
    assert len(tries) == 5


def drop_all(url):
    """Drop every connection to a database but our own."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    admin = create_engine(url, poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"{others} AND datname = current_database()"))


@pytest.fixture
def client(opened, postgresql_url):
    """Make a client that books in PostgreSQL, at a vendor that a test runs."""
    archive = opened()

    def at(server):
        transport = Transport(server.url, Secret("no-token"))
        return idle_client(transport), archive

    return at


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_that_crashes_while_the_vendor_answers_costs_one_call(client, postgresql_url):
    """Row 97: the answer waits in the spool while the server recovers, and is there after it."""

    def crash(path, query):
        with psycopg.connect(postgresql_url.replace("+psycopg", "")) as line:
            (victim,) = line.execute("SELECT pg_backend_pid()").fetchone()
            os.kill(victim, signal.SIGKILL)  # as a crash of the whole server: all lines drop
            with suppress(psycopg.OperationalError):
                line.execute("SELECT 1")
        return 200, {}, GOOD.body

    with FaultServer(answering(crash)) as vendor:
        asking, archive = client(vendor)
        held = asking.fetch(CREATOR, Metric.TOTAL, archive)
        asking.transport.close()
        assert vendor.count == 1
    until = time.monotonic() + 30
    while (archive.waiting.count() or archive.trouble) and time.monotonic() < until:
        archive.look_after()
        time.sleep(0.1)
    assert states(archive) == ["yes"]
    assert archive.series([CREATOR])[CREATOR, Metric.TOTAL].points == held.points
    assert isinstance(archive.begin(an_ask(1)), int), "and calls go on"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("refusals", [2, 9])
def test_the_vendor_is_never_asked_again_for_the_databases_sake(client, monkeypatch, refusals):
    """Row 97: whatever writing the answer meets, one request; what it cannot write waits."""
    genuine, tries = store.save, []

    def deadlocking(connection, *more):
        tries.append(0)
        if len(tries) <= refusals:
            connection.exec_driver_sql("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$")
        return genuine(connection, *more)

    monkeypatch.setattr(store, "save", deadlocking)
    with FaultServer(reply(200, GOOD.body)) as vendor:
        asking, archive = client(vendor)
        assert asking.fetch(CREATOR, Metric.TOTAL, archive).points
        asking.transport.close()
        assert vendor.count == 1
    assert len(tries) == (3 if refusals > 2 else 4), "once more for the month that was missing"
    assert archive.waiting.count() == Waits(on_disk=int(refusals > 2))
    assert states(archive) == ["sent" if refusals > 2 else "yes"]


def test_rows_go_in_sorted_whatever_their_order_in_the_answer(server):
    """Row 97: two writers then lock the same rows in the same order."""
    written = []

    def watch(_connection, _cursor, statement, parameters, _context, many):
        if many and "points" in statement:
            written.append([one["day"] for one in parameters])

    days = [NOON.date() - timedelta(days=n) for n in (3, 9, 1, 7, 5)]
    answer = an_answer(points=tuple((day, 1000) for day in days))
    event.listen(server._engine, "before_cursor_execute", watch)
    server.write(lambda c: store.save(c, None, answer))
    changed = an_answer(fetched_at=utc_now(), points=tuple((day, 1001) for day in days))
    server.write(lambda c: store.save(c, None, changed))
    assert len(written) == 2
    assert all(rows == sorted(rows) and len(rows) == 5 for rows in written)


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
    """Row 97: and what is acknowledged outlives a crash, where the server is set up otherwise."""
    with server.read() as connection:
        level = connection.execute(text("SHOW transaction_isolation")).scalar_one()
        waits = connection.execute(text("SHOW lock_timeout")).scalar_one()
        sure = connection.execute(text("SHOW synchronous_commit")).scalar_one()
    assert (level, waits, sure) == (READ_COMMITTED, "5s", "on")


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
