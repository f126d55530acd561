"""A vendor on 127.0.0.1 that answers at once, and counts: so that a bench measures our own part.

`python -m tests.bench.quick_vendor` prints its port, and for each line that it is sent, as JSON,
how many requests came and how many of them were for a series that had been asked for already.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from datetime import timedelta

from services.china_time import latest_data_day

_SERIES = re.compile(rb"kolId=([0-9a-f]{24})|increaseType=(_\d)")


def _answer() -> bytes:
    days = [latest_data_day() - timedelta(days=n) for n in reversed(range(60))]
    points = [{"num": 1000 + n, "dateKey": day.isoformat()} for n, day in enumerate(days)]
    data = {"fansNumInc": 59, "fansNumIncRate": 0.059, "list": points}
    body = json.dumps({"code": 0, "data": data, "message": None, "recordTime": None}).encode()
    head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
    return f"{head}{len(body)}\r\n\r\n".encode() + body


class _Connection(asyncio.Protocol):
    answer = _answer()
    asked: dict[tuple[bytes, ...], int] = {}  # noqa: RUF012 - one for all connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._read = transport, b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            key = tuple(b"".join(found) for found in _SERIES.findall(self._read[:end]))
            self.asked[key] = self.asked.get(key, 0) + 1
            self._read = self._read[end + 4 :]
            self._transport.write(self.answer)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        asked = _Connection.asked
        requests = sum(asked.values())
        print(json.dumps([requests, requests - len(asked)]), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve())
