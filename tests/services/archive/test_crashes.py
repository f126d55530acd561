"""Rows 91, 92 and 97: killed writers, a full disk, and a database that goes away."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from services.api.answers import Kind
from services.archive import store
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.migrations import migrate
from services.archive.reading import series
from services.china_time import utc_now
from tests.browser import ROOT
from tests.clock import in_step
from tests.services.archive.crew import NOON, address, an_answer, an_ask
from tests.services.archive.writing import DAYS, points

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "3"))
WRITERS = 4


def writer(url, first, limit=0):
    command = in_step("tests.services.archive.writing", url, first, limit)
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def acknowledged(process):
    """Wait for a writer's end, and return what it has been told is kept."""
    told, _ = process.communicate(timeout=60)
    return [int(line) for line in told.split() if line.isdigit()]


def check_whole(database, numbers):
    """Every acknowledged answer is there with all its days; none has only some of them."""
    with database.read() as connection:
        found = series(connection, [an_ask(number).creator_id for number in numbers])
        sizes = connection.execute(
            text("SELECT count(*) FROM points GROUP BY creator_key, series")
        ).scalars()
        assert set(sizes) <= {DAYS}
    assert {key[0] for key in found} == {an_ask(number).creator_id for number in numbers}
    for number in numbers[:5]:
        (stored,) = (found[key] for key in found if key[0] == an_ask(number).creator_id)
        assert stored.points == points(number)


@pytest.mark.fault(91)
def test_row91_killed_writers_lose_and_tear_nothing(database):
    url = address(database)
    kept: list[int] = []
    for round_ in range(ROUNDS):
        started = [
            writer(url, 1 + (round_ * WRITERS + number) * 10_000) for number in range(WRITERS)
        ]
        for process in started:
            process.stdout.readline()  # has begun to write
        time.sleep(0.15 + 0.05 * (round_ % 5))
        for process in started:
            process.kill()
        kept += [number for process in started for number in acknowledged(process)]
    assert len(kept) > WRITERS
    check_whole(database, kept)
    if database.file:
        with closing(sqlite3.connect(database.file)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.fault(92)
@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_row92_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path):
    url = f"sqlite:///{tmp_path}/archive.db"
    open_archive(url, None).database.close()
    process = writer(url, 1, limit=400_000)
    kept = acknowledged(process)
    assert process.returncode == 0, "it was refused, and did not crash"
    archive = open_archive(url, None)  # there is room again
    assert archive.trouble is None
    assert archive.waiting.spool.waiting() == ()
    check_whole(archive.database, kept)
    assert isinstance(archive.begin(an_ask(9)), int)
    archive.database.close()


@pytest.mark.fault(97)
def test_row97_a_dropped_connection_is_made_anew(postgresql_url):
    database = Database(postgresql_url)
    migrate(database)
    with database.read() as connection:
        assert series(connection, [an_ask().creator_id]) == {}
    admin = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    admin.dispose()
    with database.read() as connection:
        assert series(connection, [an_ask().creator_id]) == {}
    assert database.write(lambda c: store.save(c, None, an_answer(points=points(1)))) == "stored"
    database.close()


@pytest.mark.fault(97)
def test_row97_rows_in_opposite_order_do_not_deadlock(database):
    forward, backward = points(1), tuple(reversed(points(1)))
    failures: list[BaseException] = []

    def save(rows, number):
        try:
            for step in range(15):
                moved = tuple((day, value + step + number) for day, value in rows)
                answer = an_answer(fetched_at=utc_now(), points=moved)
                database.write(lambda c, answer=answer: store.save(c, None, answer))
        except BaseException as error:  # shown by the test's own thread
            failures.append(error)

    threads = [
        threading.Thread(target=save, args=(rows, n)) for n, rows in enumerate((forward, backward))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []


def test_an_answer_that_cannot_be_written_waits_in_the_spool(tmp_path, monkeypatch):
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", None, lambda: NOON)
    call_id = archive.begin(an_ask())
    broken = store.save

    def refusing(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "save", refusing)
    assert archive.finish(call_id, an_answer(points=points(1)))
    assert len(archive.waiting.spool.waiting()) == 1
    assert archive.calls_left() is None
    monkeypatch.setattr(store, "save", broken)
    next_id = archive.begin(an_ask(2))
    archive.finish(next_id, an_answer(2, kind=Kind.NO_SERIES))
    assert archive.waiting.spool.waiting() == ()
    ((stored),) = archive.series([an_ask().creator_id]).values()
    assert stored.points == points(1)
    assert Path(tmp_path, "spool").is_dir()
