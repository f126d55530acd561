"""What is older than the owner keeps is let go, by whole months; the ledger is not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import ledger, store
from services.archive.database import Database
from services.archive.errors import ArchiveLocked
from services.archive.months import months_in_use
from services.archive.reading import series
from services.archive.retention import LetGo, let_go
from services.archive.schema import calls, fetches, points, revisions
from services.archive.statistics import endpoint_news
from services.china_time import CHINA
from services.growth.excess import LOOKED_BACK
from services.screen.screen import WINDOWS
from services.settings.settings import LEAST_KEPT
from tests.services.archive.crew import an_answer, an_ask

TODAY = date(2025, 12, 8)


def midnight(day):
    return datetime.combine(day, datetime.min.time(), tzinfo=CHINA)


def keep(database, number, first, days, at, value=1000, **fields):
    """Book, settle and keep an answer that came `at` a moment."""
    told = tuple((first + timedelta(days=n), value + n) for n in range(days))
    answer = an_answer(number, at, points=told, body=b"{}", **fields)

    def work(connection):
        call_id = ledger.reserve(connection, answer.ask, at, None)
        ledger.settle(connection, call_id, answer.charged, at)
        store.save(connection, call_id, answer)

    database.write(work)


def number_of(database, table):
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def first_day(database, table=points):
    with database.read() as connection:
        return connection.execute(select(func.min(table.c.day))).scalar_one()


def test_the_least_that_can_be_kept_is_what_the_app_may_show():
    assert max(WINDOWS) + LOOKED_BACK <= LEAST_KEPT


def test_whole_months_are_let_go_and_what_was_paid_stays_paid(database):
    for value in (1000, 1001):
        keep(database, 1, date(2025, 3, 20), 60, midnight(date(2025, 5, 20 + value % 2)), value)
        keep(database, 1, date(2025, 5, 1), 60, midnight(date(2025, 7, 1 + value % 2)), value)
        keep(database, 2, date(2025, 3, 20), 60, midnight(date(2025, 5, 20 + value % 2)), value)
    assert let_go(database, 180, TODAY) == LetGo(date(2025, 6, 1), 4)
    assert first_day(database) == first_day(database, revisions) == date(2025, 6, 1)
    assert number_of(database, points) == number_of(database, revisions) == 29
    assert number_of(database, fetches) == 2
    assert number_of(database, calls) == 6
    with database.read() as connection:
        held = series(connection, [an_ask(1).creator_id, an_ask(2).creator_id])
    assert held.keys() == {(an_ask(1).creator_id, Metric.TOTAL)}
    assert let_go(database, 180, TODAY) == LetGo(date(2025, 6, 1), 0)
    keep(database, 2, date(2025, 5, 30), 60, midnight(date(2025, 7, 30)))  # and it may come again
    assert first_day(database) == date(2025, 5, 30)


@pytest.mark.parametrize("today", [date(2025, 12, 8), date(2025, 11, 27), date(2025, 11, 28)])
def test_so_many_days_are_always_kept(database, today):
    keep(database, 1, date(2025, 4, 20), 60, midnight(date(2025, 6, 20)))
    kept_from = let_go(database, 180, today).kept_from
    assert kept_from <= today - timedelta(days=180)
    assert first_day(database) == kept_from


def test_that_an_endpoint_is_gone_is_not_forgotten(database):
    """Else each start would ask it once more in vain."""
    then = midnight(date(2025, 1, 5))
    gone = {"kind": Kind.ENDPOINT_GONE, "charged": Charged.NO, "http_status": 404}
    keep(database, 1, date(2025, 1, 1), 0, then, **gone)
    keep(database, 1, date(2025, 1, 1), 0, then, kind=Kind.VENDOR_ERROR, charged=Charged.NO)
    assert let_go(database, 180, TODAY).answers == 1
    with database.read() as connection:
        assert endpoint_news(connection).gone_at == then


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_months_are_dropped_unless_somebody_reads_them(database, database_url):
    keep(database, 1, date(2025, 3, 20), 60, midnight(date(2025, 5, 20)))
    keep(database, 1, date(2025, 9, 20), 60, midnight(date(2025, 11, 20)))
    other = Database(database_url)
    with database.read() as connection:
        connection.execute(text("SELECT 1 FROM points LIMIT 1")).all()
        with pytest.raises(ArchiveLocked):
            let_go(other, 180, TODAY)
    other.close()
    let_go(database, 180, TODAY)
    with database.read() as connection:
        assert months_in_use(connection)[0] == date(2025, 9, 1)
