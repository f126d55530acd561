from __future__ import annotations

from statistics import stdev

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.summary import pace
from tests.services.growth.made import NA, creator, dtypes_of, empty_totals, row_of, series, steps
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id


class TestPace:
    def test_by_hand_with_a_gap(self) -> None:
        daily = creator("a", series(100, 110, 105, 100, 120, None, 130, 129))
        assert row_of(pace(daily), "a") == {
            "creator_id": "a",
            "peak_day": pd.Timestamp("2025-12-05"),
            "peak_change": 20,
            "peak_share": pytest.approx(20 / 30),
            "loss_days": 3,
            "losing_run": 2,
            "momentum": NA,
            "last_week": NA,
            "volatility": pytest.approx(stdev([10 / 100, -5 / 110, -5 / 105, 20 / 100, -1 / 130])),
        }

    def test_falling_has_a_least_bad_day_and_no_share(self) -> None:
        row = row_of(pace(creator("a", series(100, 90, 80, 60))), "a")
        assert (row["peak_day"], row["peak_change"]) == (pd.Timestamp("2025-12-02"), -10)
        assert (row["peak_share"], row["loss_days"], row["losing_run"]) == (NA, 3, 3)

    def test_the_share_is_of_the_days_of_gain_whatever_was_lost(self) -> None:
        row = row_of(pace(creator("a", series(1000, 1100, 1020, 1120, 1001))), "a")
        assert row["peak_share"] == 0.5

    def test_the_first_of_equal_peaks_is_named(self) -> None:
        row = row_of(pace(creator("a", series(100, 105, 105, 110))), "a")
        assert row["peak_day"] == pd.Timestamp("2025-12-02")

    def test_from_nothing_the_first_step_has_no_rate(self) -> None:
        row = row_of(pace(creator("a", series(0, 10, 15, 15))), "a")
        assert row["peak_share"] == pytest.approx(10 / 15)
        assert row["volatility"] == pytest.approx(stdev([0.5, 0]))
        assert row_of(pace(creator("a", series(0, 10, 15))), "a")["volatility"] is NA

    def test_a_day_without_data_ends_a_losing_run(self) -> None:
        absent = pace(creator("a", series(100, 90, None, 80, 70, 60)))
        empty = pace(creator("a", series(100, 90, None, 80, 70, 60), series(None, None, 1)))
        assert row_of(absent, "a")["losing_run"] == 2
        pd.testing.assert_frame_equal(absent, empty)

    @pytest.mark.parametrize("daily", [creator("a", series(7)), empty_totals("a", 3)])
    def test_without_a_change_everything_is_empty(self, daily: pd.DataFrame) -> None:
        assert pace(combine([daily, creator("b", series(1, 2))])).iloc[0, 1:].isna().all()

    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 2), creator("a", series(1, 2))]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(pace(daily)) == {
            "creator_id": "str",
            "peak_day": "datetime64[us]",
            "peak_change": "Int64",
            "peak_share": "Float64",
            "loss_days": "Int64",
            "losing_run": "Int64",
            "momentum": "Float64",
            "last_week": "Float64",
            "volatility": "Float64",
        }

    @needs_recorded
    def test_the_recorded_creators(self) -> None:
        table = pace(recorded_daily())
        falling, bursting = row_of(table, recorded_id(1)), row_of(table, recorded_id(3))
        assert (falling["loss_days"], falling["losing_run"], falling["peak_change"]) == (28, 27, 0)
        assert (bursting["peak_change"], bursting["momentum"]) == (161, 37)


class TestMomentum:
    def test_is_the_last_week_against_the_week_before(self) -> None:
        daily = creator("a", steps(100, 50, *[1] * 7, *[3] * 7))
        row = row_of(pace(daily), "a")
        assert (row["momentum"], row["last_week"]) == (2, 3)

    def test_ends_on_the_last_total_and_not_on_the_last_row(self) -> None:
        news = series(*[None] * 15, 4, 4)
        daily = creator("a", steps(100, *[1] * 7, *[3] * 7), news)
        assert row_of(pace(daily), "a")["momentum"] == 2

    @pytest.mark.parametrize(("points", "known"), [(12, True), (11, False)])
    def test_needs_four_changes_in_each_week_whoever_else_is_there(
        self, points: int, known: bool
    ) -> None:
        own = dict(list(steps(100, *range(20)).items())[-points:])
        alone, earlier = creator("a", own), creator("b", steps(5, *[1] * 30))
        for daily in (alone, combine([alone, earlier])):
            assert pd.notna(row_of(pace(daily), "a")["momentum"]) == known

    @pytest.mark.parametrize(("missing", "known"), [(2, True), (3, False)])
    def test_a_week_with_too_many_gaps_has_no_mean(self, missing: int, known: bool) -> None:
        totals = list(steps(100, *[1] * 7, *[3] * 7).values())
        totals[8 : 8 + missing] = [None] * missing  # leaves 7 - missing - 1 changes
        momentum = row_of(pace(creator("a", series(*totals))), "a")["momentum"]
        assert momentum == 2 if known else momentum is NA
