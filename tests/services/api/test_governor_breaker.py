"""Rows 77 and 107: a vendor that fails at everything is left alone, then tried with one call."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.api.answers import RULES, Kind
from services.api.call import RawAnswer, TransportFault
from services.api.errors import ApiError
from services.api.governor import Breaker
from services.api.series import Held, Metric
from tests.services.api.fakes import GOOD, Bench, FakeTime, bench, coded, raw

OUTAGES = [kind for kind, rule in RULES.items() if rule.outage]
HEALTHY = [kind for kind in RULES if kind not in OUTAGES]
BAD_GATEWAY = raw(502)
pytestmark = pytest.mark.fault(77, 107)


def creator(number: int) -> str:
    return f"5f{number:022x}"


def outage(answer: RawAnswer | TransportFault, seconds: float = 0.0) -> Bench:
    """Return a client that has met five failures."""
    it = bench(answer)
    for number in range(5):
        it.fetch(creator(number))
        it.time.pass_by(seconds)
    return it


@pytest.mark.parametrize("answer", [BAD_GATEWAY, TransportFault(Kind.UNCERTAIN, "", 0.1)])
def test_five_failures_in_a_minute_and_nothing_is_sent(answer: RawAnswer) -> None:
    it = outage(answer, seconds=14.9)
    assert it.sent == 5
    for number in range(5, 55):
        refused = it.fetch(creator(number))
        assert (refused.kind, refused.calls, refused.charged) == (Kind.VENDOR_DOWN, 0, "no")
    assert it.sent == 5
    assert it.client.closed.kind is Kind.VENDOR_DOWN


def test_failures_that_are_further_apart_are_no_outage() -> None:
    it = outage(BAD_GATEWAY, seconds=15)
    assert it.client.closed is None
    assert it.fetch(creator(6)).kind is Kind.GATEWAY


def test_a_call_between_its_tries_ends_as_what_it_met() -> None:
    it = bench(*[BAD_GATEWAY] * 4, coded(500, 500))
    for number in range(4):
        it.fetch(creator(number))
    last = it.fetch(creator(5))
    assert (last.kind, last.calls, it.sent) == (Kind.VENDOR_ERROR, 1, 5)


def test_one_creator_that_fails_and_is_tried_again_is_no_outage() -> None:
    it = bench(coded(500, 500))
    for number in range(4):
        assert it.fetch(creator(number)).calls == 3
    assert it.client.closed is None


def test_a_failure_of_profiles_holds_up_no_curve() -> None:
    it = bench(BAD_GATEWAY)
    for number in range(20):
        it.fetch(creator(number), Metric.PROFILE)
    assert it.client.closed is None


def test_after_the_pause_one_good_answer_closes_it() -> None:
    it = outage(BAD_GATEWAY)
    it.vendor.answers = [GOOD]
    it.time.pass_by(59.9)
    assert it.fetch(creator(6)).kind is Kind.VENDOR_DOWN
    it.time.pass_by(0.1)
    assert it.client.closed is None
    for number in range(6, 20):
        assert isinstance(it.fetch(creator(number)), Held)


def test_the_pause_grows_while_its_probes_fail_and_begins_anew_after_a_success() -> None:
    it = outage(BAD_GATEWAY)
    for seconds in (60, 120, 300, 600, 600):
        assert it.client.breaker.seconds_left == seconds
        it.time.pass_by(seconds)
        sent = it.sent
        assert it.fetch(creator(6)).kind is Kind.GATEWAY
        assert it.fetch(creator(7)).kind is Kind.VENDOR_DOWN
        assert it.sent == sent + 1
    it.time.pass_by(600)
    it.vendor.answers = [GOOD, BAD_GATEWAY]
    it.fetch(creator(8))
    for number in range(9, 14):
        assert it.fetch(creator(number)).kind is Kind.GATEWAY
    assert it.client.breaker.seconds_left == 60


@pytest.mark.parametrize("back", [False, True])
def test_exactly_one_call_probes_and_the_others_wait_for_what_it_brings(back: bool) -> None:
    it = outage(BAD_GATEWAY)
    it.time.pass_by(60)
    under_way, answer = threading.Event(), threading.Event()

    def probed(_: str) -> RawAnswer:
        under_way.set()
        assert answer.wait(5)
        return GOOD if back else BAD_GATEWAY

    it.vendor.answers = [probed, GOOD]
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(it.fetch, creator(number), Metric.NEW) for number in range(8)]
        assert under_way.wait(5)
        assert it.sent == 6
        answer.set()
        found = [call.result(5) for call in calls]
    if back:
        assert all(isinstance(one, Held) for one in found)
        return
    assert it.sent == 6
    kinds = sorted(one.kind for one in found)
    assert kinds == [Kind.GATEWAY, *[Kind.VENDOR_DOWN] * 7]


def test_a_probe_that_is_not_sent_leaves_the_way_to_the_next() -> None:
    it = outage(BAD_GATEWAY)
    it.time.pass_by(60)
    it.vendor.answers = [GOOD]
    genuine = it.book.begin
    it.book.begin = lambda ask: ApiError(Kind.BUDGET_SPENT)
    assert it.fetch(creator(6)).kind is Kind.BUDGET_SPENT
    it.book.begin = genuine
    assert isinstance(it.fetch(creator(6)), Held)


def noted(*kinds: Kind, sticky: bool = True) -> Breaker:
    time = FakeTime()
    breaker = Breaker(sticky=sticky, monotonic=lambda: time.seconds)
    for kind in kinds:
        breaker.note(kind)
    return breaker


@pytest.mark.parametrize("kind", OUTAGES)
def test_what_fails_whatever_is_asked_opens_it(kind: Kind) -> None:
    assert noted(*[kind] * 5).seconds_left == 60
    assert noted(*[kind] * 4).seconds_left == 0


@pytest.mark.parametrize("kind", HEALTHY)
def test_any_other_answer_says_that_the_vendor_is_there(kind: Kind) -> None:
    assert noted(*[kind] * 50).seconds_left == 0
    four = [Kind.GATEWAY] * 4
    assert noted(*four, kind, *four).seconds_left == 0
    assert noted(*[Kind.GATEWAY] * 5, kind).seconds_left == 0


def test_what_was_under_way_when_it_opened_makes_the_pause_no_longer() -> None:
    assert noted(*[Kind.GATEWAY] * 13).seconds_left == 60


def test_where_failures_are_for_show_it_stays_closed() -> None:
    assert noted(*[Kind.GATEWAY] * 50, sticky=False).seconds_left == 0
