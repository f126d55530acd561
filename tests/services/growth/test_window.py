from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.insight import insight
from services.growth.ranking import ranking
from services.growth.rules import Rules
from services.growth.window import common_window, coverage
from tests.services.growth.made import (
    creator,
    dtypes_of,
    empty_totals,
    row_of,
    series,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id


def spanning(name: str, first: int, last: int, change: int = 1) -> pd.DataFrame:
    """A creator with totals from the first to the last of these days, counted from 0."""
    return creator(
        name, series(*[None] * first, *range(1000, 1000 + change * (last - first + 1), change))
    )


def compared(daily: pd.DataFrame, asked: int = 30) -> tuple[str, str]:
    window = common_window(daily, asked, 0.8)
    return window.first.strftime("%m-%d"), window.last.strftime("%m-%d")


class TestCommonWindow:
    def test_it_ends_on_the_last_day_and_has_the_days_asked_for(self) -> None:
        assert compared(combine([spanning("a", 0, 29), spanning("b", 0, 29)]), 7) == (
            "12-24",
            "12-30",
        )

    def test_all_days_are_those_that_all_have(self) -> None:
        daily = combine([spanning("a", 0, 29), spanning("b", 3, 29)])
        assert compared(daily, 0) == ("12-04", "12-30")

    def test_of_five_one_may_lack_days(self) -> None:
        four = [spanning(name, 0, 29) for name in "abcd"]
        assert compared(combine([*four, spanning("e", 20, 29)])) == ("12-01", "12-30")
        three = four[:3]
        assert compared(combine([*three, *(spanning(n, 14, 29) for n in "xy")])) == (
            "12-15",
            "12-30",
        )

    def test_a_late_publisher_moves_the_window_only_where_that_is_longer(self) -> None:
        pair = [spanning("a", 2, 31), spanning("b", 0, 29)]
        assert compared(combine(pair)) == ("12-03", "12-30")

    def test_a_newcomer_shortens_nothing(self) -> None:
        daily = combine([spanning("a", 0, 29), spanning("n", 25, 29, 100)])
        assert compared(daily) == ("12-01", "12-30")
        spans = coverage(daily, common_window(daily, 30, 0.8))
        assert not row_of(spans, "n")["even"]
        assert row_of(spans, "n")["days_covered"] == 5

    def test_a_missing_day_inside_changes_no_span(self) -> None:
        gap = creator("g", series(*range(5), None, *range(6, 30)))
        daily = combine([spanning("a", 0, 29), gap])
        window = common_window(daily, 30, 0.8)
        assert window.days == 30
        assert coverage(daily, window)["even"].all()

    def test_who_ends_early_is_told_whatever_the_delay_of_the_others(self) -> None:
        daily = combine([*(spanning(name, 0, 27) for name in "abcd"), spanning("e", 0, 29)])
        spans = coverage(daily, common_window(daily, 30, 0.8))
        assert spans["ends_early"].to_list() == [True] * 4 + [False]
        assert spans["even"].all()

    def test_without_any_total_there_is_no_window(self) -> None:
        for daily in (combine([]), empty_totals("a", 3)):
            window = common_window(daily, 30, 0.8)
            assert window.days == 0
            assert dtypes_of(coverage(daily, window)) == {
                "creator_id": "str",
                "even": "boolean",
                "days_covered": "Int64",
                "ends_early": "boolean",
                "held_until": "datetime64[us]",
            }
            pd.testing.assert_frame_equal(window.cut(daily), daily)

    @needs_recorded
    def test_of_the_recorded_creators_one_ends_early(self) -> None:
        daily = recorded_daily()
        assert compared(daily) == ("11-11", "12-10")
        spans = coverage(daily, common_window(daily, 30, 0.8))
        early = spans.loc[spans["ends_early"], "creator_id"].to_list()
        assert early == [recorded_id(6)]
        assert row_of(spans, recorded_id(6))["days_covered"] == 27


class TestLikeWithLike:
    def ranked(self, *frames: pd.DataFrame) -> pd.DataFrame:
        daily = combine(frames)
        found = insight(daily, 30, Rules())
        return ranking(found, list(dict.fromkeys(daily["creator_id"])))

    def test_five_fast_days_stand_after_thirty(self) -> None:
        table = self.ranked(spanning("new", 25, 29, 100), spanning("long", 0, 29, 40))
        assert table["creator_id"].to_list() == ["long", "new"]
        assert table["rank"].to_list() == [1, pd.NA]
        assert table["median_of_others"].isna().all()

    def test_who_started_after_the_platform_day_does_not_lead(self) -> None:
        changes = [40] * 8 + [-900] + [40] * 20
        others = [creator(f"c{n}", steps(100_000 + n, *changes)) for n in range(9)]
        late = creator("late", series(*[None] * 11, *range(100_000, 100_000 + 100 * 19, 100)))
        table = self.ranked(late, *others)
        assert table["creator_id"].iloc[-1] == "late"
        assert row_of(table, "late")["rank"] is pd.NA
        medians = table.loc[table["creator_id"] != "late", "median_of_others"]
        assert medians.max() < 0.003

    @pytest.mark.parametrize("points", [1, 2])
    def test_two_creators_of_few_points(self, points: int) -> None:
        table = self.ranked(*(spanning(name, 0, points - 1) for name in "ab"))
        assert table["growth"].to_list() == ["too_little"] * 2
        assert table["even"].all()
