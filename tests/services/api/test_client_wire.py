"""Rows 2 and 5 to 35 of the fault matrix, as far as they differ here, over a real socket.

The vendor repeats the token in its answers. `probe` checks that no log holds it, these tests that
no error does; and each counts the requests that came, since they are what costs.
"""

from __future__ import annotations

import socket
import time
import traceback
from collections.abc import Mapping

import pytest

from services.api.answers import Kind
from services.api.client import Client
from services.api.errors import ApiError
from services.api.governor import Breaker, Latch, Slots
from services.api.series import Held, Metric
from services.endpoints import LEGACY, SUCCESSOR, EndpointChoice
from tests import faults
from tests.exchange import Answer, Behaviour
from tests.fault_server import FaultServer, answering, in_turn, reply
from tests.matrix import cases
from tests.services.api.fakes import CREATOR, SERIES, FakeTime, NoBook, body
from tests.services.api.probing import CANARY, Probe, shows_token

JITTERS = [2.0, 4.0]


def vendor(status: int, code: int, retry_after: str = "") -> Behaviour:
    """Answer with a code, and give away what was asked, as a careless vendor may."""

    def handler(_: str, query: Mapping[str, str]) -> Answer:
        token = query["token"]
        headers = {"Retry-After": retry_after} if retry_after else {}
        return status, headers, body(code, message=f"<script>{token}</script>", requestId=token)

    return answering(handler)


GOOD = reply(200, body(0, SERIES))
HTML = b"<html><body>Bad gateway</body></html>"
SPRING = b'{"timestamp": "2025-12-08T16:12:23+08:00", "status": 404, "error": "Not Found"}'

ROWS: dict[str, tuple[Behaviour, Kind, list[float]]] = {
    "row05": (faults.closing, Kind.UNCERTAIN, []),
    "row06": (faults.resetting, Kind.UNCERTAIN, []),
    "row07": (faults.hanging, Kind.UNCERTAIN, []),
    "row09": (faults.dripping(faults.ENDLESS, b"{"), Kind.UNCERTAIN, []),
    "row10": (faults.half_header, Kind.PROTOCOL, []),
    "row11": (faults.short_body, Kind.UNCERTAIN, []),
    "row12": (faults.broken_chunking, Kind.UNCERTAIN, []),
    "row13": (faults.cut_json, Kind.PROTOCOL, []),
    "row14": (faults.garbage, Kind.UNCERTAIN, []),
    "row16": (faults.gzip_bomb, Kind.TOO_LARGE, []),
    "row18": (faults.corrupt_gzip, Kind.PROTOCOL, []),
    "row19-204": (reply(204), Kind.PROTOCOL, []),
    "row19-empty": (reply(200), Kind.PROTOCOL, []),
    "row20": (reply(200, HTML), Kind.PROTOCOL, []),
    "row21": (faults.redirecting(302, "http://127.0.0.1:9/"), Kind.PROTOCOL, []),
    "row23-401": (vendor(401, 100), Kind.TOKEN_INVALID, []),
    "row23-200": (vendor(200, 100), Kind.TOKEN_INVALID, []),
    "row24": (vendor(403, 600), Kind.PERMISSION_DENIED, []),
    "row25-code": (vendor(404, 404), Kind.ENDPOINT_GONE, []),
    "row25-spring": (reply(404, SPRING), Kind.ENDPOINT_GONE, []),
    "row25-html": (reply(404, HTML), Kind.ENDPOINT_GONE, []),
    "row26-2": (vendor(429, 302, "2"), Kind.RATE_LIMITED, [15]),
    "row26-40": (vendor(429, 302, "40"), Kind.RATE_LIMITED, [40]),
    "row26-date": (vendor(429, 302, "Wed, 21 Oct 2099 07:28:00 GMT"), Kind.RATE_LIMITED, [15]),
    "row26-abc": (vendor(429, 302, "abc"), Kind.RATE_LIMITED, [15]),
    "row26-minus": (vendor(429, 302, "-5"), Kind.RATE_LIMITED, [15]),
    "row26-99999": (vendor(429, 302, "99999"), Kind.RATE_LIMITED, [120]),
    "row27": (reply(429), Kind.RATE_LIMITED, [15]),
    "row28": (vendor(429, 303), Kind.QUOTA_EXCEEDED, []),
    "row30": (vendor(200, 301), Kind.COLLECTION_FAILED, JITTERS),
    "row31": (vendor(503, 301), Kind.COLLECTION_FAILED, JITTERS),
    "row32-500": (vendor(500, 500), Kind.VENDOR_ERROR, JITTERS),
    "row32-503": (vendor(503, 503), Kind.VENDOR_ERROR, JITTERS),
    "row33-502": (reply(502, HTML), Kind.GATEWAY, []),
    "row33-504": (reply(504, HTML), Kind.GATEWAY, []),
    "row34-601": (vendor(200, 601), Kind.BALANCE_INSUFFICIENT, []),
    "row34-602": (vendor(200, 602), Kind.SPEND_CAP_REACHED, []),
    **{f"row35-{n}": (vendor(200, n), Kind.UNKNOWN_CODE, []) for n in (101, 202, 999, -1)},
    "row35-201": (vendor(200, 201), Kind.NO_SERIES, []),
    "row35-300": (vendor(200, 300), Kind.ENDPOINT_INVALID, []),
}
STOPPING = {"row23-401", "row23-200", "row24", "row28", "row34-601", "row34-602"}


def client(probe: Probe, url: str, time: FakeTime, setting: str = "legacy") -> Client:
    latch, breaker = Latch(now=time.now), Breaker(monotonic=lambda: time.seconds)
    choice, slots = EndpointChoice(setting), Slots(4)
    return Client(probe.transport(url), choice, slots, latch, breaker, time.clocks)


def failing(it: Client) -> ApiError:
    """Fetch, and look for the token wherever an error may hold it."""
    with pytest.raises(ApiError) as caught:
        it.fetch(CREATOR, Metric.TOTAL, NoBook())
    error = caught.value
    assert error.__context__ is error.__cause__ is None
    seen = f"{error} {error!r} {vars(error)} {''.join(traceback.format_exception(error))}"
    assert not shows_token(seen)
    assert "script" not in seen
    return error


@pytest.mark.parametrize("row", cases({row: row for row in ROWS}))
@pytest.mark.fault(88)
def test_a_fault_costs_what_it_must_and_no_more(row: str, probe: Probe) -> None:
    behaviour, kind, sleeps = ROWS[row]
    clock, started = FakeTime(), time.monotonic()
    with FaultServer(behaviour) as server:
        it = client(probe, server.url, clock)
        error = failing(it)
        assert (error.kind, clock.sleeps) == (kind, sleeps)
        assert server.count == error.calls == 1 + len(sleeps)
        assert all(request.query["token"] == CANARY for request in server.requests)
        again = failing(it) if row in STOPPING else None
        assert again is None or (again.kind, again.calls) == (kind, 0)
        assert again is None or server.count == 1
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("row", ["row26-2", "row30", "row31", "row32-500", "row32-503"])
@pytest.mark.fault(29)
def test_a_fault_that_passes_costs_one_call(row: str, probe: Probe) -> None:
    with FaultServer(in_turn(ROWS[row][0], GOOD)) as server:
        fetched = client(probe, server.url, FakeTime()).fetch(CREATOR, Metric.TOTAL, NoBook())
        assert isinstance(fetched, Held)
        assert server.count == 2


@pytest.mark.fault(21, 22)
def test_a_redirect_takes_the_token_nowhere(probe: Probe) -> None:
    with FaultServer(GOOD) as other:
        for status in (301, 302, 303, 307, 308):
            with FaultServer(faults.redirecting(status, other.url)) as server:
                assert failing(client(probe, server.url, FakeTime())).kind is Kind.PROTOCOL
                assert server.count == 1
        assert other.count == 0


@pytest.mark.fault(2)
def test_nothing_listens(probe: Probe) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        clock = FakeTime()
        error = failing(client(probe, f"http://127.0.0.1:{free.getsockname()[1]}", clock))
    assert (error.kind, error.calls, error.charged) == (Kind.NOT_SENT, 3, "no")
    assert clock.sleeps == JITTERS


@pytest.mark.parametrize("row", ["row25-code", "row25-spring", "row25-html"])
@pytest.mark.fault(25)
def test_auto_finds_the_successor(row: str, probe: Probe) -> None:
    gone, _, _ = ROWS[row]
    with FaultServer(in_turn(gone, GOOD)) as server:
        it = client(probe, server.url, FakeTime(), "auto")
        assert it.fetch(CREATOR, Metric.TOTAL, NoBook()).endpoint == "successor"
        assert it.fetch(CREATOR, Metric.NEW, NoBook()).endpoint == "successor"
        assert [request.path for request in server.requests] == [
            LEGACY.path,
            SUCCESSOR.path,
            SUCCESSOR.path,
        ]
        assert server.requests[1].query == {
            "userId": CREATOR,
            "dateType": "DAY_90",
            "increaseType": "FANS_TOTAL",
            "token": CANARY,
        }
