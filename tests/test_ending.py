"""Whoever ends the app or the command in the middle of a fetch: in seconds, and on the books."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from services.sandbox.creators import EXAMPLES
from tests import faults
from tests.browser import AppProcess, clean
from tests.clock import in_step
from tests.fault_server import FaultServer
from tests.pages import CANARY
from tests.services.test_processes import states, wait_until
from tests.websocket import visiting

IDS = [example.creator_id for example in EXAMPLES[:6]]
CALLS_AT_ONCE = 3


@pytest.fixture
def settings(tmp_path):
    return {
        "JUSTONEAPI_TOKEN": CANARY,
        "DATABASE_URL": f"sqlite:///{tmp_path}/archive.db",
        "JUSTONEAPI_CONCURRENCY": str(CALLS_AT_ONCE),
        "AUTO_CALL_LIMIT": "12",
    }


def end(process: subprocess.Popen) -> float:
    """Ask a process to end, and return how many seconds it took."""
    asked_at = time.monotonic()
    process.terminate()
    process.wait(30)
    return time.monotonic() - asked_at


def asleep(url: str) -> socket.socket:
    """Open a page as a browser that falls asleep then: it hears nothing, and closes nothing."""
    at = urlsplit(url)
    line = socket.create_connection((at.hostname, at.port))
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
    )
    line.sendall(head.encode())
    assert line.recv(1 << 16).startswith(b"HTTP/1.1 101")
    return line


@pytest.mark.fault(80, 110)
def test_row110_the_app_ends_within_ten_seconds_while_the_vendor_hangs(settings, tmp_path):
    """Rows 80, 110: a page waits, a browser sleeps; what was under way is unknown, and counted."""
    with FaultServer(faults.hanging) as server:
        app = AppProcess(settings | {"JUSTONEAPI_BASE_URL": server.url}, str(tmp_path))
        process = app.start()
        try:
            with closing(asleep(app.url)), visiting(app.url, query=f"kols={','.join(IDS)}"):
                wait_until(lambda: server.count == CALLS_AT_ONCE)
                assert end(process) < 10
        finally:
            app.kill()
        assert server.count == CALLS_AT_ONCE, "nothing was sent on the way out"
    assert states(settings["DATABASE_URL"]) == ["unknown"] * CALLS_AT_ONCE


@pytest.mark.fault(80, 110)
def test_row110_the_command_ends_within_ten_seconds_while_the_vendor_hangs(settings, tmp_path):
    """Rows 80, 110: `python -m services.collect`, ended by the scheduler that started it."""
    listed = tmp_path / "creators.txt"
    listed.write_text("\n".join(IDS))
    with FaultServer(faults.hanging) as server:
        env = clean(settings | {"JUSTONEAPI_BASE_URL": server.url})
        command = in_step("services.collect", "--list", listed)
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: server.count == CALLS_AT_ONCE, seconds=60)
            assert end(process) < 10
        finally:
            process.kill()
        assert server.count == CALLS_AT_ONCE
    assert states(settings["DATABASE_URL"]) == ["unknown"] * CALLS_AT_ONCE
