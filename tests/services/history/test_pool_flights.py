"""Row 70 of the fault matrix: many who ask for one thing at one time make one call."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from services.api.answers import Kind
from services.api.errors import ApiError
from services.history.pool import Flights

MANY = 16


def ask_together(
    flights: Flights[object], future: Future[object]
) -> tuple[int, list[Future[object]]]:
    """Let many threads ask under one key at one moment; return the launches and what each got."""
    launched = []
    ready = threading.Barrier(MANY)

    def launch() -> Future[object]:
        launched.append(1)
        return future

    def ask(_: int) -> Future[object]:
        ready.wait(2)
        return flights.ask("key", launch)

    with ThreadPoolExecutor(MANY) as pool:
        got = list(pool.map(ask, range(MANY)))
    return len(launched), got


@pytest.mark.fault(69)
def test_sixteen_who_ask_share_one_future() -> None:
    flights: Flights[object] = Flights()
    future: Future[object] = Future()
    launches, got = ask_together(flights, future)
    assert launches == 1
    assert {id(one) for one in got} == {id(future)}
    assert flights.under_way("key")


@pytest.mark.fault(70)
def test_a_failure_reaches_all_who_wait() -> None:
    flights: Flights[object] = Flights()
    future: Future[object] = Future()
    _, got = ask_together(flights, future)
    told: list[object] = []
    for one in got:
        one.add_done_callback(lambda done: told.append(done.exception()))
    failure = ApiError(Kind.COLLECTION_FAILED, code=301)
    future.set_exception(failure)
    assert told == [failure] * MANY


@pytest.mark.parametrize("outcome", [object(), ApiError(Kind.COLLECTION_FAILED)])
def test_a_flight_that_landed_is_over(outcome: object) -> None:
    flights: Flights[object] = Flights()
    first: Future[object] = flights.ask("key", Future)
    if isinstance(outcome, Exception):
        first.set_exception(outcome)
    else:
        first.set_result(outcome)
    assert not flights.under_way("key")
    assert flights.ask("key", Future) is not first


def test_a_flight_that_is_done_when_it_is_launched_is_over_at_once() -> None:
    flights: Flights[int] = Flights()
    done: Future[int] = Future()
    done.set_result(1)
    assert flights.ask("key", lambda: done).result() == 1
    assert not flights.under_way("key")


def test_each_key_has_a_flight_of_its_own() -> None:
    flights: Flights[object] = Flights()
    assert flights.ask("a", Future) is not flights.ask("b", Future)
    assert flights.under_way("a")
    assert not flights.under_way("c")


def test_a_launch_that_fails_leaves_nothing_under_way() -> None:
    flights: Flights[object] = Flights()

    def broken() -> Future[object]:
        raise RuntimeError("cannot schedule")

    with pytest.raises(RuntimeError):
        flights.ask("key", broken)
    assert not flights.under_way("key")


def test_who_asks_again_at_once_is_not_handed_the_answer_that_was_there() -> None:
    flights: Flights[str] = Flights()
    first: Future[str] = Future()
    held_up = threading.Event()
    first.add_done_callback(lambda _: held_up.wait(60))  # the thread that has the answer is slow
    assert flights.ask("key", lambda: first) is first
    worker = threading.Thread(target=first.set_exception, args=(OSError(),))
    worker.start()
    assert isinstance(first.exception(60), OSError)
    second: Future[str] = Future()
    assert flights.under_way("key") is None
    assert flights.ask("key", lambda: second) is second
    held_up.set()
    worker.join(60)
    assert flights.under_way("key") is second, "the first one lands, and takes itself away alone"
    second.set_result("there")
    assert len(flights) == 0
