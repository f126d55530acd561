from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.rules import SpikeRule
from services.growth.spikes import largest_spikes
from tests.services.growth.made import (
    USUAL_RULE,
    bursts_in,
    creator,
    dtypes_of,
    empty_totals,
    row_of,
    series,
    spikes_in,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

QUIET = [0, 1, 0, 1, 0, 1]


def found_days(daily: pd.DataFrame, rule: SpikeRule = USUAL_RULE) -> list[tuple[str, str]]:
    found = spikes_in(daily, rule)
    return list(zip(found["creator_id"], found["day"].dt.strftime("%m-%d"), strict=True))


class TestSpikes:
    def test_by_hand(self) -> None:
        daily = creator("a", steps(1000, *[0] * 10, 200))
        assert row_of(spikes_in(daily), "a") == {
            "creator_id": "a",
            "day": pd.Timestamp("2025-12-12"),
            "change": 200,
            "excess": 200,
            "missing": 0,
            "round_number": False,
        }

    def test_the_excess_is_what_is_above_the_usual_day(self) -> None:
        daily = creator("a", steps(100_000, *[100] * 10, 2000))
        row = row_of(spikes_in(daily), "a")
        assert row["excess"] == pytest.approx(1900, abs=2)  # 0.1 % of 101 000, and a little less

    @pytest.mark.parametrize(("change", "seen"), [(49, False), (50, True)])
    def test_below_the_floor_of_followers_a_jump_is_silent(self, change: int, seen: bool) -> None:
        assert bool(found_days(creator("a", steps(1000, *[0] * 6, change, 0)))) == seen

    @pytest.mark.parametrize(("change", "seen"), [(499, False), (500, True)])
    def test_below_the_floor_of_the_audience_a_jump_is_silent(
        self, change: int, seen: bool
    ) -> None:
        assert bool(found_days(creator("a", steps(100_000, *[0] * 6, change, 0)))) == seen

    @pytest.mark.parametrize(("change", "seen"), [(1190, False), (1230, True)])
    def test_below_three_usual_days_above_the_usual_a_jump_is_silent(
        self, change: int, seen: bool
    ) -> None:
        daily = creator("a", steps(100_000, *[300] * 6, change, *[300] * 6))
        assert bool(found_days(daily)) == seen

    def test_falling_and_motionless_accounts_have_none(self) -> None:
        falling = creator("f", steps(9000, -5, -4, -6, -900, -5))
        assert not found_days(combine([falling, creator("m", series(7, 7, 7, 7))]))

    def test_from_nothing_the_floor_is_that_of_followers(self) -> None:
        assert found_days(creator("a", steps(0, 0, 0, 0, 60))) == [("a", "12-05")]

    @pytest.mark.parametrize("missing", [1, 2, 3])
    def test_a_change_across_days_without_data_is_one_step(self, missing: int) -> None:
        totals = [5000, *[5000] * 6, *[None] * missing, 8000, 8000]
        absent = creator("a", series(*totals))
        empty = creator("a", series(*totals), series(*range(len(totals))))
        for daily in (absent, empty):
            row = row_of(spikes_in(daily), "a")
            assert (row["change"], row["missing"]) == (3000, missing)

    def test_of_a_gap_as_many_usual_days_are_taken_off(self) -> None:
        totals = [100_000 + 100 * n for n in range(10)]
        daily = creator("a", series(*totals, None, None, totals[-1] + 1500, totals[-1] + 1600))
        row = row_of(spikes_in(daily), "a")
        assert row["excess"] == pytest.approx(1200, abs=5)
        quiet = creator("a", series(*totals, None, None, totals[-1] + 300, totals[-1] + 400))
        assert spikes_in(quiet).empty

    def test_seven_bursts_do_not_hide_each_other(self) -> None:
        daily = creator("a", steps(10_000, *[300, 150, 70, 0] * 7))
        first = [f"12-{2 + 4 * n:02}" for n in range(7)]
        assert set(first) <= {day for _, day in found_days(daily)}

    def test_a_week_of_give_back_marks_no_ordinary_day(self) -> None:
        daily = creator("a", steps(10_000, *[5] * 10, 1000, *[-140] * 7, *[5] * 11))
        assert found_days(daily) == [("a", "12-12")]

    @pytest.mark.parametrize(
        ("excess", "is_round"),
        [(499, True), (494, False), (500, True), (2000, True), (2021, False), (1985, True)],
    )
    def test_a_round_number_is_a_remark_on_the_excess(self, excess: int, is_round: bool) -> None:
        daily = creator("a", steps(10_000, *[0] * 8, excess, 0))
        assert row_of(spikes_in(daily), "a")["round_number"] == is_round

    def test_creators_come_in_their_order_and_days_ascend(self) -> None:
        daily = combine(
            [
                creator("b", steps(100, *QUIET, 80, *QUIET, 70)),
                creator("a", steps(100, *QUIET, 90)),
            ]
        )
        assert found_days(daily) == [("b", "12-08"), ("b", "12-15"), ("a", "12-08")]

    def test_the_rule_can_be_stricter(self) -> None:
        daily = creator("a", steps(1000, *[10] * 8, 200))
        assert found_days(daily)
        assert not found_days(daily, SpikeRule(least=201))
        assert not found_days(daily, SpikeRule(share=0.2))
        assert not found_days(daily, SpikeRule(times=20))

    @pytest.mark.parametrize(
        "daily",
        [combine([]), empty_totals("a", 2), creator("a", series(1)), creator("a", steps(9, 1))],
    )
    def test_nothing_found_has_the_same_types(self, daily: pd.DataFrame) -> None:
        found = spikes_in(daily)
        assert found.empty
        assert dtypes_of(found) == {
            "creator_id": "str",
            "day": "datetime64[us]",
            "change": "Int64",
            "excess": "Float64",
            "missing": "Int64",
            "round_number": "bool",
        }
        jump = spikes_in(creator("a", steps(1000, 0, 1, 0, 900)))
        assert dtypes_of(jump) == dtypes_of(found)

    @needs_recorded
    def test_of_the_recorded_creators_one_has_two_and_all_others_none(self) -> None:
        found = spikes_in(recorded_daily())
        assert found["creator_id"].to_list() == [recorded_id(3)] * 2
        assert found["change"].to_list() == [147, 161]
        assert found["day"].dt.strftime("%m-%d").to_list() == ["12-04", "12-10"]
        assert not found["round_number"].any()


class TestBursts:
    def test_days_on_end_are_one_and_a_day_between_makes_two(self) -> None:
        daily = creator("a", steps(1000, *QUIET, *QUIET, 100, 500, 1, 90))
        first, second = (row.to_dict() for _, row in bursts_in(daily).iterrows())
        assert (first["day"], first["last_day"], first["days"], first["change"]) == (
            pd.Timestamp("2025-12-14"),
            pd.Timestamp("2025-12-15"),
            2,
            600,
        )
        assert first["round_number"] is True
        assert first["missing"] == 0
        assert (second["days"], second["change"], second["round_number"]) == (1, 90, False)

    def test_a_step_across_missing_days_goes_on_from_the_day_before_them(self) -> None:
        totals = [1000] * 10 + [1100, None, 1400, 1400]
        (burst,) = bursts_in(creator("a", series(*totals))).to_dict("records")
        assert (burst["days"], burst["missing"], burst["change"]) == (2, 1, 400)

    def test_the_neighbouring_days_of_two_creators_stay_apart(self) -> None:
        daily = combine(
            [
                creator("b", steps(100, *QUIET, 80)),
                creator("a", steps(100, *QUIET, 0, 80)),
            ]
        )
        assert bursts_in(daily)["creator_id"].to_list() == ["b", "a"]

    def test_of_nothing_there_are_none(self) -> None:
        assert dtypes_of(bursts_in(combine([]))) == {
            "creator_id": "str",
            "day": "datetime64[us]",
            "last_day": "datetime64[us]",
            "days": "Int64",
            "change": "Int64",
            "excess": "Float64",
            "missing": "Int64",
            "round_number": "bool",
        }


class TestLargestSpikes:
    def test_of_equals_the_first_is_taken(self) -> None:
        daily = combine(
            [
                creator("a", steps(10_000, *[0] * 9, 80, *[0] * 9, 90, *[0] * 9, 90)),
                creator("b", steps(100, *QUIET)),
            ]
        )
        largest = largest_spikes(spikes_in(daily, SpikeRule(share=0)))
        assert largest.to_dict() == {"a": pd.Timestamp("2025-12-21")}

    def test_of_nothing_there_are_none(self) -> None:
        largest = largest_spikes(spikes_in(combine([])))
        assert (len(largest), str(largest.dtype)) == (0, "datetime64[us]")
