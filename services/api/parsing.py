"""From the bytes of an answer to a series or a profile, or to the kind of failure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from services.api.answers import Kind, kind_of_code, kind_of_status
from services.api.profiles import CreatorProfile, read_profile
from services.api.series import NO_POINTS, Metric, Series
from services.api.strict_json import NotJson, load_json
from services.china_time import FIRST_DAY
from services.messages import N_

MOST_POINTS = 400


_MOST_FOLLOWERS = 2_000_000_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_REQUEST_ID = re.compile(r"[0-9A-Za-z_.-]{1,64}", re.ASCII)

_RATE_TOLERANCE = 1e-4  # the vendor rounds its rate to four decimals


@dataclass(frozen=True)
class Reading:
    """What one answer says: its kind, the business code and request id if any, the series if ok.

    A profile that is ok has no points.
    """

    kind: Kind
    code: int | None = None
    series: Series | None = None
    detail: str = ""
    request_id: str | None = None
    profile: CreatorProfile | None = None


def read_answer(status: int, body: bytes, metric: Metric, today: date) -> Reading:
    """Judge one answer. `today` is the China date: a later day cannot have been counted yet.

    The code in the body outranks the HTTP status; success is HTTP 2xx with an integer code 0 and a
    list of the right shape, and nothing else.
    """
    try:
        answer = load_json(body)
    except NotJson as error:
        return Reading(kind_of_status(status), detail=str(error))
    reading = _judge(status, answer, metric, today)
    if metric is Metric.PROFILE:
        reading = replace(reading, kind=_OF_PROFILES.get(reading.kind, reading.kind))
    return replace(reading, request_id=_request_id(answer))


_OF_PROFILES = {Kind.NO_SERIES: Kind.NO_PROFILE, Kind.PERMISSION_DENIED: Kind.PROFILE_DENIED}
"""What an answer means where it was a profile that was asked for."""


def _judge(status: int, answer: object, metric: Metric, today: date) -> Reading:
    code = answer.get("code") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or type(code) is not int:  # bool is an int in Python: not here
        return Reading(kind_of_status(status), detail=N_("no business code"))
    if 300 <= status < 400:
        return Reading(Kind.PROTOCOL, code, detail=N_("a redirect"))
    if code != 0:
        return Reading(kind_of_code(code), code)
    if not 200 <= status < 300:
        gone = status in (404, 410)
        return Reading(
            Kind.ENDPOINT_GONE if gone else Kind.PROTOCOL,
            code,
            detail=N_("code 0 in an HTTP error"),
        )
    return _read_data(answer, metric, today)


def _request_id(answer: object) -> str | None:
    """Read the vendor's own number of this answer, for a complaint; anything odd is left out."""
    value = answer.get("requestId") if isinstance(answer, dict) else None
    return value if isinstance(value, str) and _REQUEST_ID.fullmatch(value) else None


def _read_data(answer: dict[str, object], metric: Metric, today: date) -> Reading:
    if "data" not in answer:
        return Reading(Kind.PROTOCOL, 0, detail=N_("no data field"))
    data = answer["data"]
    if data is None:
        return Reading(Kind.NO_SERIES, 0)
    if not isinstance(data, dict):
        return Reading(Kind.PROTOCOL, 0, detail=N_("the data field is not an object"))
    return _read_profile(data) if metric is Metric.PROFILE else _read_list(data, metric, today)


def _read_profile(data: dict[str, object]) -> Reading:
    profile = read_profile(data)
    if profile is None:
        return Reading(Kind.PROTOCOL, 0, detail=N_("no field of a profile can be read"))
    return Reading(Kind.OK, 0, NO_POINTS, profile=profile)


def _read_list(data: dict[str, object], metric: Metric, today: date) -> Reading:
    rows = data.get("list")
    if rows is None or rows == []:
        return Reading(Kind.NO_SERIES, 0)
    if not isinstance(rows, list):
        return Reading(Kind.PROTOCOL, 0, detail=N_("the list is not a list"))
    if len(rows) > MOST_POINTS:
        return Reading(Kind.TOO_LARGE, 0, detail=N_("more days than a history can have"))
    series = _read_rows(rows, metric, today)
    if not series.points:
        detail = N_("no row has a readable dateKey and num")
        return Reading(Kind.PROTOCOL, 0, detail=detail)
    if metric is Metric.TOTAL and not series.dropped and _contradicts(series, data):
        series = Series(series.points, series.dropped, series.repeated, contradicts=True)
    return Reading(Kind.OK, 0, series)


def _read_rows(rows: list[object], metric: Metric, today: date) -> Series:
    least = 0 if metric is Metric.TOTAL else -_MOST_FOLLOWERS
    days: dict[date, int] = {}
    dropped = 0
    repeated: set[date] = set()
    for row in rows:
        day = _day(row.get("dateKey"), today) if isinstance(row, dict) else None
        number = _number(row.get("num"), least) if isinstance(row, dict) else None
        if day is None or number is None:
            dropped += 1
            continue
        if days.get(day, number) != number:
            repeated.add(day)
        days[day] = number
    return Series(tuple(sorted(days.items())), dropped, len(repeated))


def _day(value: object, today: date) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= today else None


def _number(value: object, least: int) -> int | None:
    """Read a whole number. 12.0 is 12 in JSON; text, true and 1.5 are not counts."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int or not least <= value <= _MOST_FOLLOWERS:
        return None
    return value


def _contradicts(series: Series, data: dict[str, object]) -> bool:
    first, last = series.points[0][1], series.points[-1][1]
    change, rate = data.get("fansNumInc"), data.get("fansNumIncRate")
    if type(change) is int and change != last - first:
        return True
    if isinstance(rate, int | float) and not isinstance(rate, bool) and first > 0:
        return abs(rate - (last - first) / first) > _RATE_TOLERANCE
    return False
