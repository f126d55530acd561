"""The spool between several processes, some of which are killed or in each other's way."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

import pytest

from services.api.answers import Charged
from services.archive import ledger
from services.archive.database import Database
from services.archive.errors import ArchiveLocked
from services.archive.spool import ABANDONED, Spool
from tests.services.archive.crew import NOON, address, an_answer, crew, go, said, together
from tests.services.archive.test_ledger import reserve, row, spent
from tests.services.archive.test_spool import Shelf, names


def later():
    return time.time() + ABANDONED + 2


def test_every_answer_that_was_kept_outlives_its_killed_process(tmp_path):
    with crew(2, "keep", tmp_path) as processes:
        for process in processes:
            go(process)
        time.sleep(0.3)
        for process in processes:
            process.kill()
        kept = Counter(
            int(line) for process in processes for line in process.communicate()[0].splitlines()
        )
    assert kept
    shelf = Shelf()
    taken = Spool(tmp_path, clock=later).take_in(shelf)
    stored = Counter(call for call, _ in shelf)
    assert kept <= stored
    assert taken == stored.total() <= kept.total() + 2  # the last of each may be kept, but unsaid
    assert all(answer.body == b"x" * 200_000 for _, answer in shelf)
    assert not [name for name in names(tmp_path) if not name.endswith(".bad")]


def test_four_processes_take_in_each_answer_once(tmp_path):
    spool, stored = Spool(tmp_path / "spool"), tmp_path / "stored"
    for number in range(60):
        spool.keep(an_answer(number, NOON + timedelta(seconds=number)), number)
    with crew(4, "take_in", spool.folder, stored) as processes:
        assert sum(together(processes)) == 60
    assert sorted(map(int, stored.read_text().split())) == list(range(60))
    assert names(spool.folder) == []


def test_what_a_killed_process_was_storing_is_taken_in_by_another(tmp_path):
    Spool(tmp_path).keep(an_answer(1), 1)
    with crew(1, "take_in_and_stay", tmp_path) as [process]:
        assert together([process]) == [1]
        process.kill()
        process.wait()
    shelf = Shelf()
    assert Spool(tmp_path).take_in(shelf) == 0
    assert Spool(tmp_path, clock=later).take_in(shelf) == 1
    assert [call for call, _ in shelf] == [1]
    assert names(tmp_path) == []


@pytest.mark.fault(94)
def test_an_answer_that_meets_a_lock_is_spooled_and_settled_later(database, tmp_path):
    spool, call = Spool(tmp_path / "spool"), reserve(database)
    impatient = Database(address(database), busy_seconds=0.4)

    def store(call_id, answer):
        impatient.write(lambda c: ledger.settle(c, call_id, answer.charged, answer.fetched_at))

    answer = an_answer(charged=Charged.NO)
    with crew(1, "lock", address(database)) as [process]:
        assert together([process]) == ["locked"]
        began = time.monotonic()
        with pytest.raises(ArchiveLocked, match="busy with another process"):
            store(call, answer)
        assert 0.35 < time.monotonic() - began < 4
        spool.keep(answer, call)
        with pytest.raises(ArchiveLocked):
            spool.take_in(store)
        assert len(spool.waiting()) == 1
        go(process)
        assert said(process) == "free"
    assert row(database, call).state == "sent"
    assert spool.take_in(store) == 1
    assert row(database, call).state == "no"
    assert spent(database) == 0
    impatient.close()
