"""Rows 1 to 22, 65, 86 and 88 of the fault matrix, over a real socket; `probe` checks row 88."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from services.api.answers import Kind
from services.api.transport import Limits, RawAnswer, Transport, TransportFault
from tests import faults
from tests.browser import ROOT
from tests.fault_server import FaultServer, reply
from tests.matrix import cases
from tests.services.api.probing import PATH, QUERY, Probe, resolving, sent_the_token_once

UNCERTAIN, PROTOCOL, TOO_LARGE = Kind.UNCERTAIN, Kind.PROTOCOL, Kind.TOO_LARGE
SILENT, BROKEN = "no answer in time", "connection broken after sending"
HTML = b"<html><body>Please sign in to the network</body></html>"

FAULTS = {
    "row05-close": (faults.closing, UNCERTAIN, BROKEN),
    "row06-reset": (faults.resetting, UNCERTAIN, BROKEN),
    "row07-hang": (faults.hanging, UNCERTAIN, SILENT),
    "row08-drip-status": (faults.dripping(b"HTTP/1.1 ", b"2"), UNCERTAIN, SILENT),
    "row08-drip-header": (faults.dripping(faults.OK_HEAD, b"X: 1\r\n"), UNCERTAIN, SILENT),
    "row09-drip-body": (faults.dripping(faults.ENDLESS, b"{"), UNCERTAIN, SILENT),
    "row09-drip-chunk-size": (faults.dripping(faults.ENDLESS_CHUNKED, b"0"), UNCERTAIN, SILENT),
    "row09-drip-gzip": (faults.dripping(faults.GZIP_HEAD, faults.EMPTY_GZIP), UNCERTAIN, SILENT),
    "row09-stall-in-body": (faults.stalling(faults.ENDLESS + b'{"code"'), UNCERTAIN, SILENT),
    "row11-short-body": (faults.short_body, UNCERTAIN, BROKEN),
    "row12-bad-chunk-size": (faults.broken_chunking, UNCERTAIN, BROKEN),
    "row12-cut-chunk": (faults.cut_chunk, UNCERTAIN, BROKEN),
    "row12-no-last-chunk": (faults.missing_last_chunk, UNCERTAIN, BROKEN),
    "row14-garbage": (faults.garbage, UNCERTAIN, BROKEN),
    "row15-huge-header": (faults.huge_header, UNCERTAIN, BROKEN),
    "row15-101-headers": (faults.many_headers, UNCERTAIN, BROKEN),
    "row15-two-lengths": (faults.two_lengths, UNCERTAIN, BROKEN),
    "row16-gzip-bomb": (faults.gzip_bomb, TOO_LARGE, "answer too large"),
    "row17-endless": (faults.endless, TOO_LARGE, "answer too large"),
    "row17-endless-chunked": (faults.endless_chunked, TOO_LARGE, "answer too large"),
    "row18-corrupt-gzip": (faults.corrupt_gzip, PROTOCOL, "unreadable content encoding"),
    "row18-unknown-encoding": (faults.unknown_encoding, PROTOCOL, "unreadable content encoding"),
}

ANSWERS = {
    # What looks like an answer is handed on; that it holds none is for the parser to find.
    "row10-half-header": (faults.half_header, 200, b""),
    "row13-cut-json": (faults.cut_json, 200, b'{"code": 0, "da'),
    "row19-no-content": (reply(204), 204, b""),
    "row19-empty": (reply(200), 200, b""),
    "row20-captive-portal": (reply(200, HTML, {"Content-Type": "text/html"}), 200, HTML),
    "gzip": (faults.gzipped, 200, b'{"code": 0}'),
    "error-status": (reply(503, b'{"code": 301}'), 503, b'{"code": 301}'),
}


@pytest.mark.parametrize(("behaviour", "kind", "detail"), cases(FAULTS))
@pytest.mark.fault(88)
def test_a_fault_after_sending_is_told_and_never_repeated(probe, behaviour, kind, detail):
    with FaultServer(behaviour) as server:
        outcome = probe.get(server.url)
        assert isinstance(outcome, TransportFault)
        assert (outcome.kind, outcome.detail) == (kind, detail)
        assert [sent_the_token_once(request) for request in server.requests] == [True]


@pytest.mark.parametrize(("behaviour", "status", "body"), cases(ANSWERS))
@pytest.mark.fault(88)
def test_what_came_is_handed_on_as_it_came(probe, behaviour, status, body):
    with FaultServer(behaviour) as server:
        outcome = probe.get(server.url)
        assert isinstance(outcome, RawAnswer)
        assert (outcome.http_status, outcome.body) == (status, body)
        assert [sent_the_token_once(request) for request in server.requests] == [True]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308], ids="row21-{}".format)
@pytest.mark.fault(21)
def test_a_redirect_reaches_nobody_else(probe, status):
    with FaultServer(reply(200, b"{}")) as other:
        with FaultServer(faults.redirecting(status, other.url)) as server:
            outcome = probe.get(server.url)
            assert (outcome.kind, outcome.detail) == (PROTOCOL, "redirect")
            assert server.count == 1
        assert other.count == 0


@pytest.mark.parametrize(
    "behaviour",
    [
        faults.redirecting(302, ""),
        faults.streaming(
            b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", iter(lambda: b"x" * 4096, 0)
        ),
        reply(302, b"{}", {"Location": "http://[nonsense"}),
        reply(304),
    ],
    ids=["row22-loop", "row22-endless-body", "row22-bad-target", "row22-without-target"],
)
@pytest.mark.fault(22)
def test_no_redirect_is_followed_or_read(probe, behaviour):
    with FaultServer(behaviour) as server:
        outcome = probe.get(server.url)
        assert (outcome.kind, outcome.detail) == (PROTOCOL, "redirect")
        assert server.count == 1


@pytest.mark.fault(1)
def test_row01_an_unknown_name_is_not_sent(probe, monkeypatch):
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = probe.get("http://vendor.invalid")
    assert (outcome.kind, outcome.detail) == (Kind.NOT_SENT, "server name not found")


@pytest.mark.fault(2)
def test_row02_a_closed_port_is_not_sent(probe):
    with FaultServer(reply(200)) as server:
        url = server.url
    outcome = probe.get(url)
    assert (outcome.kind, outcome.detail) == (Kind.NOT_SENT, "connection refused")


@pytest.mark.parametrize("addresses", [1, 4])
@pytest.mark.fault(3)
def test_row03_a_connection_that_never_opens_is_not_sent(probe, monkeypatch, addresses):
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port = listener.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:  # fills the queue, so that no further connection completes
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))] * addresses
        monkeypatch.setattr(socket, "getaddrinfo", resolving("vendor.example", found))
        transport = probe.transport(f"http://vendor.example:{port}")
        outcome = probe.ask(transport, within=0.9)  # 0.3 s to connect, however many addresses
        for sock in waiting:
            sock.close()
    assert (outcome.kind, outcome.detail) == (Kind.NOT_SENT, "connect timeout")


@pytest.mark.fault(16)
def test_row16_a_gzip_bomb_takes_no_memory():
    program = (
        "import resource, sys\n"
        "from services.api.transport import Transport\n"
        "transport = Transport(sys.argv[1], None)\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "outcome = transport.get('/', {})\n"
        "unit = 1 if sys.platform == 'darwin' else 1024\n"
        "print(outcome.kind, (peak() - before) * unit)\n"
    )
    with FaultServer(faults.gzip_bomb) as server:
        command = [sys.executable, "-c", program, server.url]
        ran = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
        )
    kind, grown = ran.stdout.split()
    assert kind == TOO_LARGE
    assert int(grown) < 20_000_000


@pytest.mark.fault(65)
def test_row65_an_echo_of_the_token_is_blotted_out(probe: Probe):
    with FaultServer(faults.echoing) as server:
        outcome = probe.get(server.url)
        assert [sent_the_token_once(request) for request in server.requests] == [True]
    assert isinstance(outcome, RawAnswer)
    assert outcome.body.endswith(b"&token=***")
    assert outcome.retry_after is not None
    assert outcome.retry_after.endswith("&token=***")


@pytest.mark.fault(86)
def test_row86_the_environment_is_ignored(probe, monkeypatch, tmp_path):
    with FaultServer(reply(200, b"{}")) as proxy, FaultServer(reply(200, b"{}")) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login somebody password something\n")
        monkeypatch.setenv("NETRC", str(netrc))
        assert isinstance(probe.get(server.url), RawAnswer)
        assert (proxy.count, server.count) == (0, 1)
        assert "authorization" not in server.requests[0].headers


def test_no_time_left_means_not_sent():
    with FaultServer(reply(200)) as server:
        outcome = Transport(server.url, None, limits=Limits()).get(PATH, QUERY, total=0.0)
        assert outcome == TransportFault(Kind.NOT_SENT, "no time left to send", outcome.seconds)
        assert server.count == 0
