from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

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


def judged(daily: pd.DataFrame) -> tuple[object, object, object]:
    row = row_of(reconcile(daily), "a")
    return row["verdict"], row["compared"], row["conflicts"]


class TestReconcile:
    def test_equal_on_every_day_is_net(self) -> None:
        assert judged(reported(*[0] * 7)) == (Verdict.NET, 7, ())

    def test_never_below_and_more_on_some_is_gross(self) -> None:
        assert judged(reported(4, 0, 1, 0, 0, 2, 9)) == (Verdict.GROSS, 7, ())

    def test_one_day_of_ten_is_gross_and_one_of_eleven_an_oddity(self) -> None:
        assert judged(reported(5, *[0] * 9))[0] is Verdict.GROSS
        odd = date(2025, 12, 2)
        assert judged(reported(5, *[0] * 10)) == (Verdict.CONFLICT, 11, (odd,))

    def test_where_most_days_are_equal_the_unequal_ones_are_named(self) -> None:
        days = date(2025, 12, 3), date(2025, 12, 5)
        assert judged(reported(0, 3, 0, -2, 0, 0, 0)) == (Verdict.CONFLICT, 7, days)

    def test_where_most_days_are_more_the_lower_ones_are_named(self) -> None:
        days = (date(2025, 12, 5),)
        assert judged(reported(1, 3, 1, -2, 4, 4, 4)) == (Verdict.CONFLICT, 7, days)

    def test_too_few_days_with_both_numbers_say_nothing(self) -> None:
        assert judged(reported(*[0] * 6)) == (Verdict.UNKNOWN, 6, ())

    def test_days_without_either_number_are_not_compared(self) -> None:
        totals = steps(500, *[1] * 12)
        gappy = {day: total for day, total in totals.items() if day != date(2025, 12, 4)}
        daily = creator("a", gappy, series(*[None] * 2, *[1] * 9))
        assert judged(daily) == (Verdict.NET, 7, ())

    def test_a_verdict_is_a_verdict_and_no_plain_string(self) -> None:
        daily = combine([reported(*[0] * 7), reported(*[3] * 7, name="b")])
        assert [type(verdict) for verdict in reconcile(daily)["verdict"]] == [Verdict, Verdict]

    def test_from_nothing(self) -> None:
        daily = creator("a", series(*range(0, 80, 10)), series(None, *[10] * 7))
        assert judged(daily)[0] is Verdict.NET

    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 9), creator("a", series(1)), reported(*[0] * 8)]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(reconcile(daily)) == {
            "creator_id": "str",
            "verdict": "object",
            "compared": "Int64",
            "conflicts": "object",
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

    def test_a_gap_leaves_two_days_open(self) -> None:
        daily = reported(*[4] * 11)
        assert values_of(unfollows(daily.drop(index=5))) == [NA, 4, 4, 4, 4, NA, NA, *[4] * 5]

    @pytest.mark.parametrize("daily", [combine([]), empty_totals("a", 9), reported(*[4] * 8)])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        expected = {"creator_id": "str", "day": "datetime64[us]", "unfollows": "Int64"}
        assert dtypes_of(unfollows(daily)) == expected
