"""Rows 44 to 61 of the fault matrix: the rows of a series, one by one."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.api.answers import Kind
from services.api.parsing import MOST_POINTS, Reading, read_answer
from services.api.series import Metric, Series
from tests.services.api.fakes import body

TODAY = date(2025, 12, 8)
DAY = "2025-12-06"


def read(rows: list[object], metric: Metric = Metric.TOTAL, **data: object) -> Reading:
    return read_answer(200, body(0, {**data, "list": rows}), metric, TODAY)


def series(rows: list[object], metric: Metric = Metric.TOTAL, **data: object) -> Series:
    reading = read(rows, metric, **data)
    assert reading.kind is Kind.OK
    assert reading.series is not None
    return reading.series


def row(num: object, day: object = DAY) -> dict[str, object]:
    return {"num": num, "dateKey": day}


def history(days: int, end: date = TODAY - timedelta(days=1)) -> list[dict[str, object]]:
    first = end - timedelta(days=days - 1)
    return [row(1000 + n, (first + timedelta(days=n)).isoformat()) for n in range(days)]


FINE = row(7, "2025-12-07")


@pytest.mark.fault(44)
def test_days_come_out_in_order() -> None:
    rows = history(30)
    shuffled = random.Random(7).sample(rows, len(rows))
    assert shuffled != rows
    assert series(shuffled) == series(rows)
    assert [day for day, _ in series(shuffled).points] == sorted(
        date.fromisoformat(str(row["dateKey"])) for row in rows
    )


@pytest.mark.fault(45)
def test_a_day_that_comes_twice() -> None:
    same = series([row(5), FINE, row(5)])
    assert (len(same.points), same.repeated, same.dropped) == (2, 0, 0)
    different = series([row(5), FINE, row(6)])
    assert different.points[0] == (date(2025, 12, 6), 6)
    assert (len(different.points), different.repeated, different.dropped) == (2, 1, 0)
    back_again = series([row(5), row(6), row(5), row(8)])
    assert (back_again.points[0][1], back_again.repeated) == (8, 1)


@pytest.mark.parametrize("gap", [1, 10])
@pytest.mark.fault(46)
def test_a_gap_is_neither_filled_nor_reported(gap: int) -> None:
    rows = history(30)
    found = series(rows[:10] + rows[10 + gap :])
    assert len(found.points) == 30 - gap
    assert found.points[10][0] - found.points[9][0] == timedelta(days=1 + gap)
    assert found.dropped == 0


@pytest.mark.parametrize(
    "num",
    ["123", "1,234", "1.2万", "", None, 1.5, True, False, -1, 1e12, 10**12, [1], {}, "nan"],
)
@pytest.mark.fault(47)
def test_what_is_no_number_of_followers(num: object) -> None:
    found = series([row(num), FINE])
    assert found == Series(((date(2025, 12, 7), 7),), dropped=1)


@pytest.mark.parametrize(("num", "value"), [(1.0, 1), (0, 0), (-0.0, 0), (2e9, 2 * 10**9)])
@pytest.mark.fault(47)
def test_what_is_one(num: float, value: int) -> None:
    [(_, number)] = series([row(num)]).points
    assert number == value
    assert type(number) is int


@pytest.mark.fault(48)
def test_new_followers_may_be_negative() -> None:
    assert series([row(-250)], Metric.NEW).points[0][1] == -250
    assert read([row(-250)], Metric.TOTAL).kind is Kind.PROTOCOL
    assert read([row(-3 * 10**9)], Metric.NEW).kind is Kind.PROTOCOL


@pytest.mark.fault(49)
def test_zeros_are_numbers() -> None:
    rows = [row(0), row(0, "2025-12-07")]
    found = series(rows, fansNumInc=0, fansNumIncRate=0.0)
    assert [number for _, number in found.points] == [0, 0]
    assert not found.contradicts


@pytest.mark.fault(50)
def test_tomorrow_cannot_have_been_counted() -> None:
    found = series([row(5), row(6, "2025-12-08"), row(7, "2025-12-09"), row(8, "2099-01-01")])
    assert [day.isoformat() for day, _ in found.points] == ["2025-12-06", "2025-12-08"]
    assert found.dropped == 2


@pytest.mark.parametrize("days_old", [2, 5, 40])
@pytest.mark.fault(51)
def test_an_old_end_is_fine(days_old: int) -> None:
    end = TODAY - timedelta(days=days_old)
    assert series(history(30, end)).points[-1][0] == end


@pytest.mark.parametrize(
    "day",
    [
        "20251207",
        "2025-W49-7",
        "2025-12-7",
        "2025-02-30",
        "2025-12-07T00:00:00",
        "2025-12-07 ",
        "2025-12-07\n",
        "２０２５-12-07",
        "2025/12/07",
        "",
        "2012-12-31",
        "0000-00-00",
        20251207,
        None,
        ["2025-12-07"],
    ],
)
@pytest.mark.fault(54)
def test_what_is_no_day(day: object) -> None:
    assert series([row(5, day), row(6)]) == Series(((date(2025, 12, 6), 6),), dropped=1)


@pytest.mark.parametrize("days", [1, 2, 29, 30, 31, 59, 60, 61, MOST_POINTS])
@pytest.mark.fault(55)
def test_any_number_of_points(days: int) -> None:
    found = series(history(days))
    assert len(found.points) == days
    assert (found.points[-1][0] - found.points[0][0]).days == days - 1
    assert found.dropped == found.repeated == 0


@pytest.mark.parametrize("days", [MOST_POINTS + 1, 100_000])
@pytest.mark.fault(56)
def test_more_points_than_a_history_can_have(days: int) -> None:
    reading = read([FINE] * days)
    assert (reading.kind, reading.code, reading.series) == (Kind.TOO_LARGE, 0, None)


@pytest.mark.parametrize(
    "rows",
    [
        [{"date": "2025-12-06", "value": 5}],
        [{"dateKey": "2025-12-06", "value": 5}],
        [{"date": "2025-12-06", "num": 5}],
        ["2025-12-06", 5, None, [], True],
    ],
)
@pytest.mark.fault(58)
def test_renamed_keys_are_named(rows: list[object]) -> None:
    reading = read(rows)
    assert (reading.kind, reading.series) == (Kind.PROTOCOL, None)
    assert "dateKey" in reading.detail
    assert "num" in reading.detail


CONTRADICTIONS = [  # row 61: 1000 followers become 1219
    ({}, False),
    ({"fansNumInc": 219, "fansNumIncRate": 0.219}, False),
    ({"fansNumInc": 219, "fansNumIncRate": 0.21904}, False),
    ({"fansNumInc": None, "fansNumIncRate": None}, False),
    ({"fansNumInc": "219", "fansNumIncRate": "21.9%"}, False),
    ({"fansNumInc": True, "fansNumIncRate": True}, False),
    ({"fansNumInc": 220}, True),
    ({"fansNumInc": -219}, True),
    ({"fansNumInc": 219, "fansNumIncRate": 21.9}, True),
    ({"fansNumIncRate": 0.2188}, True),
    ({"fansNumIncRate": -0.219}, True),
]


@pytest.mark.parametrize(("claims", "contradicts"), CONTRADICTIONS)
@pytest.mark.fault(61)
def test_what_the_vendor_claims_is_compared(claims: dict[str, object], contradicts: bool) -> None:
    rows = [row(1000), row(1219, "2025-12-07")]
    assert series(rows, **claims).contradicts is contradicts
    assert series(rows, **claims).points == series(rows).points


@pytest.mark.fault(61)
def test_claims_are_about_totals_that_were_all_read() -> None:
    wrong = {"fansNumInc": 9, "fansNumIncRate": 9.0}
    assert not series([row(5), FINE], Metric.NEW, **wrong).contradicts
    assert not series([row(5), FINE, row("x")], **wrong).contradicts
    assert series([row(5), FINE], **wrong).contradicts


JUNK = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
ROWS = st.lists(
    JUNK
    | st.fixed_dictionaries({"num": JUNK, "dateKey": JUNK})
    | st.builds(row, st.integers(-5, 5), st.dates(date(2025, 11, 1)).map(date.isoformat))
)


@settings(max_examples=60, database=None, deadline=None)
@given(ROWS, st.sampled_from(Metric))
def test_whatever_the_rows_the_points_are_sound(rows: list[object], metric: Metric) -> None:
    reading = read(rows, metric)
    if reading.series is None:
        assert reading.kind is not Kind.OK
        return
    days = [day for day, _ in reading.series.points]
    assert days == sorted(set(days))
    assert max(days) <= TODAY
    assert len(days) + reading.series.dropped <= len(rows)
