"""What is read back: each series apart, and as it stood on an earlier day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import store
from services.archive.forgetting import forget
from services.archive.reading import LastOutcome, last_outcomes, series
from services.china_time import CHINA
from tests.services.archive.crew import NOON, an_answer, an_ask

DAY = date(2025, 12, 7)  # the newest day that has data at NOON
ONE, TWO = (an_ask(number).creator_id for number in (1, 2))
_fresh = count(1000)


def save(database, *answers):
    for answer in answers:
        database.write(lambda c, answer=answer: store.save(c, None, answer))


def told(number, hours, *values, metric=Metric.TOTAL, last=DAY, **fields):
    """An answer `hours` after noon, whose values end on day `last`."""
    days = len(values)
    points = tuple((last - timedelta(days=days - 1 - n), v) for n, v in enumerate(values))
    answer = an_answer(number, NOON + timedelta(hours=hours), points=points, **fields)
    return replace(answer, ask=replace(answer.ask, metric=metric, days=max(days, 30)))


def read(database, *ids, as_of=None):
    with database.read() as connection:
        return series(connection, ids, as_of)


def values(database, as_of=None):
    return [value for _, value in read(database, ONE, as_of=as_of)[ONE, Metric.TOTAL].points]


def outcomes(database, *ids):
    with database.read() as connection:
        return last_outcomes(connection, ids)


def test_who_was_never_asked_for_has_nothing(database):
    save(database, told(2, 0, 5))
    assert read(database) == read(database, ONE) == {}
    assert outcomes(database) == outcomes(database, ONE) == {}


def test_each_creator_and_series_is_apart(database):
    save(
        database, told(1, 0, 5, 6), told(1, 0, -1, metric=Metric.NEW), told(2, 0, 7), told(3, 0, 8)
    )
    found = read(database, TWO, ONE)
    assert {key: stored.points for key, stored in found.items()} == {
        (ONE, Metric.TOTAL): ((DAY - timedelta(days=1), 5), (DAY, 6)),
        (ONE, Metric.NEW): ((DAY, -1),),
        (TWO, Metric.TOTAL): ((DAY, 7),),
    }


def test_a_series_is_dated_by_the_newest_call_that_brought_points(database):
    newer = told(1, 4, 5)
    newer = replace(newer, ask=replace(newer.ask, endpoint="successor", days=90))
    save(database, newer, told(1, 0, 5), told(1, 9, kind=Kind.VENDOR_ERROR))
    stored = read(database, ONE)[ONE, Metric.TOTAL]
    assert (stored.fetched_at, stored.endpoint, stored.days) == (
        NOON + timedelta(hours=4),
        "successor",
        90,
    )


def test_only_failures_are_outcomes_without_a_series(database):
    failed = told(1, 0, kind=Kind.COLLECTION_FAILED, charged=Charged.NO, code=301, http_status=200)
    save(database, failed)
    assert read(database, ONE) == {}
    assert outcomes(database, ONE, TWO) == {
        (ONE, Metric.TOTAL): LastOutcome(
            Kind.COLLECTION_FAILED, Charged.NO, 301, 200, NOON, in_a_row=1
        )
    }


def test_the_last_outcome_is_the_newest_by_when_it_came(database):
    save(database, told(1, 5, kind=Kind.NO_SERIES), told(1, 1, 5))
    assert outcomes(database, ONE)[ONE, Metric.TOTAL].kind is Kind.NO_SERIES
    save(database, told(1, 5, kind=Kind.VENDOR_ERROR))
    assert outcomes(database, ONE)[ONE, Metric.TOTAL].kind is Kind.VENDOR_ERROR, "the later row"


@pytest.mark.parametrize(("before_midnight", "shown"), [(1, 9), (0, 5)])
def test_a_data_day_stands_as_at_the_end_of_the_china_day_after_it(
    database, before_midnight, shown
):
    midnight = datetime(2025, 12, 9, tzinfo=CHINA) - timedelta(milliseconds=before_midnight)
    save(database, told(1, 0, 5), replace(told(1, 0, 9), fetched_at=midnight))
    assert values(database) == [9]
    assert values(database, as_of=DAY) == [shown]


def test_of_several_revisions_the_one_that_stood_then_is_shown(database):
    save(database, *(told(1, 24 * day, value) for day, value in enumerate((50, 51, 52, 53))))
    assert values(database) == [53]
    assert values(database, as_of=DAY) == [50]
    # as of the 8th, the data of the 9th in China are in: the second value stood by then
    save(database, told(1, 80, 60, last=DAY + timedelta(days=1)))
    assert values(database, as_of=DAY + timedelta(days=1)) == [51, 60]


def test_taking_back_leaves_others_alone(database):
    later = 72
    save(database, told(1, 0, 5), told(1, 0, 1, metric=Metric.NEW), told(2, 0, 5))
    save(database, told(1, later, 6), told(2, 0, 5))
    found = read(database, ONE, TWO, as_of=DAY)
    assert [stored.points[0][1] for stored in found.values()].count(5) == 2
    assert found[ONE, Metric.NEW].points == ((DAY, 1),)


def test_days_before_everything_are_an_empty_past(database):
    save(database, told(1, 0, 5))
    assert read(database, ONE, as_of=DAY - timedelta(days=1)) == {}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.integers(100, 102), min_size=1, max_size=5), min_size=1, max_size=5))
def test_as_of_is_what_a_reader_saw_on_that_day(database, told_daily):
    """Day by day an answer comes in; what each evening showed, `as_of` shows ever after."""
    number = next(_fresh)
    key = (an_ask(number).creator_id, Metric.TOTAL)
    evenings = {}
    for late, brought in enumerate(told_daily):
        day = DAY + timedelta(days=late)
        save(database, told(number, 24 * late, *brought, last=day))
        evenings[day] = read(database, key[0])[key].points
    for day, seen in evenings.items():
        shown = read(database, key[0], as_of=day)[key].points
        assert {point[0]: point[1] for point in shown}.items() >= set(seen)
        earlier = {day for day, _ in shown} - {day for day, _ in seen}
        assert all(day < min(evenings) for day in earlier), "days before it that came in later"


def test_profiles_are_read_out_of_their_bodies_and_let_go_after_thirty_days(opened):
    archive = opened()
    for number, name in ((0, b"Luna"), (1, b"Momo"), (2, b"")):
        ask = an_ask(number, Metric.PROFILE)
        body = b'{"code": 0, "data": {"name": "%s"}}' % name
        archive.finish(archive.begin(ask), replace(an_answer(number, body=body), ask=ask))
    ids = [f"{number:024x}" for number in range(3)]
    found = {key[0]: held.profile.name for key, held in archive.series(ids).items()}
    assert found == {ids[0]: "Luna", ids[1]: "Momo"}, "one that says nothing is none"
    assert opened(now=NOON + timedelta(days=29)).series(ids).keys() == archive.series(ids).keys()
    assert opened(now=NOON + timedelta(days=31)).series(ids) == {}
    assert len(archive.last_outcomes(ids)) == 3, "the calls stay counted"


def test_a_forgotten_creator_has_no_profile(opened):
    archive = opened()
    ask = an_ask(0, Metric.PROFILE)
    answer = an_answer(body=b'{"code": 0, "data": {"name": "Luna"}}')
    archive.finish(archive.begin(ask), replace(answer, ask=ask))
    forget(archive.database, ask.creator_id)
    assert archive.series([ask.creator_id]) == {}


@pytest.mark.fault(106)
def test_a_failure_knows_which_calls_shortly_before_it_may_have_been_charged(database):
    """Row 106: so that another process, or the next one, does not pay for a third."""
    minute = 1 / 60
    unsure = {"kind": Kind.GATEWAY, "charged": Charged.UNKNOWN}
    save(database, *[told(1, minute * at, **unsure) for at in (0, 5, 14)])
    save(database, told(1, minute * 3, kind=Kind.VENDOR_ERROR, charged=Charged.NO))
    save(database, told(2, 0, 5), told(2, minute * 13, metric=Metric.NEW, **unsure))
    found = outcomes(database, ONE, TWO)
    at = {key: [(it - NOON).seconds // 60 for it in found[key].maybe_paid] for key in found}
    assert at == {(ONE, Metric.TOTAL): [5, 14], (TWO, Metric.TOTAL): [], (TWO, Metric.NEW): [13]}
