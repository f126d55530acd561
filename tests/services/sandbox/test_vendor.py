"""The simulated vendor keeps to the contract of both endpoints."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from services.sandbox.creators import EXAMPLES, Published
from services.sandbox.vendor import respond
from tests.services.sandbox.questions import (
    GROSS,
    LEGACY,
    NET,
    NOON,
    SUCCESSOR,
    ask,
    legacy,
    points,
    successor,
)


def test_a_success_has_the_shape_of_the_contract() -> None:
    status, body = ask(LEGACY, legacy(GROSS, token="ignored"))
    assert status == 200
    assert list(body) == ["code", "data", "message", "recordTime"]
    assert body["code"] == 0
    assert body["message"] is None
    assert list(body["data"]) == ["fansNumInc", "fansNumIncRate", "list"]
    rows = body["data"]["list"]
    assert all(set(row) == {"num", "dateKey"} and type(row["num"]) is int for row in rows)
    assert rows[0]["dateKey"] == "2026-10-25"
    assert rows[-1]["dateKey"] == "2026-11-23"
    first, last = rows[0]["num"], rows[-1]["num"]
    assert body["data"]["fansNumInc"] == last - first
    assert body["data"]["fansNumIncRate"] == round((last - first) / first, 4)


def test_record_time_is_china_time_with_nine_digits_and_no_offset() -> None:
    moment = datetime(2026, 11, 24, 20, 30, 1, 1234, tzinfo=UTC)
    assert ask(LEGACY, legacy(GROSS), moment)[1]["recordTime"] == "2026-11-25T04:30:01.001234000"


def test_the_shape_is_the_recorded_one() -> None:
    folder = os.environ.get("RECORDED_RESPONSES")
    if not folder:
        pytest.skip("RECORDED_RESPONSES names no folder with recorded answers")
    pairs = {
        "5f0000000000000001000a02.json": GROSS,
        "5f0000000000000001000a04.json": without_history(),
    }
    for name, creator_id in pairs.items():
        recorded = json.loads((Path(folder) / name).read_text(encoding="utf-8"))
        assert shape(ask(LEGACY, legacy(creator_id))[1]) == shape(recorded)
    recorded = json.loads((Path(folder) / "errors/301-collection-failed.json").read_text("utf-8"))
    assert ask(LEGACY, legacy(f"{'a' * 15}dead00301")) == (200, recorded)
    gone = json.loads((Path(folder) / "errors/http-404-path-gone.json").read_text("utf-8"))
    status, body = ask(gone["path"], {}, datetime.fromisoformat(gone["timestamp"]))
    assert (status, body) == (404, gone)


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [len(value), *{json.dumps(shape(inner)) for inner in value}]
    return type(value).__name__


def without_history() -> str:
    return next(one.creator_id for one in EXAMPLES if one.published is Published.NOTHING)


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [
        (LEGACY, legacy(GROSS, "_1", "_1"), 30),
        (LEGACY, legacy(GROSS, "_2", "_2"), 60),
        (SUCCESSOR, successor(GROSS, "DAY_30", "FANS_TOTAL"), 30),
        (SUCCESSOR, successor(GROSS, "DAY_90", "FANS_INCREASE"), 90),
    ],
)
def test_each_window_has_its_length(path: str, query: dict[str, str], count: int) -> None:
    days = list(points(path, query))
    assert len(days) == count
    assert days == sorted(days)
    assert days[-1] == "2026-11-23"


@pytest.mark.parametrize("creator_id", [one.creator_id for one in EXAMPLES[:11]])
def test_wide_answers_hold_the_narrow_ones_on_both_endpoints(creator_id: str) -> None:
    for old, new in (("_1", "FANS_TOTAL"), ("_2", "FANS_INCREASE")):
        narrow = points(LEGACY, legacy(creator_id, "_1", old))
        wide = points(LEGACY, legacy(creator_id, "_2", old))
        widest = points(SUCCESSOR, successor(creator_id, "DAY_90", new))
        assert narrow == points(SUCCESSOR, successor(creator_id, "DAY_30", new))
        assert narrow.items() <= wide.items() <= widest.items()


@pytest.mark.parametrize("series", ["_1", "_2"])
@pytest.mark.parametrize("creator_id", [one.creator_id for one in EXAMPLES[:11]] + ["0" * 24])
def test_a_day_has_the_same_number_whenever_it_is_asked_for(creator_id: str, series: str) -> None:
    today = points(LEGACY, legacy(creator_id, "_2", series))
    later = points(LEGACY, legacy(creator_id, "_2", series), NOON + timedelta(days=7))
    common = today.keys() & later.keys()
    assert len(common) >= 13
    assert {day: today[day] for day in common} == {day: later[day] for day in common}


def test_the_same_question_at_the_same_moment_has_the_same_answer() -> None:
    query = legacy(GROSS, "_2", "_2")
    assert respond(LEGACY, query, now=lambda: NOON) == respond(LEGACY, query, now=lambda: NOON)


@pytest.mark.parametrize(
    ("utc", "last"),
    [
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_the_series_ends_at_yesterday_in_china(utc: datetime, last: date) -> None:
    assert max(points(LEGACY, legacy(GROSS), utc)) == last.isoformat()


def test_net_series_equal_the_change_of_the_total_and_gross_ones_exceed_it() -> None:
    for creator_id, is_net in ((NET, True), (GROSS, False)):
        totals = list(points(LEGACY, legacy(creator_id, "_2", "_1")).values())
        news = list(points(LEGACY, legacy(creator_id, "_2", "_2")).values())[1:]
        changes = [b - a for a, b in pairwise(totals)]
        assert (news == changes) is is_net
        assert all(new >= change for new, change in zip(news, changes, strict=True))
        assert (min(news) >= 0) is not is_net


def test_both_series_carry_the_change_of_the_total() -> None:
    totals, news = (ask(LEGACY, legacy(GROSS, "_1", kind))[1]["data"] for kind in ("_1", "_2"))
    assert totals["fansNumInc"] == news["fansNumInc"]
    assert totals["fansNumIncRate"] == news["fansNumIncRate"]
    assert totals["list"] != news["list"]


@pytest.mark.parametrize("series", ["_1", "_2"])
def test_a_creator_without_history_has_a_null_list(series: str) -> None:
    status, body = ask(LEGACY, legacy(without_history(), "_2", series))
    assert (status, body["code"]) == (200, 0)
    assert body["data"] == {"fansNumInc": 0, "fansNumIncRate": 0.0, "list": None}


def test_before_the_first_day_of_the_sandbox_nobody_has_history() -> None:
    body = ask(LEGACY, legacy(GROSS), datetime(2024, 6, 1, tzinfo=UTC))[1]
    assert body["data"]["list"] is None
