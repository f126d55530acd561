"""Rows 30 and 43 of the fault matrix: what failed is not asked for again too soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.api.answers import RULES, Charged, Kind
from services.api.errors import ApiError
from services.archive.reading import LastOutcome
from services.history.memory import FailureMemory
from tests.faults import FAILURES
from tests.services.api.fakes import NOON, FakeTime

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


NEVER_ASKED = (Kind.STOPPED, Kind.BUDGET_SPENT, Kind.NOT_RECORDED, Kind.VENDOR_DOWN)
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


def archived(kind: Kind, ages: Sequence[float], in_a_row: int = 1) -> LastOutcome:
    """Return a failure that the archive has seen so many seconds ago, the newest last."""
    moments = tuple(NOON - timedelta(seconds=age) for age in ages)
    charged = RULES[kind].charged
    maybe_paid = moments if charged is Charged.UNKNOWN else ()
    return LastOutcome(kind, charged, None, None, moments[-1], in_a_row, maybe_paid)


@pytest.mark.parametrize(
    ("age", "calls", "left"),
    [
        (30, 3, 2 * MINUTE - 30),  # three calls are one round of tries
        (30, 6, 10 * MINUTE - 30),
        (30, 99, 60 * MINUTE - 30),
        (3 * MINUTE, 3, 0),
    ],
)
def test_an_archived_cool_down_goes_on(age: int, calls: int, left: int) -> None:
    held = memory(FakeTime())
    held.take_over(KEY, archived(Kind.COLLECTION_FAILED, [age], calls), NOON)
    assert held.seconds_left(KEY) == left
    assert (held.recall(KEY) is not None) == (left > 0)


def test_an_older_one_of_the_archive_changes_nothing() -> None:
    held = memory(FakeTime())
    own = ApiError(Kind.VENDOR_ERROR)
    held.note(KEY, own)
    held.take_over(KEY, archived(Kind.NO_SERIES, [10]), NOON)
    assert held.recall(KEY) is own


def test_a_newer_one_of_another_process_counts() -> None:
    time = FakeTime()
    held = memory(time)
    held.note(KEY, ApiError(Kind.VENDOR_ERROR))
    time.pass_by(20)
    held.take_over(KEY, archived(Kind.COLLECTION_FAILED, [10], 3), NOON)
    assert held.recall(KEY, retry_at=_pressed(time, True)).kind is Kind.COLLECTION_FAILED


def test_a_success_in_the_archive_is_no_failure() -> None:
    held = memory(FakeTime())
    held.take_over(KEY, archived(Kind.OK, [1]), NOON)
    assert held.recall(KEY) is None


UNSURE = ApiError(Kind.GATEWAY, charged=Charged.UNKNOWN)


@pytest.mark.fault(106)
@pytest.mark.parametrize("between", [None, Kind.VENDOR_ERROR, Kind.COLLECTION_FAILED])
def test_twice_in_ten_minutes_is_all_that_may_be_charged(between: Kind | None) -> None:
    """Row 106: whatever else fails in between, and however often retry is pressed."""
    time = FakeTime()
    held = memory(time)
    calls: list[float] = []
    while time.seconds < 1000 + 2 * HOUR:
        if held.recall(KEY, retry_at=_pressed(time, True)) is None:
            calls.append(time.seconds)
            held.note(KEY, UNSURE)
            if between is not None:
                held.note(KEY, ApiError(between))
        time.pass_by(7)
    assert len(calls) >= 12
    assert all(later - first >= 10 * MINUTE for first, later in zip(calls, calls[2:], strict=False))


@pytest.mark.fault(106)
def test_another_process_has_used_up_what_may_be_charged() -> None:
    """Row 106: the archive knows of both calls; also after a restart."""
    time = FakeTime()
    held = memory(time)
    held.take_over(KEY, archived(Kind.UNCERTAIN, [9 * MINUTE, MINUTE]), NOON)
    assert held.is_spared(KEY)
    assert held.seconds_left(KEY) == MINUTE
    assert held.recall(KEY, retry_at=_pressed(time, True)) is not None
    time.pass_by(MINUTE)
    assert not held.is_spared(KEY)
    assert held.recall(KEY, retry_at=_pressed(time, True)) is None
    assert held.recall(KEY) is not None, "without retry it stands for three hours"


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
