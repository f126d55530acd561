"""What calls of one process share: slots, and the latch that stops them all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from services.api.answers import Charged, Kind
from services.api.call import RawAnswer, TransportFault
from services.api.errors import ApiError
from services.api.series import Held
from services.china_time import Clocks
from tests.services.api.fakes import GOOD, bench, coded

UNSENT = TransportFault(Kind.NOT_SENT, "connection refused", 0.1)


def test_waiting_for_a_slot_is_no_time_of_the_first_call() -> None:
    it = bench(GOOD)
    with ThreadPoolExecutor(1) as pool:
        it.client.slots.allowed = 1
        with it.client.slots.taken():
            waiting = pool.submit(it.fetch)
            it.time.pass_by(1000)
        assert isinstance(waiting.result(2), Held)
    assert it.vendor.asked[0][2] == 150


@pytest.mark.fault(104)
def test_row104_what_waits_for_a_slot_is_not_booked() -> None:
    """A crash while calls wait for a slot counts none of them against the day."""
    it = bench(GOOD, slots=1)
    with ThreadPoolExecutor(4) as pool:
        with it.client.slots.taken():
            waiting = [pool.submit(it.fetch) for _ in range(4)]
            assert not any(call.done() for call in waiting)
            assert (it.book.booked, it.sent) == (0, 0)
        assert all(isinstance(call.result(2), Held) for call in waiting)
    assert (it.book.booked, it.sent) == (4, 4)


def test_a_call_that_the_latch_stops_is_not_booked() -> None:
    it = bench(GOOD)
    it.client.latch.close(ApiError(Kind.TOKEN_INVALID, code=100))
    assert it.fetch().kind is Kind.TOKEN_INVALID
    assert it.book.booked == 0


def test_nothing_is_sent_again_when_the_wait_for_a_slot_took_all_the_time() -> None:
    """Here another call holds the only slot from the sleep on, until the deadline has passed."""
    it = bench(coded(429, 302), slots=1)
    asleep, held = threading.Event(), threading.Event()

    def sleep(seconds: float) -> None:
        asleep.set()
        assert held.wait(2)
        it.time.pass_by(seconds)

    it.client.clocks = Clocks(it.time.now, lambda: it.time.seconds, sleep, lambda: 1.0)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(it.fetch)
        assert asleep.wait(2)
        with it.client.slots.taken():
            it.time.pass_by(200)
            held.set()
        error = waiting.result(2)
    assert (error.kind, error.calls, it.sent) == (Kind.RATE_LIMITED, 1, 1)


def test_a_call_that_waits_for_a_slot_is_stopped_by_the_answer_before_it() -> None:
    it = bench(GOOD, slots=1)
    under_way, answer = threading.Event(), threading.Event()

    def refuse(_: str) -> RawAnswer:
        under_way.set()
        assert answer.wait(2)
        return coded(401, 100)

    it.vendor.answers = [refuse, GOOD]
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(it.fetch)
        assert under_way.wait(2)
        waiting = [pool.submit(it.fetch) for _ in range(7)]
        answer.set()
        kinds = {call.result(2).kind for call in [first, *waiting]}
    assert (kinds, it.sent) == ({Kind.TOKEN_INVALID}, 1)


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        (datetime(2025, 12, 8, 15, 59, tzinfo=UTC), 60),
        (datetime(2025, 12, 8, 16, 1, tzinfo=UTC), 86340),
    ],
)
@pytest.mark.fault(28)
def test_a_quota_holds_until_midnight_in_china(moment: datetime, seconds: int) -> None:
    it = bench(coded(429, 303), GOOD, moment=moment)
    assert it.fetch().kind is Kind.QUOTA_EXCEEDED
    it.time.pass_by(seconds - 1)
    again = it.fetch()
    assert (again.kind, again.calls, again.code, again.http_status) == (
        Kind.QUOTA_EXCEEDED,
        0,
        303,
        429,
    )
    assert it.sent == 1
    it.time.pass_by(1)
    assert isinstance(it.fetch(), Held)
    assert it.sent == 2


def test_the_latch_stops_a_call_between_its_tries() -> None:
    it = bench(coded(200, 301), GOOD)

    def sleep(_: float) -> None:
        it.client.latch.close(ApiError(Kind.TOKEN_INVALID, code=100))

    it.client.clocks = Clocks(it.time.now, lambda: it.time.seconds, sleep, lambda: 1.0)
    error = it.fetch()
    assert (error.kind, error.calls, error.charged, it.sent) == (
        Kind.TOKEN_INVALID,
        1,
        Charged.NO,
        1,
    )


def test_a_rate_limit_slows_the_whole_process_and_good_answers_speed_it_up() -> None:
    it = bench(coded(200, 302), GOOD, slots=8)
    it.fetch()
    assert it.client.slots.allowed == 4  # the second try was the first good answer
    for _ in range(7):
        it.fetch()
    assert it.client.slots.allowed == 5
    for _ in range(100):
        it.fetch()
    assert it.client.slots.allowed == 8


def test_a_slot_is_free_while_a_call_waits_to_be_tried_again() -> None:
    it = bench(UNSENT, GOOD, slots=1)

    def sleep(_: float) -> None:
        with it.client.slots.taken():
            pass

    it.client.clocks = Clocks(it.time.now, lambda: it.time.seconds, sleep, lambda: 1.0)
    with ThreadPoolExecutor(1) as pool:
        assert isinstance(pool.submit(it.fetch).result(2), Held)
