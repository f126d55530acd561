"""Rows 45, 62, 63 and 68: no answer takes anything away, and no strange one gets in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import ledger, store
from services.archive.reading import last_outcomes, series
from services.archive.schema import fetches, revisions
from services.archive.store import Saved
from tests.services.archive.crew import NOON, an_answer, an_ask

FIRST = date(2025, 10, 9)
HOUR = timedelta(hours=1)
KEY = (an_ask().creator_id, Metric.TOTAL)


def points(count, start=1000, first=FIRST):
    return tuple((first + timedelta(days=n), start + n) for n in range(count))


def save(database, answer, call_id=None):
    return database.write(lambda c: store.save(c, call_id, answer))


def held(database, as_of=None):
    with database.read() as connection:
        return dict(series(connection, [KEY[0]], as_of)[KEY].points)


def count(database, table):
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.mark.fault(68)
def test_row68_a_shorter_answer_keeps_the_older_days(database):
    save(database, an_answer(points=points(60)))
    later = an_answer(fetched_at=NOON + HOUR, points=points(30, 1031, FIRST + timedelta(days=31)))
    assert save(database, later) is Saved.STORED
    assert len(held(database)) == 61


@pytest.mark.parametrize("kind", [Kind.NO_SERIES, Kind.VENDOR_ERROR, Kind.PROTOCOL])
def test_an_empty_or_failed_answer_takes_nothing_away(database, kind):
    save(database, an_answer(points=points(30)))
    failed = an_answer(fetched_at=NOON + HOUR, kind=kind)
    assert save(database, failed) is Saved.NOTHING
    assert held(database) == dict(points(30))
    assert count(database, fetches) == 2


@pytest.mark.fault(62)
def test_row62_a_revised_day_is_current_and_its_old_value_history(database):
    save(database, an_answer(points=points(30)))
    revised = dict(points(30)) | {FIRST: 990}
    save(database, an_answer(fetched_at=NOON + HOUR, points=tuple(revised.items())))
    assert held(database)[FIRST] == 990
    with database.read() as connection:
        row = connection.execute(select(revisions.c.day, revisions.c.value)).one()
    assert tuple(row) == (FIRST, 1000)


def test_an_older_answer_that_comes_late_replaces_nothing(database):
    save(database, an_answer(fetched_at=NOON, points=points(30)))
    late = dict(points(30)) | {FIRST: 990, FIRST - timedelta(days=1): 980}
    save(database, an_answer(fetched_at=NOON - HOUR, points=tuple(late.items())))
    assert held(database)[FIRST] == 1000
    assert held(database)[FIRST - timedelta(days=1)] == 980, "a day that was missing comes in"
    assert count(database, revisions) == 1


@pytest.mark.fault(45)
def test_row45_a_day_that_comes_twice_is_one_row(database):
    save(database, an_answer(points=(*points(3), *points(3, 2000))))
    assert held(database) == dict(points(3, 2000))


def test_rows_may_come_in_any_order(database):
    save(database, an_answer(points=tuple(reversed(points(30)))))
    assert list(held(database)) == sorted(held(database))


@pytest.mark.fault(63)
def test_row63_another_creators_numbers_are_quarantined(database):
    save(database, an_answer(points=points(30)))
    foreign = an_answer(fetched_at=NOON + HOUR, points=points(30, 500_000), body=b"{}")
    assert save(database, foreign) is Saved.QUARANTINED
    assert held(database) == dict(points(30))
    with database.read() as connection:
        bodies = connection.execute(select(fetches.c.body)).scalars().all()
    assert b"{}" in bodies, "the body is kept for a look"


@pytest.mark.fault(60)
def test_row60_ten_times_as_many_for_a_day_are_no_strange_answer(database):
    save(database, an_answer(points=points(30)))
    spike = FIRST + timedelta(days=30)
    days = dict(points(32)) | {spike: 10_300}
    answer = an_answer(fetched_at=NOON + HOUR, points=tuple(days.items()))
    assert save(database, answer) is Saved.STORED
    assert held(database) == days


@pytest.mark.parametrize("change", [1.0, 1.2, 0.8])
def test_growth_and_revision_are_not_strange(database, change):
    save(database, an_answer(points=points(30)))
    moved = tuple((day, round(value * change)) for day, value in points(30))
    assert save(database, an_answer(fetched_at=NOON + HOUR, points=moved)) is Saved.STORED


def test_the_same_call_handed_over_twice_is_kept_once(database):
    call_id = database.write(lambda c: ledger.reserve(c, an_ask(), NOON, None))
    answer = an_answer(points=points(3))
    assert save(database, answer, call_id) is Saved.STORED
    assert save(database, answer, call_id) is Saved.NOTHING
    assert count(database, fetches) == 1


def test_failures_in_a_row_are_counted(database):
    for hours, kind in enumerate([Kind.COLLECTION_FAILED] * 3 + [Kind.VENDOR_ERROR] * 2):
        failed = an_answer(fetched_at=NOON + hours * HOUR, kind=kind, charged=Charged.NO)
        save(database, failed)
        with database.read() as connection:
            last = last_outcomes(connection, [KEY[0]])[KEY]
        assert last.kind is kind
        assert last.in_a_row == (hours + 1 if kind is Kind.COLLECTION_FAILED else hours - 2)


def test_as_of_shows_the_values_of_that_day(database):
    # NOON is 8 December in China: the data of the 7th have appeared, and stand so all day.
    day = date(2025, 12, 7)
    first = day - timedelta(days=29)
    save(database, an_answer(points=points(30, first=first)))
    later = dict(points(32, first=first)) | {first: 1}
    save(database, an_answer(fetched_at=NOON + timedelta(days=2), points=tuple(later.items())))
    assert held(database) == later
    assert held(database, day) == dict(points(30, first=first))
    assert max(held(database, day - timedelta(days=2))) == day - timedelta(days=2)
    assert held(database, day + timedelta(days=2)) == later


def test_as_of_before_anything_was_seen_has_the_earliest_values(database):
    save(database, an_answer(points=points(30)))
    changed = tuple((day, value + 7) for day, value in points(30))
    save(database, an_answer(fetched_at=NOON + HOUR, points=changed))
    assert held(database, FIRST + timedelta(days=4)) == dict(points(5))
