"""One call: booked before it is sent, judged, and its answer kept before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.api.answers import RULES
from services.api.book import Book
from services.api.clocks import Clocks
from services.api.parsing import Reading, read_answer
from services.api.transport import RawAnswer, Transport
from services.archive.records import Answer, Ask
from services.china_time import china_today
from services.errors import ApiError, Kind
from services.messages import N_


@dataclass(frozen=True)
class Sent:
    """What a call that was sent brought: its reading, and of HTTP the status and Retry-After."""

    reading: Reading
    http_status: int | None
    retry_after: str | None


def send(
    transport: Transport,
    book: Book,
    clocks: Clocks,
    ask: Ask,
    query: Mapping[str, str],
    path: str,
    seconds: float,
) -> Sent | ApiError:
    """Send one call that may take `seconds`; an `ApiError` says that it must not be sent."""
    number = book.begin(ask)
    if isinstance(number, ApiError):
        return number
    began = clocks.monotonic()
    came = transport.get(path, query, total=seconds)
    took = clocks.monotonic() - began
    if isinstance(came, RawAnswer):
        reading = read_answer(came.http_status, came.body, ask.metric, china_today(clocks.now))
        sent = Sent(reading, came.http_status, came.retry_after)
        body = came.body
    else:
        sent = Sent(Reading(came.kind, detail=came.detail), None, None)
        body = b""
    if book.finish(number, _answer(ask, sent, clocks, took, body)):
        return sent
    foreign = N_("its numbers contradict all that is archived of this creator")
    return replace(sent, reading=Reading(Kind.PROTOCOL, sent.reading.code, detail=foreign))


def _answer(ask: Ask, sent: Sent, clocks: Clocks, seconds: float, body: bytes) -> Answer:
    reading = sent.reading
    return Answer(
        ask=ask,
        kind=reading.kind,
        charged=RULES[reading.kind].charged,
        fetched_at=clocks.now(),
        seconds=seconds,
        code=reading.code,
        http_status=sent.http_status,
        request_id=reading.request_id,
        body=body,
        points=reading.series.points if reading.series is not None else (),
    )
