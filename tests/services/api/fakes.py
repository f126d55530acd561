"""A vendor and a clock that do as they are told: the client without network or waiting."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from services.api import book as kept
from services.api.book import Ask
from services.api.call import RawAnswer, TransportFault
from services.api.client import Client
from services.api.errors import ApiError
from services.api.governor import Breaker, Latch, Slots
from services.api.series import Held, Metric
from services.china_time import Clocks
from services.endpoints import EndpointChoice

Answer = RawAnswer | TransportFault
CREATOR = "5f0000000000000001000a01"
NOON = datetime(2025, 12, 8, 4, tzinfo=UTC)  # noon in China
SERIES = {
    "fansNumInc": 50,
    "fansNumIncRate": 0.05,
    "list": [{"num": 1000, "dateKey": "2025-12-06"}, {"num": 1050, "dateKey": "2025-12-07"}],
}


def body(code: object, data: object = None, **more: object) -> bytes:
    """Return a body as the vendor writes one."""
    whole = {"code": code, "data": data, "message": None, "recordTime": None, **more}
    return json.dumps(whole).encode()


def raw(status: int, content: bytes = b"", retry_after: str | None = None) -> RawAnswer:
    return RawAnswer(status, retry_after, content, 0.1)


def coded(status: int, code: int, retry_after: str | None = None) -> RawAnswer:
    return raw(status, body(code), retry_after)


GOOD = raw(200, body(0, SERIES))


@dataclass
class FakeTime:
    """Time passes only by `sleep` and `pass_by`; `chance` is what random gives."""

    moment: datetime = NOON
    seconds: float = 1000.0
    chance: float = 1.0
    sleeps: list[float] = field(default_factory=list)

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self.moment += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.sleeps.append(seconds)
        self.pass_by(seconds)

    def now(self) -> datetime:
        return self.moment

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.now, lambda: self.seconds, self.sleep, lambda: self.chance)


@dataclass
class FakeTransport:
    """Gives its answers in turn, the last one for ever; a function of the path may answer, too."""

    answers: list[Answer | Callable[[str], Answer]]
    asked: list[tuple[str, dict[str, str], float | None]] = field(default_factory=list)

    def get(self, path: str, params: Mapping[str, str], *, total: float | None = None) -> Answer:
        self.asked.append((path, dict(params), total))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(path) if callable(answer) else answer


class NoBook:
    """Counts what is booked, and keeps nothing."""

    def __init__(self) -> None:
        self.booked = 0

    def begin(self, ask: Ask) -> int | Held | ApiError:
        """Let every call go."""
        self.booked += 1
        return self.booked

    def finish(self, call_id: int, answer: kept.Answer) -> bool:
        """Keep nothing."""
        return True


@dataclass
class Bench:
    """A client on fakes, and what it did."""

    vendor: FakeTransport
    time: FakeTime
    client: Client
    book: NoBook = field(default_factory=NoBook)

    @property
    def sent(self) -> int:
        return len(self.vendor.asked)

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.vendor.asked]

    def fetch(self, creator_id: str = CREATOR, metric: Metric = Metric.TOTAL) -> Held | ApiError:
        try:
            return self.client.fetch(creator_id, metric, self.book)
        except ApiError as caught:
            error = caught
        assert error.__context__ is error.__cause__ is None
        return error


def bench(
    *answers: Answer | Callable[[str], Answer],
    endpoint: str = "legacy",
    slots: int = 8,
    chance: float = 1.0,
    moment: datetime = NOON,
    **more: object,
) -> Bench:
    time = FakeTime(moment, chance=chance)
    vendor = FakeTransport(list(answers))
    client = Client(
        vendor,
        EndpointChoice(endpoint),
        Slots(slots),
        Latch(now=time.now),
        Breaker(monotonic=lambda: time.seconds),
        time.clocks,
        **more,
    )
    return Bench(vendor, time, client)
