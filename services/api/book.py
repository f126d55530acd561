"""Where the client books each call before it is sent, and what came of it after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric, SeriesKey


@dataclass(frozen=True)
class Ask:
    """One call: whose series, over how many days, at which endpoint of which environment."""

    creator_id: str
    metric: Metric
    days: int
    environment: str
    endpoint: str

    @property
    def key(self) -> SeriesKey:
        """What the series is known by."""
        return self.creator_id, self.metric


@dataclass(frozen=True)
class Answer:
    """What a call brought. `body` is as it came, the token cut out; `points` where it is ok."""

    ask: Ask
    kind: Kind
    charged: Charged
    fetched_at: datetime
    seconds: float
    code: int | None = None
    http_status: int | None = None
    request_id: str | None = None
    body: bytes = b""
    points: tuple[tuple[date, int], ...] = ()


class Book(Protocol):
    """The archive, as the client knows it."""

    def begin(self, ask: Ask) -> int | Held | ApiError:
        """Book a call; return its number, or the series or the reason that makes it needless."""

    def finish(self, call_id: int, answer: Answer) -> bool:
        """Settle the call and keep its answer; False where it cannot be this creator's.

        Must not raise: the answer is paid for.
        """
