"""How a spooled answer is written: JSON, the body in base64."""

from __future__ import annotations

import base64
import json
import re
from datetime import date, datetime
from typing import Any

from services.api.answers import Charged, Kind
from services.api.book import Answer, Ask
from services.api.series import Metric

_VERSION = 1
_OWNER = re.compile(rb'"creator_id": "([0-9a-f]{24})"')


def as_bytes(answer: Answer, call_id: int | None) -> bytes:
    """Return the file's content for an answer and the ledger's call it belongs to."""
    ask = answer.ask
    written = {
        "version": _VERSION,
        "call_id": call_id,
        "creator_id": ask.creator_id,
        "metric": ask.metric,
        "days": ask.days,
        "environment": ask.environment,
        "endpoint": ask.endpoint,
        "kind": answer.kind,
        "charged": answer.charged,
        "fetched_at": answer.fetched_at.isoformat(),
        "seconds": answer.seconds,
        "code": answer.code,
        "http_status": answer.http_status,
        "request_id": answer.request_id,
        "body": base64.b64encode(answer.body).decode("ascii"),
        "points": [[day.isoformat(), value] for day, value in answer.points],
    }
    return json.dumps(written).encode()


def from_bytes(content: bytes) -> tuple[int | None, Answer]:
    """Return the call id and the answer of such a content. Raises `ValueError` if damaged."""
    damaged = False
    try:
        written = json.loads(content)
        answer = _answer(written)
        call_id = _number_or_none(written["call_id"])
        damaged = written["version"] != _VERSION or answer.fetched_at.tzinfo is None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        damaged = True
    if damaged:
        raise ValueError("a spooled answer is damaged")
    return call_id, answer


def owner_of(content: bytes) -> str | None:
    """Return the creator whose answer a content was, damaged or not; None where it does not say."""
    found = _OWNER.search(content)
    return found[1].decode() if found else None


def _answer(written: dict[str, Any]) -> Answer:
    ask = Ask(
        creator_id=_text(written["creator_id"]),
        metric=Metric(written["metric"]),
        days=_number(written["days"]),
        environment=_text(written["environment"]),
        endpoint=_text(written["endpoint"]),
    )
    return Answer(
        ask=ask,
        kind=Kind(written["kind"]),
        charged=Charged(written["charged"]),
        fetched_at=datetime.fromisoformat(written["fetched_at"]),
        seconds=float(written["seconds"]),
        code=_number_or_none(written["code"]),
        http_status=_number_or_none(written["http_status"]),
        request_id=None if written["request_id"] is None else _text(written["request_id"]),
        body=base64.b64decode(written["body"], validate=True),
        points=tuple((date.fromisoformat(day), _number(value)) for day, value in written["points"]),
    )


def _number(value: object) -> int:
    if type(value) is int:  # not a bool, and not a fraction that `int` would cut off
        return value
    raise TypeError


def _number_or_none(value: object) -> int | None:
    return None if value is None else _number(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError
