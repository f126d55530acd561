"""Answers in any order: no day is lost, and the newest value of each stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from services.api.answers import Kind
from services.api.series import Metric
from services.archive import store
from services.archive.reading import series
from services.archive.schema import revisions
from services.china_time import CHINA
from tests.services.archive.crew import NOON, an_answer, an_ask

TODAY = date(2025, 12, 8)
HOUR = timedelta(hours=1)
_fresh = count(1000)

any_order = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def save(database, number, hours, values, kind=Kind.OK):
    """Keep an answer with these values by day, whose window is the days before it."""
    at = NOON + hours * HOUR
    today = at.astimezone(CHINA).date()
    days = max(((today - day).days for day in values), default=1)
    answer = an_answer(number, at, kind=kind, points=tuple(values.items()))
    answer = replace(answer, ask=replace(answer.ask, days=days))
    return database.write(lambda c: store.save(c, None, answer))


def held(database, number=0):
    key = (an_ask(number).creator_id, Metric.TOTAL)
    with database.read() as connection:
        found = series(connection, [key[0]])
    return dict(found[key].points) if key in found else {}


def before(today, *values):
    """The values as those of the days before `today`, the last one yesterday's."""
    return {today - timedelta(days=len(values) - n): v for n, v in enumerate(values)}


def test_a_late_answer_does_not_replace_what_a_newer_one_confirmed(database):
    for hours, value in ((1, 5), (3, 5), (2, 7)):
        save(database, 0, hours, before(TODAY, value))
    assert held(database) == before(TODAY, 5)
    with database.read() as connection:
        row = connection.execute(select(revisions.c.value, revisions.c.seen_at)).one()
    assert tuple(row) == (7, NOON + 2 * HOUR), "it is kept as what was said then"


def test_a_late_answer_still_speaks_for_days_that_the_newer_one_is_not_about(database):
    save(database, 0, 1, before(TODAY, 5, 5, 5))
    save(database, 0, 3, before(TODAY, 5))
    save(database, 0, 2, before(TODAY, 7, 7, 7))
    assert held(database) == before(TODAY, 7, 7, 5)


@pytest.mark.parametrize("size", [4, 5])
def test_fewer_than_five_common_days_are_too_few_to_be_strange(database, size):
    save(database, 0, 0, before(TODAY, *[1000] * size))
    foreign = before(TODAY, *[9000] * size)
    expected = store.Saved.STORED if size < 5 else store.Saved.QUARANTINED
    assert save(database, 0, 1, foreign) is expected


def test_new_followers_may_change_by_any_share(database):
    for hours, value in ((0, 3), (1, -40)):
        points = tuple(before(TODAY, *[value] * 9).items())
        answer = an_answer(0, NOON + hours * HOUR, points=points)
        answer = replace(answer, ask=an_ask(metric=Metric.NEW))
        saved = database.write(lambda c, answer=answer: store.save(c, None, answer))
        assert saved is store.Saved.STORED


answers = st.lists(
    st.tuples(
        st.integers(0, 40),  # hours after noon, in any order
        st.sampled_from([Kind.OK, Kind.OK, Kind.NO_SERIES, Kind.VENDOR_ERROR]),
        st.lists(st.sampled_from([990, 1000, 1010]), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)


def brought_by(hours, values):
    today = (NOON + hours * HOUR).astimezone(CHINA).date()
    return before(today, *values)


@any_order
@given(answers, st.sets(st.integers(1, 4)))
def test_no_sequence_of_answers_loses_a_day(database, told, gaps):
    number = next(_fresh)
    seen = set()
    for hours, kind, values in told:
        whole = brought_by(hours, values) if kind is Kind.OK else {}
        holed = {day: v for day, v in whole.items() if (TODAY - day).days not in gaps}
        save(database, number, hours, holed, kind)
        seen |= set(holed)
        assert set(held(database, number)) == seen


@any_order
@given(answers)
def test_the_newest_value_of_each_day_stands_in_whatever_order_answers_come(database, told):
    number = next(_fresh)
    by_hour = {hours: (kind, values) for hours, kind, values in told}  # one at a time
    newest = {}
    for hours, (kind, values) in by_hour.items():
        save(database, number, hours, brought_by(hours, values) if kind is Kind.OK else {}, kind)
    for hours, (kind, values) in sorted(by_hour.items()):
        newest |= brought_by(hours, values) if kind is Kind.OK else {}
    assert held(database, number) == newest
