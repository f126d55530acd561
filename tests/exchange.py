"""One request to a test's own server, as that server's behaviour sees it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """A request as it came: `target` is the raw text of its line, `at` monotonic seconds."""

    target: str
    headers: Mapping[str, str]
    at: float

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True)
class Exchange:
    """A request and the socket it came over; `stopping` is set when the server is to end.

    `answered` is called before any of the answer leaves.
    """

    request: Request
    sock: socket.socket
    stopping: threading.Event
    answered: Callable[[], None]

    def send(self, data: bytes) -> None:
        self.answered()
        self.sock.sendall(data)

    def pause(self, seconds: float) -> bool:
        """Wait; return False when the server is ending."""
        return not self.stopping.wait(seconds)


Behaviour = Callable[[Exchange], bool]
Answer = tuple[int, Mapping[str, str], bytes]


def answer_bytes(status: int, headers: Mapping[str, str], body: bytes) -> bytes:
    """Return a whole HTTP/1.1 answer; its length is added unless a header frames the body."""
    framed = {"content-length", "transfer-encoding"} & {name.lower() for name in headers}
    length = {} if framed or status in (204, 304) else {"Content-Length": str(len(body))}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in {**headers, **length}.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
