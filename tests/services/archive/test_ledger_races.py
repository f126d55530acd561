"""The ledger under races and crashes: exactly the limit, and no call forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from services.archive import ledger
from services.archive.database import Database
from tests.services.archive.crew import NOON, address, an_ask, crew, go, said, together
from tests.services.archive.test_ledger import TODAY, expire, reserve, row, spent


@pytest.mark.fault(74)
@pytest.mark.parametrize("limit", [1, 17])
def test_ten_threads_are_granted_exactly_the_limit(database, limit):
    """Row 74: ten threads."""
    start = Barrier(10)

    def ask(_):
        start.wait()
        return [reserve(database, limit=limit) for _ in range(3)]

    with ThreadPoolExecutor(10) as threads:
        granted = [call for calls in threads.map(ask, range(10)) for call in calls if call]
    assert len(set(granted)) == len(granted) == limit
    assert spent(database) == limit


@pytest.mark.fault(74)
@pytest.mark.parametrize("limit", [1, 17])
def test_four_processes_are_granted_exactly_the_limit(database, limit):
    """Row 74: four processes."""
    with crew(4, "reserve", address(database), limit, 10) as processes:
        assert sum(together(processes)) == limit
    assert spent(database) == limit


@pytest.mark.fault(71)
def test_two_processes_that_want_the_same_series_make_one_call(database):
    """Row 71: at the same moment."""
    with crew(2, "fetch", address(database)) as processes:
        calls = together(processes)
    assert sorted(call is None for call in calls) == [False, True]
    assert spent(database) == 1


@pytest.mark.fault(75)
def test_a_call_whose_process_was_killed_is_spent_and_becomes_unknown(database):
    """Row 75: the crash came between the booking and the answer."""
    with crew(1, "begin_and_stay", address(database)) as [process]:
        [call] = together([process])
        process.kill()
        process.wait()
    assert row(database, call).state == "sent"
    assert spent(database) == 1
    assert reserve(database, limit=1) is None
    assert expire(database, NOON + timedelta(minutes=10)) == 1
    assert row(database, call).state == "unknown"
    assert reserve(database, limit=1) is None


def test_a_process_killed_before_it_committed_leaves_neither_call_nor_lock(database):
    with crew(1, "stay_inside", address(database)) as [process]:
        go(process)
        assert isinstance(said(process), int)
        process.kill()
        process.wait()
    assert spent(database) == 0
    assert reserve(database, limit=1) is not None


def test_a_machine_that_waited_counts_what_the_other_wrote(database):
    """The count must be made after the wait for the lock, not with it."""
    other = Database(address(database))
    with ThreadPoolExecutor(1) as thread:

        def first(connection):
            call = ledger.reserve(connection, an_ask(), NOON, 1)
            waiting = thread.submit(reserve, other, limit=1)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            return call, waiting

        call, waiting = database.write(first)
        assert call is not None
        assert waiting.result(timeout=10) is None
    with other.read() as connection:
        assert ledger.spent(connection, TODAY) == 1
    other.close()
