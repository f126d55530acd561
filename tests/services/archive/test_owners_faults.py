"""What can go wrong while an owner handles the archive as a whole, and what is left then."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, text

from services.archive import owners, store
from services.archive.__main__ import DONE, FAILED, main
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveUnavailable
from services.archive.forgetting import forget
from services.archive.migrations import migrate
from services.archive.owners import NotAnExport, export_to, import_from
from tests.services.archive.crew import NOON, an_answer, an_ask
from tests.services.archive.test_owners import collect, rows, run

SERVED = {"table": "served", "china_day": {"day": "2025-12-01"}, "series_served": 1}
A_LIST = {
    "table": "shortlists",
    "id": 1,
    "name": "Spring",
    "key": "spring",
    "version": 1,
    "updated_at": {"moment": "2025-12-01T00:00:00+00:00"},
    "deleted_at": None,
}
AN_ENTRY = {
    "table": "shortlist_entries",
    "list_id": 1,
    "position": 0,
    "creator_id": "5" * 24,
    "alias": "",
    "image_price": 800,
    "video_price": None,
    "other_price": None,
    "decision": None,
    "remark": "",
    "followers": None,
}
NO_EXPORTS = {
    "empty list": [],
    "a day that is a number": SERVED | {"china_day": {"day": 5}},
    "a day that is a word": SERVED | {"china_day": "x"},
    "no such day": SERVED | {"china_day": {"day": "2025-12-41"}},
    "less than nothing": SERVED | {"series_served": -1},
    "a word for a number": SERVED | {"series_served": "many"},
    "a list of no number": A_LIST | {"id": None, "version": 0},
    "a creator of no list": AN_ENTRY,
    "a price of nothing": AN_ENTRY | {"image_price": 0},
    "followers that are none": AN_ENTRY | {"followers": 0},
    "a decision of another kind": AN_ENTRY | {"decision": "perhaps"},
    "an id in capitals": AN_ENTRY | {"creator_id": "F" * 24},
    "a column too few": {"table": "served", "series_served": 1},
    "a column too many": SERVED | {"more": 1},
}


@pytest.mark.parametrize("line", NO_EXPORTS.values(), ids=NO_EXPORTS)
def test_a_line_that_is_none_of_ours_changes_nothing(database, tmp_path, line):
    path = tmp_path / "export.jsonl"
    good = SERVED | {"china_day": {"day": "2025-11-30"}}
    path.write_text(f"{json.dumps(good)}\n{json.dumps(line)}\n")
    with pytest.raises(NotAnExport):
        import_from(database, path)
    assert not any(rows(database).values())


def test_a_row_that_comes_twice_changes_nothing(database, tmp_path):
    path = tmp_path / "export.jsonl"
    path.write_text(2 * f"{json.dumps(SERVED)}\n")
    with pytest.raises(NotAnExport):
        import_from(database, path)
    assert not any(rows(database).values())


def test_damaged_compression_changes_nothing(database, tmp_path):
    path = tmp_path / "export.jsonl.gz"
    whole = gzip.compress((json.dumps(SERVED) + "\n").encode() * 200)
    for damaged in (whole[:-9], whole[:12] + b"\xff" * 20 + whole[32:], b"no gzip"):
        path.write_bytes(damaged)
        with pytest.raises(NotAnExport):
            import_from(database, path)
    assert not any(rows(database).values())


def test_files_that_cannot_be_had_are_the_fault_and_not_the_archive(tmp_path, capsys):
    url = f"sqlite:///{tmp_path}/archive.db"
    nowhere = tmp_path / "nowhere" / "file"
    for command in ("import", "export", "backup"):
        assert run(url, command, nowhere) == FAILED
        assert capsys.readouterr().out == f"{nowhere} cannot be read or written.\n"


@pytest.mark.parametrize("name", ["export.jsonl", "export.jsonl.gz"])
def test_an_export_that_fails_leaves_the_older_one_as_it_was(database, tmp_path, monkeypatch, name):
    collect(database)
    path = tmp_path / "out" / name
    path.parent.mkdir()
    path.write_bytes(b"the older one")
    written = []

    def failing(value):
        written.append(value)
        if len(written) == 50:
            raise ArchiveUnavailable
        return value if isinstance(value, int | str | None) else str(value)

    monkeypatch.setattr(owners, "_plain", failing)
    with pytest.raises(ArchiveUnavailable):
        export_to(database, path)
    assert path.read_bytes() == b"the older one"
    assert list(path.parent.iterdir()) == [path]


def test_forgetting_reaches_into_the_spool(tmp_path):
    url = f"sqlite:///{tmp_path}/archive.db"
    archive = open_archive(url, None, lambda: NOON)
    points = ((date(2025, 12, 7), 5),)
    archive.waiting.spool.keep(an_answer(7, points=points, body=b"{}"), archive.begin(an_ask(7)))
    assert run(url, "forget", an_ask(7).creator_id) == DONE
    again = open_archive(url, None, lambda: NOON)
    assert archive.waiting.spool.waiting() == ()
    assert again.series([an_ask(7).creator_id]) == {}
    for one in (archive, again):
        one.database.close()


def test_an_export_holds_what_waits_in_the_spool(tmp_path):
    url = f"sqlite:///{tmp_path}/archive.db"
    archive = open_archive(url, None, lambda: NOON)
    archive.waiting.spool.keep(an_answer(7), archive.begin(an_ask(7)))
    archive.database.close()
    assert run(url, "export", tmp_path / "e.jsonl") == DONE
    assert '"table": "fetches"' in (tmp_path / "e.jsonl").read_text()


def test_what_cannot_leave_the_spool_is_not_forgotten_in_silence(tmp_path, monkeypatch, capsys):
    url = f"sqlite:///{tmp_path}/archive.db"
    archive = open_archive(url, None, lambda: NOON)
    archive.waiting.spool.keep(an_answer(7), archive.begin(an_ask(7)))
    archive.database.close()

    def failing(*_):
        raise ArchiveUnavailable

    monkeypatch.setattr(store, "save", failing)
    assert run(url, "forget", an_ask(7).creator_id) == FAILED
    assert "wait in the spool" in capsys.readouterr().out


def test_a_forgotten_creator_is_not_legible_in_the_file_either(tmp_path):
    path = tmp_path / "archive.db"
    database = Database(f"sqlite:///{path}")
    # Some builds of SQLite overwrite by themselves; not all do.
    event.listen(database._engine, "connect", lambda c, _: c.execute("PRAGMA secure_delete=OFF"))
    migrate(database)
    collect(database, creators=5)
    gone = an_ask(3).creator_id.encode()
    database.write(lambda c: c.execute(text("UPDATE fetches SET request_id = creator_id || '!'")))
    assert gone in path.read_bytes()
    forget(database, gone.decode())
    assert gone not in path.read_bytes()
    database.close()


def test_a_damaged_archive_is_named_as_such(tmp_path, monkeypatch, capsys):
    path = Path(tmp_path, "archive.db")
    path.write_bytes(b"this was never a database" * 99)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    assert main(["export", str(tmp_path / "e.jsonl")]) == FAILED
    assert "damaged" in capsys.readouterr().out
    assert not (tmp_path / "e.jsonl").exists()
