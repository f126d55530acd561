"""Files over raw HTTP: a locked stranger's are refused unread, and nobody's fill the memory."""

from __future__ import annotations

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from components.calls.uploads import MOST_OF_A_SESSION
from tests.browser import serve_app
from tests.components.gated import PASSCODE
from tests.websocket import visiting

FILE = b"\0" * 2_000_000
FILES = 150
BEFORE = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
AFTER = b"\r\n--b--\r\n"
PRIVATE = {"APP_PASSCODE": PASSCODE, "APP_PRIVATE": "1"}


@pytest.fixture(scope="module")
def private():
    with serve_app(PRIVATE) as url:
        yield url


def put(url: str, session: str, number: int, *framing: str) -> int:
    """Send a file as any program may; return the answer's status, 204 where it was taken.

    The body follows only when the server asks for it, so that a refusal is one of nothing read.
    """
    length = len(BEFORE) + len(FILE) + len(AFTER)
    with urlopen(f"{url}/_stcore/health") as health:
        mark = re.search(r"_streamlit_xsrf=([^;]+)", str(health.headers["Set-Cookie"])).group(1)
    head = [
        f"PUT /_stcore/upload_file/{session}/{number} HTTP/1.1",
        f"Host: {urlsplit(url).netloc}",
        f"Cookie: _streamlit_xsrf={mark}",
        f"X-Xsrftoken: {mark}",
        "Content-Type: multipart/form-data; boundary=b",
        "Expect: 100-continue",
        *(framing or (f"Content-Length: {length}",)),
    ]
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=60) as sock:
        sock.sendall("\r\n".join([*head, "", ""]).encode())
        answers = sock.makefile("rb")
        status = int(answers.readline().split()[1])
        if status != 100:
            return status
        answers.readline()
        sock.sendall(BEFORE + FILE + AFTER)
        return int(answers.readline().split()[1])


def held(url: str) -> int:
    """Return how many bytes of files the server says it holds."""
    with urlopen(f"{url}/_stcore/metrics") as answer:
        told = answer.read().decode()
    found = re.search(r'cache_type="UploadedFileManager"[^}]*\} (\d+)', told)
    return int(found.group(1)) if found else 0


def sent_at_once(url: str, session: str) -> list[int]:
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda number: put(url, session, number), range(FILES)))


@pytest.mark.fault(111)
def test_a_locked_strangers_files_are_refused_unread(private):
    """Row 111: 150 files of 2 MB."""
    with visiting(private) as stranger:
        assert set(sent_at_once(private, stranger.session_id)) == {403}
        assert put(private, "00000000-0000-4000-8000-000000000000", 0) == 403
    assert held(private) == 0


@pytest.mark.fault(111)
def test_who_is_let_in_sends_sheets_and_no_more_than_20_mb(private):
    """Row 111: sent one by one or together, of a length that binds the sender."""
    with visiting(private) as owner:
        owner.try_passcode(PASSCODE)
        assert put(private, owner.session_id, 0) == 204
        statuses = sent_at_once(private, owner.session_id)
        assert statuses.count(204) == MOST_OF_A_SESSION // len(FILE) - 1
        assert set(statuses) == {204, 413}
        while (bytes_held := held(private)) == 0:  # it says for a while what it said last
            time.sleep(0.1)
        assert bytes_held <= MOST_OF_A_SESSION
        assert put(private, owner.session_id, 1, "Transfer-Encoding: chunked") == 411
