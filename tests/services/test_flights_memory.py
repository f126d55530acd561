"""Rows 30 and 43 of the fault matrix: what failed is not asked for again too soon."""

from __future__ import annotations

import pytest

from services.api.answers import RULES
from services.errors import (
    ERROR_OF_KIND,
    ApiError,
    CollectionFailed,
    InternalError,
    Kind,
    NoSeries,
    Stopped,
    VendorError,
)
from services.flights import FailureMemory
from tests.services.api.fakes import FakeTime

MINUTE, HOUR = 60, 3600
KEY = ("5f0000000000000001000a01", "total")


def memory(time: FakeTime, **more: int) -> FailureMemory:
    return FailureMemory(lambda: time.seconds, **more)


def stands_for(error: ApiError, *, retrying: bool) -> float:
    """Return the seconds for which a failure answers, found by stepping through a day and more."""
    time = FakeTime()
    held = memory(time)
    held.note(KEY, error)
    begun = time.seconds
    while held.recall(KEY, retrying=retrying) is error:
        assert time.seconds - begun < 2 * 24 * HOUR
        time.pass_by(1)
    return time.seconds - begun


SHORT = [kind for kind in ERROR_OF_KIND if kind not in RULES or not RULES[kind].remembered]


@pytest.mark.parametrize("kind", [kind for kind in SHORT if kind is not Kind.STOPPED])
def test_a_failure_answers_for_half_a_minute_and_retry_sets_it_aside(kind: Kind) -> None:
    error = ERROR_OF_KIND[kind]()
    assert stands_for(error, retrying=False) == 30
    assert stands_for(error, retrying=True) == 0


def test_what_was_never_asked_leaves_no_trace() -> None:
    assert stands_for(Stopped(), retrying=False) == 0


@pytest.mark.parametrize("retrying", [False, True])
def test_no_history_stands_for_a_day(retrying: bool) -> None:
    assert stands_for(NoSeries(), retrying=retrying) == 24 * HOUR


def test_no_history_asked_fifty_times_is_one_call() -> None:  # row 43
    time = FakeTime()
    held = memory(time)
    calls = 0
    for _ in range(50):
        if held.recall(KEY, retrying=True) is None:
            calls += 1
            held.note(KEY, NoSeries())
        time.pass_by(24 * HOUR / 50 - 1)
    assert calls == 1
    time.pass_by(50)
    assert held.recall(KEY) is None


@pytest.mark.parametrize("retrying", [False, True])
def test_a_failed_collection_cools_down_longer_each_time(retrying: bool) -> None:  # row 30
    time = FakeTime()
    held = memory(time)
    for minutes in (2, 10, 60, 60, 60):
        error = CollectionFailed()
        held.note(KEY, error)
        assert held.seconds_left(KEY) == minutes * MINUTE
        time.pass_by(minutes * MINUTE - 1)
        assert held.recall(KEY, retrying=retrying) is error
        assert held.seconds_left(KEY) == 1
        time.pass_by(1)
        assert held.recall(KEY, retrying=retrying) is None
        assert held.seconds_left(KEY) == 0


@pytest.mark.parametrize("between", ["success", "another failure"])
def test_only_failures_in_a_row_add_up(between: str) -> None:
    time = FakeTime()
    held = memory(time)
    for _ in range(2):
        held.note(KEY, CollectionFailed())
        time.pass_by(HOUR)
    if between == "success":
        held.forget(KEY)
    else:
        held.note(KEY, VendorError())
    held.note(KEY, CollectionFailed())
    assert held.seconds_left(KEY) == 2 * MINUTE


def test_a_stop_does_not_break_the_row() -> None:
    held = memory(FakeTime())
    first = CollectionFailed()
    held.note(KEY, first)
    held.note(KEY, Stopped())
    assert held.recall(KEY) is first
    held.note(KEY, CollectionFailed())
    assert held.seconds_left(KEY) == 10 * MINUTE


def test_only_a_cool_down_is_counted_down() -> None:
    held = memory(FakeTime())
    assert held.seconds_left(KEY) == 0
    for error in (NoSeries(), VendorError(), InternalError()):
        held.note(KEY, error)
        assert held.seconds_left(KEY) == 0


def test_a_success_is_forgotten_failure() -> None:
    held = memory(FakeTime())
    held.forget(KEY)  # nothing known: nothing happens
    held.note(KEY, NoSeries())
    held.forget(KEY)
    assert held.recall(KEY) is None


def test_each_key_has_its_own() -> None:
    held = memory(FakeTime())
    held.note(KEY, CollectionFailed())
    other = (KEY[0], "new")
    assert held.recall(other) is None
    held.note(other, CollectionFailed())
    assert held.seconds_left(other) == 2 * MINUTE


def test_the_oldest_note_makes_room() -> None:
    held = memory(FakeTime(), most=3)
    for key in ("a", "b", "c"):
        held.note(key, NoSeries())
    held.note("a", NoSeries())  # noted anew: no longer the oldest
    held.note("d", NoSeries())
    kept = [key for key in ("a", "b", "c", "d") if held.recall(key)]
    assert kept == ["a", "c", "d"]
