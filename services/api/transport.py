"""Carries one GET to the vendor and brings back what came, or why nothing did, as a value.

Only this module and `services.api.wire` see `requests`, urllib3 and the token; neither knows a
business code. Nothing that happens on the wire is raised: library exceptions hold URLs, so they are
classified and dropped here.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

import requests
from urllib3.exceptions import DecodeError, ReadTimeoutError

from services.api.call import (
    BROKEN,
    NO_ANSWER,
    OUT_OF_TIME,
    REDIRECT,
    TOO_LARGE,
    UNREADABLE,
    Call,
    Limits,
    RawAnswer,
    TransportFault,
    Trouble,
    watched,
)
from services.api.redaction import redact
from services.api.wire import DirectSession, Responder
from services.secret import Secret

__all__ = ["Limits", "RawAnswer", "Responder", "Transport", "TransportFault"]

_READABLE_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip"})
_PIECE = 1 << 16

DEFAULT_LIMITS = Limits()


class Transport:
    """Sends GETs below `base_url`. Shared by all threads; each gets a session of its own.

    With `responder`, a function of this process answers instead of the network; it needs no token,
    and what it raises is a fault of this program, so that passes through.
    """

    def __init__(
        self,
        base_url: str,
        token: Secret | None,
        *,
        limits: Limits = DEFAULT_LIMITS,
        responder: Responder | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._token = token
        self._limits = limits
        self._responder = responder
        self._clock = monotonic
        self._mine = threading.local()
        self._all: weakref.WeakSet[requests.Session] = weakref.WeakSet()
        self._lock = threading.Lock()

    def get(
        self, path: str, params: Mapping[str, str], *, total: float | None = None
    ) -> RawAnswer | TransportFault:
        """Send `GET base_url + path?params` once; `total` seconds bound it where they are fewer.

        Whatever the network or the vendor does comes back as a value, never as an exception.
        """
        limits = self._limits
        allowed = limits.total if total is None else min(total, limits.total)
        call = Call(self._token, total=allowed, idle=limits.idle, clock=self._clock)
        if allowed <= 0:
            return _fault(OUT_OF_TIME, call)
        watch: AbstractContextManager[None] = nullcontext() if self._responder else watched(call)
        try:
            with watch:
                return self._exchange(path, params, call)
        except Exception as error:
            if self._responder is not None:
                raise
            trouble = _classify(call, error)
        # Outside of the `except` block: no exception, and no context of one, lives on.
        return _fault(trouble, call)

    def close(self) -> None:
        """Close the connections of all threads that are not in use."""
        with self._lock:
            sessions = list(self._all)
        for session in sessions:
            session.close()

    def _exchange(
        self, path: str, params: Mapping[str, str], call: Call
    ) -> RawAnswer | TransportFault:
        limits, left = self._limits, max(call.left(), 0.001)
        with self._session().get(
            self._base_url + path,
            params=dict(params),
            timeout=(min(limits.connect, left), min(limits.read, left)),
            stream=True,
            allow_redirects=False,
        ) as response:
            if 300 <= response.status_code < 400:
                return _fault(REDIRECT, call)
            encoding = response.headers.get("Content-Encoding", "")
            if encoding.strip().lower() not in _READABLE_ENCODINGS:
                return _fault(UNREADABLE, call)
            body = _read(response, call, limits.body)
        if call.finish():
            return _fault(NO_ANSWER, call)
        if body is None:
            return _fault(TOO_LARGE, call)
        return RawAnswer(
            response.status_code,
            self._retry_after(response),
            redact(body, self._token),
            call.seconds(),
        )

    def _retry_after(self, response: requests.Response) -> str | None:
        value = response.headers.get("Retry-After")
        if value is None:
            return None
        return redact(value.encode("latin-1", "replace"), self._token).decode("latin-1")

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = DirectSession(self._base_url, self._responder)
            with self._lock:
                self._all.add(session)
        return session


def _read(response: requests.Response, call: Call, most: int) -> bytes | None:
    """Return the decoded body, or None once it has more than `most` bytes."""
    body = bytearray()
    while piece := response.raw.read1(_PIECE, decode_content=True):
        body += piece
        if len(body) > most:
            return None
        if call.left() <= 0:
            call.expire()
            break
    return bytes(body)


def _classify(call: Call, error: Exception) -> Trouble:
    """Tell what an exception means from what was sent before it. Never raises."""
    if not call.sent:
        return call.unsent
    timeouts = (requests.Timeout, ReadTimeoutError, TimeoutError)
    if call.expired or isinstance(error, timeouts):
        return NO_ANSWER
    return UNREADABLE if isinstance(error, DecodeError) else BROKEN


def _fault(trouble: Trouble, call: Call) -> TransportFault:
    kind, detail = trouble
    return TransportFault(kind, detail, call.seconds())
