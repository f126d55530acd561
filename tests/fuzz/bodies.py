"""Answers of a vendor that has lost its mind, and what must hold of each that is read."""

from __future__ import annotations

import functools
import json
import os
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.api.answers import Kind
from services.api.parsing import MOST_POINTS, read_answer
from services.api.profiles import CreatorProfile
from services.api.series import Metric, Series
from services.china_time import china_today
from services.endpoints import CREATOR_PROFILE, LEGACY
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from services.text import visible_line
from tests.fuzz.mutation import bent, cut_up

NOON = datetime(2026, 3, 10, 4, 30, tzinfo=UTC)
TODAY = china_today(lambda: NOON)
STATUSES = (*[200] * 6, 201, 204, 302, 401, 404, 429, 500, 502, 503)
PIECES = (
    *(b"null", b"true", b"-1", b"1e400", b"NaN", b"Infinity", b"0", b"9" * 400, b"1.0", b'"'),
    *(b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u0000", b"\\ud800", b"\x00", b"\xff"),
    *(b"\xef\xbb\xbf", b'"code":0,', b'"code":301,', b'"list":null,', b'"num":5,', b" ", b"\n"),
    *(b"[" * 2000, b'{"a":' * 500, b"2025-12-07", b"\xe6\x88", b"</html>"),
)


@dataclass(frozen=True)
class Body:
    """One answer as it came."""

    status: int
    content: bytes
    metric: Metric


@functools.cache
def _good() -> tuple[bytes, ...]:
    """Return the sandbox's answers, and the recorded ones where they are."""
    asked = [
        {"kolId": one.creator_id, "dateType": "_1", "increaseType": kind, "acceptCache": "false"}
        for one in (EXAMPLES[0], EXAMPLES[3], EXAMPLES[11])
        for kind in ("_1", "_2")
    ]
    made = [respond(LEGACY.path, query, now=lambda: NOON)[2] for query in asked]
    whom = {"userId": EXAMPLES[0].creator_id}
    made.append(respond(CREATOR_PROFILE.path, whom, now=lambda: NOON)[2])
    recorded = Path(os.environ.get("RECORDED_RESPONSES") or "/dev/null")
    return (*made, *(file.read_bytes() for file in sorted(recorded.glob("**/*.json"))))


def body(chance: random.Random) -> Body:
    """Make one answer: broken as bytes, or proper JSON that says nonsense, or both."""
    content = chance.choice(_good())
    if chance.random() < 0.5:
        content = json.dumps(bent(json.loads(content), chance)).encode()
    if chance.random() < 0.6:
        content = cut_up(content, PIECES, chance)
    return Body(chance.choice(STATUSES), content, chance.choice(tuple(Metric)))


def check_body(given: Body) -> None:
    """Have it read. What counts as a success must be one in the eyes of another reader, too."""
    reading = read_answer(given.status, given.content, given.metric, TODAY)
    assert (reading.series is not None) == (reading.kind is Kind.OK)
    assert (reading.profile is not None) == (
        reading.kind is Kind.OK and given.metric is Metric.PROFILE
    )
    if reading.series is None:
        return
    answer: Any = json.loads(given.content.decode("utf-8-sig"))
    assert 200 <= given.status < 300
    assert type(answer["code"]) is int
    assert answer["code"] == reading.code == 0
    if reading.profile is None:
        _check_days(given, reading.series, answer["data"]["list"])
    else:
        _check_profile(reading.profile)


def _check_profile(profile: CreatorProfile) -> None:
    texts = (profile.name, profile.agency, *profile.tags)
    assert all(len(text) <= 80 and text == visible_line(text, 80) for text in texts)
    numbers = (profile.followers, profile.picture_price, profile.video_price, profile.lowest_price)
    assert all(one is None or 0 <= one <= 2 * 10**9 for one in numbers)


def _check_days(given: Body, series: Series, rows: list[Any]) -> None:
    days = [day for day, _ in series.points]
    assert 0 < len(days) <= len(rows) - series.dropped <= MOST_POINTS
    assert days == sorted(set(days))
    assert days[-1] <= TODAY
    said = [(row.get("dateKey"), row.get("num")) for row in rows if isinstance(row, dict)]
    for day, number in series.points:
        assert type(number) is int
        assert (day.isoformat(), number) in said
        assert given.metric is Metric.NEW or number >= 0
