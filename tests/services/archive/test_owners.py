"""Taking the archive away, bringing it back, and forgetting a creator (row 98)."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from services.archive import ledger, store
from services.archive.__main__ import DONE, FAILED, UNUSABLE, main
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.forgetting import FORGOTTEN, forget
from services.archive.migrations import migrate
from services.archive.owners import NotAnExport, NotEmpty, export_to, import_from
from services.archive.schema import calls, metadata
from services.shortlist.creator import Decision
from services.shortlist.prices import Prices
from tests.services.archive.crew import NOON, an_answer, an_ask
from tests.services.archive.listed import an_entry, save

DAYS = tuple((date(2025, 11, 8) + timedelta(days=n), 1000 + n) for n in range(30))
LISTS = ("shortlists", "shortlist_entries")
KEPT = ("creators", "calls", "fetches", "points", "revisions", "served", *LISTS)


def collect(database, creators=3):
    """Book, settle and keep answers, one of them revised, and save a list of the creators."""
    for number in range(1, creators + 1):
        for later in (0, 1):
            at = NOON + timedelta(hours=4 * later)
            points = tuple((day, value + later) for day, value in DAYS)
            answer = an_answer(number, at, points=points, body=b'{"code": 0}', request_id="r-1")

            def work(connection, answer=answer, at=at, number=number):
                call_id = ledger.reserve(connection, an_ask(number), at, None)
                ledger.settle(connection, call_id, answer.charged, at)
                store.save(connection, call_id, answer)
                store.add_served(connection, date(2025, 12, 8), 2)

            database.write(work)
    listed = [an_entry(n, "小红", Prices(0.1, 800.0), "x", Decision.MAYBE, 9) for n in range(1, 9)]
    save(database, f"{creators} creators", listed[:creators])


def rows(database):
    with database.read() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(metadata.tables[name]))), key=repr)
            for name in KEPT
        }


@pytest.mark.parametrize("name", ["export.jsonl", "export.jsonl.gz"])
def test_an_export_fills_an_empty_archive_with_the_same_rows(database, tmp_path, name):
    collect(database)
    before = rows(database)
    assert all(before.values())
    written = export_to(database, tmp_path / name)
    assert written == sum(map(len, before.values()))
    other = Database(f"sqlite:///{tmp_path}/other/archive.db")
    migrate(other)
    assert import_from(other, tmp_path / name) == written
    assert rows(other) == before
    with pytest.raises(NotEmpty):
        import_from(other, tmp_path / name)
    collect(other, creators=4)  # numbers go on after those that came in
    other.close()


def test_sqlite_moves_to_postgresql_and_goes_on(tmp_path, postgresql_url):
    here = Database(f"sqlite:///{tmp_path}/archive.db")
    migrate(here)
    collect(here)
    export_to(here, tmp_path / "export.jsonl")
    there = Database(postgresql_url)
    migrate(there)
    import_from(there, tmp_path / "export.jsonl")
    assert rows(there) == rows(here)
    collect(there, creators=5)
    for database in (here, there):
        database.close()


@pytest.mark.parametrize("damage", ["cut", "words", "foreign"])
def test_what_is_no_export_changes_nothing(database, tmp_path, damage):
    full = Database(f"sqlite:///{tmp_path}/full/archive.db")
    migrate(full)
    collect(full)
    path = tmp_path / "export.jsonl"
    export_to(full, path)
    text = path.read_text()
    broken = {"cut": text[:-20], "words": text + "hello\n", "foreign": text + '{"table": "x"}\n'}
    path.write_text(broken[damage])
    with pytest.raises(NotAnExport):
        import_from(database, path)
    assert not any(rows(database).values())
    full.close()


def test_a_forgotten_creator_leaves_only_what_was_paid(database):
    collect(database)
    gone = an_ask(2).creator_id
    assert forget(database, gone) == 2
    left = rows(database)
    assert gone not in repr(left)
    with database.read() as connection:
        paid = connection.execute(
            select(func.count()).where(calls.c.creator_id == FORGOTTEN)
        ).scalar_one()
    assert paid == 2
    assert len(left["points"]) == 2 * len(DAYS)
    assert forget(database, gone) == 0


@pytest.mark.fault(98)
def test_a_backup_holds_the_same_rows(tmp_path):
    url = f"sqlite:///{tmp_path}/archive.db"
    database = Database(url)
    migrate(database)
    collect(database)
    copy = tmp_path / "copy.db"
    assert run(url, "backup", copy) == DONE
    restored = Database(f"sqlite:///{copy}")
    migrate(restored)
    assert rows(restored) == rows(database)
    assert sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert run(url, "backup", copy) == FAILED, "nothing is overwritten"
    for one in (database, restored):
        one.close()


def test_the_commands_say_what_they_did(tmp_path, capsys):
    url = f"sqlite:///{tmp_path}/archive.db"
    assert run(url, "export", tmp_path / "e.jsonl") == DONE
    assert run(url, "import", tmp_path / "e.jsonl") == DONE
    assert run(url, "import", tmp_path / "nothing.jsonl") == FAILED
    assert run(url, "forget", "5F" + "0" * 22) == DONE
    assert run(url, "forget", "somebody") == UNUSABLE
    assert "24 hexadecimal digits" in capsys.readouterr().out


def test_wrong_settings_are_said_without_the_password(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://user:hidden-word@host/x")
    assert main(["export", "x"]) == UNUSABLE
    told = capsys.readouterr().out
    assert "DATABASE_URL" in told
    assert "hidden-word" not in told


def test_postgresql_is_backed_up_by_its_own_tool(postgresql_url, monkeypatch, capsys):
    elsewhere = Database(postgresql_url)
    monkeypatch.setattr("services.archive.__main__.Database", lambda _: elsewhere)
    opened = open_archive(postgresql_url, None)
    monkeypatch.setattr("services.archive.__main__.open_archive", lambda *_: opened)
    assert main(["backup", "x"]) == UNUSABLE
    assert "pg_dump" in capsys.readouterr().out


def run(url, command, *what):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        return main([command, *map(str, what)])
