from __future__ import annotations

from datetime import timedelta

import pandas as pd

from services.growth.crossing import Crossing, crossing
from services.growth.daily import combine
from services.growth.outlook import outlooks
from services.growth.projection import NoProjection, Projection, Remark, project
from tests.services.growth.made import FIRST, creator, row_of, series

LINE = series(*range(1000, 1600, 10))
TARGET = FIRST + timedelta(days=60 + 13)


LIMITS = (5, 1_650, 50_000)


def test_everybody_has_a_row_with_what_the_projection_says_of_that_creator_alone() -> None:
    daily = combine([creator("a", LINE), creator("b", series(5, 6, 7))])
    table = outlooks(daily, TARGET, LIMITS, {"a": 3460.0})
    alone, passing = project(creator("a", LINE), TARGET), crossing(creator("a", LINE), LIMITS)
    assert isinstance(alone, Projection)
    assert isinstance(passing, Crossing)
    row = row_of(table, "a")
    assert row["projected"] == alone.projected == 1590 + 14 * 10
    assert (row["projected_low"], row["projected_high"]) == (alone.low, alone.high)
    assert row["price_then"] == 2000.0
    assert row["threshold"] == 1650
    assert row["earliest"] == pd.Timestamp(passing.earliest)
    assert row["latest"] == pd.Timestamp(passing.latest)
    assert row["no_projection"] is pd.NA or pd.isna(row["no_projection"])


def test_where_there_is_none_the_reason_stands_and_no_number() -> None:
    daily = combine([creator("a", series(5, 6, 7)), creator("b", series(*range(200, 350)))])
    table = outlooks(daily, TARGET, LIMITS, {"a": 10.0})
    numbers = table.drop(columns=["creator_id", "no_projection", "remarks"])
    assert numbers.isna().all(axis=None)
    assert list(table["no_projection"]) == [
        NoProjection.TOO_SHORT,
        NoProjection.TARGET_NOT_AHEAD,
    ]
    assert list(table["remarks"]) == [(), ()]


def test_remarks_stand_beside_the_figures() -> None:
    table = outlooks(creator("b", series(*[70] * 60)), TARGET, LIMITS, {})
    assert list(table["projected"]) == [70]
    assert list(table["remarks"]) == [(Remark.NO_BETTER_THAN_NO_CHANGE,)]


def test_without_a_price_there_is_none_then_either() -> None:
    table = outlooks(creator("a", LINE), TARGET, LIMITS, {})
    assert table["price_then"].isna().all()
    assert table["projected"].notna().all()


def test_an_empty_frame_gives_an_empty_table_of_the_same_types() -> None:
    table = outlooks(creator("a", LINE).iloc[:0], TARGET, LIMITS, {})
    full = outlooks(creator("a", LINE), TARGET, LIMITS, {})
    assert table.empty
    assert table.dtypes.to_dict() == full.dtypes.to_dict()
