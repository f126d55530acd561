"""One call: sent, judged, and made ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.api.answers import RULES, Kind
from services.api.book import Answer, Ask, Book
from services.api.parsing import Reading, read_answer
from services.api.transport import Transport, TransportFault
from services.china_time import Now, china_today
from services.endpoints import ENDPOINTS
from services.messages import N_


@dataclass(frozen=True)
class Sent:
    """What a call brought: its reading, Retry-After, and the answer that is to be kept."""

    reading: Reading
    retry_after: str | None
    answer: Answer

    def kept_in(self, book: Book, number: int) -> Sent:
        """Keep the answer under the call's `number`; another creator's is none to us."""
        if book.finish(number, self.answer):
            return self
        return replace(self, reading=Reading(Kind.FOREIGN, self.reading.code))


def send(
    transport: Transport, now: Now, ask: Ask, query: Mapping[str, str], seconds: float
) -> Sent:
    """Send one call, which may take `seconds`, to the endpoint that `ask` names."""
    came = transport.get(ENDPOINTS[ask.endpoint].path, query, total=seconds)
    if isinstance(came, TransportFault):
        reading = Reading(came.kind, detail=came.detail)
        return Sent(reading, None, _answer(ask, reading, now(), came.seconds))
    reading = _of(ask, read_answer(came.http_status, came.body, ask.metric, china_today(now)))
    answer = _answer(ask, reading, now(), came.seconds)
    kept = replace(answer, http_status=came.http_status, body=came.body)
    return Sent(reading, came.retry_after, kept)


def _of(ask: Ask, reading: Reading) -> Reading:
    """Return the reading, unless it is a profile that names another creator than was asked for."""
    named = reading.profile.creator_id if reading.profile is not None else ""
    if named in ("", ask.creator_id):
        return reading
    return replace(reading, kind=Kind.PROTOCOL, series=None, detail=N_("it is another creator's"))


def _answer(ask: Ask, reading: Reading, at: datetime, seconds: float) -> Answer:
    return Answer(
        ask=ask,
        kind=reading.kind,
        charged=RULES[reading.kind].charged,
        fetched_at=at,
        seconds=seconds,
        code=reading.code,
        request_id=reading.request_id,
        points=reading.series.points if reading.series is not None else (),
    )
