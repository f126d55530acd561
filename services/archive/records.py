"""What goes into the archive and comes out of it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.api.profiles import Metric
from services.errors import Charged, Kind


@dataclass(frozen=True)
class Ask:
    """One call: whose series, over how many days, at which endpoint of which environment."""

    creator_id: str
    metric: Metric
    days: int
    environment: str
    endpoint: str


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


@dataclass(frozen=True)
class Stored:
    """A series as archived: its points (China date, followers), ascending, one a day, at least one.

    `fetched_at`, `endpoint` and `days` are those of the newest call that brought any of them.
    """

    points: tuple[tuple[date, int], ...]
    fetched_at: datetime
    endpoint: str
    days: int


@dataclass(frozen=True)
class LastOutcome:
    """How the newest call for a series ended, and how many times in a row it ended that way."""

    kind: Kind
    charged: Charged
    code: int | None
    http_status: int | None
    fetched_at: datetime
    in_a_row: int
