"""Rows 93 and 116: a file of 0 bytes, or none where one was, is no new archive by itself."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from services.api.answers import Kind
from services.archive.__main__ import DONE, FAILED
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveEmptied
from services.archive.migrations import migrate
from tests.services.archive.crew import NOON, an_answer, an_ask
from tests.services.archive.test_owners import run

POINTS = ((NOON.date(), 5),)


@pytest.fixture
def path(tmp_path):
    """Where an archive with one creator is, closed."""
    url = f"sqlite:///{tmp_path}/archive.db"
    archive = open_archive(url, 9, lambda: NOON)
    archive.finish(archive.begin(an_ask(1)), an_answer(1, points=POINTS))
    archive.database.close()
    return tmp_path / "archive.db"


def open_at(path):
    return open_archive(f"sqlite:///{path}", 9, lambda: NOON)


def emptied(path, how):
    if how == "cut":
        os.truncate(path, 0)
    elif how == "made anew":
        path.unlink()
        path.touch()
    else:
        path.rename(path.with_name("elsewhere"))


@pytest.mark.fault(93, 116)
def test_an_emptied_archive_is_said_and_pays_nothing_until_its_owner_confirms(path, capsys):
    """Rows 93, 116: it stays as it is; after `renew` the same process goes on with a new one."""
    emptied(path, "cut")
    archive = open_at(path)
    assert isinstance(archive.trouble, ArchiveEmptied)
    refused = archive.begin(an_ask(2))
    assert (refused.kind, refused.detail) == (Kind.NOT_RECORDED, ArchiveEmptied.sentence)
    with pytest.raises(ArchiveEmptied):
        archive.series([an_ask(1).creator_id])
    archive.add_served(3)
    archive.look_after()
    assert path.stat().st_size == 0, "nothing was written to it"
    assert run(f"sqlite:///{path}", "export", path.with_name("e.jsonl")) == FAILED
    assert "services.archive renew" in capsys.readouterr().out
    assert run(f"sqlite:///{path}", "renew") == DONE
    archive.look_after()
    assert archive.trouble is None
    assert archive.begin(an_ask(2)) == 1
    archive.database.close()


@pytest.mark.fault(116)
@pytest.mark.parametrize("how", ["cut", "made anew", "moved away"])
def test_it_is_noticed_while_the_app_runs(path, how):
    """Row 116: at the next transaction, whatever connections are still open."""
    archive = open_at(path)
    assert archive.calls_left() == 8
    emptied(path, how)
    assert archive.begin(an_ask(2)).detail == ArchiveEmptied.sentence
    archive.finish(1, an_answer(2, points=POINTS))
    assert len(archive.waiting.spool.waiting()) == 1, "what was paid for waits"
    assert not path.exists() or path.stat().st_size == 0
    archive.database.close()


@pytest.mark.fault(116)
def test_a_restored_file_is_read_and_not_the_one_before(path):
    """Row 116: open connections know the old file; what they wrote would be lost."""
    backup = path.read_bytes()
    archive = open_at(path)
    archive.finish(archive.begin(an_ask(2)), an_answer(2, points=POINTS))
    path.with_name("restored").write_bytes(backup)
    path.with_name("restored").replace(path)
    assert archive.calls_left() == 8
    archive.finish(archive.begin(an_ask(3)), an_answer(3, points=POINTS))
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM calls").fetchone() == (2,)
    archive.database.close()


@pytest.mark.fault(116)
@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_what_is_left_of_an_archive_tells_that_there_was_one(tmp_path, end, capsys):
    """Row 116: and `renew` does not let a new archive take it for its own."""
    left = tmp_path / f"archive.db{end}"
    left.write_bytes(b"pages of the old one")
    url = f"sqlite:///{tmp_path}/archive.db"
    assert isinstance(open_archive(url, 9).trouble, ArchiveEmptied)
    assert not (tmp_path / "archive.db").exists()
    assert run(url, "renew") == DONE
    assert open_archive(url, 9).trouble is None
    assert [one.read_bytes() for one in tmp_path.glob("*.aside")] == [b"pages of the old one"]
    assert f"begins in {tmp_path}/archive.db" in capsys.readouterr().out


@pytest.mark.fault(116)
def test_an_archive_with_data_is_not_begun_anew(path, capsys):
    """Row 116: the command is no way to lose one."""
    before = path.read_bytes()
    assert run(f"sqlite:///{path}", "renew") == FAILED
    assert "not empty" in capsys.readouterr().out
    assert path.read_bytes() == before


@pytest.mark.fault(93)
def test_a_new_file_is_never_seen_empty_by_others(tmp_path):
    """Row 93: many that start at once on nothing each find an archive, and none an emptied one."""
    path = tmp_path / "deep" / "data" / "archive.db"
    failures = []
    start = threading.Barrier(8)

    def begin():
        database = Database(f"sqlite:///{path}")
        start.wait(10)
        try:
            migrate(database)
        except BaseException as error:  # shown by the test's own thread
            failures.append(error)
        database.close()

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert [one.name for one in path.parent.iterdir()] == ["archive.db"]
    assert open_at(path).trouble is None


@pytest.mark.fault(93)
def test_a_disk_without_links_has_an_archive_all_the_same(tmp_path, monkeypatch):
    """Row 93: some file systems know no second name for a file."""

    def refusing(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refusing)
    archive = open_at(tmp_path / "archive.db")
    assert archive.trouble is None
    assert archive.begin(an_ask(1)) == 1
    archive.database.close()
