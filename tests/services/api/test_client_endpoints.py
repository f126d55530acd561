"""What `auto` does when the vendor takes the legacy path away; a fixed endpoint stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.api.answers import Charged, Kind
from services.api.call import TransportFault
from services.api.errors import ApiError
from services.api.series import Held, Metric
from services.endpoints import LEGACY, SUCCESSOR
from tests.services.api.fakes import CREATOR, GOOD, Answer, bench, body, coded, raw

GONE = {
    "code 404 in 200": coded(200, 404),
    "code 404 in 404": coded(404, 404),
    "404 without a code": raw(404, b'{"status": 404, "error": "Not Found"}'),
    "404 html": raw(404, b"<html></html>"),
    "410": raw(410),
    "404 with code 0": raw(404, body(0)),
}
UNSENT = TransportFault(Kind.NOT_SENT, "connection refused", 0.1)


def vendor(legacy: Answer, successor: Answer) -> Callable[[str], Answer]:
    return lambda path: legacy if path == LEGACY.path else successor


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_auto_goes_on_at_the_successor_and_stays_there(gone: Answer) -> None:
    it = bench(vendor(gone, GOOD), endpoint="auto")
    first = it.fetch()
    assert (first.endpoint, first.days, it.sent) == ("successor", 90, 2)
    second = it.fetch("5f0000000000000001000a02", Metric.NEW)
    assert second.endpoint == "successor"
    assert it.paths == [LEGACY.path, SUCCESSOR.path, SUCCESSOR.path]
    assert it.vendor.asked[1][1] == {
        "userId": CREATOR,
        "dateType": "DAY_90",
        "increaseType": "FANS_TOTAL",
    }


def test_auto_stays_with_a_legacy_path_that_answers() -> None:
    codes = [coded(200, code) for code in (300, 400, 999)]
    for answer in (GOOD, *codes, raw(502), raw(200, b"{}"), UNSENT):
        it = bench(vendor(answer, GOOD), endpoint="auto")
        it.fetch()
        assert set(it.paths) == {LEGACY.path}
        assert it.client.endpoint.current is LEGACY


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
@pytest.mark.parametrize("setting", ["legacy", "successor"])
def test_a_fixed_endpoint_never_switches(setting: str, gone: Answer) -> None:
    it = bench(gone, endpoint=setting)
    for _ in range(2):
        error = it.fetch()
        assert (error.kind, error.calls) == (Kind.ENDPOINT_GONE, 1)
    assert set(it.paths) == {(LEGACY if setting == "legacy" else SUCCESSOR).path}
    assert it.sent == 2


def test_both_gone_says_nothing_about_the_path() -> None:
    it = bench(raw(404), endpoint="auto")
    error = it.fetch()
    assert (error.kind, error.calls, error.charged) == (Kind.ENDPOINT_GONE, 2, Charged.NO)
    assert it.client.endpoint.current is LEGACY
    it.vendor.answers = [GOOD]
    assert it.fetch().endpoint == "legacy"


@pytest.mark.parametrize(
    "answer",
    [coded(200, 301), coded(200, 302), coded(200, 400), coded(200, 999), raw(200, body(0))],
)
def test_a_failure_with_a_code_proves_the_successor(answer: Answer) -> None:
    it = bench(vendor(raw(404), answer), endpoint="auto")
    error = it.fetch()
    assert error.calls == it.sent
    assert it.client.endpoint.current is SUCCESSOR


@pytest.mark.parametrize(
    "answer",
    [UNSENT, TransportFault(Kind.UNCERTAIN, "no answer in time", 0.1), raw(502), raw(200, b"<p>")],
)
def test_what_is_not_the_vendors_answer_does_not(answer: Answer) -> None:
    """Something between us and the vendor may answer 404, and then nothing of use, for a while."""
    it = bench(vendor(raw(404), answer), endpoint="auto")
    assert it.fetch().calls == it.sent
    assert it.client.endpoint.current is LEGACY
    it.vendor.answers = [GOOD]
    assert it.fetch().endpoint == "legacy"


def test_a_stop_at_the_successor_stops_all() -> None:
    it = bench(vendor(raw(404), coded(401, 100)), endpoint="auto")
    assert it.fetch().kind is Kind.TOKEN_INVALID
    again = it.fetch()
    assert (again.kind, again.calls, it.sent) == (Kind.TOKEN_INVALID, 0, 2)


def test_a_latch_that_closes_in_between_proves_nothing() -> None:
    it = bench(GOOD, endpoint="auto")

    def gone_and_stopped(_: str) -> Answer:
        it.client.latch.close(ApiError(Kind.TOKEN_INVALID, code=100, http_status=401))
        return raw(404)

    it.vendor.answers = [gone_and_stopped, GOOD]
    error = it.fetch()
    assert (error.kind, error.calls, it.sent) == (Kind.TOKEN_INVALID, 1, 1)
    assert it.client.endpoint.current is LEGACY


def test_the_successor_is_asked_for_its_own_widest_window() -> None:
    it = bench(vendor(raw(404), GOOD), endpoint="auto")
    fetched = it.fetch()
    assert isinstance(fetched, Held)
    assert (fetched.endpoint, fetched.days) == ("successor", 90)
