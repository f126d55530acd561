"""Row 105: an archive that began with another creator's numbers heals."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from services.api.answers import Kind
from services.api.series import Metric
from services.archive import store
from services.archive.reading import last_outcomes, series
from services.archive.schema import fetches, revisions
from services.archive.store import Saved
from tests.services.archive.crew import NOON, an_answer, an_ask

pytestmark = pytest.mark.fault(105)

DAY = timedelta(days=1)
LAST = date(2025, 12, 7)
KEY = (an_ask().creator_id, Metric.TOTAL)
WRONG, TRUE, OTHER = 9_000, 500_000, 2_000_000


def window(start, days_later=0, count=60):
    """The days that an answer of so many days later holds; each has a value of its own."""
    last = LAST + days_later * DAY
    days = [last - n * DAY for n in reversed(range(count))]
    return {day: start + (day - LAST).days for day in days}


def answer(start, days_later, hours=0, count=60):
    points = window(start, days_later, count)
    rows = [{"dateKey": day.isoformat(), "num": value} for day, value in points.items()]
    body = json.dumps({"code": 0, "data": {"list": rows}}).encode()
    at = NOON + days_later * DAY + timedelta(hours=hours)
    return an_answer(0, at, points=tuple(points.items()), body=body, http_status=200)


def save(database, *told, **more):
    return database.write(lambda c: store.save(c, None, answer(*told, **more)))


def held(database, as_of=None):
    with database.read() as connection:
        return series(connection, [KEY[0]], as_of)[KEY]


def kinds(database):
    with database.read() as connection:
        rows = connection.execute(select(fetches.c.kind).order_by(fetches.c.fetched_at))
        return rows.scalars().all()


def test_two_refused_answers_of_two_days_that_agree_replace_the_first(database):
    assert save(database, WRONG, 0) is Saved.STORED
    assert save(database, TRUE, 1) is Saved.QUARANTINED
    assert dict(held(database).points) == window(WRONG), "one alone changes nothing"
    assert save(database, TRUE, 2) is Saved.STORED
    assert dict(held(database).points) == window(TRUE, 1) | window(TRUE, 2)
    assert held(database).doubted == ()


def test_the_days_that_only_the_wrong_one_had_go_with_it(database):
    save(database, WRONG, 0)
    save(database, WRONG, 3)
    save(database, TRUE, 40)
    save(database, TRUE, 41)
    assert dict(held(database).points) == window(TRUE, 40) | window(TRUE, 41)
    assert kinds(database) == ["foreign", "foreign", "ok", "ok"]
    with database.read() as connection:
        assert connection.execute(select(revisions.c.day)).all() == []


def test_what_other_answers_brought_before_stays(database):
    save(database, TRUE, -80)
    for later in range(0, 61, 2):
        save(database, TRUE, later)
    for later in (62, 63):
        save(database, WRONG, later)
    points = dict(held(database).points)
    assert {day: points[day] for day in window(TRUE, -80)} == window(TRUE, -80)
    assert {day: points[day] for day in window(WRONG, 63)} == window(WRONG, 63)


@pytest.mark.parametrize(
    "second",
    [(TRUE, 1, 3), (OTHER, 2), (round(TRUE * 1.05), 2)],
    ids=["the same China day", "other numbers", "nearly the same numbers"],
)
def test_two_that_do_not_agree_or_are_of_one_day_replace_nothing(database, second):
    save(database, WRONG, 0)
    save(database, TRUE, 1)
    assert save(database, *second) is Saved.QUARANTINED
    assert dict(held(database).points) == window(WRONG)


def test_an_answer_that_fits_in_between_takes_the_doubt_away(database):
    save(database, WRONG, 0)
    save(database, TRUE, 1)
    assert len(held(database).doubted) == 59
    save(database, WRONG, 2)
    assert held(database).doubted == ()
    assert save(database, TRUE, 3) is Saved.QUARANTINED
    assert save(database, TRUE, 4) is Saved.STORED


def test_meanwhile_the_days_in_doubt_are_known_and_nothing_is_fresh(database):
    save(database, WRONG, 0, count=30)
    save(database, TRUE, 1, count=10)
    found = held(database)
    assert found.doubted == tuple(LAST - n * DAY for n in reversed(range(9)))
    assert found.fetched_at == NOON, "a refused answer is not the newest one"
    assert not found.is_fresh(lambda: NOON + DAY)
    assert held(database, LAST - 5 * DAY).doubted == tuple(LAST - n * DAY for n in (8, 7, 6, 5))
    with database.read() as connection:
        assert last_outcomes(connection, [KEY[0]])[KEY].kind is Kind.FOREIGN


def test_a_pinned_day_shows_what_is_known_to_be_true(database):
    save(database, WRONG, 0)
    save(database, TRUE, 1)
    save(database, TRUE, 2)
    until = {day: value for day, value in window(TRUE, 1).items() if day <= LAST}
    assert dict(held(database, LAST).points) == until


def test_a_refused_answer_that_comes_late_overrules_nothing_newer(database):
    save(database, WRONG, 0)
    save(database, TRUE, 1)
    save(database, WRONG, 4)
    assert save(database, TRUE, 3) is Saved.QUARANTINED
    assert dict(held(database).points) == window(WRONG) | window(WRONG, 4)


def test_a_refused_answer_whose_body_is_no_more_is_no_witness(database):
    save(database, WRONG, 0)
    save(database, TRUE, 1)
    database.write(lambda c: c.execute(fetches.update().values(body=None)))
    assert save(database, TRUE, 2) is Saved.QUARANTINED
    assert len(held(database).doubted) == 58, "this one has its body"
