"""A vendor on 127.0.0.1 that behaves as told, down to the single byte, and counts what it is asked.

    with FaultServer(reply(200, b"{}")) as server:
        ...                       # call server.url
        assert server.count == 1

A behaviour is a function of an `Exchange` that returns whether the connection may stay open. The
well-behaved ones are here, the others in `tests.faults`.
"""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Self

from tests.exchange import Answer, Behaviour, Exchange, Request, answer_bytes


def reply(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Behaviour:
    """Always give this answer, and keep the connection."""
    whole = answer_bytes(status, headers or {"Content-Type": "application/json"}, body)

    def behave(exchange: Exchange) -> bool:
        exchange.send(whole)
        return True

    return behave


def answering(
    handler: Callable[[str, Mapping[str, str]], Answer], *, delay: float = 0.0
) -> Behaviour:
    """Answer what `handler(path, query)` returns, after `delay` seconds; keep the connection."""

    def behave(exchange: Exchange) -> bool:
        if delay and not exchange.pause(delay):
            return False
        request = exchange.request
        exchange.send(answer_bytes(*handler(request.path, request.query)))
        return True

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave like the first, then the second …; the last one stays."""
    lock = threading.Lock()
    left = list(behaviours)

    def behave(exchange: Exchange) -> bool:
        with lock:
            chosen = left.pop(0) if len(left) > 1 else left[0]
        return chosen(exchange)

    return behave


class FaultServer(socketserver.ThreadingTCPServer):
    """The server, a context manager. `behaviour` may be exchanged at any time.

    `requests` are all it was asked, `count` their number, `connections` how many were opened,
    `peak` how many requests waited for an answer at once.
    """

    allow_reuse_address = True
    request_queue_size = 128
    daemon_threads = False  # joined by server_close()

    def __init__(self, behaviour: Behaviour, *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.behaviour = behaviour
        self.tls = tls
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.requests: list[Request] = []
        self.connections = 0
        self.peak = 0
        self.errors: list[BaseException] = []
        self._waiting: set[object] = set()
        self._open: set[socket.socket] = set()
        self._loop = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.server_address[1]}"

    @property
    def count(self) -> int:
        return len(self.requests)

    def __enter__(self) -> Self:
        self._loop.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.shutdown()
        self._loop.join()
        self.drop_connections()
        self.server_close()
        if self.errors:
            raise self.errors[0]

    def drop_connections(self) -> None:
        """Close what is open, as a server that restarts or tires of waiting does."""
        with self.lock:
            for sock in self._open:
                with suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def get_request(self) -> tuple[Any, Any]:
        sock, address = super().get_request()
        if self.tls:  # the handshake waits for the connection's own thread
            sock = self.tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        with self.lock:
            self._open.add(sock)
            self.connections += 1
        return sock, address

    def shutdown_request(self, request: Any) -> None:
        with self.lock:
            self._open.discard(request)
        request.close()  # no shutdown before it: a reset must stay a reset

    def serve(self, request: Request, sock: socket.socket) -> bool:
        me = object()

        def answered() -> None:
            with self.lock:
                self._waiting.discard(me)

        with self.lock:
            self.requests.append(request)
            self._waiting.add(me)
            self.peak = max(self.peak, len(self._waiting))
        try:
            # Not only when the behaviour ends: the client may ask again before that.
            return self.behaviour(Exchange(request, sock, self.stopping, answered))
        finally:
            answered()


class _Connection(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    server: FaultServer

    def handle(self) -> None:
        try:
            while (request := self._read()) is not None:
                if not self.server.serve(request, self.request):
                    return
        except OSError:
            return  # the client left: what most faults are about
        except BaseException as error:  # shown by the test's own thread
            self.server.errors.append(error)

    def _read(self) -> Request | None:
        line = self.rfile.readline(1 << 17).decode("latin-1").split(" ")
        headers = {}
        while (header := self.rfile.readline(1 << 17).strip()) != b"":
            name, _, value = header.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return Request(line[1], headers, time.monotonic()) if len(line) == 3 else None
