from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.spikes import straight_runs
from tests.services.growth.made import creator, dtypes_of, empty_totals, row_of, series, steps
from tests.services.growth.recorded import needs_recorded, recorded_daily


def run_of(*changes: int, first: int = 1000) -> tuple[str, int, float] | None:
    """The first day, the days and the mean change of the run in a creator with `changes`."""
    table = straight_runs(creator("a", steps(first, *changes)))
    if table.empty:
        return None
    row = row_of(table, "a")
    assert (row["last_day"] - row["first_day"]).days == row["days"] - 1
    return row["first_day"].strftime("%m-%d"), row["days"], row["change"]


class TestStraightRuns:
    def test_by_hand(self) -> None:
        assert run_of(3, *[100] * 7, 50) == ("12-03", 7, 100)

    def test_six_days_are_none(self) -> None:
        assert run_of(3, *[100] * 6, 50) is None

    @pytest.mark.parametrize(("change", "straight"), [(20, True), (19, False), (-100, False)])
    def test_small_steps_and_falling_are_no_surprise(self, change: int, straight: bool) -> None:
        assert (run_of(*[change] * 9, first=9000) is not None) == straight

    @pytest.mark.parametrize(
        ("first", "other", "straight"),
        [(100, 102, True), (100, 103, False), (30, 31, True), (30, 32, False), (1000, 980, True)],
    )
    def test_changes_lie_near_the_first(self, first: int, other: int, straight: bool) -> None:
        run = run_of(first, *[other, first] * 3)
        assert run == (
            ("12-02", 7, pytest.approx((4 * first + 3 * other) / 7)) if straight else None
        )

    def test_the_longest_may_begin_within_another(self) -> None:
        # all lie near the second change, while the last ones are too far from the first
        assert run_of(100, *[102] * 4, *[104] * 4) == ("12-03", 8, 103)

    def test_of_two_the_longer_is_given(self) -> None:
        assert run_of(*[50] * 7, 0, *[70] * 8, 0) == ("12-10", 8, 70)

    def test_a_gap_ends_a_run(self) -> None:
        totals = list(steps(0, *[100] * 12).values())
        absent = series(*totals[:6], None, *totals[7:])
        assert straight_runs(creator("a", absent)).empty
        assert straight_runs(creator("a", absent, series(*[None] * 6, 5))).empty

    def test_from_nothing_and_up_to_the_last_day(self) -> None:
        assert run_of(*[100] * 7, first=0) == ("12-02", 7, 100)

    def test_creators_without_one_are_absent(self) -> None:
        daily = combine(
            [creator("b", series(1, 2)), empty_totals("x", 3), creator("a", steps(5, *[40] * 8))]
        )
        assert straight_runs(daily)["creator_id"].to_list() == ["a"]

    @pytest.mark.parametrize(
        "daily",
        [
            combine([]),
            empty_totals("a", 2),
            creator("a", series(1)),
            creator("a", steps(5, *[40] * 8)),
        ],
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(straight_runs(daily)) == {
            "creator_id": "str",
            "first_day": "datetime64[us]",
            "last_day": "datetime64[us]",
            "days": "Int64",
            "change": "Float64",
        }

    @needs_recorded
    def test_no_recorded_creator_has_one(self) -> None:
        assert straight_runs(recorded_daily()).empty
