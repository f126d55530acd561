"""Rows 38 to 40 of the fault matrix, as far as they are about JSON itself."""

from __future__ import annotations

import codecs
import json
import sys
import traceback

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.api.strict_json import NotJson, load_json
from tests.matrix import cases

REFUSED = {
    "row38 two objects": (b"{} {}", "not JSON"),
    "row38 nothing": (b"", "not JSON"),
    "row38 blank": (b" \r\n", "not JSON"),
    "row39 equal keys": (b'{"code": 301, "code": 0}', "a key stands twice"),
    "row39 equal keys, same value": (b'{"code": 0, "code": 0}', "a key stands twice"),
    "row39 equal keys, escaped": (b'{"code": 1, "c\\u006fde": 0}', "a key stands twice"),
    "row39 equal keys, deep": (b'[{"a": [{"b": 1, "b": 2}]}]', "a key stands twice"),
    "row39 NaN": (b'{"num": NaN}', "not a number"),
    "row39 Infinity": (b"[Infinity]", "not a number"),
    "row39 -Infinity": (b"-Infinity", "not a number"),
    "row39 1e400": (b'{"num": 1e400}', "a number is too large"),
    "row39 -1e400": (b"-1e400", "a number is too large"),
    "row39 5000 digits": (b"9" * 5000, "a number is too long"),
    "row36 2^70": (str(2**70).encode(), "a number is too long"),
    "row39 nested lists": (b"[" * 20_000 + b"]" * 20_000, "nested too deeply"),
    "row39 nested objects": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "nested too deeply"),
    "row39 unclosed": (b"[" * 20_000, "nested too deeply"),
    "row40 UTF-16": ('{"code": 0}'.encode("utf-16"), "not UTF-8"),
    "row40 UTF-16 without a mark": ('{"code": 0}'.encode("utf-16-le"), "not JSON"),
    "row40 GBK": ('{"message": "成功"}'.encode("gbk"), "not UTF-8"),
    "row40 bad bytes": (b'{"message": "\xff"}', "not UTF-8"),
    "row40 cut character": ('{"message": "成'.encode()[:-1] + b'"}', "not UTF-8"),
    "row40 lone surrogate": (b'{"message": "\xed\xa0\x80"}', "not UTF-8"),
    "row40 NUL": (b'{"message": "a\x00b"}', "not JSON"),
    "row40 NUL after": (b'{"code": 0}\x00', "not JSON"),
    "row40 two marks": (codecs.BOM_UTF8 * 2 + b"{}", "not JSON"),
    "single quotes": (b"{'code': 0}", "not JSON"),
    "comma at the end": (b'{"code": 0,}', "not JSON"),
    "comment": (b'{"code": 0} // fine', "not JSON"),
    "cut": (b'{"code": 0, "data', "not JSON"),
    "html": (b"<html></html>", "not JSON"),
}


@pytest.mark.parametrize(("text", "reason"), cases(REFUSED))
def test_what_is_refused(text: bytes, reason: str) -> None:
    with pytest.raises(NotJson) as caught:
        load_json(text)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (codecs.BOM_UTF8 + b'{"code": 0}', {"code": 0}),
        ('{"message": "成功"}'.encode(), {"message": "成功"}),
        (b'{"message": "\\ud800"}', {"message": "\ud800"}),
        (b'[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]),
        (b" null ", None),
        (b"12.0", 12.0),
        (b"-9223372036854775", -9223372036854775),
        (b"9" * 19, 10**19 - 1),
    ],
)
def test_what_is_read(text: bytes, value: object) -> None:
    read = load_json(text)
    assert read == value
    assert type(read) is type(value)


def test_the_error_holds_nothing_of_the_bytes() -> None:
    for text in (b'{"token": "canary', b'{"canary": "\xff"}', b'{"canary": 1, "canary": 2}'):
        with pytest.raises(NotJson) as caught:
            load_json(text)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None
        seen = traceback.TracebackException.from_exception(caught.value, capture_locals=False)
        assert b"canary" not in "".join(seen.format_exception_only()).encode()


@pytest.mark.fault(39)
def test_nesting_does_not_use_up_the_stack() -> None:
    before = sys.getrecursionlimit()
    with pytest.raises(NotJson):
        load_json(b"[" * 500_000)
    assert sys.getrecursionlimit() == before
    assert load_json(b"[" * 50 + b"]" * 50) is not None


WITHOUT_SURROGATES = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WITHOUT_SURROGATES,
    lambda inner: st.lists(inner) | st.dictionaries(WITHOUT_SURROGATES, inner),
    max_leaves=20,
)


@settings(max_examples=60, database=None, deadline=None)
@given(VALUES)
def test_every_proper_value_is_read_as_it_is(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert load_json(text.encode()) == value


@settings(max_examples=100, database=None, deadline=None)
@given(st.binary(max_size=40) | st.text('{}[]",:0189.eE-truefalsnNaI \\u', max_size=30))
def test_any_bytes_are_read_or_refused(text: bytes | str) -> None:
    try:
        value = load_json(text if isinstance(text, bytes) else text.encode())
    except NotJson:
        return
    assert json.dumps(value, allow_nan=False)
