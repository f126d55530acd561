"""Which series have a day already, told without their points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from services.api.series import Metric
from services.archive import store
from services.archive.reaching import reaching
from tests.services.archive.crew import NOON, an_answer, an_ask

LAST = date(2025, 12, 7)


def keep(database, number, last, metric=Metric.TOTAL):
    points = tuple((last - timedelta(days=n), 5) for n in reversed(range(9)))
    answer = replace(an_answer(number, NOON, points=points), ask=an_ask(number, metric))
    database.write(lambda c: store.save(c, None, answer))


def test_each_series_that_has_the_day_or_a_later_one_is_named(database):
    keep(database, 1, LAST)
    keep(database, 1, LAST - timedelta(days=1), Metric.NEW)
    keep(database, 2, LAST + timedelta(days=3), Metric.NEW)
    keep(database, 3, LAST)
    ids = [an_ask(number).creator_id for number in (1, 2, 4)]
    with database.read() as connection:
        found = reaching(connection, ids, LAST)
        assert found == {(ids[0], Metric.TOTAL), (ids[1], Metric.NEW)}
        assert reaching(connection, [], LAST) == frozenset()
