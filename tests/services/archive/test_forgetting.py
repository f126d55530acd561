"""Row 114: a forgotten creator is nowhere that we can reach, and what we cannot reach is named."""

from __future__ import annotations

import os
import tempfile

import pytest
from sqlalchemy import select

from services.archive import store
from services.archive.__main__ import DONE, FAILED
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveReadOnly
from services.archive.forgetting import forget_everywhere
from services.archive.migrations import migrate
from services.archive.schema import leases
from services.archive.spooled import as_bytes
from tests.services.archive.crew import NOON, an_answer, an_ask, refusing
from tests.services.archive.test_owners import collect, run

pytestmark = pytest.mark.fault(114)

GONE, OTHER = an_ask(3).creator_id, an_ask(4).creator_id


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The system's temporary folder."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def legible(folder):
    """The files in which the creator's id can be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if GONE.encode() in path.read_bytes())


def test_nothing_is_left_in_the_files_free_pages(tmp_path):
    """Row 114: what was deleted before, by whoever, lies there still: a lease given back."""
    path = tmp_path / "archive.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    collect(database, creators=5)
    leave_remains(database)
    assert legible(tmp_path) == ["archive.db"]
    assert database.write(lambda c: c.execute(select(leases)).all()) == []
    database.close()
    assert run(f"sqlite:///{path}", "forget", GONE) == DONE
    assert legible(tmp_path) == []


def leave_remains(database):
    """Take and give back leases of the creator, and of others, so that pages become free."""

    def work(connection):
        row = {"series": 1, "holder": GONE * 3, "expires_at": NOON}
        rows = [{"creator_id": f"{number:024x}", **row} for number in range(400)]
        connection.execute(leases.insert(), rows)

    def give_back(connection):
        # Some builds of SQLite overwrite by themselves; not all do.
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")
        connection.execute(leases.delete())

    database.write(work)
    database.write(give_back)


def test_spool_second_place_and_damaged_answers_are_reached(opened, elsewhere):
    """Row 114: on both databases; another creator's damaged answer stays for a look."""
    archive = opened()
    spool, second = archive.waiting.places
    calls = [archive.begin(an_ask(3)) for _ in range(2)]
    for place, call in zip((spool, second), calls, strict=True):
        place.keep(an_answer(3), call)
        for name, content in damaged().items():
            (place.folder / f"{name}.bad").write_bytes(content)
    assert second.folder.parent == elsewhere
    done = forget_everywhere(archive, GONE)
    assert (done.answers, done.copies, done.rewritten) == (2, (), True)
    names = {path.name for path in done.illegible}
    assert names == {"cut.bad", "noise.bad"}
    for place in archive.waiting.places:
        assert {path.name for path in place.folder.iterdir()} == names | {"another.bad"}
    assert archive.series([GONE]) == {}


def damaged():
    """Damaged answers, by name."""
    ours, other = as_bytes(an_answer(3), 1), as_bytes(an_answer(4), 1)
    return {
        "ours": ours[:-40],
        "ours-2": ours.replace(b'"version": 1', b'"version": 9'),
        "another": other[:-40],
        "cut": ours[:20],
        "noise": os.urandom(300),
    }


@pytest.mark.parametrize("end", ["json", "1765166400.busy"])
@pytest.mark.usefixtures("elsewhere")
def test_what_is_still_on_its_way_is_not_forgotten_in_silence(tmp_path, monkeypatch, capsys, end):
    """Row 114: also what another process is at work on, and in the second place."""
    url = f"sqlite:///{tmp_path}/archive.db"
    archive = open_archive(url, None, lambda: NOON)
    kept = archive.waiting.second.keep(an_answer(3), archive.begin(an_ask(3)))
    if end != "json":
        monkeypatch.setattr(archive.waiting.second, "_clock", lambda: 1765166400)
        monkeypatch.setattr("services.archive.spool.ABANDONED", 10.0**10)
        kept.rename(kept.with_suffix(f".{end}"))
    archive.close()
    refusing(monkeypatch, store, "save", ArchiveReadOnly())
    assert run(url, "forget", GONE) == FAILED
    assert "wait in the spool" in capsys.readouterr().out


def test_copies_are_named_as_long_as_they_are_there(tmp_path, capsys):
    """Row 114: backups and exports made here, and what an emptied archive left."""
    url = f"sqlite:///{tmp_path}/data/archive.db"
    archive = open_archive(url, None, lambda: NOON)
    archive.finish(archive.begin(an_ask(3)), an_answer(3))
    archive.close()
    made = [tmp_path / name for name in ("one.db", "two.db", "three.jsonl.gz")]
    for path in made:
        assert run(url, "export" if path.suffix == ".gz" else "backup", path) == DONE
    made[0].unlink()
    aside = tmp_path / "data" / "archive.db-wal.1.aside"
    aside.touch()
    capsys.readouterr()
    assert run(url, "forget", GONE) == DONE
    said = capsys.readouterr().out
    assert [path for path in (*made, aside) if f"{path} is a copy" in said] == [*made[1:], aside]
    assert "has to be restarted" in said
    assert "pg_dump" in said


def test_where_the_file_cannot_be_written_anew_it_is_said(tmp_path, monkeypatch, capsys):
    """Row 114: the creator is deleted all the same."""
    url = f"sqlite:///{tmp_path}/archive.db"
    archive = open_archive(url, None, lambda: NOON)
    archive.finish(archive.begin(an_ask(3)), an_answer(3))
    refusing(monkeypatch, Database, "outside_transactions", ArchiveReadOnly())
    assert run(url, "forget", GONE) == FAILED
    assert "free pages" in capsys.readouterr().out
    assert archive.last_outcomes([GONE]) == {}
    archive.close()
