"""What the client sends, how long it waits before sending it again, and when it no longer does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from services.api.answers import Charged, Kind
from services.api.call import RawAnswer, TransportFault
from services.api.series import Held, Metric
from services.endpoints import LEGACY, SUCCESSOR
from tests.services.api.fakes import CREATOR, GOOD, SERIES, bench, body, coded, raw

UNSENT = TransportFault(Kind.NOT_SENT, "connection refused", 0.1)
LOST = TransportFault(Kind.UNCERTAIN, "no answer in time", 0.1)


def test_the_request_line() -> None:
    it = bench(GOOD)
    fetched = it.client.fetch(CREATOR, Metric.NEW, it.book)
    query = {"kolId": CREATOR, "dateType": "_2", "increaseType": "_2", "acceptCache": "false"}
    assert it.vendor.asked == [(LEGACY.path, query, 150.0)]
    assert (fetched.endpoint, fetched.days, it.sent) == ("legacy", 60, 1)


@pytest.mark.parametrize("accept", [False, True])
def test_accept_cache_is_the_legacy_endpoints_alone(accept: bool) -> None:
    old = bench(GOOD, endpoint="legacy", accept_cache=accept)
    new = bench(GOOD, endpoint="successor", accept_cache=accept)
    old.fetch()
    new.fetch()
    assert old.vendor.asked[0][1]["acceptCache"] == str(accept).lower()
    assert "acceptCache" not in new.vendor.asked[0][1]
    assert new.paths == [SUCCESSOR.path]


@pytest.mark.parametrize(("endpoint", "days"), [("legacy", 60), ("successor", 90)])
def test_the_widest_window_is_asked(endpoint: str, days: int) -> None:
    assert bench(GOOD, endpoint=endpoint).fetch().days == days


@pytest.mark.parametrize("answers", [(301,), (301, 301), (500,), (503, 500), (503, 301)])
@pytest.mark.fault(29, 31, 32)
def test_a_failure_that_passes_ends_well(answers: tuple[int, ...]) -> None:
    it = bench(*[coded(200, code) for code in answers], GOOD)
    fetched = it.fetch()
    assert isinstance(fetched, Held)
    assert it.sent == len(answers) + 1


def test_two_further_tries_in_all_whatever_fails() -> None:
    it = bench(UNSENT, coded(200, 301), coded(503, 503), GOOD)
    error = it.fetch()
    assert (error.kind, error.calls, it.sent) == (Kind.VENDOR_ERROR, 3, 3)


def test_a_failure_that_cannot_be_repeated_ends_the_tries() -> None:
    it = bench(coded(200, 301), LOST, GOOD)
    error = it.fetch()
    assert error.kind is Kind.UNCERTAIN
    assert (error.charged, error.calls, it.sent) == (Charged.UNKNOWN, 2, 2)


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
def test_full_jitter(chance: float) -> None:
    it = bench(coded(200, 301), chance=chance)
    assert it.fetch().kind is Kind.COLLECTION_FAILED
    assert it.time.sleeps == pytest.approx([2 * chance, 4 * chance])


RETRY_AFTER = {  # row 26
    "none": (None, 15),
    "short": ("2", 15),
    "in between": ("40", 40),
    "padded": (" 40 ", 40),
    "long": ("99999", 120),
    "absurd": ("9" * 50, 15),
    "date": ("Wed, 21 Oct 2099 07:28:00 GMT", 15),
    "word": ("abc", 15),
    "negative": ("-5", 15),
    "fraction": ("40.5", 15),
    "empty": ("", 15),
    "other digits": ("４０", 15),
}


@pytest.mark.parametrize(("header", "wait"), RETRY_AFTER.values(), ids=RETRY_AFTER)
@pytest.mark.fault(26)
def test_a_rate_limit_is_waited_for_once(header: str | None, wait: int) -> None:
    it = bench(coded(429, 302, header))
    assert it.fetch().kind is Kind.RATE_LIMITED
    assert (it.time.sleeps, it.sent) == ([wait], 2)
    passing = bench(coded(429, 302, header), GOOD)
    assert isinstance(passing.fetch(), Held)


@pytest.mark.parametrize(("seconds", "sent"), [(15.1, 2), (15.0, 1), (10.0, 1)])
@pytest.mark.fault(26)
def test_no_sleep_to_or_past_the_deadline(seconds: float, sent: int) -> None:
    it = bench(coded(429, 302), seconds=seconds)
    assert it.fetch().kind is Kind.RATE_LIMITED
    assert (it.sent, len(it.time.sleeps)) == (sent, sent - 1)


def test_the_time_that_answers_took_counts() -> None:
    it = bench(GOOD)

    def slow(_: str) -> RawAnswer:
        it.time.pass_by(74)
        return coded(200, 301)

    it.vendor.answers = [slow]
    error = it.fetch()
    assert (error.kind, error.calls) == (Kind.COLLECTION_FAILED, 2)
    assert it.time.sleeps == [2]  # after the second answer, 150 s are over
    assert [total for _, _, total in it.vendor.asked] == [150, 74]


@pytest.mark.fault(52)
def test_today_is_that_of_china() -> None:
    rows = [{"num": 5, "dateKey": "2025-12-08"}, {"num": 6, "dateKey": "2025-12-09"}]
    answer = raw(200, body(0, {**SERIES, "list": rows}))
    evening = datetime(2025, 12, 8, 15, 59, tzinfo=UTC)
    before = bench(answer, moment=evening).fetch()
    after = bench(answer, moment=evening + timedelta(minutes=1)).fetch()
    assert [day for day, _ in before.series.points] == [date(2025, 12, 8)]
    assert [day for day, _ in after.series.points] == [date(2025, 12, 8), date(2025, 12, 9)]


def test_what_was_never_sent_says_so() -> None:
    assert bench(UNSENT).fetch().kind is Kind.NOT_SENT
