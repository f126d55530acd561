from __future__ import annotations

import pytest

from components.chart.prices import points_of
from services.growth.insight import insight
from services.growth.ranking import PriceBy, Sheet, ranking
from services.growth.rules import Rules
from services.growth.verdict import Growth
from tests.components.made import A, B, C, D, daily, history

GROWN = history(A, [10_000, 10_100, 10_200])
FALLEN = history(B, [10_000, 10_000, 9_900])
UNPRICED = history(C, [10_000, 10_100, 10_200])
NOTHING = history(D, None, [1, 2, 3])


def points(by: PriceBy, **prices: float):
    four = (GROWN, FALLEN, UNPRICED, NOTHING)
    found = insight(daily(*four), 0, Rules())
    table = ranking(found, [A, B, C, D], Sheet({A: 1020.0, B: 99.0, D: 50.0, **prices}))
    return points_of(table, by)


def test_who_has_price_and_growth_has_a_point():
    drawn, left_out = points(PriceBy.THOUSAND)
    by_id = {one.creator_id: one for one in drawn}
    assert set(by_id) == {A, B}
    assert (by_id[A].rate, by_id[A].growth_rate, by_id[A].followers) == (100, 0.02, 10_200)
    assert by_id[B].rate == pytest.approx(10)
    assert by_id[A].growth is Growth.TOO_LITTLE
    assert set(left_out) == {C, D}


def test_a_price_per_follower_gained_needs_a_gain():
    drawn, left_out = points(PriceBy.GAINED)
    assert [(one.creator_id, one.rate) for one in drawn] == [(A, pytest.approx(5.1))]
    assert set(left_out) == {B, C, D}


def test_for_nothing_there_is_no_place_on_a_log_axis():
    drawn, left_out = points(PriceBy.THOUSAND, **{A: 0.0})
    assert [one.creator_id for one in drawn] == [B]
    assert A in left_out


def test_who_lacks_days_carries_how_many_it_has():
    days = [10_000 + n for n in range(30)]
    histories = [history(f"{n:024x}", days) for n in range(5)] + [history(A, days[:20])]
    found = insight(daily(*histories), 30, Rules())
    ids = [one.creator_id for one in histories]
    table = ranking(found, ids, Sheet(dict.fromkeys(ids, 100.0)))
    covered = {one.creator_id: one.covered for one in points_of(table, PriceBy.THOUSAND)[0]}
    assert covered == {**dict.fromkeys(ids[:5]), A: 20}
