"""Answers as the vendor's endpoints do, in process and free of charge."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.china_time import CHINA, Now, latest_data_day, utc_now
from services.endpoints import CREATOR_PROFILE, ENDPOINTS, Profile
from services.sandbox.creators import Point, published_points
from services.sandbox.profiles import profile_of
from services.text import CREATOR_ID

Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class _Question:
    creator_id: str
    days: int
    totals: bool


class _InvalidParameterError(Exception):
    """A parameter is missing or has a value outside the contract."""


_PROFILES = {profile.path: profile for profile in ENDPOINTS.values()}

_FAILING_ID = re.compile(r"[0-9a-f]{15}dead00([0-9]{3})")

_HTTP_STATUS = {100: 401, 303: 429, 400: 400, 404: 404, 500: 500, 503: 503, 600: 403}
"""The status beside a business code, where it was seen to differ from 200."""

_MESSAGES = {
    100: "INVALID OR INACTIVE TOKEN",
    301: "FAILED, RETRY",
    302: "RATE LIMIT EXCEEDED",
    303: "DAILY QUOTA EXCEEDED",
    400: "INVALID PARAMETERS",
    404: "NOT FOUND",
    500: "INTERNAL SERVER ERROR",
    503: "SERVICE UNAVAILABLE",
    600: "PERMISSION DENIED",
    601: "INSUFFICIENT BALANCE",
    602: "TOKEN SPEND LIMIT REACHED",
}


def respond(path: str, query: Mapping[str, str], *, now: Now = utc_now) -> Answer:
    """Answer a GET as the vendor would: (HTTP status, headers, JSON body).

    `path` is one of the endpoints, anything else gets the body of a removed path. `query` holds
    decoded parameters; a token is ignored. `now` chooses the day: the series ends at yesterday in
    China, `num` counts followers or new followers a day, `fansNumIncRate` is a fraction.

    Ids that end in `dead00NNN` answer business code NNN, so that every failure can be looked at.
    """
    moment = now().astimezone(CHINA)
    if path not in _PROFILES:
        return _path_gone(path, moment)
    try:
        question = _read(_PROFILES[path], query)
    except _InvalidParameterError:
        return _failure(400)
    failing = _FAILING_ID.fullmatch(question.creator_id)
    if failing and int(failing[1]):
        return _failure(int(failing[1]))
    if _PROFILES[path] is CREATOR_PROFILE:
        return _ok(profile_of(question.creator_id), moment)
    points = published_points(question.creator_id, latest_data_day(lambda: moment), question.days)
    return _success(points, question.totals, moment)


def _read(profile: Profile, query: Mapping[str, str]) -> _Question:
    creator_id = query.get(profile.id_parameter, "").lower()
    flag = query.get("acceptCache", "false") if profile.takes_accept_cache else "false"
    days = {word: days for days, word in profile.windows.items()}.get(query.get("dateType", ""))
    metrics = {word: metric for metric, word in profile.metrics.items()}
    metric = metrics.get(query.get("increaseType", ""))
    if not CREATOR_ID.fullmatch(creator_id) or flag not in {"true", "false"}:
        raise _InvalidParameterError
    if not profile.windows:
        return _Question(creator_id, 0, totals=False)
    if days is None or metric is None:
        raise _InvalidParameterError
    return _Question(creator_id, days, metric == "total")


def _success(points: list[Point], totals: bool, moment: datetime) -> Answer:
    # Both series carry the same summary: it belongs to the creator, not to the curve asked for.
    first = points[0].total if points else 0
    change = points[-1].total - first if points else 0
    rows = [
        {"num": point.total if totals else point.new, "dateKey": point.day.isoformat()}
        for point in points
    ]
    data = {
        "fansNumInc": change,
        "fansNumIncRate": round(change / first, 4) if first else 0.0,
        "list": rows or None,
    }
    return _ok(data, moment)


def _ok(data: Mapping[str, object], moment: datetime) -> Answer:
    # Nine digits of fraction, as recorded; a clock here has six.
    record_time = f"{moment:%Y-%m-%dT%H:%M:%S.%f}000"
    return _answer(200, {"code": 0, "data": data, "message": None, "recordTime": record_time})


def _failure(code: int) -> Answer:
    body = {
        "code": code,
        "data": None,
        "message": _MESSAGES.get(code, "UNKNOWN ERROR"),
        "recordTime": None,
    }
    return _answer(_HTTP_STATUS.get(code, 200), body)


def _path_gone(path: str, moment: datetime) -> Answer:
    body = {
        "timestamp": moment.isoformat(timespec="milliseconds"),
        "status": 404,
        "error": "Not Found",
        "path": path,
    }
    return _answer(404, body)


def _answer(status: int, body: Mapping[str, object]) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()
