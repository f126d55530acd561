"""Rows 59 and 66 of the fault matrix: the bodies that were recorded."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from services.api.answers import Kind
from services.api.parsing import Reading, read_answer
from services.api.series import Metric

TODAY = date(2025, 12, 11)

# File: the file's own fansNumInc, its first and its last number, its last day.
RECORDED = {
    "5f0000000000000001000a01": (-90, 35401, 35311, date(2025, 12, 10)),
    "5f0000000000000001000a02": (2241, 466467, 468708, date(2025, 12, 10)),
    "5f0000000000000001000a03": (412, 5254, 5666, date(2025, 12, 10)),
    "5f0000000000000001000a05": (12, 6201, 6213, date(2025, 12, 10)),
    "5f0000000000000001000a06": (31, 2000, 2031, date(2025, 12, 7)),
    "5f0000000000000001000a07": (239, 23508, 23747, date(2025, 12, 10)),
}


@pytest.mark.parametrize("name", RECORDED)
@pytest.mark.fault(66)
def test_the_recorded_series(name: str, recorded_responses: Path) -> None:
    change, first, last, end = RECORDED[name]
    content = (recorded_responses / f"{name}.json").read_bytes()
    reading = read_answer(200, content, Metric.TOTAL, TODAY)
    assert (reading.kind, reading.code) == (Kind.OK, 0)
    found = reading.series
    assert found is not None
    assert (found.dropped, found.repeated, found.contradicts) == (0, 0, False)
    assert [found.points[0], found.points[-1]] == [(end - timedelta(days=29), first), (end, last)]
    assert len(found.points) == 30
    assert last - first == change


@pytest.mark.fault(59)
def test_a_creator_who_loses_followers_is_normal(recorded_responses: Path) -> None:
    content = (recorded_responses / "5f0000000000000001000a01.json").read_bytes()
    found = read_answer(200, content, Metric.TOTAL, TODAY).series
    assert found is not None
    changes = [later[1] - earlier[1] for earlier, later in pairwise(found.points)]
    assert (sum(change < 0 for change in changes), max(changes)) == (28, 0)


@pytest.mark.fault(42, 66)
def test_the_recorded_creator_without_history(recorded_responses: Path) -> None:
    content = (recorded_responses / "5f0000000000000001000a04.json").read_bytes()
    assert read_answer(200, content, Metric.TOTAL, TODAY) == Reading(Kind.NO_SERIES, 0)
