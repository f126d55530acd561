"""The answer table of the design, typed in a second time and swept through the real client."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from services.api.answers import KIND_OF_CODE, RULES, Charged, Kind, kind_of_code, kind_of_status
from services.api.call import TransportFault
from services.api.series import Held
from tests.faults import FAILURES
from tests.matrix import cases
from tests.services.api.fakes import GOOD, SERIES, Answer, bench, body, coded, raw

FOR_GOOD, MIDNIGHT = "until the settings change", "until midnight in China"
ONE_WAIT, JITTERS = [15.0], [2.0, 4.0]  # with random at its highest
HTML = b"<html>Bad gateway</html>"
SPRING = b'{"timestamp": "2025-12-08T16:12:23+08:00", "status": 404, "error": "Not Found"}'


@dataclass(frozen=True)
class Row:
    answer: Answer
    error: Kind
    charged: str
    sleeps: tuple[float, ...] = ()  # one further try after each
    stops: str = ""


def row(
    answer: Answer, error: Kind, charged: str, sleeps: list[float] = (), stops: str = ""
) -> Row:
    return Row(answer, error, charged, tuple(sleeps), stops)


def fault(kind: Kind) -> TransportFault:
    return TransportFault(kind, "fixed words", 0.1)


TABLE = {
    "list null": row(raw(200, body(0, {**SERIES, "list": None})), Kind.NO_SERIES, "yes"),
    "list empty": row(raw(200, body(0, {**SERIES, "list": []})), Kind.NO_SERIES, "yes"),
    "list missing": row(raw(200, body(0, {"fansNumInc": 0})), Kind.NO_SERIES, "yes"),
    "data null": row(raw(200, body(0)), Kind.NO_SERIES, "yes"),
    "201": row(coded(200, 201), Kind.NO_SERIES, "yes"),
    "201 in 404": row(coded(404, 201), Kind.NO_SERIES, "yes"),
    "100": row(coded(200, 100), Kind.TOKEN_INVALID, "no", stops=FOR_GOOD),
    "100 in 401": row(coded(401, 100), Kind.TOKEN_INVALID, "no", stops=FOR_GOOD),
    "301": row(coded(200, 301), Kind.COLLECTION_FAILED, "no", JITTERS),
    "301 in 503, row 31": row(coded(503, 301), Kind.COLLECTION_FAILED, "no", JITTERS),
    "302": row(coded(200, 302), Kind.RATE_LIMITED, "no", ONE_WAIT),
    "302 in 429": row(coded(429, 302), Kind.RATE_LIMITED, "no", ONE_WAIT),
    "429 empty, row 27": row(raw(429), Kind.RATE_LIMITED, "no", ONE_WAIT),
    "429 html": row(raw(429, HTML), Kind.RATE_LIMITED, "no", ONE_WAIT),
    "303": row(coded(200, 303), Kind.QUOTA_EXCEEDED, "no", stops=MIDNIGHT),
    "303 in 429": row(coded(429, 303), Kind.QUOTA_EXCEEDED, "no", stops=MIDNIGHT),
    "400": row(coded(200, 400), Kind.INVALID_PARAMETERS, "no"),
    "400 in 400": row(coded(400, 400), Kind.INVALID_PARAMETERS, "no"),
    "404": row(coded(200, 404), Kind.ENDPOINT_GONE, "no"),
    "404 in 404": row(coded(404, 404), Kind.ENDPOINT_GONE, "no"),
    "404 without a code": row(raw(404, SPRING), Kind.ENDPOINT_GONE, "no"),
    "404 html": row(raw(404, HTML), Kind.ENDPOINT_GONE, "no"),
    "404 empty": row(raw(404), Kind.ENDPOINT_GONE, "no"),
    "404 with code 0": row(raw(404, body(0, SERIES)), Kind.ENDPOINT_GONE, "no"),
    "410": row(raw(410), Kind.ENDPOINT_GONE, "no"),
    "500 in 500": row(coded(500, 500), Kind.VENDOR_ERROR, "no", JITTERS),
    "500 in 200": row(coded(200, 500), Kind.VENDOR_ERROR, "no", JITTERS),
    "503 in 503": row(coded(503, 503), Kind.VENDOR_ERROR, "no", JITTERS),
    "600": row(coded(403, 600), Kind.PERMISSION_DENIED, "no", stops=FOR_GOOD),
    "601": row(coded(200, 601), Kind.BALANCE_INSUFFICIENT, "no", stops=FOR_GOOD),
    "602": row(coded(200, 602), Kind.SPEND_CAP_REACHED, "no", stops=FOR_GOOD),
    "101, row 35": row(coded(200, 101), Kind.UNKNOWN_CODE, "unknown"),
    "202": row(coded(200, 202), Kind.UNKNOWN_CODE, "unknown"),
    "300": row(coded(200, 300), Kind.ENDPOINT_INVALID, "no"),
    "999": row(coded(200, 999), Kind.UNKNOWN_CODE, "unknown"),
    "-1, row 35": row(coded(200, -1), Kind.UNKNOWN_CODE, "unknown"),
    "502 html, row 33": row(raw(502, HTML), Kind.GATEWAY, "unknown"),
    "504 html, row 33": row(raw(504, HTML), Kind.GATEWAY, "unknown"),
    "500 without a code": row(raw(500, b"{}"), Kind.GATEWAY, "unknown"),
    "503 without a code": row(raw(503), Kind.GATEWAY, "unknown"),
    "403 without a code": row(raw(403, HTML), Kind.GATEWAY, "unknown"),
    "200 html, row 20": row(raw(200, HTML), Kind.PROTOCOL, "unknown"),
    "200 empty, row 19": row(raw(200), Kind.PROTOCOL, "unknown"),
    "204, row 19": row(raw(204), Kind.PROTOCOL, "unknown"),
    "code false": row(raw(200, body(False, SERIES)), Kind.PROTOCOL, "unknown"),
    "code 0 in 500, row 37": row(raw(500, body(0, SERIES)), Kind.PROTOCOL, "unknown"),
    "code 0 in 302": row(raw(302, body(0, SERIES)), Kind.PROTOCOL, "unknown"),
    "not sent, row 1": row(fault(Kind.NOT_SENT), Kind.NOT_SENT, "no", JITTERS),
    "tls, row 4": row(fault(Kind.TLS), Kind.TLS, "no"),
    "read timeout": row(fault(Kind.UNCERTAIN), Kind.UNCERTAIN, "unknown"),
    "redirect": row(fault(Kind.PROTOCOL), Kind.PROTOCOL, "unknown"),
    "too large": row(fault(Kind.TOO_LARGE), Kind.TOO_LARGE, "unknown"),
}


@pytest.mark.parametrize("row", cases(TABLE))
def test_what_an_answer_is_and_costs(row: Row) -> None:
    it = bench(row.answer)
    error = it.fetch()
    assert error.kind is row.error
    assert error.charged == row.charged
    assert it.time.sleeps == list(row.sleeps)
    assert it.sent == error.calls == 1 + len(row.sleeps)


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_what_an_answer_stops(row: Row) -> None:
    it = bench(row.answer)
    first, sent = it.fetch(), it.sent
    it.vendor.answers = [GOOD]
    second = it.fetch("5f0000000000000001000a02")
    if not row.stops:
        assert isinstance(second, Held)
        return
    assert second.kind is first.kind
    assert (second.charged, second.calls, it.sent) == (Charged.NO, 0, sent)
    it.time.pass_by(24 * 3600)
    assert isinstance(it.fetch(), Held) is (row.stops == MIDNIGHT)


def test_success_is_charged_and_asked_once() -> None:
    it = bench(GOOD)
    fetched = it.fetch()
    assert isinstance(fetched, Held)
    assert it.sent == 1
    assert [number for _, number in fetched.series.points] == [1000, 1050]
    assert RULES[Kind.OK].charged is Charged.YES


def test_the_numbers_of_the_vendor_are_reported() -> None:
    assert str(bench(coded(503, 301)).fetch()) == "collection_failed, code 301, HTTP 503"
    assert str(bench(raw(502, HTML)).fetch()) == "gateway, HTTP 502, not JSON"
    assert str(bench(fault(Kind.TLS)).fetch()) == "tls, fixed words"


def test_every_kind_of_answer_has_a_rule_and_a_class() -> None:
    ours = {
        Kind.STOPPED,
        Kind.BUDGET_SPENT,
        Kind.NOT_RECORDED,
        Kind.VENDOR_DOWN,
        Kind.INTERNAL,
    }  # no answers, but our own decisions
    assert set(RULES) == set(Kind) - ours
    judged_by_the_archive = {Kind.FOREIGN}
    assert set(FAILURES) == set(Kind) - {Kind.OK}
    swept = {row.error for row in TABLE.values()}
    of_profiles = {Kind.NO_PROFILE, Kind.PROFILE_DENIED}  # tests/services/api/test_profiles.py
    assert swept == set(RULES) - {Kind.OK} - judged_by_the_archive - of_profiles


def test_what_may_have_been_charged_is_never_tried_again() -> None:
    paid = [rule for rule in RULES.values() if rule.charged is not Charged.NO]
    assert paid
    assert all(rule.tries == 0 for rule in paid)


def test_what_is_remembered_firmly() -> None:
    minutes = {kind: [s / 60 for s in rule.remembered] for kind, rule in RULES.items()}
    firm = {kind: steps for kind, steps in minutes.items() if steps}
    assert firm == {
        Kind.NO_SERIES: [24 * 60],
        Kind.COLLECTION_FAILED: [2, 10, 60],
        Kind.FOREIGN: [3 * 60],
        Kind.NO_PROFILE: [24 * 60],
        Kind.PROFILE_DENIED: [60],
    }


def test_any_other_number_is_an_unknown_code() -> None:
    known = [0, 100, 201, 300, 301, 302, 303, 400, 404, 500, 503, 600, 601, 602]
    assert sorted(KIND_OF_CODE) == known
    others = [code for code in range(-10, 1000) if code not in known]
    assert {kind_of_code(code) for code in others} == {Kind.UNKNOWN_CODE}


def test_a_status_alone_is_never_a_success() -> None:
    kinds = {status: kind_of_status(status) for status in range(100, 600)}
    assert {kinds[status] for status in range(100, 400)} == {Kind.PROTOCOL}
    gone = {status for status, kind in kinds.items() if kind is Kind.ENDPOINT_GONE}
    slow = {status for status, kind in kinds.items() if kind is Kind.RATE_LIMITED}
    assert (gone, slow) == ({404, 410}, {429})
    rest = set(range(400, 600)) - gone - slow
    assert {kinds[status] for status in rest} == {Kind.GATEWAY}
