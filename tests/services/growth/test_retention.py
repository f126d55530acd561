from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.retention import NotKnown, largest_burst, retention
from tests.services.growth.made import (
    NA,
    bursts_in,
    creator,
    dtypes_of,
    excess_in,
    kept_in,
    row_of,
    series,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

STILL = [10_000] * 40
"""Days before a burst, whose usual day brings nothing."""


def after(*totals: int | None) -> tuple[object, ...]:
    """What became of a burst on the first of `totals`: gain, kept, half-life, days seen, reason."""
    row = row_of(kept_in(creator("a", series(*STILL, *totals))), "a")
    return row["gain"], row["kept"], row["half_life"], row["seen"], row["not_known"]


class TestRetention:
    def test_by_hand(self) -> None:
        kept = pytest.approx(60 / 210)
        story = [10_200, 10_210, 10_150, 10_100, 10_090, 10_080, 10_070, 10_060]
        assert after(*story) == (210, kept, 3, 7, None)

    def test_only_what_is_above_the_usual_days_is_kept(self) -> None:
        # 10 a day before and after, and 1 000 on one day that leave within the week
        leaving = [1010, *[10] * 2, *[10 - 200] * 5, *[10] * 12]
        row = row_of(kept_in(creator("a", steps(10_000, *[10] * 12, *leaving))), "a")
        assert row["gain"] == pytest.approx(1000, abs=5)
        assert row["kept"] == pytest.approx(0, abs=0.01)

    def test_what_goes_on_growing_is_kept_whole(self) -> None:
        rising = [10_200, 10_210, 10_220, 10_230, 10_240, 10_250, 10_260, 10_270]
        assert after(*rising)[:2] == (270, 1)

    def test_falling_below_the_start_keeps_nothing(self) -> None:
        assert after(10_200, *[9900] * 7)[1] == 0

    def test_half_is_reached_with_exactly_half(self) -> None:
        assert after(10_200, 10_151, 10_100)[2] == 2

    def test_half_may_be_reached_after_the_week(self) -> None:
        assert after(10_200, *[10_190] * 8, 10_090)[2] == 9

    def test_before_the_seventh_day_nothing_is_said(self) -> None:
        assert after(10_200, *[10_190] * 6) == (200, NA, NA, 6, NotKnown.TOO_RECENT)

    def test_on_the_last_day_only_the_gain_is_known(self) -> None:
        assert after(10_200) == (200, NA, NA, 0, NotKnown.TOO_RECENT)

    def test_from_nothing(self) -> None:
        row = row_of(kept_in(creator("a", series(0, 0, 0, 100, *[90] * 6, 40))), "a")
        assert (row["gain"], row["kept"]) == (100, pytest.approx(0.4))

    def test_a_missing_seventh_day_leaves_what_is_kept_open(self) -> None:
        story = after(10_200, *[10_190] * 6, None, 10_190)
        assert story == (200, NA, NA, 8, NotKnown.NO_TOTAL)

    def test_across_a_gap_the_seventh_day_is_known(self) -> None:
        story = after(10_200, None, None, *[10_120] * 5)
        assert (story[0], story[1]) == (200, pytest.approx(0.6))

    def test_of_bursts_within_a_week_no_day_is_shared(self) -> None:
        daily = creator("a", steps(10_000, *[0] * 9, 200, 0, 0, 300, *[0] * 9))
        table = kept_in(daily)
        assert table["gain"].to_list() == [200, 300]
        assert table["not_known"].to_list() == [NotKnown.ANOTHER_BURST, None]
        assert table["kept"].to_list() == [NA, 1]

    def test_beside_a_large_usual_growth_nothing_is_said(self) -> None:
        # 20 usual days of 20 before, 50 above it: less than twice eight of them
        daily = creator("a", steps(1000, *[16] * 20, 80, *[16] * 9))
        row = row_of(kept_in(daily), "a")
        assert (row["kept"], row["not_known"]) == (NA, NotKnown.TOO_SMALL)

    def test_rows_follow_the_bursts_and_not_the_frame(self) -> None:
        still = [0] * 9
        daily = combine(creator(name, steps(1000, *still, 100, *still)) for name in "bca")
        found = bursts_in(daily).iloc[[2, 0]]
        assert retention(excess_in(daily), found)["creator_id"].to_list() == ["a", "b"]

    def test_the_types_do_not_depend_on_the_data(self) -> None:
        for daily in (combine([]), creator("a", series(1)), creator("a", steps(10, 0, 0, 90))):
            assert dtypes_of(kept_in(daily)) == {
                "creator_id": "str",
                "day": "datetime64[us]",
                "gain": "Int64",
                "kept": "Float64",
                "half_life": "Int64",
                "seen": "Int64",
                "not_known": "object",
            }

    @needs_recorded
    def test_the_recorded_bursts_are_too_young(self) -> None:
        table = kept_in(recorded_daily())
        assert table["creator_id"].to_list() == [recorded_id(3)] * 2
        assert table["not_known"].to_list() == [NotKnown.ANOTHER_BURST, NotKnown.TOO_RECENT]
        assert table["gain"].to_list() == [148, 160]
        assert table["seen"].to_list() == [6, 0]

    @needs_recorded
    def test_the_recorded_burst_with_a_quiet_week_after_it(self) -> None:
        """As it came, and one more still week: what is kept is the climb over the usual day."""
        own = recorded_daily()
        own = own[own["creator_id"] == recorded_id(3)]
        week = pd.concat([own.iloc[[-1]]] * 7).assign(
            day=[own["day"].max() + pd.Timedelta(days=n) for n in range(1, 8)]
        )
        row = kept_in(combine([own, week])).iloc[-1]
        assert (row["seen"], row["not_known"]) == (7, None)
        assert row["kept"] == pytest.approx(0.95, abs=0.06)


class TestLargestBurst:
    def of(self, totals: dict[str, int], **uneven: bool) -> list[tuple[object, ...]]:
        """The creator and the rate of the largest of a burst of 1 000 followers each."""
        kept = kept_in(
            combine(
                creator(name, series(*[first] * 12, *[first + 1000] * 9))
                for name, first in totals.items()
            )
        )
        table = pd.DataFrame({"creator_id": list(totals), "first_total": list(totals.values())})
        even = [not uneven.get(name, False) for name in totals]
        table = table.assign(even=pd.array(even, dtype="boolean"))
        found = largest_burst(kept, table)
        assert list(found.columns) == [*kept.columns, "rate"]
        return list(found[["creator_id", "rate"]].itertuples(index=False, name=None))

    def test_it_is_the_largest_beside_the_creators_size(self) -> None:
        assert self.of({"large": 100_000, "small": 10_000}) == [("small", pytest.approx(0.1))]

    def test_who_lacks_days_does_not_count(self) -> None:
        assert self.of({"a": 20_000, "b": 10_000}, b=True) == [("a", pytest.approx(0.05))]
        assert self.of({"a": 20_000}, a=True) == []

    def test_without_a_burst_there_is_none(self) -> None:
        assert self.of({"huge": 10_000_000}) == []
