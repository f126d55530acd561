from __future__ import annotations

import math

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.rules import SpikeRule
from services.growth.spikes import bursts, largest_spikes, spikes
from tests.services.growth.made import creator, dtypes_of, empty_totals, row_of, series, steps
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

RULE = SpikeRule()


def found_days(daily: pd.DataFrame, rule: SpikeRule = RULE) -> list[tuple[str, str]]:
    found = spikes(daily, rule)
    return list(zip(found["creator_id"], found["day"].dt.strftime("%m-%d"), strict=True))


class TestSpikes:
    def test_by_hand(self) -> None:
        daily = creator("a", steps(1000, 10, 12, 8, 10, 200))
        assert row_of(spikes(daily, RULE), "a") == {
            "creator_id": "a",
            "day": pd.Timestamp("2025-12-06"),
            "change": 200,
            "z": pytest.approx(190 / (1.4826 * 2)),
            "round_number": False,
        }

    @pytest.mark.parametrize(("change", "seen"), [(49, False), (50, True)])
    def test_below_the_floor_of_followers_a_jump_is_silent(self, change: int, seen: bool) -> None:
        assert bool(found_days(creator("a", steps(1000, 0, 0, 1, change, 0)))) == seen

    @pytest.mark.parametrize(("change", "seen"), [(499, False), (500, True)])
    def test_below_the_floor_of_the_audience_a_jump_is_silent(
        self, change: int, seen: bool
    ) -> None:
        assert bool(found_days(creator("a", steps(100_000, 0, 0, 0, change, 0)))) == seen

    def test_out_of_a_habit_of_large_days_a_large_day_is_none(self) -> None:
        assert not found_days(creator("a", steps(1000, 60, 100, 140, 180, 200)))

    def test_where_the_spread_is_nothing_the_score_is_infinite(self) -> None:
        found = spikes(creator("a", steps(1000, 5, 5, 5, 500)), RULE)
        assert (found["z"].item(), found["round_number"].item()) == (math.inf, True)

    def test_falling_and_motionless_accounts_have_none(self) -> None:
        falling = creator("f", steps(9000, -5, -4, -6, -900, -5))
        assert not found_days(combine([falling, creator("m", series(7, 7, 7, 7))]))

    def test_from_nothing_the_floor_is_that_of_followers(self) -> None:
        assert found_days(creator("a", steps(0, 0, 0, 0, 60))) == [("a", "12-05")]

    def test_no_jump_is_seen_across_a_gap(self) -> None:
        absent = creator("a", series(100, 101, 102, 103, None, 900, 901))
        empty = creator("a", series(100, 101, 102, 103, None, 900, 901), series(*[None] * 4, 3))
        assert found_days(absent) == found_days(empty) == []

    def test_creators_come_in_their_order_and_days_ascend(self) -> None:
        quiet = [0, 1, 0, 1, 0, 1]
        daily = combine(
            [
                creator("b", steps(100, *quiet, 80, *quiet, 70)),
                creator("a", steps(100, *quiet, 90)),
            ]
        )
        assert found_days(daily) == [("b", "12-08"), ("b", "12-15"), ("a", "12-08")]

    def test_the_rule_can_be_stricter(self) -> None:
        daily = creator("a", steps(1000, 10, 12, 8, 10, 200))
        assert not found_days(daily, SpikeRule(z=70))
        assert not found_days(daily, SpikeRule(least=201))
        assert not found_days(daily, SpikeRule(share=0.2))

    @pytest.mark.parametrize(
        "daily",
        [combine([]), empty_totals("a", 2), creator("a", series(1)), creator("a", steps(9, 1))],
    )
    def test_nothing_found_has_the_same_types(self, daily: pd.DataFrame) -> None:
        found = spikes(daily, RULE)
        expected = {"creator_id": "str", "day": "datetime64[us]", "change": "Int64", "z": "Float64"}
        assert found.empty
        assert dtypes_of(found) == expected | {"round_number": "bool"}
        jump = spikes(creator("a", steps(1000, 0, 1, 0, 900)), RULE)
        assert dtypes_of(jump) == dtypes_of(found)

    @needs_recorded
    def test_of_the_recorded_creators_one_has_two_and_all_others_none(self) -> None:
        found = spikes(recorded_daily(), RULE)
        assert found["creator_id"].to_list() == [recorded_id(3)] * 2
        assert found["change"].to_list() == [147, 161]
        assert found["day"].dt.strftime("%m-%d").to_list() == ["12-04", "12-10"]


class TestBursts:
    def test_days_on_end_are_one_and_a_day_between_makes_two(self) -> None:
        quiet = [0, 1, 0, 1, 0, 1, 0, 1]
        found = spikes(creator("a", steps(1000, *quiet, 100, 500, 1, 90)), RULE)
        first, second = (row.to_dict() for _, row in bursts(found).iterrows())
        assert first == {
            "creator_id": "a",
            "day": pd.Timestamp("2025-12-10"),
            "last_day": pd.Timestamp("2025-12-11"),
            "days": 2,
            "change": 600,
            "round_number": True,
        }
        assert (second["days"], second["change"], second["round_number"]) == (1, 90, False)

    def test_the_neighbouring_days_of_two_creators_stay_apart(self) -> None:
        daily = combine(
            [
                creator("b", steps(100, 0, 1, 0, 1, 80)),
                creator("a", steps(100, 0, 1, 0, 1, 0, 80)),
            ]
        )
        assert bursts(spikes(daily, RULE))["creator_id"].to_list() == ["b", "a"]

    def test_of_nothing_there_are_none(self) -> None:
        assert dtypes_of(bursts(spikes(combine([]), RULE))) == {
            "creator_id": "str",
            "day": "datetime64[us]",
            "last_day": "datetime64[us]",
            "days": "Int64",
            "change": "Int64",
            "round_number": "bool",
        }


class TestLargestSpikes:
    def test_of_equals_the_first_is_taken(self) -> None:
        quiet = [0, 1, 0, 1, 0]
        daily = combine(
            [
                creator("a", steps(100, *quiet, 80, *quiet, 90, *quiet, 90)),
                creator("b", steps(100, *quiet)),
            ]
        )
        largest = largest_spikes(spikes(daily, RULE))
        assert largest.to_dict() == {"a": pd.Timestamp("2025-12-13")}

    def test_of_nothing_there_are_none(self) -> None:
        largest = largest_spikes(spikes(combine([]), RULE))
        assert (len(largest), str(largest.dtype)) == (0, "datetime64[us]")
