"""How connections are made, kept, dropped and trusted; row 4 of the fault matrix."""

from __future__ import annotations

import socket
import threading
import time

import pytest
import requests
import trustme

from services.api import wire
from services.api.answers import Kind
from services.api.call import CALL, Call
from services.api.transport import Limits, RawAnswer, Transport
from services.api.wire import HEADERS, DirectSession
from tests import faults
from tests.fault_server import FaultServer, reply
from tests.services.api.probing import LIMITS, QUERY, resolving, sent_the_token_once

OK = reply(200, b"{}")


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def trusted(authority, monkeypatch, tmp_path):
    """Have the test's own authority trusted, as certifi's are."""
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(bundle))


def test_the_request_names_us_and_asks_for_plain_json(probe):
    with FaultServer(OK) as server:
        probe.get(server.url)
        sent = server.requests[0].headers
    assert {name: sent[name.lower()] for name in HEADERS} == HEADERS
    assert "cookie" not in sent


def test_a_request_without_parameters_has_the_token_too(probe):
    with FaultServer(OK) as server:
        probe.transport(server.url).get("/bare", {})
        assert list(server.requests[0].query) == ["token"]


@pytest.mark.fault(3)
def test_row03_an_address_that_hangs_leaves_time_for_the_next(probe, monkeypatch):
    genuine = wire.create_connection
    timeouts = []

    def first_hangs(address, timeout, **more):
        timeouts.append(timeout)
        if len(timeouts) == 1:
            time.sleep(timeout)
            raise TimeoutError
        opened.append(genuine(address, timeout, **more))
        return opened[0]

    opened = []
    with FaultServer(OK) as server:
        port = server.server_address[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))] * 3
        monkeypatch.setattr(socket, "getaddrinfo", resolving("vendor.example", found))
        monkeypatch.setattr(wire, "create_connection", first_hangs)
        assert isinstance(probe.get(f"http://vendor.example:{port}"), RawAnswer)
    assert timeouts == [pytest.approx(LIMITS.connect / 3, abs=0.05)] * 2


def test_a_handshake_has_all_the_time_that_is_left_to_connect(monkeypatch):
    call = Call(None, total=9.0, idle=9.0, clock=lambda: 0.0)
    with FaultServer(OK) as server:
        port = server.server_address[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))] * 3
        monkeypatch.setattr(socket, "getaddrinfo", resolving("vendor.example", found))
        connection = wire.TokenConnection("vendor.example", port, timeout=3.0)
        mark = CALL.set(call)
        connection.connect()
        CALL.reset(mark)
        assert connection.sock.gettimeout() == 3.0
        connection.close()


def test_a_longer_host_name_that_begins_alike_is_not_served():
    session = DirectSession("https://api.example.com", None)
    assert session.get_adapter("https://api.example.com/x")
    for url in ("https://api.example.com.evil.example/x", "http://api.example.com/x"):
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get_adapter(url)


@pytest.mark.parametrize(
    ("identity", "expired"),
    [("elsewhere.example", False), ("127.0.0.1", True)],
    ids=["row04-wrong-host", "row04-expired"],
)
@pytest.mark.usefixtures("trusted")
@pytest.mark.fault(4)
def test_a_wrong_certificate_is_refused_before_sending(probe, authority, identity, expired):
    context = faults.tls(authority, identity=identity, expired=expired)
    with FaultServer(OK, tls=context) as server:
        outcome = probe.get(server.url)
        assert (outcome.kind, outcome.detail) == (Kind.TLS, "secure connection refused")
        assert server.count == 0


@pytest.mark.fault(4)
def test_row04_a_self_signed_authority_is_refused_before_sending(probe, authority):
    with FaultServer(OK, tls=faults.tls(authority)) as server:
        assert probe.get(server.url).kind is Kind.TLS
        assert server.count == 0


@pytest.mark.usefixtures("trusted")
@pytest.mark.fault(4)
def test_row04_a_right_certificate_is_accepted(probe, authority):
    with FaultServer(OK, tls=faults.tls(authority)) as server:
        transport = probe.transport(server.url)
        assert [type(probe.ask(transport)) for _ in range(2)] == [RawAnswer] * 2
        assert [sent_the_token_once(request) for request in server.requests] == [True, True]
        assert server.connections == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.fault(8)
def test_row08_dripping_headers_end_in_time_over_tls_too(probe, authority):
    behaviour = faults.dripping(faults.OK_HEAD, b"X: 1\r\n")
    with FaultServer(behaviour, tls=faults.tls(authority)) as server:
        outcome = probe.get(server.url)
        assert (outcome.kind, outcome.detail) == (Kind.UNCERTAIN, "no answer in time")
        assert outcome.seconds >= LIMITS.total


@pytest.mark.fault(4)
def test_row04_a_server_without_tls_is_refused(probe):
    with FaultServer(faults.garbage) as server:  # takes the handshake for a request, answers
        outcome = probe.get(server.url.replace("http:", "https:"))
        assert outcome.kind in (Kind.TLS, Kind.NOT_SENT)
        assert not any("token" in request.target for request in server.requests)


def test_a_handshake_without_answer_is_not_sent(probe):
    with FaultServer(faults.hanging) as server:
        outcome = probe.get(server.url.replace("http:", "https:"))
        assert (outcome.kind, outcome.detail) == (Kind.NOT_SENT, "connect timeout")


class TestResponder:
    """The sandbox: a function of this process in the vendor's place."""

    def test_it_is_asked_and_answers_like_the_vendor(self):
        asked = []

        def respond(path, query):
            asked.append((path, dict(query)))
            return 429, {"Retry-After": "7"}, b'{"code": 302}'

        threads = threading.active_count()
        outcome = Transport("http://sandbox.invalid", None, responder=respond).get("/v1", QUERY)
        assert asked == [("/v1", QUERY)]
        assert outcome == RawAnswer(429, "7", b'{"code": 302}', pytest.approx(0, abs=0.4))
        assert threading.active_count() == threads

    def test_its_answers_obey_the_same_limits(self):
        transport = Transport(
            "http://sandbox.invalid",
            None,
            limits=Limits(body=10),
            responder=lambda path, query: (200, {}, b"x" * 11),
        )
        assert transport.get("/", {}).kind is Kind.TOO_LARGE

    def test_its_own_mistakes_are_not_hidden(self):
        def respond(path, query):
            raise KeyError(path)

        with pytest.raises(KeyError):
            Transport("http://sandbox.invalid", None, responder=respond).get("/v1", {})
