"""The pool serves lanes in turn, and hands results and failures on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import wait

import pytest

from services.history import pool as pool_module
from services.history.pool import FairPool, NotYet


def test_lanes_are_served_in_turn() -> None:
    pool = FairPool(1)
    free, order = threading.Event(), []
    pool.submit("first", lambda: free.wait(2))
    asked = [pool.submit("many", lambda n=n: order.append(("many", n))) for n in range(4)]
    asked += [pool.submit("few", lambda n=n: order.append(("few", n))) for n in range(2)]
    free.set()
    assert not wait(asked, 2).not_done
    assert order == [("many", 0), ("few", 0), ("many", 1), ("few", 1), ("many", 2), ("many", 3)]


def test_results_and_failures_are_handed_on() -> None:
    pool = FairPool(2)
    assert pool.submit(1, lambda: 42).result(2) == 42
    with pytest.raises(ZeroDivisionError):
        pool.submit(1, lambda: 1 // 0).result(2)
    assert pool.submit(1, lambda: "still there").result(2) == "still there"


def test_no_more_than_its_workers_run_at_once() -> None:
    pool = FairPool(3)
    busy, peak, lock = 0, 0, threading.Lock()
    together = threading.Barrier(3)

    def work() -> None:
        nonlocal busy, peak
        with lock:
            busy += 1
            peak = max(peak, busy)
        together.wait(2)
        with lock:
            busy -= 1

    asked = [pool.submit(lane, work) for lane in range(6)]
    assert not wait(asked, 2).not_done
    assert peak == 3


def test_what_is_cancelled_is_not_run() -> None:
    pool = FairPool(1)
    free, ran = threading.Event(), []
    first = pool.submit(1, lambda: free.wait(2))
    waiting = pool.submit(1, lambda: ran.append(1))
    assert waiting.cancel()
    free.set()
    assert first.result(2)
    assert pool.submit(1, lambda: "after it").result(2)
    assert ran == []


@pytest.mark.fault(103)
def test_row103_work_that_cannot_go_on_yet_holds_no_worker() -> None:
    pool = FairPool(1)
    kept: list[Callable[[], None]] = []
    ready = threading.Event()

    def work() -> str:
        if not ready.is_set():
            raise NotYet(kept.append)
        return "done"

    waiting = pool.submit(1, work)
    assert pool.submit(2, lambda: "somebody else").result(2) == "somebody else"
    assert not waiting.done()
    ready.set()
    kept.pop()()
    assert waiting.result(2) == "done"


def test_its_threads_end_when_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_IDLE_SECONDS", 0.0)
    pool = FairPool(4)
    (thread,) = {pool.submit(1, threading.current_thread).result(2)}
    thread.join(2)
    assert not thread.is_alive()
    assert thread.daemon, "nor do they hold up the end of the program"
    assert pool.submit(1, lambda: "anew").result(2) == "anew"
