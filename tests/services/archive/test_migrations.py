"""Rows 93, 95 and 96: the schema is old or new, never in between, and nothing is overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text

from services.api.answers import Kind
from services.archive.archive import open_archive
from services.archive.database import PARTITION, Database
from services.archive.errors import ArchiveCorrupt, ArchiveError, ArchiveNewer, ArchiveReadOnly
from services.archive.migrations import STEPS, change_check, migrate
from services.archive.schema import calls, fetches, metadata
from services.archive.sqlite_file import wal_is_safe
from tests.browser import ROOT
from tests.services.archive.crew import NOON, an_ask

HOUR = timedelta(hours=1)
ALL = [1, 2, 3]
FIRST = ("creators", "calls", "fetches", "points", "revisions", "leases", "served")
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "2"))
ALL = [*range(1, len(STEPS) + 1)]
MIGRATE = """
import os, sys
from services.archive.database import Database
from services.archive.migrations import STEPS, migrate
stop = int(sys.argv[2])
def dying(connection):
    os.kill(os.getpid(), 9)
steps = list(STEPS)
if stop:
    steps.insert({1: len(steps), 2: 0, 3: 1}[stop], dying)
migrate(Database(sys.argv[1]), steps)
"""


def tables(database):
    with database.read() as connection:
        found = inspect(connection).get_table_names()
    return {name for name in found if not PARTITION.fullmatch(name)}


def start(url, stop=0):
    return subprocess.Popen([sys.executable, "-c", MIGRATE, url, str(stop)], cwd=ROOT)


def versions(database):
    with database.read() as connection:
        return list(connection.execute(text("SELECT version FROM schema_version")).scalars())


def test_an_empty_database_gets_the_schema_once(database_url):
    database = Database(database_url)
    migrate(database)
    migrate(database)
    assert tables(database) == {*metadata.tables, "schema_version"}
    assert versions(database) == ALL
    database.close()


@pytest.mark.fault(95)
def test_row95_six_processes_start_at_once(database_url):
    for process in [start(database_url) for _ in range(6)]:
        assert process.wait(30) == 0
    database = Database(database_url)
    assert versions(database) == ALL
    database.close()


@pytest.mark.parametrize("stop", [1, 2], ids=["after the steps", "before them"])
@pytest.mark.fault(95)
def test_row95_a_killed_migration_leaves_the_old_schema(database_url, stop):
    for _ in range(ROUNDS):
        assert start(database_url, stop).wait(30) == -9
        database = Database(database_url)
        assert tables(database) == set()
        database.close()
    database = Database(database_url)
    migrate(database)
    assert set(metadata.tables) <= tables(database)
    database.close()


def test_a_step_that_fails_takes_all_back(database_url):
    database = Database(database_url)
    migrate(database)

    def broken(connection):
        connection.execute(text("CREATE TABLE half (a INTEGER)"))
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        migrate(database, (*STEPS, broken))
    assert "half" not in tables(database)
    database.close()


def narrowed(database):
    """The database as it was before there were profiles."""
    for table in (calls, fetches):
        database.write(
            lambda c, of=table: change_check(
                c, of, "series", "series IN (1, 2, 3)", "series IN (1, 2)"
            )
        )
    return database


def a_call(series):
    return {
        "creator_id": "a" * 24,
        "series": series,
        "environment": "prod-global",
        "endpoint": "legacy",
        "china_day": NOON.date(),
        "reserved_at": NOON,
        "state": "sent",
    }


def test_a_call_of_before_profiles_is_there_after_them(database_url):
    database = Database(database_url)
    migrate(database, STEPS[:3])
    with pytest.raises(ArchiveError):
        narrowed(database).write(lambda c: c.execute(calls.insert().values(**a_call(3))))
    database.write(lambda c: c.execute(calls.insert().values(**a_call(2))))
    migrate(database)
    database.write(lambda c: c.execute(calls.insert().values(**a_call(3))))
    with database.read() as connection:
        assert list(connection.execute(select(calls.c.series)).scalars()) == [2, 3]
    if database.file:
        with database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    database.close()


@pytest.mark.fault(96)
def test_row96_a_newer_schema_is_refused_and_not_written(database):
    database.write(lambda c: c.execute(text("INSERT INTO schema_version VALUES (99)")))
    with pytest.raises(ArchiveNewer):
        migrate(database)
    with database.read() as connection:
        found = connection.execute(text("SELECT max(version) FROM schema_version")).scalar_one()
    assert found == 99


@pytest.mark.fault(93)
def test_row93_a_missing_folder_is_made(tmp_path):
    archive = open_archive(f"sqlite:///{tmp_path}/a/b/archive.db", None)
    assert archive.trouble is None


@pytest.mark.fault(93)
def test_row93_a_damaged_file_stays_as_it_is(tmp_path):
    path = tmp_path / "archive.db"
    content = b"this is no database, but somebody's only copy of something" * 100
    path.write_bytes(content)
    archive = open_archive(f"sqlite:///{path}", 5)
    assert isinstance(archive.trouble, ArchiveCorrupt)
    assert archive.begin(an_ask()).kind is Kind.NOT_RECORDED
    assert path.read_bytes() == content


@pytest.mark.fault(93)
def test_row93_a_file_that_is_damaged_inside_stays_as_it_is(tmp_path):
    path = tmp_path / "archive.db"
    open_archive(f"sqlite:///{path}", 5).database.close()
    content = path.read_bytes()
    content = content[:100] + b"\x7f" * (len(content) - 100)  # the head says: SQLite
    path.write_bytes(content)
    archive = open_archive(f"sqlite:///{path}", 5)
    assert isinstance(archive.trouble, ArchiveCorrupt)
    assert archive.begin(an_ask()).kind is Kind.NOT_RECORDED
    assert path.read_bytes() == content


@pytest.mark.fault(93)
def test_row93_a_protected_archive_can_be_read_and_makes_no_call(tmp_path):
    path = tmp_path / "archive.db"
    open_archive(f"sqlite:///{path}", 5).database.close()
    # Opened read-only by its address, since file modes do not bind an administrator.
    archive = open_archive(f"sqlite:///file:{path}?mode=ro&uri=true", 5)
    assert isinstance(archive.trouble, ArchiveReadOnly)
    refused = archive.begin(an_ask())
    assert refused.kind is Kind.NOT_RECORDED
    assert "cannot be written" in str(archive.trouble) or "not written" in str(archive.trouble)
    assert archive.series([an_ask().creator_id]) == {}
    assert archive.calls_left() == 5


def test_the_pragmas_of_every_connection(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/archive.db")
    migrate(database)
    expected = ("wal", 2) if wal_is_safe() else ("delete", 3)

    def check(connection):
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert (pragma["journal_mode"], pragma["synchronous"]) == expected
        assert (pragma["foreign_keys"], pragma["busy_timeout"]) == (1, 15_000)

    with database.read() as connection:
        check(connection)
        database.write(check)  # on a second connection
    database.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_which_sqlite_may_use_wal(version, safe):
    assert wal_is_safe(version) is safe
