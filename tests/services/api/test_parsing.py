"""Rows 36 to 42 of the fault matrix: which answers are a series, and which are not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.api.answers import Kind
from services.api.parsing import Reading, read_answer
from services.api.series import Metric
from tests.services.api.fakes import SERIES, body

TODAY = date(2025, 12, 8)
ROW = {"num": 1, "dateKey": "2025-12-07"}


def read(content: bytes, status: int = 200, metric: Metric = Metric.TOTAL) -> Reading:
    return read_answer(status, content, metric, TODAY)


NO_CODES = {
    "text 0": '"0"',
    "text 301": '"301"',
    "0.0": "0.0",
    "false": "false",
    "true": "true",
    "null": "null",
    "list": "[0]",
    "object": '{"code": 0}',
    "2^70": str(2**70),
}


@pytest.mark.parametrize("code", NO_CODES.values(), ids=NO_CODES)
@pytest.mark.fault(36)
def test_only_an_integer_is_a_code(code: str) -> None:
    reading = read(f'{{"code": {code}, "data": {json.dumps(SERIES)}}}'.encode())
    assert (reading.kind, reading.code, reading.series) == (Kind.PROTOCOL, None, None)
    assert reading.detail in ("no business code", "a number is too long")


@pytest.mark.fault(36)
def test_a_missing_code_is_no_success() -> None:
    reading = read(json.dumps({"data": SERIES}).encode())
    assert (reading.kind, reading.detail) == (Kind.PROTOCOL, "no business code")


@pytest.mark.parametrize("status", [201, 204, 299])
def test_any_2xx_with_code_0_is_a_success(status: int) -> None:
    assert read(body(0, SERIES), status).kind is Kind.OK


@pytest.mark.parametrize("status", [100, 199, 301, 302, 307, 400, 401, 403, 429, 500, 503])
@pytest.mark.fault(37)
def test_code_0_in_another_status_is_none(status: int) -> None:
    reading = read(body(0, SERIES), status)
    assert (reading.kind, reading.code, reading.series) == (Kind.PROTOCOL, 0, None)


@pytest.mark.parametrize("code", [0, 100, 301, 303, 999])
def test_no_code_is_taken_from_a_redirect(code: int) -> None:
    """Whoever redirects is not the vendor, so its code must stop nothing and repeat nothing."""
    assert read(body(code, SERIES), 302) == Reading(Kind.PROTOCOL, code, None, "a redirect")


@pytest.mark.parametrize("text", ["[]", '"ok"', "null", "0", "[0]", '{"code": 0} {"code": 0}'])
@pytest.mark.fault(38)
def test_the_answer_is_an_object(text: str) -> None:
    assert read(text.encode()).kind is Kind.PROTOCOL


@pytest.mark.parametrize(
    "content",
    [
        b'{"code": 301, "code": 0, "data": null}',
        b'{"code": 0, "data": {"list": [{"num": NaN, "dateKey": "2025-12-07"}]}}',
        b'{"code": 0, "data": {"list": [{"num": 1e400, "dateKey": "2025-12-07"}]}}',
        b'{"code": ' + b"9" * 5000 + b"}",
        b'{"code": 0, "data": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        json.dumps({"code": 0, "data": SERIES}).encode("utf-16"),
        b'{"code": 0, "message": "\xb3\xc9\xb9\xa6"}',
    ],
)
@pytest.mark.fault(39, 40)
def test_what_is_not_strict_json_is_no_success(content: bytes) -> None:
    reading = read(content)
    assert (reading.kind, reading.code, reading.series) == (Kind.PROTOCOL, None, None)
    assert reading.detail


@pytest.mark.fault(40)
def test_a_byte_order_mark_is_fine() -> None:
    assert read(b"\xef\xbb\xbf" + body(0, SERIES)).kind is Kind.OK


@pytest.mark.fault(40)
def test_an_escaped_surrogate_or_nul_in_a_text_we_do_not_use() -> None:
    assert read(body(0, SERIES, message="\ud800\x00")).kind is Kind.OK


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (None, Kind.NO_SERIES),
        ("none", Kind.PROTOCOL),
        (0, Kind.PROTOCOL),
        (False, Kind.PROTOCOL),
        ([], Kind.PROTOCOL),
        ([ROW], Kind.PROTOCOL),
        ({}, Kind.NO_SERIES),
        ({"list": None}, Kind.NO_SERIES),
        ({"list": []}, Kind.NO_SERIES),
        ({"list": {}}, Kind.PROTOCOL),
        ({"list": "x"}, Kind.PROTOCOL),
        ({"list": ""}, Kind.PROTOCOL),
        ({"list": 0}, Kind.PROTOCOL),
        ({"list": False}, Kind.PROTOCOL),
    ],
)
@pytest.mark.fault(41, 42)
def test_no_history_or_no_sense(data: object, kind: Kind) -> None:
    reading = read(body(0, data))
    assert (reading.kind, reading.code, reading.series) == (kind, 0, None)


@pytest.mark.fault(41)
def test_a_success_without_data_is_no_sense() -> None:
    assert read(b'{"code": 0}') == Reading(Kind.PROTOCOL, 0, None, "no data field")


@pytest.mark.parametrize("message", ["<script>alert(1)</script>", "canary-token", "x" * (1 << 20)])
@pytest.mark.parametrize("code", [0, 301, 999])
@pytest.mark.fault(65)
def test_the_message_is_not_read(message: str, code: int) -> None:
    reading = read(body(code, SERIES, message=message))
    assert message not in repr(reading)
    assert reading == read(body(code, SERIES))


@pytest.mark.parametrize("time", [None, "2025-12-11T10:09:41.661730889", "…Z", "soon", 0, [], {}])
@pytest.mark.fault(64)
def test_the_record_time_is_not_read(time: object) -> None:
    assert read(body(0, SERIES, recordTime=time)) == read(body(0, SERIES))


@pytest.mark.fault(57)
def test_extra_and_reordered_keys() -> None:
    rows = [{"extra": [1], "dateKey": row["dateKey"], "num": row["num"]} for row in SERIES["list"]]
    data = {"list": rows, "new": {"a": 1}, "fansNumIncRate": 0.05, "fansNumInc": 50}
    content = json.dumps({"requestId": "r", "recordTime": None, "data": data, "code": 0})
    reading = read(content.encode())
    assert reading == replace(read(body(0, SERIES)), request_id="r")


@pytest.mark.parametrize("odd", ["", "a b", "x" * 65, 7, None, ["r"], "<b>"])
def test_an_odd_request_id_is_left_out(odd: object) -> None:
    content = json.dumps({"code": 0, "data": SERIES, "requestId": odd})
    assert read(content.encode()).request_id is None


@pytest.mark.fault(66)
def test_the_recorded_failures(recorded_responses: Path) -> None:
    errors = recorded_responses / "errors"
    failed = read((errors / "301-collection-failed.json").read_bytes())
    assert (failed.kind, failed.code) == (Kind.COLLECTION_FAILED, 301)
    gone = read((errors / "http-404-path-gone.json").read_bytes(), 404)
    assert (gone.kind, gone.code) == (Kind.ENDPOINT_GONE, None)
