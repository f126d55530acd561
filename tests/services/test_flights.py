"""Row 70 of the fault matrix: many who ask for one thing at one time make one call."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.errors import ApiError, CollectionFailed
from services.flights import Flights

MANY = 16


class Airport:
    """Threads that all ask under one key while the call is under way."""

    def __init__(self, outcome: Callable[[], object]) -> None:
        self.flights: Flights[object] = Flights()
        self.outcome = outcome
        self.calls = 0
        self.asking = threading.Semaphore(0)
        self.landed = 0.0

    def call(self) -> object:
        self.calls += 1
        for _ in range(MANY):  # until everybody has asked, and a moment for the last to join
            assert self.asking.acquire(timeout=2)
        time.sleep(0.05)
        self.landed = time.monotonic()
        return self.outcome()

    def ask(self) -> tuple[object, float]:
        self.asking.release()
        try:
            got: object = self.flights.run("key", self.call)
        except ApiError as error:
            got = error
        return got, time.monotonic()

    def all_ask(self) -> list[tuple[object, float]]:
        with ThreadPoolExecutor(MANY) as pool:
            return [ask.result(3) for ask in [pool.submit(self.ask) for _ in range(MANY)]]


def test_sixteen_who_ask_make_one_call() -> None:
    airport = Airport(object)
    got = [value for value, _ in airport.all_ask()]
    assert airport.calls == 1
    assert len(got) == MANY
    assert len({id(value) for value in got}) == 1


def test_a_failure_reaches_all_at_once() -> None:
    failure = CollectionFailed(code=301)

    def fail() -> object:
        raise failure

    airport = Airport(fail)
    answers = airport.all_ask()
    assert airport.calls == 1
    assert all(value is failure for value, _ in answers)
    assert max(when for _, when in answers) - airport.landed < 0.5  # one call takes at least 0.05


def test_a_flight_that_landed_is_over() -> None:
    flights: Flights[int] = Flights()
    counted = iter(range(9))
    assert [flights.run("key", lambda: next(counted)) for _ in range(3)] == [0, 1, 2]


def test_after_a_failure_the_next_call_is_made() -> None:
    flights: Flights[int] = Flights()
    for error in (CollectionFailed(), ZeroDivisionError(), KeyboardInterrupt(), SystemExit()):

        def fail(error: BaseException = error) -> int:
            raise error

        with pytest.raises(type(error)):
            flights.run("key", fail)
        assert not flights.under_way("key")
        assert flights.run("key", lambda: 7) == 7


def test_nobody_waits_for_a_call_that_was_cut_off() -> None:
    def cut_off() -> object:
        raise SystemExit

    airport = Airport(cut_off)
    with ThreadPoolExecutor(MANY) as pool:
        ends = [type(ask.exception(3)) for ask in [pool.submit(airport.ask) for _ in range(MANY)]]
    assert ends == [SystemExit] * MANY


def test_other_keys_do_not_wait() -> None:
    flights: Flights[bool] = Flights()
    both = threading.Barrier(2)

    def call() -> bool:
        both.wait(2)  # passes only when both calls run side by side
        return True

    with ThreadPoolExecutor(2) as pool:
        asks = [pool.submit(flights.run, key, call) for key in ("one", ("another", 1))]
        assert all(ask.result(3) for ask in asks)


def test_a_call_may_ask_for_something_else() -> None:
    flights: Flights[str] = Flights()
    assert flights.run("outer", lambda: "over " + flights.run("inner", lambda: "and in")) == (
        "over and in"
    )


def test_under_way_is_said_while_it_is() -> None:
    flights: Flights[bool] = Flights()
    assert not flights.under_way("key")
    seen = flights.run("key", lambda: flights.under_way("key") and not flights.under_way("other"))
    assert seen
    assert not flights.under_way("key")
