from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.retention import retention
from services.growth.rules import SpikeRule
from services.growth.spikes import bursts, spikes
from tests.services.growth.made import NA, creator, dtypes_of, row_of, series
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id


def after(*totals: int | None) -> tuple[object, ...]:
    """What became of a burst on the second day of `totals`: gain, kept, half-life, days seen."""
    row = row_of(retention(creator("a", series(*totals)), burst_of("a")), "a")
    return row["gain"], row["kept"], row["half_life"], row["seen"]


def burst_of(*names: str) -> pd.DataFrame:
    day = pd.Series([pd.Timestamp("2025-12-02")] * len(names), dtype="datetime64[us]")
    return pd.DataFrame({"creator_id": pd.Series(names, dtype="str"), "day": day})


class TestRetention:
    def test_by_hand(self) -> None:
        kept = pytest.approx(60 / 210)
        assert after(100, 300, 310, 250, 200, 190, 180, 170, 160) == (210, kept, 3, 7)

    def test_what_goes_on_growing_is_kept_whole(self) -> None:
        assert after(100, 200, 210, 220, 230, 240, 250, 260, 270, 400) == (170, 1, NA, 8)

    def test_falling_below_the_start_keeps_less_than_nothing(self) -> None:
        assert after(100, 200, 90, 80, 70, 60, 50, 40, 30) == (100, -0.7, 1, 7)

    def test_half_is_reached_with_exactly_half(self) -> None:
        assert after(100, 200, 151, 150) == (100, NA, 2, 2)

    def test_half_may_be_reached_after_the_week(self) -> None:
        assert after(100, 200, *[190] * 8, 140)[2] == 9

    def test_before_the_seventh_day_nothing_is_said(self) -> None:
        assert after(100, 200, 190, 190, 190, 190, 190, 190) == (100, NA, NA, 6)

    def test_on_the_last_day_only_the_gain_is_known(self) -> None:
        assert after(100, 200) == (100, NA, NA, 0)

    def test_from_nothing(self) -> None:
        assert after(0, 100, 90, 80, 70, 60, 50, 40, 40) == (100, 0.4, 5, 7)

    def test_a_missing_seventh_day_leaves_what_is_kept_open(self) -> None:
        assert after(100, 200, 190, 190, 190, 190, 190, 190, None, 190) == (100, NA, NA, 8)

    def test_a_gap_before_half_is_reached_leaves_the_half_life_open(self) -> None:
        assert after(100, 200, None, 120, 120, 120, 120, 120, 120) == (100, 0.2, NA, 7)

    def test_rows_follow_the_bursts_and_not_the_frame(self) -> None:
        curves = {"b": series(50, 150, 140), "c": series(1, 2), "a": series(100, 200, 100)}
        table = retention(combine(creator(*item) for item in curves.items()), burst_of("a", "b"))
        assert table["creator_id"].to_list() == ["a", "b"]
        assert table["half_life"].to_list() == [1, NA]

    def test_rows_stay_together_whatever_the_index(self) -> None:
        daily = combine([creator("a", series(1, 9, 8)), creator("b", series(5, 70, 70))])
        table = retention(daily, burst_of("a", "b").iloc[[1]])
        assert row_of(table, "b")["gain"] == 65
        assert len(table) == 1

    def test_the_types_do_not_depend_on_the_data(self) -> None:
        rows = creator("a", series(100, 200))
        for daily, found in ((combine([]), burst_of()), (rows, burst_of()), (rows, burst_of("a"))):
            assert dtypes_of(retention(daily, found)) == {
                "creator_id": "str",
                "day": "datetime64[us]",
                "gain": "Int64",
                "kept": "Float64",
                "half_life": "Int64",
                "seen": "Int64",
            }

    @needs_recorded
    def test_the_recorded_bursts_are_too_young(self) -> None:
        daily = recorded_daily()
        table = retention(daily, bursts(spikes(daily, SpikeRule())))
        assert table["creator_id"].to_list() == [recorded_id(3)] * 2
        assert table["kept"].isna().all()
        assert table["seen"].to_list() == [6, 0]
