"""What the tests of the wire share: a canary for the token, and a transport short of time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from services.api.transport import Limits, RawAnswer, Transport, TransportFault
from services.secret import Secret
from tests.exchange import Request

CANARY = "canary+Öl/7=secret&x"
QUOTED = quote(CANARY, safe="")
LIMITS = Limits(connect=0.3, read=0.3, total=0.45)
PATH = "/api/xiaohongshu-pgy/get-kol-fans-trend/v1"
QUERY = {"kolId": "5f0a00000000000000000a01", "dateType": "_2"}

Outcome = RawAnswer | TransportFault


def shows_token(text: str) -> bool:
    return CANARY in text or QUOTED in text or "canary" in text


@dataclass
class Probe:
    """Sends calls, and checks after each that it was in time and gave the token away nowhere."""

    tracebacks: list[str] = field(default_factory=list)
    opened: list[Transport] = field(default_factory=list)

    def transport(self, url: str, limits: Limits = LIMITS, **more: object) -> Transport:
        made = Transport(url, Secret(CANARY), limits=limits, **more)  # type: ignore[arg-type]
        self.opened.append(made)
        return made

    def ask(self, transport: Transport, *, within: float = LIMITS.total + 0.5) -> Outcome:
        started = time.monotonic()
        outcome = transport.get(PATH, QUERY)
        assert time.monotonic() - started < within
        assert not shows_token(f"{outcome!r} {outcome} {vars(outcome)}")
        return outcome

    def get(self, url: str, limits: Limits = LIMITS) -> Outcome:
        return self.ask(self.transport(url, limits))


def sent_the_token_once(request: Request) -> bool:
    return request.target.count(QUOTED) == 1 and request.query == {**QUERY, "token": CANARY}


def resolving(name: str, found: list[object]) -> Callable[..., object]:
    """Return a getaddrinfo that answers `found` for `name`, and the genuine answer otherwise."""
    genuine = socket.getaddrinfo

    def answer(host: str, *rest: Any, **more: Any) -> object:
        return found if host == name else genuine(host, *rest, **more)

    return answer
