"""Row 93: an archive whose file or folder is protected, as a process without rights meets it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from services.archive.archive import open_archive
from services.archive.errors import ArchiveReadOnly
from tests.browser import ROOT
from tests.services.archive.crew import NOON, an_answer, an_ask

pytestmark = [
    pytest.mark.fault(93),
    pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX"),
]

VISIT = """
import json, os, sys
from services.archive.archive import open_archive
from tests.services.archive.crew import NOON, an_ask
open_archive("sqlite:///" + sys.argv[1], 5, lambda: NOON).database.close()  # loads all modules
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
archive = open_archive("sqlite:///" + sys.argv[2], 5, lambda: NOON)
print(json.dumps({
    "trouble": type(archive.trouble).__name__,
    "points": [len(one.points) for one in archive.series([an_ask(1).creator_id]).values()],
    "left": archive.calls_left(),
    "begun": archive.begin(an_ask(2)).kind,
}))
"""


@pytest.mark.parametrize("file_mode", [0o444, 0o666], ids=["file and folder", "folder"])
def test_a_protected_archive_is_read_and_makes_no_call(tmp_path, file_mode):
    # Not in pytest's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "archive.db")
        archive = open_archive(f"sqlite:///{path}", 5, lambda: NOON)
        points = ((NOON.date(), 5),)
        archive.finish(archive.begin(an_ask(1)), an_answer(1, points=points))
        archive.database.close()
        before = path.read_bytes()
        path.chmod(file_mode)
        path.parent.chmod(0o555)
        told = subprocess.run(
            [sys.executable, "-c", VISIT, str(tmp_path / "other.db"), str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert path.read_bytes() == before
        path.parent.chmod(0o755)
    assert told.stderr == ""
    found = json.loads(told.stdout)
    assert (found["points"], found["left"], found["begun"]) == ([1], 4, "not_recorded")
    if file_mode == 0o444:
        assert found["trouble"] == ArchiveReadOnly.__name__
