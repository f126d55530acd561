"""Rows 30 and 43 of the fault matrix: what failed is not asked for again too soon."""

from __future__ import annotations

import pytest

from services.api.answers import RULES, Charged, Kind
from services.api.errors import ApiError
from services.history.memory import FailureMemory
from tests.faults import FAILURES
from tests.services.api.fakes import FakeTime

MINUTE, HOUR = 60, 3600
KEY = ("5f0000000000000001000a01", "total")


def memory(time: FakeTime, **more: int) -> FailureMemory:
    return FailureMemory(lambda: time.seconds, **more)


def _pressed(time: FakeTime, retrying: bool) -> float | None:
    """Return the moment of a retry pressed just now, or None without one."""
    return time.seconds + 0.001 if retrying else None


def stands_for(error: ApiError, *, retrying: bool) -> float:
    """Return the seconds for which a failure answers, found by stepping through a day and more."""
    time = FakeTime()
    held = memory(time)
    held.note(KEY, error)
    begun = time.seconds
    while held.recall(KEY, retry_at=_pressed(time, retrying)) is error:
        assert time.seconds - begun < 2 * 24 * HOUR
        time.pass_by(1)
    return time.seconds - begun


NEVER_ASKED = (Kind.STOPPED, Kind.BUDGET_SPENT, Kind.NOT_RECORDED)
SHORT = [kind for kind in FAILURES if kind not in RULES or not RULES[kind].remembered]


@pytest.mark.parametrize("kind", [kind for kind in SHORT if kind not in NEVER_ASKED])
def test_a_failure_answers_for_half_a_minute_and_retry_sets_it_aside(kind: Kind) -> None:
    error = ApiError(
        kind,
    )
    assert stands_for(error, retrying=False) == 30
    assert stands_for(error, retrying=True) == 0


@pytest.mark.parametrize("kind", NEVER_ASKED)
def test_what_was_never_asked_leaves_no_trace(kind: Kind) -> None:
    assert (
        stands_for(
            ApiError(
                kind,
            ),
            retrying=False,
        )
        == 0
    )


def test_what_may_have_been_charged_stands_until_retry_or_for_three_hours() -> None:
    error = ApiError(Kind.UNCERTAIN, charged=Charged.UNKNOWN)
    assert stands_for(error, retrying=False) == 3 * HOUR
    assert stands_for(error, retrying=True) == 0


def test_what_failed_after_retry_was_pressed_answers_it() -> None:
    time = FakeTime()
    held = memory(time)
    pressed = time.seconds
    time.pass_by(1)
    error = ApiError(Kind.VENDOR_ERROR)
    held.note(KEY, error)
    assert held.recall(KEY, retry_at=pressed) is error
    assert held.recall(KEY, retry_at=time.seconds + 1) is None


@pytest.mark.parametrize(
    ("error", "age", "calls", "left"),
    [
        (
            ApiError(Kind.COLLECTION_FAILED),
            30,
            3,
            2 * MINUTE - 30,
        ),  # three calls are one round of tries
        (ApiError(Kind.COLLECTION_FAILED), 30, 6, 10 * MINUTE - 30),
        (ApiError(Kind.COLLECTION_FAILED), 30, 99, 60 * MINUTE - 30),
        (ApiError(Kind.COLLECTION_FAILED), 3 * MINUTE, 3, 0),
    ],
)
def test_an_archived_cool_down_goes_on(error: ApiError, age: int, calls: int, left: int) -> None:
    held = memory(FakeTime())
    held.restore(KEY, error, age, calls)
    assert held.seconds_left(KEY) == left
    assert (held.recall(KEY) is error) == (left > 0)


def test_what_is_known_here_outranks_the_archive() -> None:
    held = memory(FakeTime())
    own = ApiError(Kind.VENDOR_ERROR)
    held.note(KEY, own)
    held.restore(KEY, ApiError(Kind.NO_SERIES), 10, 1)
    assert held.recall(KEY) is own


@pytest.mark.parametrize("retrying", [False, True])
def test_no_history_stands_for_a_day(retrying: bool) -> None:
    assert stands_for(ApiError(Kind.NO_SERIES), retrying=retrying) == 24 * HOUR


@pytest.mark.fault(43)
def test_no_history_asked_fifty_times_is_one_call() -> None:
    time = FakeTime()
    held = memory(time)
    calls = 0
    for _ in range(50):
        if held.recall(KEY, retry_at=_pressed(time, True)) is None:
            calls += 1
            held.note(KEY, ApiError(Kind.NO_SERIES))
        time.pass_by(24 * HOUR / 50 - 1)
    assert calls == 1
    time.pass_by(50)
    assert held.recall(KEY) is None


@pytest.mark.parametrize("retrying", [False, True])
@pytest.mark.fault(30)
def test_a_failed_collection_cools_down_longer_each_time(retrying: bool) -> None:
    time = FakeTime()
    held = memory(time)
    for minutes in (2, 10, 60, 60, 60):
        error = ApiError(Kind.COLLECTION_FAILED)
        held.note(KEY, error)
        assert held.seconds_left(KEY) == minutes * MINUTE
        time.pass_by(minutes * MINUTE - 1)
        assert held.recall(KEY, retry_at=_pressed(time, retrying)) is error
        assert held.seconds_left(KEY) == 1
        time.pass_by(1)
        assert held.recall(KEY, retry_at=_pressed(time, retrying)) is None
        assert held.seconds_left(KEY) == 0


@pytest.mark.parametrize("between", ["success", "another failure"])
def test_only_failures_in_a_row_add_up(between: str) -> None:
    time = FakeTime()
    held = memory(time)
    for _ in range(2):
        held.note(KEY, ApiError(Kind.COLLECTION_FAILED))
        time.pass_by(HOUR)
    if between == "success":
        held.forget(KEY)
    else:
        held.note(KEY, ApiError(Kind.VENDOR_ERROR))
    held.note(KEY, ApiError(Kind.COLLECTION_FAILED))
    assert held.seconds_left(KEY) == 2 * MINUTE


def test_a_stop_does_not_break_the_row() -> None:
    held = memory(FakeTime())
    first = ApiError(Kind.COLLECTION_FAILED)
    held.note(KEY, first)
    held.note(KEY, ApiError(Kind.STOPPED))
    assert held.recall(KEY) is first
    held.note(KEY, ApiError(Kind.COLLECTION_FAILED))
    assert held.seconds_left(KEY) == 10 * MINUTE


def test_only_a_cool_down_is_counted_down() -> None:
    held = memory(FakeTime())
    assert held.seconds_left(KEY) == 0
    for error in (ApiError(Kind.NO_SERIES), ApiError(Kind.VENDOR_ERROR), ApiError(Kind.INTERNAL)):
        held.note(KEY, error)
        assert held.seconds_left(KEY) == 0


def test_a_success_is_forgotten_failure() -> None:
    held = memory(FakeTime())
    held.forget(KEY)  # nothing known: nothing happens
    held.note(KEY, ApiError(Kind.NO_SERIES))
    held.forget(KEY)
    assert held.recall(KEY) is None


def test_each_key_has_its_own() -> None:
    held = memory(FakeTime())
    held.note(KEY, ApiError(Kind.COLLECTION_FAILED))
    other = (KEY[0], "new")
    assert held.recall(other) is None
    held.note(other, ApiError(Kind.COLLECTION_FAILED))
    assert held.seconds_left(other) == 2 * MINUTE


def test_the_oldest_note_makes_room() -> None:
    held = memory(FakeTime(), most=3)
    for key in ("a", "b", "c"):
        held.note(key, ApiError(Kind.NO_SERIES))
    held.note("a", ApiError(Kind.NO_SERIES))  # noted anew: no longer the oldest
    held.note("d", ApiError(Kind.NO_SERIES))
    kept = [key for key in ("a", "b", "c", "d") if held.recall(key)]
    assert kept == ["a", "c", "d"]
