from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric, Series
from services.history.creator_history import CreatorHistory
from tests.services.api.fakes import NOON

CREATOR = "5f0000000000000001000a01"


def held(*numbers: int, end: date = date(2025, 12, 7), fetched_at: datetime = NOON) -> Held:
    first = end - timedelta(days=len(numbers) - 1)
    points = tuple((first + timedelta(days=n), number) for n, number in enumerate(numbers))
    return Held(Series(points), "legacy", 60, fetched_at)


def rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [(row.day.date().isoformat(), *row[3:]) for row in plain.itertuples()]


YESTERDAY, EARLIER = date(2025, 12, 7), date(2025, 12, 5)


@pytest.mark.parametrize(
    ("end", "age", "fresh"),
    [
        (YESTERDAY, timedelta(0), True),
        (YESTERDAY, timedelta(hours=11), True),
        (date(2025, 12, 8), timedelta(hours=4), True),
        (EARLIER, timedelta(0), True),
        (EARLIER, timedelta(hours=3) - timedelta(seconds=1), True),
        (EARLIER, timedelta(hours=3), False),
        (EARLIER, timedelta(days=2), False),
    ],
)
def test_freshness_goes_by_the_data_day(end: date, age: timedelta, fresh: bool) -> None:
    series = held(1, 2, end=end, fetched_at=NOON - age)
    assert series.is_fresh(lambda: NOON) is fresh


def test_a_complete_series_is_stale_after_midnight_in_china() -> None:
    series = held(1, 2, end=YESTERDAY, fetched_at=NOON)
    assert series.is_fresh(lambda: datetime(2025, 12, 8, 15, 59, 59, tzinfo=UTC))
    assert not series.is_fresh(lambda: datetime(2025, 12, 8, 16, tzinfo=UTC))


def test_what_a_creator_is_asked_for() -> None:
    totals, failure = held(1, 2), ApiError(Kind.COLLECTION_FAILED)
    both = CreatorHistory(CREATOR, totals, failure)
    assert list(both.outcomes) == [(Metric.TOTAL, totals), (Metric.NEW, failure)]
    assert both.failures == ((Metric.NEW, failure),)
    assert both.held == (totals,)
    assert not both.pending
    derived = CreatorHistory(CREATOR, totals, derived=True)
    assert list(derived.outcomes) == [(Metric.TOTAL, totals)]
    assert not derived.pending


def test_what_is_still_to_come() -> None:
    assert CreatorHistory(CREATOR).pending
    assert CreatorHistory(CREATOR, held(1)).pending
    assert CreatorHistory(CREATOR, ApiError(Kind.NO_SERIES)).pending
    assert CreatorHistory(CREATOR, derived=True).pending
    assert not CreatorHistory(CREATOR, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES)).pending


def test_the_tidy_frame_joins_both_series_on_their_days() -> None:
    totals = held(100, 110, 90, end=date(2025, 12, 6))
    news = held(15, 3, end=date(2025, 12, 7))
    frame = CreatorHistory(CREATOR, totals, news).daily()
    assert tuple(frame.columns) == ("creator_id", "day", "total_followers", "new_followers")
    assert set(frame["creator_id"]) == {CREATOR}
    assert rows(frame) == [
        ("2025-12-04", 100, None),
        ("2025-12-05", 110, None),
        ("2025-12-06", 90, 15),
        ("2025-12-07", None, 3),
    ]


def test_derived_new_followers_are_the_change_of_the_total() -> None:
    frame = CreatorHistory(CREATOR, held(100, 110, 90), derived=True).daily()
    assert rows(frame) == [
        ("2025-12-05", 100, None),
        ("2025-12-06", 110, 10),
        ("2025-12-07", 90, -20),
    ]


@pytest.mark.fault(46)
def test_nothing_is_derived_across_a_gap() -> None:  # fault matrix, row 46
    days = [date(2025, 12, 1), date(2025, 12, 2), date(2025, 12, 5), date(2025, 12, 6)]
    series = Series(tuple(zip(days, [10, 12, 50, 53], strict=True)))
    history = CreatorHistory(CREATOR, Held(series, "legacy", 60, NOON), derived=True)
    assert [new for _, _, new in rows(history.daily())] == [None, 2, None, 3]


@pytest.mark.parametrize("derived", [False, True])
def test_a_creator_without_a_series_has_no_rows(derived: bool) -> None:
    for outcome in (None, ApiError(Kind.NO_SERIES), ApiError(Kind.COLLECTION_FAILED)):
        frame = CreatorHistory(CREATOR, outcome, None, derived).daily()
        assert frame.empty
        assert tuple(frame.columns) == ("creator_id", "day", "total_followers", "new_followers")


def test_one_series_is_shown_without_the_other() -> None:
    frame = CreatorHistory(CREATOR, ApiError(Kind.COLLECTION_FAILED), held(4, -1)).daily()
    assert rows(frame) == [("2025-12-06", None, 4), ("2025-12-07", None, -1)]
