"""A spooled file that is not whole is recognised, set aside, and stops nothing."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest

from services.archive.spool import Spool
from services.archive.spooled import as_bytes, from_bytes
from tests.services.archive.crew import NOON, an_answer
from tests.services.archive.test_spool import RICH, Shelf, names


def rewritten(**changes):
    return json.dumps(json.loads(as_bytes(RICH, 1)) | changes).encode()


DAMAGED = {
    "empty": b"",
    "zeros": b"\0" * 4096,
    "torn": as_bytes(RICH, 1)[:-40],
    "list": b"[]",
    "text": b'"x"',
    "deep": b"[" * 100_000,
    "bytes": b"\xff\xfe\x00",
    "lacking": b'{"version": 1, "call_id": 1}',
    "version": rewritten(version=2),
    "body": rewritten(body="%%%"),
    "kind": rewritten(kind="nonsense"),
    "charged": rewritten(charged="perhaps"),
    "metric": rewritten(metric="likes"),
    "naive": rewritten(fetched_at="2025-12-08T04:00:00"),
    "moment": rewritten(fetched_at=5),
    "creator": rewritten(creator_id=None),
    "call": rewritten(call_id="1"),
    "points": rewritten(points=[["2025-12-07"]]),
    "day": rewritten(points=[["2025-13-07", 1]]),
    "value": rewritten(points=[["2025-12-07", None]]),
    "infinite": rewritten(points=[["2025-12-07", 1e999]]),
    "half": rewritten(points=[["2025-12-07", 1.5]]),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_set_aside_and_the_rest_goes_in(tmp_path, caplog, content):
    spool, shelf = Spool(tmp_path), Shelf()
    bad = spool.keep(an_answer(1), 1)
    spool.keep(an_answer(2, NOON + timedelta(seconds=1)), 2)
    bad.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert spool.take_in(shelf) == 1
    assert [call for call, _ in shelf] == [2]
    aside = bad.with_suffix(".bad")
    assert names(tmp_path) == [aside.name]
    assert aside.read_bytes() == content
    assert "damaged" in caplog.text
    assert spool.take_in(shelf) == 0


def test_the_format_reads_what_it_writes():
    assert from_bytes(as_bytes(RICH, 9)) == (9, RICH)
