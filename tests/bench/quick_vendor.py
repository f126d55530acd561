"""A vendor on 127.0.0.1 in a process of its own, so that a bench measures our own part.

`python -m tests.bench.quick_vendor SECONDS DAY` answers after so long, with points until that day.
It prints its port, and for each line that it is sent, as JSON, how many requests came and how many
of them were for a series that had been asked for already.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial

from services.china_time import latest_data_day
from tests.browser import ROOT


class Vendor:
    """A process of this module: `url` is where it answers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{int(process.stdout.readline())}"

    def said(self) -> list[int]:
        """Return how many requests came, and how many of them for a series asked for before."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def vendor(seconds: float = 0.0) -> Iterator[Vendor]:
    """Run one that answers after so many seconds with the newest data there can be."""
    module, pipe = "tests.bench.quick_vendor", subprocess.PIPE
    command = [sys.executable, "-m", module, str(seconds), latest_data_day().isoformat()]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Vendor(process)
        finally:
            process.kill()


_SERIES = re.compile(rb"kolId=([0-9a-f]{24})|increaseType=(_\d)")


def _answer(last: date) -> bytes:
    days = [last - timedelta(days=n) for n in reversed(range(60))]
    points = [{"num": 1000 + n, "dateKey": day.isoformat()} for n, day in enumerate(days)]
    data = {"fansNumInc": 59, "fansNumIncRate": 0.059, "list": points}
    body = json.dumps({"code": 0, "data": data, "message": None, "recordTime": None}).encode()
    head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
    return f"{head}{len(body)}\r\n\r\n".encode() + body


class _Connection(asyncio.Protocol):
    """`asked`, how often for each series, is one for all connections."""

    def __init__(self, seconds: float, answer: bytes, asked: Counter[tuple[bytes, ...]]) -> None:
        self._seconds, self._answer, self._asked = seconds, answer, asked
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        loop = asyncio.get_running_loop()
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            self._asked[tuple(b"".join(one) for one in _SERIES.findall(self._read[:end]))] += 1
            self._read = self._read[end + 4 :]
            loop.call_later(self._seconds, self._transport.write, self._answer)


async def _serve(seconds: float, last: date) -> None:
    loop = asyncio.get_running_loop()
    asked: Counter[tuple[bytes, ...]] = Counter()
    connection = partial(_Connection, seconds, _answer(last), asked)
    server = await loop.create_server(connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        requests = asked.total()
        print(json.dumps([requests, requests - len(asked)]), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]), date.fromisoformat(sys.argv[2])))
