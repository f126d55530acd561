from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.api.governor import Slots


class Crowd:
    """Threads that each hold a slot until told to leave: how many are inside, and ever were."""

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.inside = self.entered = self.peak = 0
        self.leave = threading.Semaphore(0)
        self.changed = threading.Condition()

    def visit(self) -> None:
        with self.slots.taken():
            self.count(1)
            self.leave.acquire()
            self.count(-1)

    def count(self, by: int) -> None:
        with self.changed:
            self.inside += by
            self.entered += by > 0
            self.peak = max(self.peak, self.inside)
            self.changed.notify_all()

    def reaches(self, *, entered: int, inside: int) -> bool:
        with self.changed:
            wanted = (entered, inside)
            return self.changed.wait_for(lambda: (self.entered, self.inside) == wanted, 2)


def crowded(slots: Slots, visitors: int, story: Callable[[Crowd], None]) -> Crowd:
    crowd = Crowd(slots)
    with ThreadPoolExecutor(visitors) as pool:
        visits = [pool.submit(crowd.visit) for _ in range(visitors)]
        try:
            story(crowd)
        finally:
            crowd.leave.release(visitors)
        for visit in visits:
            visit.result(2)
    return crowd


def test_no_more_at_once_than_slots() -> None:
    def story(crowd: Crowd) -> None:
        assert crowd.reaches(entered=3, inside=3)

    assert crowded(Slots(3), 12, story).peak == 3


def test_a_rate_limit_halves_what_comes_next() -> None:
    slots = Slots(4)

    def story(crowd: Crowd) -> None:
        assert crowd.reaches(entered=4, inside=4)
        slots.slow_down()
        crowd.leave.release(2)
        assert crowd.reaches(entered=4, inside=2)  # two have left, and nobody took their places
        crowd.leave.release(1)
        assert crowd.reaches(entered=5, inside=2)

    assert crowded(slots, 8, story).peak == 4


def test_a_slot_is_given_back_after_an_error() -> None:
    slots = Slots(1)
    for _ in range(3):
        with pytest.raises(OSError, match="broken"), slots.taken():
            raise OSError("broken")
    with slots.taken():
        pass


def test_halving_ends_at_one_and_recovery_at_most() -> None:
    slots = Slots(8)
    seen = []
    for _ in range(5):
        slots.slow_down()
        seen.append(slots.allowed)
    assert seen == [4, 2, 1, 1, 1]
    for _ in range(8 * 7):
        slots.went_well()
    assert slots.allowed == 8
    for _ in range(100):
        slots.went_well()
    assert slots.allowed == 8


def test_eight_good_answers_in_a_row_earn_one_slot() -> None:
    slots = Slots(8)
    slots.slow_down()
    for _ in range(7):
        slots.went_well()
    assert slots.allowed == 4
    slots.went_well()
    assert slots.allowed == 5
    for _ in range(7):
        slots.went_well()
    slots.slow_down()  # begins the count anew
    for _ in range(7):
        slots.went_well()
    assert slots.allowed == 2
    slots.went_well()
    assert slots.allowed == 3


def test_recovery_lets_a_waiting_call_in() -> None:
    slots = Slots(2)
    slots.slow_down()

    def story(crowd: Crowd) -> None:
        assert crowd.reaches(entered=1, inside=1)
        for _ in range(8):
            slots.went_well()
        assert crowd.reaches(entered=2, inside=2)

    assert crowded(slots, 2, story).peak == 2
