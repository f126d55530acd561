"""What the ledger and the fetches add up to."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import ledger, store
from services.archive.list_changes import delete_list, save_list
from services.archive.statistics import (
    Durations,
    EndpointNews,
    ListSpent,
    Spent,
    durations,
    endpoint_news,
    recent_calls,
    spent,
    spent_by_day,
    spent_by_list,
)
from services.shortlist.creator import Creator
from tests.services.archive.crew import NOON, an_answer, an_ask

TODAY = date(2025, 12, 8)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def book(database, at=NOON, charged=None):
    def work(connection):
        call_id = ledger.reserve(connection, an_ask(), at, None)
        if charged is not None:
            ledger.settle(connection, call_id, charged, at)

    database.write(work)


def save(database, minute, *, environment="prod-global", endpoint="legacy", number=1, **fields):
    answer = an_answer(number, NOON + minute * MINUTE, **fields)
    ask = replace(answer.ask, environment=environment, endpoint=endpoint)
    database.write(lambda c: store.save(c, None, replace(answer, ask=ask)))


def asked(database, question, *arguments):
    with database.read() as connection:
        return question(connection, *arguments)


def test_calls_are_added_up_by_what_they_cost(database):
    for charged in (Charged.YES, Charged.YES, Charged.NO, Charged.UNKNOWN, None, None, None):
        book(database, charged=charged)
    database.write(lambda c: store.add_served(c, TODAY, 40))
    database.write(lambda c: store.add_served(c, TODAY, 2))
    found = asked(database, spent, TODAY, TODAY)
    assert found == Spent(charged=2, not_charged=1, unknown=1, under_way=3, served=42)
    assert found.counted == 6
    assert found.counted == asked(database, ledger.spent, TODAY), "as the budget counts"


def test_a_span_holds_its_first_and_its_last_day(database):
    for days in range(-2, 3):
        book(database, NOON + days * DAY, Charged.YES)
        database.write(lambda c, day=TODAY + days * DAY: store.add_served(c, day, 1))
    found = asked(database, spent, TODAY - DAY, TODAY + DAY)
    assert (found.charged, found.served) == (3, 3)


def test_nothing_was_spent_yet(database):
    assert asked(database, spent, TODAY, TODAY) == Spent(0, 0, 0, 0, 0)
    assert asked(database, durations, NOON) == []
    assert asked(database, endpoint_news) == EndpointNews(None, None)


def test_durations_of_each_environment_the_most_used_first(database):
    save(database, 0, environment="prod-cn", seconds=0.25)
    for seconds in (1, 2, 3, 4, 5):
        save(database, seconds, seconds=float(seconds))
    assert asked(database, durations, NOON) == [
        Durations("prod-global", calls=5, median=3.0, p95=4.8, failures=0.0),
        Durations("prod-cn", calls=1, median=0.25, p95=0.25, failures=0.0),
    ]


def test_only_the_way_to_the_vendor_counts_as_broken(database):
    save(database, 0, seconds=1.0)
    save(database, 1, seconds=3.0, kind=Kind.COLLECTION_FAILED, charged=Charged.NO)
    for minute, kind in enumerate((Kind.NOT_SENT, Kind.UNCERTAIN), start=2):
        save(database, minute, seconds=120.0, kind=kind, charged=Charged.UNKNOWN)
    (found,) = asked(database, durations, NOON)
    assert (found.calls, found.median, found.failures) == (4, 2.0, 0.5)


def test_an_environment_that_never_answered_has_no_duration(database):
    save(database, 0, kind=Kind.NOT_SENT, charged=Charged.NO)
    (found,) = asked(database, durations, NOON)
    assert math.isnan(found.median)
    assert math.isnan(found.p95)
    assert found.failures == 1.0


def test_durations_begin_where_they_are_asked_for(database):
    save(database, 0)
    save(database, 1)
    (found,) = asked(database, durations, NOON + MINUTE)
    assert found.calls == 1
    assert asked(database, durations, NOON + 2 * MINUTE) == []


def test_news_of_the_endpoints(database):
    save(database, 0)
    assert asked(database, endpoint_news) == EndpointNews("legacy", None)
    gone = {"kind": Kind.ENDPOINT_GONE, "charged": Charged.NO}
    save(database, 1, **gone)
    save(database, 2, **gone)
    save(database, 3, endpoint="successor", **gone)
    save(database, 4, endpoint="successor")
    save(database, 5, endpoint="legacy", kind=Kind.NO_SERIES)
    assert asked(database, endpoint_news) == EndpointNews("successor", NOON + 2 * MINUTE)


def test_the_newest_calls_come_first_and_no_more_than_asked_for(database):
    for minute in (1, 0, 2, 2):
        save(database, minute, number=10 + minute)
    table = asked(database, recent_calls, 3)
    assert [creator[-1] for creator in table["creator_id"]] == ["c", "c", "b"]


def test_a_call_in_the_list(database):
    database.write(lambda c: store.note_aliases(c, {an_ask(1).creator_id: "小明"}, NOON))
    save(database, 0, seconds=0.25, code=0, http_status=200, request_id="r-9")
    failed = an_answer(2, NOON - MINUTE, kind=Kind.NOT_SENT, charged=Charged.NO, code=None)
    failed = replace(failed, ask=an_ask(2, Metric.NEW))
    database.write(lambda c: store.save(c, None, failed))
    table = asked(database, recent_calls)
    first, second = table.to_dict("records")
    assert first == {
        "fetched_at": pd.Timestamp(NOON),
        "creator_id": an_ask(1).creator_id,
        "alias": "小明",
        "series": "total",
        "environment": "prod-global",
        "endpoint": "legacy",
        "outcome": "ok",
        "code": 0,
        "http_status": 200,
        "charged": "yes",
        "seconds": 0.25,
        "request_id": "r-9",
    }
    assert (second["alias"], second["series"], second["request_id"]) == ("", "new", "")
    assert list(table["code"].isna()) == list(table["http_status"].isna()) == [False, True]


@pytest.mark.parametrize("calls", [0, 1])
def test_the_list_has_the_documented_types(database, calls):
    for minute in range(calls):
        save(database, minute)
    table = asked(database, recent_calls)
    assert len(table) == calls
    types = table.dtypes.astype(str).to_dict()
    assert types.pop("fetched_at") == "datetime64[us, UTC]"
    assert {name: types.pop(name) for name in ("code", "http_status", "seconds")} == {
        "code": "Int64",
        "http_status": "Int64",
        "seconds": "Float64",
    }
    assert set(types.values()) == {"str"}


def test_what_lists_and_days_cost(database):
    for number, charged in ((1, Charged.YES), (1, Charged.NO), (2, Charged.UNKNOWN), (3, None)):
        call = database.write(lambda c, n=number: ledger.reserve(c, an_ask(n), NOON, None))
        if charged is not None:
            database.write(lambda c, n=call, how=charged: ledger.settle(c, n, how, NOON))
    for name, numbers in (("both", (1, 2)), ("one", (1,)), ("none", (9,)), ("gone", (1,))):
        creators = [Creator(an_ask(number).creator_id) for number in numbers]
        database.write(lambda c, n=name, who=creators: save_list(c, n, who, None, NOON))
    database.write(lambda c: delete_list(c, "gone", NOON))
    day = NOON.date()
    assert asked(database, spent_by_list, day, day) == [
        ListSpent("both", 2, 2),
        ListSpent("one", 1, 1),
        ListSpent("none", 1, 0),
    ]
    days = asked(database, spent_by_day, day - timedelta(days=1), day)
    assert days["charged"].to_list() == [0, 1]
    assert days["unknown"].to_list() == [0, 2], "without an answer yet, or with none of use"
