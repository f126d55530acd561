"""Spooled answers come back as they were, in order, and none is dropped."""

from __future__ import annotations

import logging
import os
import stat
import sys
from datetime import date, timedelta

import pytest

from services.api.answers import Charged, Kind
from services.api.book import Answer, Ask
from services.api.series import Metric
from services.archive.errors import ArchiveError, ArchiveLocked
from services.archive.spool import Spool
from tests.services.archive.crew import NOON, an_answer, an_ask

RICH = Answer(
    ask=Ask("5e3b" * 6, Metric.NEW, 90, "prod-cn", "successor"),
    kind=Kind.OK,
    charged=Charged.YES,
    fetched_at=NOON + timedelta(microseconds=123_457),
    seconds=12.625,
    code=0,
    http_status=200,
    request_id="编号-1",
    body=bytes(range(256)) * 20,
    points=((date(2025, 12, 6), 12_000), (date(2025, 12, 7), -35)),
)
POOR = Answer(an_ask(), Kind.UNCERTAIN, Charged.UNKNOWN, NOON, 0.0)


class Shelf(list):
    """A store that remembers what it was given."""

    def __call__(self, call_id, answer):
        self.append((call_id, answer))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("answer", "call"), [(RICH, 42), (POOR, None)])
def test_an_answer_comes_back_as_it_was_kept(tmp_path, answer, call):
    spool, shelf = Spool(tmp_path / "data" / "spool"), Shelf()
    kept = spool.keep(answer, call)
    assert spool.waiting() == (kept,)
    assert spool.take_in(shelf) == 1
    assert shelf == [(call, answer)]
    assert names(spool.folder) == []
    assert spool.take_in(shelf) == 0


def test_an_empty_or_missing_folder_has_nothing_waiting(tmp_path):
    spool = Spool(tmp_path / "none")
    assert spool.waiting() == ()
    assert spool.take_in(Shelf()) == 0


def test_answers_are_handed_over_in_the_order_in_which_they_came(tmp_path):
    spool, shelf = Spool(tmp_path), Shelf()
    for number in (3, 1, 2, 0):
        spool.keep(an_answer(number, NOON + timedelta(milliseconds=number)), number)
    assert spool.take_in(shelf) == 4
    assert [call for call, _ in shelf] == [0, 1, 2, 3]


def test_while_the_database_is_locked_everything_stays(tmp_path):
    spool, asked = Spool(tmp_path), []

    def locked(call_id, _answer):
        asked.append(call_id)
        raise ArchiveLocked

    for number in range(3):
        spool.keep(an_answer(number, NOON + timedelta(seconds=number)), number)
    before = names(tmp_path)
    with pytest.raises(ArchiveLocked):
        spool.take_in(locked)
    assert asked == [0]  # the others would each wait for the lock, too
    assert names(tmp_path) == before


@pytest.mark.parametrize("error", [ArchiveError(), ValueError("12000 fans")])
def test_an_answer_that_fails_alone_stays_and_the_rest_goes_in(tmp_path, caplog, error):
    spool, shelf = Spool(tmp_path), Shelf()

    def store(call_id, answer):
        if call_id == 0:
            raise error
        shelf(call_id, answer)

    for number in range(3):
        spool.keep(an_answer(number, NOON + timedelta(seconds=number)), number)
    with caplog.at_level(logging.WARNING):
        assert spool.take_in(store) == 2
    assert [call for call, _ in shelf] == [1, 2]
    assert len(spool.waiting()) == 1
    assert type(error).__name__ in caplog.text
    assert "12000" not in caplog.text


def test_a_file_that_somebody_is_at_work_on_is_theirs_for_five_minutes(tmp_path):
    now = 1_765_166_400.0
    spool, shelf = Spool(tmp_path, clock=lambda: now), Shelf()
    kept = spool.keep(an_answer(1), 1)
    kept.rename(kept.with_suffix(f".{int(now)}.busy"))
    assert spool.take_in(shelf) == 0
    now += 299
    assert spool.take_in(shelf) == 0
    now += 2
    assert spool.take_in(shelf) == 1
    assert names(tmp_path) == []


def test_after_the_clock_was_set_back_no_file_is_busy_for_ever(tmp_path):
    kept = Spool(tmp_path).keep(an_answer(1), 1)
    kept.rename(kept.with_suffix(".1765166400.busy"))
    assert Spool(tmp_path, clock=lambda: 1_765_166_400 - 86_400).take_in(Shelf()) == 1


def test_files_of_others_in_the_folder_are_left_alone(tmp_path):
    strangers = [".gitkeep", "notes.txt", "x.busy", "x.soon.busy", ".5.busy", "y.bad"]
    for name in strangers:
        (tmp_path / name).touch()
    assert Spool(tmp_path).take_in(Shelf()) == 0
    assert names(tmp_path) == sorted(strangers)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot sync a folder")
def test_a_file_is_on_the_disk_before_its_name_and_the_name_before_we_go_on(tmp_path, monkeypatch):
    """A killed process cannot show this, only a power cut can."""
    synced = []
    sync = os.fsync

    def watched(handle):
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), names(tmp_path)[0][-5:]))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    Spool(tmp_path).keep(an_answer(), 1)
    assert synced == [(False, ".busy"), (True, ".json")]


def test_a_folder_that_cannot_be_made_is_an_error_for_the_caller(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        Spool(tmp_path / "file" / "spool").keep(an_answer(), 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_full_disk_is_an_error_and_leaves_no_half_file(tmp_path):
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    spool = Spool(tmp_path)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(OSError, match="too large"):
            spool.keep(RICH, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert names(tmp_path) == []
    spool.keep(RICH, 1)
    assert len(spool.waiting()) == 1
