from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine, complete_days
from services.growth.shocks import common_days, without_common_days
from tests.services.growth.made import (
    CLEANUP_DAY,
    cleanup,
    creator,
    dtypes_of,
    empty_totals,
    series,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily


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
        table = common_days(cleanup())
        assert table["day"].to_list() == [CLEANUP_DAY]
        assert table["median"].to_list() == [-0.02]
        assert (table["creators"].to_list(), table["together"].to_list()) == ([6], [5])

    @pytest.mark.parametrize("share", [-0.02, 0.03])
    def test_it_is_recognised_among_moving_creators(self, share: float) -> None:
        table = common_days(combine(restless(n, event=(12, share)) for n in range(8)))
        assert table["day"].dt.strftime("%m-%d").to_list() == ["12-14"]
        assert table["median"].item() == pytest.approx(share, rel=0.05)
        assert table["together"].item() == 8

    def test_one_that_collapses_is_alone(self) -> None:
        others = [restless(n) for n in range(1, 8)]
        assert common_days(combine([restless(0, event=(12, -0.5)), *others])).empty

    def test_two_of_five_are_not_the_list(self) -> None:
        events = [(12, -0.2), (12, -0.2), None, None, None]
        assert common_days(combine(restless(n, event=e) for n, e in enumerate(events))).empty

    def test_fewer_than_five_creators_have_no_common_day(self) -> None:
        assert len(common_days(cleanup(5))) == 1
        assert common_days(cleanup(4)).empty

    def test_only_creators_with_data_on_that_day_count(self) -> None:
        daily = cleanup(5)
        missing = (daily["creator_id"] == "c0") & (daily["day"] == CLEANUP_DAY)
        blank = daily.assign(total_followers=daily["total_followers"].mask(missing))
        assert common_days(daily[~missing]).empty
        assert common_days(blank).empty

    def test_small_common_moves_are_none(self) -> None:
        curves = [steps(100_000, *[0] * 9, -99, *[0] * 9) for _ in range(6)]
        daily = combine(creator(f"c{n}", curve) for n, curve in enumerate(curves))
        assert common_days(daily).empty

    def test_those_without_a_change_or_from_nothing_do_not_disturb(self) -> None:
        extra = [empty_totals("x", 20), creator("p", series(7)), creator("z", series(0, 0, 0))]
        pd.testing.assert_frame_equal(
            common_days(combine([*extra, cleanup()])), common_days(cleanup())
        )

    @pytest.mark.parametrize(
        "daily", [combine([]), empty_totals("a", 2), creator("a", series(1)), cleanup(4), cleanup()]
    )
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(common_days(daily)) == {
            "day": "datetime64[us]",
            "median": "Float64",
            "creators": "Int64",
            "together": "Int64",
        }

    @needs_recorded
    def test_the_recorded_creators_have_none(self) -> None:
        assert common_days(recorded_daily()).empty


class TestWithoutCommonDays:
    def test_what_all_did_is_gone_and_what_one_did_beyond_it_stays(self) -> None:
        daily = cleanup()
        clean = without_common_days(daily, common_days(daily))
        for n in range(5):
            assert totals(clean, f"c{n}") == [100_000] * 20
        assert totals(clean, "c5") == [100_000] * 10 + [103_000] * 10

    def test_a_burst_on_the_day_itself_stays_visible(self) -> None:
        burst = creator("b", steps(1000, *[0] * 9, 400, *[0] * 9))
        daily = combine([cleanup(), burst])
        clean = without_common_days(daily, common_days(daily))
        assert totals(clean, "b") == [1000] * 10 + [1420] * 10

    def test_without_the_day_before_a_creator_stays_as_it_is(self) -> None:
        late = creator("l", series(*[None] * 12, 50, 60))
        lacking = creator("g", series(*[500] * 9, None, *[490] * 10))
        daily = combine([cleanup(), late, lacking])
        clean = without_common_days(daily, common_days(daily))
        for name in ("l", "g"):
            assert totals(clean, name) == totals(complete_days(daily), name)

    def test_without_the_day_itself_the_common_move_is_taken_out_all_the_same(self) -> None:
        lacking = creator("g", series(*[500] * 10, None, *[490] * 9))
        daily = combine([cleanup(), lacking])
        clean = without_common_days(daily, common_days(daily))
        assert totals(clean, "g") == [500] * 10 + [None] + [500] * 9

    def test_new_followers_stay_as_reported(self) -> None:
        news = creator("n", steps(1000, *[0] * 19), series(*range(20)))
        daily = combine([cleanup(), news])
        clean = without_common_days(daily, common_days(daily))
        assert clean["new_followers"].equals(daily["new_followers"])

    @pytest.mark.parametrize(
        "daily", [combine([]), creator("a", series(5, None, 7)), cleanup(4), empty_totals("a", 2)]
    )
    def test_without_common_days_a_frame_stays_as_it_is(self, daily: pd.DataFrame) -> None:
        clean = without_common_days(daily, common_days(daily))
        pd.testing.assert_frame_equal(clean, complete_days(daily))

    def test_the_types_are_kept(self) -> None:
        clean = without_common_days(cleanup(), common_days(cleanup()))
        assert dtypes_of(clean) == dtypes_of(cleanup())
