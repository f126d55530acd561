"""One call: sent, judged, and made ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.api.answers import RULES, Kind
from services.api.book import Answer, Ask, Book
from services.api.parsing import Reading, read_answer
from services.api.transport import RawAnswer, Transport
from services.china_time import Clocks, china_today
from services.messages import N_


@dataclass(frozen=True)
class Sent:
    """What a call that was sent brought: its reading, of HTTP the status and Retry-After, and its
    number in the book with the answer that is to be kept there.
    """

    reading: Reading
    http_status: int | None
    retry_after: str | None
    number: int
    answer: Answer

    def kept_in(self, book: Book) -> Sent:
        """Keep the answer; where it turns out to be another creator's, it is none to us."""
        if book.finish(self.number, self.answer):
            return self
        foreign = N_("its numbers contradict all that is archived of this creator")
        return replace(self, reading=Reading(Kind.PROTOCOL, self.reading.code, detail=foreign))


def send(
    transport: Transport,
    clocks: Clocks,
    number: int,
    ask: Ask,
    query: Mapping[str, str],
    path: str,
    seconds: float,
) -> Sent:
    """Send one call, booked under `number`, that may take `seconds`."""
    began = clocks.monotonic()
    came = transport.get(path, query, total=seconds)
    took = clocks.monotonic() - began
    status = retry_after = None
    body = b""
    if isinstance(came, RawAnswer):
        status, retry_after, body = came.http_status, came.retry_after, came.body
        reading = read_answer(status, body, ask.metric, china_today(clocks.now))
    else:
        reading = Reading(came.kind, detail=came.detail)
    answer = _answer(ask, reading, status, clocks, took, body)
    return Sent(reading, status, retry_after, number, answer)


def _answer(
    ask: Ask, reading: Reading, status: int | None, clocks: Clocks, seconds: float, body: bytes
) -> Answer:
    return Answer(
        ask=ask,
        kind=reading.kind,
        charged=RULES[reading.kind].charged,
        fetched_at=clocks.now(),
        seconds=seconds,
        code=reading.code,
        http_status=status,
        request_id=reading.request_id,
        body=body,
        points=reading.series.points if reading.series is not None else (),
    )
