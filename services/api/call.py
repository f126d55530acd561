"""One request: what bounds it, how far it went, and what came of it.

It knows neither HTTP nor the network: only the time, and whether a byte may have left.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from services.api.answers import Kind
from services.messages import N_
from services.secret import Secret

Trouble = tuple[Kind, str]
"""What went wrong, and our fixed words for it."""

NO_ADDRESS: Trouble = (Kind.NOT_SENT, N_("server name not found"))
REFUSED: Trouble = (Kind.NOT_SENT, N_("connection refused"))
CONNECT_TIMEOUT: Trouble = (Kind.NOT_SENT, N_("connect timeout"))
NO_CONNECTION: Trouble = (Kind.NOT_SENT, N_("no connection"))
OUT_OF_TIME: Trouble = (Kind.NOT_SENT, N_("no time left to send"))
NOT_TRUSTED: Trouble = (Kind.TLS, N_("secure connection refused"))
NO_ANSWER: Trouble = (Kind.UNCERTAIN, N_("no answer in time"))
BROKEN: Trouble = (Kind.UNCERTAIN, N_("connection broken after sending"))
REDIRECT: Trouble = (Kind.PROTOCOL, N_("redirect"))
UNREADABLE: Trouble = (Kind.PROTOCOL, N_("unreadable content encoding"))
TOO_LARGE: Trouble = (Kind.TOO_LARGE, N_("answer too large"))


@dataclass(frozen=True)
class RawAnswer:
    """What the vendor sent, token blotted out, and the seconds from the start to the last byte."""

    http_status: int
    retry_after: str | None
    body: bytes
    seconds: float


@dataclass(frozen=True)
class TransportFault:
    """Why there is no answer.

    `kind` is NOT_SENT or TLS (nothing left this machine), or UNCERTAIN, PROTOCOL or TOO_LARGE (it
    did, and may be charged). `detail` is fixed words of ours, a msgid of the catalogue.
    """

    kind: Kind
    detail: str
    seconds: float


@dataclass(frozen=True)
class Limits:
    """Seconds to connect, between two reads, in all, and of rest for a connection; bytes of a body.

    `body` counts decoded bytes: a compressed answer can't grow past it.
    """

    connect: float = 5.0
    read: float = 120.0
    total: float = 150.0
    body: int = 1 << 20
    idle: float = 20.0


class Connection(Protocol):
    """What a call needs of the connection that serves it."""

    sock: socket.socket | None
    resting_since: float | None


class Call:
    """One request under way: its deadline, and whether a byte of it may have left.

    The connection reads it from `CALL`, the watchdog from another thread: hence the lock.
    """

    def __init__(
        self, token: Secret | None, *, total: float, idle: float, clock: Callable[[], float]
    ) -> None:
        self.token = token
        self.idle = idle
        self.clock = clock
        self.started = clock()
        self.deadline = self.started + total
        self.sent = False
        self.expired = False
        self.unsent: Trouble = NO_CONNECTION
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._sock: socket.socket | None = None

    def left(self) -> float:
        """Return the seconds until the deadline, negative after it."""
        return self.deadline - self.clock()

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return self.clock() - self.started

    def about_to_send(self, connection: Connection) -> None:
        """Mark the call as sent over `connection`; raises TimeoutError when its time is up."""
        with self._lock:
            if self.expired or self.left() <= 0:
                self.unsent = OUT_OF_TIME
                raise TimeoutError(OUT_OF_TIME[1])
            self.sent = True
            self._connection = connection
            # Kept by itself: a connection that the vendor wants closed lets go of it early.
            self._sock = connection.sock

    def expire(self) -> None:
        """End the wait: shut the socket down under whoever reads from it."""
        with self._lock:
            self.expired = True
            if self._sock is not None:
                with suppress(OSError):
                    # Not sock.shutdown(): SSLSocket's own one drops the TLS layer under the
                    # reader, who would then take ciphertext for the answer.
                    socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def finish(self) -> bool:
        """Let go of the connection; return whether the time was up before that."""
        with self._lock:
            if self._connection is not None:
                self._connection.resting_since = self.clock()
            self._connection = self._sock = None
            return self.expired


CALL: ContextVar[Call] = ContextVar("call")


@contextmanager
def watched(call: Call) -> Iterator[None]:
    """Make `call` the one that connections of this thread serve, for its own time at most.

    The libraries' timeouts are a read's; only a watchdog bounds headers that drip.
    """
    watchdog = threading.Timer(max(call.left(), 0.0), call.expire)
    watchdog.daemon = True
    watchdog.start()
    mark = CALL.set(call)
    try:
        yield
    finally:
        CALL.reset(mark)
        watchdog.cancel()
        call.finish()
