from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.growth.daily import combine
from services.growth.reconciliation import Verdict, reconcile, unfollows
from tests.services.growth.made import (
    NA,
    creator,
    dtypes_of,
    empty_totals,
    row_of,
    series,
    steps,
    values_of,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily


def reported(*beyond: int, name: str = "a") -> pd.DataFrame:
    """A creator whose new followers differ from the change by `beyond`, one for every day."""
    changes = [10 - 3 * (n % 8) for n in range(len(beyond))]
    news = [change + more for change, more in zip(changes, beyond, strict=True)]
    return creator(name, steps(500, *changes), series(None, *news))


def judged(daily: pd.DataFrame) -> tuple[object, object, object, object]:
    row = row_of(reconcile(daily), "a")
    return row["verdict"], row["compared"], row["short"], row["late"]


def verdict(*beyond: int) -> object:
    return judged(reported(*beyond))[0]


def growing(days: int) -> pd.DataFrame:
    """A creator that nobody leaves, with equal numbers."""
    return creator("a", steps(500, *[3] * days), series(None, *[3] * days))


class TestReconcile:
    def test_equal_also_on_days_of_loss_is_net(self) -> None:
        assert judged(reported(*[0] * 7)) == (Verdict.NET, 7, (), ())

    def test_equal_without_a_loss_is_too_early_to_say_until_there_are_a_hundred(self) -> None:
        assert judged(growing(99)) == (Verdict.EQUAL_SO_FAR, 99, (), ())
        assert judged(growing(100)) == (Verdict.NET, 100, (), ())

    def test_above_on_a_single_day_is_gross(self) -> None:
        assert judged(reported(4, 0, 1, 0, 0, 2, 9)) == (Verdict.GROSS, 7, (), ())
        assert verdict(*[0] * 40, 1, *[0] * 40) is Verdict.GROSS

    @pytest.mark.parametrize("above", [(4, 0, 0), (0, 4, 0), (0, 0, 4), (1, 2, 1)])
    def test_what_a_day_lacks_may_be_counted_within_three_days(
        self, above: tuple[int, ...]
    ) -> None:
        late = (date(2025, 12, 3),)
        assert judged(reported(0, -4, *above, *[0] * 5)) == (Verdict.NET, 10, late, late)

    def test_what_comes_later_or_is_more_is_gross(self) -> None:
        short = (date(2025, 12, 3),)
        assert judged(reported(0, -4, 0, 0, 0, 4, 0)) == (Verdict.GROSS, 7, short, ())
        assert judged(reported(0, -4, 0, 5, 0, 0, 0)) == (Verdict.GROSS, 7, short, short)

    def test_what_a_day_lacks_for_good_is_no_reason_against_net(self) -> None:
        assert judged(reported(0, -4, 3, *[0] * 5)) == (Verdict.NET, 8, (date(2025, 12, 3),), ())

    def test_two_short_days_share_nothing_twice(self) -> None:
        days = date(2025, 12, 2), date(2025, 12, 3)
        found = judged(reported(-4, -4, 4, *[0] * 37))
        assert found == (Verdict.NET, 40, days, days[:1])

    @pytest.mark.parametrize(
        ("days", "short", "expected"),
        [
            (7, 1, Verdict.NET),
            (7, 2, Verdict.UNSETTLED),
            (39, 2, Verdict.UNSETTLED),
            (40, 2, Verdict.NET),  # 5 %
            (7, 3, Verdict.UNSETTLED),
            (7, 4, Verdict.CONFLICT),
            (57, 4, Verdict.CONFLICT),
            (58, 4, Verdict.UNSETTLED),  # 7 % of 58 is 4.06
            (80, 4, Verdict.NET),
        ],
    )
    def test_how_many_short_days_are_too_many(
        self, days: int, short: int, expected: Verdict
    ) -> None:
        found, compared, named, late = judged(reported(*[-1] * short, *[0] * (days - short)))
        assert (found, compared, len(named), late) == (expected, days, short, ())

    def test_too_few_days_with_both_numbers_say_nothing(self) -> None:
        assert judged(reported(*[0] * 6)) == (Verdict.UNKNOWN, 6, (), ())

    def test_days_without_either_number_are_not_compared(self) -> None:
        totals = steps(500, *[1] * 12)
        gappy = {day: total for day, total in totals.items() if day != date(2025, 12, 4)}
        daily = creator("a", gappy, series(*[None] * 2, *[1] * 9))
        assert judged(daily) == (Verdict.EQUAL_SO_FAR, 7, (), ())

    def test_a_verdict_is_a_verdict_and_no_plain_string(self) -> None:
        daily = combine([reported(*[0] * 7), reported(*[3] * 7, name="b")])
        assert [type(verdict) for verdict in reconcile(daily)["verdict"]] == [Verdict, Verdict]

    def test_from_nothing(self) -> None:
        daily = creator("a", series(*range(0, 80, 10)), series(None, *[10] * 7))
        assert judged(daily)[0] is Verdict.EQUAL_SO_FAR

    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 9), creator("a", series(1)), reported(*[0] * 8)]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(reconcile(daily)) == {
            "creator_id": "str",
            "verdict": "object",
            "compared": "Int64",
            "short": "object",
            "late": "object",
        }

    @needs_recorded
    def test_recorded_totals_alone_say_nothing(self) -> None:
        assert set(reconcile(recorded_daily())["verdict"]) == {Verdict.UNKNOWN}


class TestUnfollows:
    def test_by_hand_only_for_those_that_are_gross(self) -> None:
        daily = combine(
            [
                reported(*[0] * 7, name="net"),
                reported(4, 0, 1, 0, 0, 2, 9),
                reported(*[-1] * 7, name="odd"),
            ]
        )
        table = unfollows(daily)
        assert set(table["creator_id"]) == {"a"}
        assert values_of(table) == [NA, 4, 0, 1, 0, 0, 2, 9]

    def test_on_a_short_day_nobody_knows(self) -> None:
        assert values_of(unfollows(reported(5, -2, *[5] * 6))) == [NA, 5, NA, *[5] * 6]

    def test_a_gap_leaves_two_days_open(self) -> None:
        daily = reported(*[4] * 11)
        assert values_of(unfollows(daily.drop(index=5))) == [NA, 4, 4, 4, 4, NA, NA, *[4] * 5]

    @pytest.mark.parametrize("daily", [combine([]), empty_totals("a", 9), reported(*[4] * 8)])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        expected = {"creator_id": "str", "day": "datetime64[us]", "unfollows": "Int64"}
        assert dtypes_of(unfollows(daily)) == expected


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), min_size=8, max_size=120),
    st.integers(0, 60),
)
@settings(max_examples=100, deadline=None)
def test_more_days_never_turn_a_gross_series_into_another(
    days: list[tuple[int, int]], cut: int
) -> None:
    changes = [came - left for came, left in days]
    daily = creator("a", steps(5000, *changes), series(None, *(came for came, _ in days)))
    before, after = judged(daily.iloc[: max(2, len(daily) - cut)])[0], judged(daily)[0]
    assert after is Verdict.GROSS or before is not Verdict.GROSS


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=60))
@settings(max_examples=60, deadline=None)
def test_neither_the_order_of_rows_nor_the_size_matters(beyond: list[int]) -> None:
    daily = reported(*beyond)
    larger = daily.assign(total_followers=daily["total_followers"] + 5_000_000)
    assert judged(larger.sample(frac=1, random_state=1)) == judged(daily)
