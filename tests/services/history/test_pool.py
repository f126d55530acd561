"""The pool serves lanes in turn, and hands results and failures on."""

from __future__ import annotations

import threading

import pytest

from services.history.pool import FairPool


def test_lanes_are_served_in_turn() -> None:
    pool = FairPool(1)
    free, order = threading.Event(), []
    pool.submit("first", lambda: free.wait(2))
    for number in range(4):
        pool.submit("many", lambda n=number: order.append(("many", n)))
    for number in range(2):
        pool.submit("few", lambda n=number: order.append(("few", n)))
    free.set()
    pool.shutdown()
    assert order == [("many", 0), ("few", 0), ("many", 1), ("few", 1), ("many", 2), ("many", 3)]


def test_results_and_failures_are_handed_on() -> None:
    pool = FairPool(2)
    assert pool.submit(1, lambda: 42).result(2) == 42
    with pytest.raises(ZeroDivisionError):
        pool.submit(1, lambda: 1 // 0).result(2)
    assert pool.submit(1, lambda: "still there").result(2) == "still there"
    pool.shutdown()


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

    for lane in range(6):
        pool.submit(lane, work)
    pool.shutdown()
    assert peak == 3


def test_what_is_cancelled_is_not_run() -> None:
    pool = FairPool(1)
    free, ran = threading.Event(), []
    pool.submit(1, lambda: free.wait(2))
    waiting = pool.submit(1, lambda: ran.append(1))
    assert waiting.cancel()
    free.set()
    pool.shutdown()
    assert ran == []
