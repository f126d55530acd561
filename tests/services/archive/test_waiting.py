"""Rows 92 and 108: on a full disk nothing that was paid for is lost, and it gets in once it can."""

from __future__ import annotations

import logging
import os
import stat
import sys
import tempfile
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from services.api.answers import Kind
from services.archive import store
from services.archive.archive import NO_ROOM, open_archive
from services.archive.errors import ArchiveLocked, ArchiveReadOnly
from services.archive.schema import fetches
from services.archive.spool import Spool
from services.archive.waiting import Waits, second_place
from tests.disks import small_disk
from tests.services.archive.crew import NOON, an_answer, an_ask, refusing, states

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tmpfs and limits are POSIX")

POINTS = tuple((date(2025, 11, 8) + timedelta(days=n), 1000 + n) for n in range(30))
BODY = os.urandom(6000)  # does not shrink into a page that is there already


@pytest.fixture
def disk(tmp_path):
    """A small disk, where the archive and its spool lie."""
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The system's temporary folder, on a disk that has room."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def held(archive, number):
    found = archive.series([an_ask(number).creator_id])
    return [one.points for one in found.values()]


def answered(number):
    return an_answer(number, points=POINTS, body=BODY)


@pytest.mark.fault(92, 108)
@pytest.mark.parametrize("room_elsewhere", [True, False])
def test_a_full_disk_under_database_and_spool(disk, elsewhere, monkeypatch, room_elsewhere):
    """Rows 92, 108: old data are read, the error is said, and with room again all is there."""
    room_elsewhere = room_elsewhere and not disk.everywhere
    if not room_elsewhere:
        monkeypatch.setattr(tempfile, "tempdir", str(disk.path))
    archive = open_archive(f"sqlite:///{disk.path}/data/archive.db", 9, lambda: NOON)
    archive.finish(archive.begin(an_ask(1)), answered(1))
    calls = [archive.begin(an_ask(number)) for number in (2, 3)]
    disk.fill()
    assert all(archive.finish(call, answered(n)) for n, call in zip((2, 3), calls, strict=True))
    expected = Waits(on_disk=2) if room_elsewhere else Waits(in_memory=2)
    assert archive.waiting.count() == expected
    assert [len(archive.waiting.spool.waiting()), len(list(elsewhere.glob("*/*.json")))] == [
        0,
        expected.on_disk,
    ]
    assert held(archive, 1) == [POINTS]
    assert states(archive) == ["yes", "sent", "sent"]
    assert archive.calls_left() == 6, "what was sent counts as spent"
    refused = archive.begin(an_ask(4))
    assert refused.kind is Kind.NOT_RECORDED
    assert refused.detail == (ArchiveReadOnly.sentence if room_elsewhere else NO_ROOM)
    archive.look_after()
    assert archive.waiting.count() == expected, "nothing is lost in trying"
    disk.free()
    archive.look_after()
    assert archive.waiting.count() == Waits()
    assert archive.trouble is None
    assert [held(archive, number) for number in (1, 2, 3)] == [[POINTS]] * 3
    assert states(archive) == ["yes", "yes", "yes"]
    assert archive.begin(an_ask(4)) == 4
    archive.database.close()


@pytest.mark.fault(108)
def test_in_the_second_place_answers_are_private_and_outlive_the_process(
    opened, elsewhere, monkeypatch
):
    """Row 108: mode 0600 in a folder of 0700; the next start takes them in, on both databases."""
    archive = opened()
    call = archive.begin(an_ask(1))
    archive.waiting.spool.folder.parent.mkdir(exist_ok=True)
    archive.waiting.spool.folder.touch()  # a file: no folder can be there
    with monkeypatch.context() as patch:
        refusing(patch, store, "save", ArchiveReadOnly())
        archive.finish(call, answered(1))
    (kept,) = elsewhere.glob("*/*.json")
    assert [stat.S_IMODE(one.stat().st_mode) for one in (kept, kept.parent)] == [0o600, 0o700]
    again = opened()
    assert again.waiting.count() == Waits()
    assert (held(again, 1), states(again)) == ([POINTS], ["yes"])


@pytest.mark.fault(108)
def test_what_is_only_in_memory_stops_further_calls_until_a_disk_takes_it(
    opened, elsewhere, monkeypatch, caplog
):
    """Row 108: and a spool that has room again is enough, whatever the database says."""
    archive = opened()
    call = archive.begin(an_ask(1))
    with monkeypatch.context() as patch:
        refusing(patch, store, "save", ArchiveReadOnly())
        with monkeypatch.context() as full:
            refusing(full, Spool, "keep", OSError(28, "No space left on device"))
            with caplog.at_level(logging.ERROR):
                assert archive.finish(call, answered(1))
            assert "waits in memory" in caplog.text
            assert archive.begin(an_ask(2)).detail == NO_ROOM
        refusing(patch, store, "save", ArchiveLocked())
        assert archive.begin(an_ask(2)) == 2
        assert archive.waiting.count() == Waits(on_disk=1)
    archive.look_after()
    assert (held(archive, 1), states(archive)) == ([POINTS], ["yes", "sent"])


@pytest.mark.fault(108)
@pytest.mark.parametrize("foreign", ["link", "open", "file"])
def test_a_second_place_that_somebody_else_prepared_is_not_used(tmp_path, elsewhere, foreign):
    """Row 108: others write to the temporary folder too; what they left is neither read nor fed."""
    place = second_place("archive")
    assert place == second_place("archive") != second_place("another")
    theirs = tmp_path / "theirs"
    Spool(theirs).keep(answered(1), 1)
    if foreign == "link":
        place.symlink_to(theirs)
    elif foreign == "open":
        theirs.rename(place)
        place.chmod(0o777)
    else:
        place.touch()
    spool = Spool(place, distrust=True)
    assert spool.waiting() == ()
    with pytest.raises(OSError, match="kol-growth"):
        spool.keep(answered(2), 2)


@pytest.mark.fault(108)
def test_archives_that_share_a_folder_leave_each_others_answers_alone(tmp_path):
    """Row 108: the demo's archive lies beside the real one, and numbers calls as it does."""
    real, demo = (
        open_archive(f"sqlite:///{tmp_path}/{name}.db", None, lambda: NOON)
        for name in ("archive", "sandbox")
    )
    real.waiting.spool.keep(answered(1), real.begin(an_ask(1)))
    demo.look_after()
    assert (demo.waiting.count(), held(demo, 1)) == (Waits(), [])
    old = next(real.waiting.spool.folder.iterdir())
    real.look_after()
    assert held(real, 1) == [POINTS]
    earlier = real.waiting.spool.keep(answered(2), real.begin(an_ask(2)))
    assert earlier.name[:18] == old.name[:18]
    earlier.rename(earlier.with_name("-".join(earlier.stem.split("-")[:2]) + ".json"))
    real.look_after()
    assert held(real, 2) == [POINTS], "an earlier version gave no archive's mark"
    real.close()
    demo.close()


@pytest.mark.fault(108, 116)
def test_what_waits_gets_into_an_archive_that_does_not_know_its_call(opened):
    """Rows 108, 116: the ledger of one begun anew or restored has another call, or none, there."""
    archive = opened()
    other = archive.begin(an_ask(7))
    for call_id in (other, 4711):
        archive.waiting.spool.keep(answered(call_id), call_id)
        archive.look_after()
        assert archive.waiting.count() == Waits()
        assert held(archive, call_id) == [POINTS]
        archive.waiting.spool.keep(answered(call_id), call_id)  # killed before its file went
        archive.look_after()
    assert states(archive) == ["sent"], "another's answer settles no call"
    assert archive.ask(lambda c: c.execute(select(func.count()).select_from(fetches)).scalar()) == 2
