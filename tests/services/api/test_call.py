"""How long a call may take, and how long its connection lives."""

from __future__ import annotations

import itertools
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.api import wire
from services.api.answers import Kind
from services.api.transport import Limits, RawAnswer, TransportFault
from tests import faults
from tests.fault_server import FaultServer, answering, in_turn, reply
from tests.services.api.probing import LIMITS, QUERY

OK = reply(200, b"{}")


def plain(path, query):
    return 200, {}, b"{}"


def test_a_connection_is_kept_for_the_next_call(probe):
    with FaultServer(OK) as server:
        transport = probe.transport(server.url)
        assert [type(probe.ask(transport)) for _ in range(3)] == [RawAnswer] * 3
        assert (server.count, server.connections) == (3, 1)


@pytest.mark.parametrize(("rest", "connections"), [(19.0, 1), (21.0, 2)])
def test_a_connection_that_rested_too_long_is_replaced(probe, rest, connections):
    clock = [0.0]
    with FaultServer(OK) as server:
        limits = Limits(idle=20.0)
        transport = probe.transport(server.url, limits, monotonic=lambda: clock[0])
        probe.ask(transport)
        clock[0] += rest
        probe.ask(transport)
        assert (server.count, server.connections) == (2, connections)


def test_a_connection_that_the_vendor_closed_is_replaced(probe):
    with FaultServer(OK) as server:
        transport = probe.transport(server.url)
        probe.ask(transport)
        server.drop_connections()
        assert isinstance(probe.ask(transport), RawAnswer)
        assert (server.count, server.connections) == (2, 2)


@pytest.mark.parametrize(
    "fault",
    [
        faults.endless,
        faults.hanging,
        faults.dripping(faults.ENDLESS_CHUNKED, b"0"),
        answering(plain, delay=0.6),
    ],
    ids=["too-large", "hang", "drip", "late"],
)
def test_a_connection_is_never_used_after_a_fault(probe, fault):
    with FaultServer(in_turn(fault, OK)) as server:
        transport = probe.transport(server.url)
        assert isinstance(probe.ask(transport), TransportFault)
        assert probe.ask(transport) == RawAnswer(200, None, b"{}", pytest.approx(0, abs=0.4))
        assert (server.count, server.connections) == (2, 2)


def test_each_thread_has_a_session_of_its_own(probe):
    with FaultServer(OK) as server:
        transport = probe.transport(server.url)
        probe.ask(transport)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(probe.ask, transport).result()
        assert (server.count, server.connections) == (2, 2)


def test_threads_get_their_own_answers_and_nobody_a_cookie(probe):
    def echo(path, query):
        return 200, {"Set-Cookie": "who=you"}, query["kolId"].encode()

    with FaultServer(answering(echo, delay=0.02)) as server:
        transport = probe.transport(server.url)
        ids = [str(number) for number in range(40)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda one: transport.get("/", {"kolId": one}), ids))
        assert [answer.body.decode() for answer in answers] == ids
        assert server.connections <= 8
        assert 2 <= server.peak <= 8
        assert not any("cookie" in request.headers for request in server.requests)


def test_a_watchdog_that_fires_while_an_answer_ends_harms_no_later_call(probe):
    chance = random.Random(5)
    with FaultServer(answering(plain, delay=0.02)) as server:
        transport = probe.transport(server.url)
        totals = [0.02 + chance.uniform(-0.002, 0.006) for _ in range(60)]
        outcomes = [transport.get("/", {}, total=total) for total in totals]
        assert not {getattr(one, "kind", None) for one in outcomes} - {
            None,
            Kind.UNCERTAIN,
            Kind.NOT_SENT,
        }
        assert transport.get("/", {}) == RawAnswer(200, None, b"{}", pytest.approx(0, abs=0.4))
        assert server.count <= 61


def test_a_shorter_total_bounds_the_call(probe):
    with FaultServer(faults.hanging) as server:
        outcome = probe.transport(server.url, Limits()).get("/", QUERY, total=0.2)
        assert (outcome.kind, outcome.detail) == (Kind.UNCERTAIN, "no answer in time")
        assert 0.15 < outcome.seconds < 0.6


def test_a_body_is_read_no_longer_than_the_clock_allows(probe):
    ticks = itertools.count()  # a second passes whenever somebody looks
    with FaultServer(faults.dripping(faults.ENDLESS, b"{", every=0.001)) as server:
        transport = probe.transport(server.url, Limits(), monotonic=lambda: float(next(ticks)))
        outcome = probe.ask(transport, within=5)
        assert (outcome.kind, outcome.detail) == (Kind.UNCERTAIN, "no answer in time")


def test_what_is_connected_too_late_is_not_sent(probe, monkeypatch):
    clock = [0.0]
    genuine = wire.create_connection

    def slow(*arguments, **more):
        clock[0] += LIMITS.total
        return genuine(*arguments, **more)

    monkeypatch.setattr(wire, "create_connection", slow)
    with FaultServer(OK) as server:
        outcome = probe.ask(probe.transport(server.url, monotonic=lambda: clock[0]))
        assert (outcome.kind, outcome.detail) == (Kind.NOT_SENT, "no time left to send")
        assert server.count == 0


def test_what_breaks_while_sending_may_have_arrived(probe, monkeypatch):
    def breaking(connection, data):
        connection.sock.sendall(data)
        raise OSError("broken")

    monkeypatch.setattr("http.client.HTTPConnection.send", breaking)
    with FaultServer(faults.hanging) as server:
        outcome = probe.get(server.url)
        assert (outcome.kind, outcome.detail) == (
            Kind.UNCERTAIN,
            "connection broken after sending",
        )


def test_closing_lets_go_of_every_threads_connections(probe):
    with FaultServer(OK) as server:
        transport = probe.transport(server.url)
        gate = threading.Barrier(3)

        def worker():
            probe.ask(transport)
            gate.wait(5)  # asked
            gate.wait(5)  # closed
            return probe.ask(transport)

        with ThreadPoolExecutor(2) as pool:
            again = [pool.submit(worker) for _ in range(2)]
            gate.wait(5)
            transport.close()
            gate.wait(5)
            assert all(isinstance(one.result(), RawAnswer) for one in again)
        assert (server.count, server.connections) == (4, 4)
