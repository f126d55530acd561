from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine, complete_days
from services.growth.shocks import without_common_days
from tests.services.growth.made import (
    CLEANUP_DAY,
    cleanup,
    creator,
    dtypes_of,
    empty_totals,
    excess_in,
    series,
    spikes_in,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily


def common(daily: pd.DataFrame) -> pd.DataFrame:
    return excess_in(daily).common


def cleaned(daily: pd.DataFrame) -> pd.DataFrame:
    return without_common_days(daily, excess_in(daily).effects())


def restless(seed: int, *, days: int = 30, event: tuple[int, float] | None = None) -> pd.DataFrame:
    """A creator that moves by -5 to 25 a day, and on one day by a share of its followers."""
    changes = [(7 * seed + 13 * day + seed * day) % 31 - 5 for day in range(days)]
    if event:
        changes[event[0]] = round(event[1] * 10_000 * (seed + 1))
    return creator(f"c{seed}", steps(10_000 * (seed + 1), *changes))


def totals(daily: pd.DataFrame, name: str) -> list[object]:
    own = daily.loc[daily["creator_id"] == name, "total_followers"]
    return own.astype(object).where(own.notna(), None).to_list()


class TestCommonDays:
    def test_a_cleanup_by_hand(self) -> None:
        table = common(cleanup())
        assert table["day"].to_list() == [CLEANUP_DAY]
        assert table["median"].to_list() == [-0.02]
        assert (table["creators"].to_list(), table["together"].to_list()) == ([6], [5])

    @pytest.mark.parametrize("share", [-0.02, 0.03])
    def test_it_is_recognised_among_moving_creators(self, share: float) -> None:
        table = common(combine(restless(n, event=(12, share)) for n in range(8)))
        assert table["day"].dt.strftime("%m-%d").to_list() == ["12-14"]
        assert table["median"].item() == pytest.approx(share, rel=0.05)
        assert table["together"].item() == 8

    def test_one_that_collapses_is_alone(self) -> None:
        others = [restless(n) for n in range(1, 8)]
        assert common(combine([restless(0, event=(12, -0.5)), *others])).empty

    def test_two_of_five_are_not_the_list(self) -> None:
        events = [(12, -0.2), (12, -0.2), None, None, None]
        assert common(combine(restless(n, event=e) for n, e in enumerate(events))).empty

    @pytest.mark.parametrize(("risen", "together"), [(9, True), (8, False)])
    def test_upward_nine_of_ten_must_have_risen(self, risen: int, together: bool) -> None:
        events = [(12, 0.03)] * risen + [None] * (10 - risen)
        found = common(combine(restless(n, event=e) for n, e in enumerate(events)))
        assert bool(len(found)) is together

    def test_fewer_than_five_creators_have_no_common_day(self) -> None:
        assert len(common(cleanup(5))) == 1
        assert common(cleanup(4)).empty

    def test_only_creators_with_data_on_that_day_count(self) -> None:
        daily = cleanup(5)
        missing = (daily["creator_id"] == "c0") & (daily["day"] == CLEANUP_DAY)
        blank = daily.assign(total_followers=daily["total_followers"].mask(missing))
        assert common(daily[~missing]).empty
        assert common(blank).empty

    def test_small_common_moves_are_none(self) -> None:
        curves = [steps(100_000, *[0] * 9, -99, *[0] * 9) for _ in range(6)]
        daily = combine(creator(f"c{n}", curve) for n, curve in enumerate(curves))
        assert common(daily).empty

    def test_those_without_a_change_or_from_nothing_do_not_disturb(self) -> None:
        extra = [empty_totals("x", 20), creator("p", series(7)), creator("z", series(0, 0, 0))]
        pd.testing.assert_frame_equal(common(combine([*extra, cleanup()])), common(cleanup()))

    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 2), creator("a", series(1)), cleanup(4), cleanup()]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(common(daily)) == {
            "day": "datetime64[us]",
            "median": "Float64",
            "creators": "Int64",
            "together": "Int64",
        }

    @needs_recorded
    def test_the_recorded_creators_have_none(self) -> None:
        assert common(recorded_daily()).empty


class TestMarksOnACommonDay:
    def test_nobody_is_marked_for_what_all_did(self) -> None:
        assert spikes_in(combine(restless(n, event=(12, 0.03)) for n in range(8))).empty

    def test_who_did_more_is(self) -> None:
        events = [(12, 0.06), *[(12, 0.03)] * 7]
        found = spikes_in(combine(restless(n, event=e) for n, e in enumerate(events)))
        assert found["creator_id"].to_list() == ["c0"]
        assert found["excess"].item() == pytest.approx(300, abs=20)


class TestWithoutCommonDays:
    def test_what_all_did_is_gone_and_what_one_did_beyond_it_stays(self) -> None:
        clean = cleaned(cleanup())
        for n in range(5):
            assert totals(clean, f"c{n}") == [100_000] * 20
        assert totals(clean, "c5") == [100_000] * 10 + [103_000] * 10

    def test_a_burst_on_the_day_itself_stays_visible(self) -> None:
        burst = creator("b", steps(1000, *[0] * 9, 400, *[0] * 9))
        clean = cleaned(combine([cleanup(), burst]))
        assert totals(clean, "b") == [1000] * 10 + [1420] * 10

    def test_before_its_first_day_a_creator_stays_as_it_is(self) -> None:
        daily = combine([cleanup(), creator("l", series(*[None] * 12, 50, 60))])
        assert totals(cleaned(daily), "l") == totals(complete_days(daily), "l")

    def test_without_the_day_itself_the_common_move_is_taken_out_all_the_same(self) -> None:
        lacking = creator("g", series(*[500] * 10, None, *[490] * 9))
        clean = cleaned(combine([cleanup(), lacking]))
        assert totals(clean, "g") == [500] * 10 + [None] + [500] * 9

    def test_new_followers_stay_as_reported(self) -> None:
        news = creator("n", steps(1000, *[0] * 19), series(*range(20)))
        daily = combine([cleanup(), news])
        assert cleaned(daily)["new_followers"].equals(daily["new_followers"])

    @pytest.mark.parametrize(
        "daily", [combine([]), creator("a", series(5, None, 7)), cleanup(4), empty_totals("a", 2)]
    )
    def test_without_common_days_a_frame_stays_as_it_is(self, daily: pd.DataFrame) -> None:
        pd.testing.assert_frame_equal(cleaned(daily), complete_days(daily))

    def test_the_types_are_kept(self) -> None:
        assert dtypes_of(cleaned(cleanup())) == dtypes_of(cleanup())
