"""The ledger counts what a China day has spent, and errs on the dear side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import ledger
from services.archive.schema import calls, fetches
from tests.services.archive.crew import NOON, an_ask

TODAY = date(2025, 12, 8)


def reserve(database, now=NOON, limit=500, ask=None):
    return database.write(lambda c: ledger.reserve(c, ask or an_ask(), now, limit))


def settle(database, call, charged, now=NOON):
    database.write(lambda c: ledger.settle(c, call, charged, now))


def expire(database, now):
    return database.write(lambda c: ledger.expire(c, now))


def spent(database, day=TODAY):
    with database.read() as connection:
        return ledger.spent(connection, day)


def row(database, call):
    with database.read() as connection:
        return connection.execute(select(calls).where(calls.c.id == call)).one()


def test_a_reserved_call_is_written_down_as_sent(database):
    call = reserve(database, ask=an_ask(7, Metric.NEW))
    written = row(database, call)
    assert (written.creator_id, written.series) == (f"{7:024x}", 2)
    assert (written.environment, written.endpoint) == ("prod-global", "legacy")
    assert (written.china_day, written.reserved_at) == (TODAY, NOON)
    assert (written.state, written.settled_at) == ("sent", None)


@pytest.mark.fault(73)
def test_eight_asks_at_a_budget_of_five_make_five_calls(database):
    granted = [reserve(database, limit=5, ask=an_ask(number)) for number in range(8)]
    assert [call is not None for call in granted] == [True] * 5 + [False] * 3
    assert spent(database) == 5


@pytest.mark.fault(73)
def test_a_long_day_is_counted_now_and_then_and_its_budget_is_exact(database, monkeypatch):
    """What was found not to be charged makes room again, though it was counted when it was sent."""
    monkeypatch.setattr(ledger, "_COUNT_AGAIN", 4)
    reserve(database, now=NOON - timedelta(days=1), limit=None)
    booked = [reserve(database, limit=20) for _ in range(20)]
    assert all(booked)
    assert reserve(database, limit=20) is None
    for call in booked[:3]:
        settle(database, call, Charged.NO)
    again = [reserve(database, limit=20) for _ in range(5)]
    assert [call is not None for call in again] == [True] * 3 + [False] * 2
    assert reserve(database, now=NOON + timedelta(days=1), limit=1) is not None
    assert spent(database) == 20


def test_a_budget_of_nothing_grants_nothing(database):
    assert reserve(database, limit=0) is None
    assert spent(database) == 0


def test_without_a_limit_every_call_is_granted_and_counted(database):
    assert all(reserve(database, limit=None) for _ in range(3))
    assert spent(database) == 3


@pytest.mark.parametrize(
    ("charged", "counted"), [(Charged.YES, 1), (Charged.UNKNOWN, 1), (Charged.NO, 0)]
)
def test_only_what_was_surely_not_charged_is_given_back(database, charged, counted):
    call = reserve(database, limit=1)
    settle(database, call, charged, NOON + timedelta(seconds=3))
    assert row(database, call).state == charged.value
    assert row(database, call).settled_at == NOON + timedelta(seconds=3)
    assert spent(database) == counted
    assert (reserve(database, limit=1) is None) == bool(counted)


def test_a_settled_call_stays_as_it_is(database):
    call, free = reserve(database), reserve(database)
    settle(database, call, Charged.YES)
    settle(database, call, Charged.NO)
    settle(database, free, Charged.NO)
    settle(database, free, Charged.UNKNOWN)
    assert (row(database, call).state, row(database, free).state) == ("yes", "no")


def test_a_call_is_given_up_after_ten_minutes_and_counts_all_along(database):
    call = reserve(database)
    due = NOON + timedelta(minutes=10)
    assert expire(database, due - timedelta(seconds=1)) == 0
    assert (row(database, call).state, spent(database)) == ("sent", 1)
    assert expire(database, due) == 1
    assert (row(database, call).state, row(database, call).settled_at) == ("unknown", due)
    assert spent(database) == 1
    assert expire(database, due) == 0


def test_giving_up_leaves_settled_calls_alone(database):
    paid, free = reserve(database), reserve(database)
    settle(database, paid, Charged.YES)
    settle(database, free, Charged.NO)
    assert expire(database, NOON + timedelta(days=1)) == 0
    assert (row(database, paid).state, row(database, free).state) == ("yes", "no")


def test_a_late_answer_settles_a_call_that_was_given_up(database):
    call = reserve(database)
    expire(database, NOON + timedelta(minutes=11))
    settle(database, call, Charged.NO, NOON + timedelta(minutes=12))
    assert row(database, call).state == "no"
    assert spent(database) == 0


def test_the_budget_is_that_of_a_day_in_china(database):
    before = datetime(2025, 12, 8, 15, 59, tzinfo=UTC)
    after = datetime(2025, 12, 8, 16, 1, tzinfo=UTC)
    assert reserve(database, before, limit=1) is not None
    assert reserve(database, before, limit=1) is None
    assert reserve(database, after, limit=1) is not None
    assert reserve(database, after, limit=1) is None
    assert (spent(database, TODAY), spent(database, TODAY + timedelta(days=1))) == (1, 1)


def refuse(database, fetched_at, kind=Kind.QUOTA_EXCEEDED, seconds=1.0):
    values = {
        "creator_id": f"{0:024x}",
        "series": 1,
        "days": 60,
        "environment": "prod-global",
        "endpoint": "legacy",
        "kind": kind.value,
        "charged": "no",
        "fetched_at": fetched_at,
        "duration_ms": int(seconds * 1000),
    }
    database.write(lambda c: c.execute(insert(fetches).values(values)) and None)


def closed(database, now):
    with database.read() as connection:
        return ledger.quota_closed(connection, now)


def test_a_refusal_for_quota_closes_the_rest_of_its_day_in_china(database):
    refuse(database, datetime(2025, 12, 8, 15, 58, tzinfo=UTC))
    assert closed(database, datetime(2025, 12, 8, 15, 59, tzinfo=UTC))
    assert not closed(database, datetime(2025, 12, 8, 16, 1, tzinfo=UTC))


def test_a_refusal_just_after_midnight_is_yesterdays_if_it_was_asked_for_yesterday(database):
    midnight = datetime(2025, 12, 8, 16, 0, tzinfo=UTC)
    refuse(database, midnight + timedelta(seconds=1), seconds=3)
    assert not closed(database, midnight + timedelta(hours=1))
    refuse(database, midnight + timedelta(seconds=4), seconds=3)
    assert closed(database, midnight + timedelta(hours=1))


def test_a_refusal_dated_tomorrow_by_a_clock_that_ran_ahead_closes_nothing_today(database):
    refuse(database, NOON + timedelta(days=1))
    assert not closed(database, NOON)


def test_no_other_outcome_closes_the_day(database):
    for kind in set(Kind) - {Kind.QUOTA_EXCEEDED}:
        refuse(database, NOON, kind)
    assert not closed(database, NOON)
