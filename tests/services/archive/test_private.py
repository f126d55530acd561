"""Row 115: what the archive puts on the disk is readable by its owner alone."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from services.archive import store
from services.archive.__main__ import DONE
from services.archive.archive import open_archive
from services.archive.errors import ArchiveLocked
from services.archive.private import narrow
from tests.services.archive.crew import NOON, an_answer, an_ask, refusing
from tests.services.archive.test_owners import run

pytestmark = [
    pytest.mark.fault(115),
    pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX"),
]


@pytest.fixture(autouse=True)
def everybody_may_read():
    """What a program makes without saying more, all may read."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder):
    """The mode of each file and folder in it, by name; of a spooled file without its number."""
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    return {path.name if path.suffix != ".json" else "answer": mode for path, mode in found.items()}


def test_all_that_is_made_is_private(tmp_path, monkeypatch):
    """Row 115: archive, what SQLite keeps beside it, spool, backup and export."""
    path = tmp_path / "data" / "archive.db"
    archive = open_archive(f"sqlite:///{path}", 9, lambda: NOON)
    beside = {}

    def work(connection):
        connection.exec_driver_sql("INSERT INTO served VALUES (20251201, 1)")
        beside.update(modes(path.parent))

    archive.database.write(work)
    call = archive.begin(an_ask(1))
    with monkeypatch.context() as patch:
        refusing(patch, store, "save", ArchiveLocked())
        archive.finish(call, an_answer(1))
    found = modes(tmp_path) | beside
    assert found.pop("data") == found.pop("spool") == 0o700
    assert {"archive.db", "answer"} <= set(found)
    assert len(beside) > 1, "SQLite keeps a journal or a log beside it"
    assert set(found.values()) == {0o600}
    out = tmp_path / "out"
    out.mkdir()
    url = f"sqlite:///{path}"
    for command, name in (("backup", "b.db"), ("export", "e.jsonl"), ("export", "e.jsonl.gz")):
        assert run(url, command, out / name) == DONE
    assert set(modes(out).values()) == {0o600}
    archive.database.close()


def test_what_an_earlier_version_left_open_is_closed_at_the_start(tmp_path):
    """Row 115: also for files that exist already with wider modes; the owner's own folder stays."""
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    archive = open_archive(f"sqlite:///{data}/archive.db", 9, lambda: NOON)
    archive.database.close()
    (data / "spool").mkdir(mode=0o777, exist_ok=True)
    (data / "spool" / "1-2.bad").touch(0o644)
    (data / "archive.db").chmod(0o664)
    (data / "archive.db-journal").touch(0o644)
    open_archive(f"sqlite:///{data}/archive.db", 9, lambda: NOON).database.close()
    found = modes(tmp_path)
    assert (found.pop("data"), found.pop("spool")) == (0o755, 0o700)
    found.pop("archive.db-journal", None)  # SQLite may have taken it away
    assert found == {"1-2.bad": 0o600, "archive.db": 0o600}


def test_what_its_owner_protects_stays_protected(tmp_path):
    """Row 115: modes are only ever taken away."""
    file = tmp_path / "file"
    file.touch(0o444)
    narrow(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    narrow(Path(tmp_path, "none"))
