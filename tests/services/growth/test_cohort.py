from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from services.growth.cohort import (
    band,
    medians_by_day,
    medians_of_others,
    price_per_follower_gained,
    price_per_thousand,
    standing,
    tiers_of,
)
from services.growth.daily import combine
from services.growth.summary import summarize
from tests.services.growth.made import NA, creator, dtypes_of, empty_totals, row_of, series
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

NAN = np.nan


def standing_of(**totals: list[int]) -> pd.DataFrame:
    return standing(summarize(combine(creator(n, series(*t)) for n, t in totals.items())))


def curves(day: list[object], **values: list[float | None]) -> pd.DataFrame:
    """A scaled frame with the same days for everybody."""
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "creator_id": pd.Series([name] * len(day), dtype="str"),
                    "day": day,
                    "value": pd.array(row, dtype="Float64"),
                }
            )
            for name, row in values.items()
        ],
        ignore_index=True,
    )


class TestMediansOfOthers:
    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ([1, 2, 4, 8], [4, 4, 2, 2]),
            ([5, 1, 3], [2, 4, 3]),
            ([2, 2, 2, 9], [2, 2, 2, 2]),
            ([NAN, 1, 3], [2, 3, 1]),
            ([7], [NAN]),
            ([7, NAN], [NAN, 7]),
            ([NAN, NAN], [NAN, NAN]),
            ([], []),
        ],
    )
    def test_by_hand(self, values: list[float], expected: list[float]) -> None:
        np.testing.assert_array_equal(medians_of_others(np.array(values, dtype=float)), expected)

    def test_goes_along_the_last_axis(self) -> None:
        both = medians_of_others(np.array([[1.0, 2, 4], [NAN, 3, 3]]))
        np.testing.assert_array_equal(both, [[3, 2.5, 1.5], [3, 3, 3]])


class TestStanding:
    def test_by_hand(self) -> None:
        table = standing_of(a=[100, 90], b=[100, 130], c=[100, 110], d=[100, 110])
        assert table["creator_id"].to_list() == ["a", "b", "c", "d"]
        assert table["rank"].to_list() == [4, 1, 2, 2]
        assert table["percentile"].to_list() == [0, 1, pytest.approx(0.5), pytest.approx(0.5)]
        assert table["median_of_others"].to_list() == pytest.approx([0.1, 0.1, 0.1, 0.1])

    @pytest.mark.parametrize("totals", [[7], [0, 5]])
    def test_without_a_rate_one_stands_nowhere_and_counts_for_nobody(
        self, totals: list[int]
    ) -> None:
        table = standing_of(x=totals, a=[100, 90], b=[100, 130])
        assert table.iloc[0, 1:].isna().all()
        assert table["rank"].to_list() == [NA, 2, 1]
        assert row_of(table, "a")["median_of_others"] == pytest.approx(0.3)

    def test_alone_there_is_a_rank_and_nobody_to_compare_with(self) -> None:
        assert standing_of(a=[100, 90]).iloc[0, 1:].to_list() == [1, NA, NA]

    def test_rows_stay_together_whatever_the_index(self) -> None:
        summary = summarize(
            combine(creator(name, series(10, last)) for name, last in [("a", 9), ("b", 12)])
        )
        pd.testing.assert_frame_equal(
            standing(summary.iloc[::-1]), standing(summary).iloc[::-1].reset_index(drop=True)
        )

    @pytest.mark.parametrize("daily", [combine([]), empty_totals("a", 2)])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame) -> None:
        assert dtypes_of(standing(summarize(daily))) == {
            "creator_id": "str",
            "rank": "Int64",
            "percentile": "Float64",
            "median_of_others": "Float64",
        }

    @needs_recorded
    def test_the_recorded_creators(self) -> None:
        table = standing(summarize(recorded_daily()))
        first, last = row_of(table, recorded_id(3)), row_of(table, recorded_id(1))
        assert (first["rank"], first["percentile"]) == (1, 1)
        assert (last["rank"], last["percentile"]) == (6, 0)


class TestBand:
    @pytest.mark.parametrize("day", [["2025-12-01", "2025-12-02"], [-1, 0]])
    def test_by_hand_without_those_left_out(self, day: list[object]) -> None:
        scaled = curves(day, a=[1, 10], b=[2, 20], c=[3, 30], d=[5, None], x=[999, 999])
        table = band(scaled, {"x"})
        assert table["day"].to_list() == day
        assert table["low"].to_list() == [1.75, 15]
        assert table["middle"].to_list() == [2.5, 20]
        assert table["high"].to_list() == [3.5, 25]

    def test_fewer_than_three_curves_on_a_day_are_no_band(self) -> None:
        scaled = curves([-1, 0], a=[1, 1], b=[2, 2], c=[None, 3])
        assert band(scaled)["middle"].to_list() == [NA, 2]
        assert band(scaled, ["a"])["middle"].to_list() == [NA, NA]

    def test_a_day_without_any_value_stays_as_a_gap(self) -> None:
        scaled = curves([0, 1, 2], a=[1, None, 1], b=[2, None, 2], c=[3, None, 3])
        assert band(scaled)["middle"].to_list() == [2, NA, 2]

    @pytest.mark.parametrize("left_out", [(), ("a", "b")])
    def test_types_are_kept_when_nobody_is_left(self, left_out: tuple[str, ...]) -> None:
        scaled = curves([0, 1], a=[1, 2], b=[1, 2])
        for frame in (scaled, scaled.iloc[:0]):
            assert dtypes_of(band(frame, left_out)) == {
                "day": "int64",
                "low": "Float64",
                "middle": "Float64",
                "high": "Float64",
            }


class TestMediansByDay:
    def test_by_hand_each_without_itself_and_without_those_left_out(self) -> None:
        scaled = curves([-1, 0], a=[1, 10], b=[2, 20], c=[3, None], x=[999, 999])
        table = medians_by_day(scaled, {"x"})
        assert list(table.index) == [-1, 0]
        assert {key: table[key].to_list() for key in "abcx"} == {
            "a": [2.5, 20],
            "b": [2, 10],
            "c": [1.5, 15],
            "x": [2, 15],
        }

    def test_nobody_else_is_no_median(self) -> None:
        assert medians_by_day(curves([0], a=[1])).isna().to_numpy().all()
        assert medians_by_day(curves([0], a=[1]).iloc[:0]).empty


class TestTiersAndPrices:
    def test_a_tier_begins_with_its_limit(self) -> None:
        followers = pd.Series([0, 4999, 5000, 49_999, 50_000, NA], dtype="Int64")
        tiers = tiers_of(followers, (5000, 50_000))
        assert tiers.to_list() == [0, 0, 1, 1, 2, NA]
        assert str(tiers.dtype) == str(tiers_of(followers.iloc[:0], (5000,)).dtype) == "Int64"

    def test_the_price_of_a_thousand_needs_followers_and_a_price(self) -> None:
        prices = pd.Series([500, 500, NA, 500], dtype="Float64")
        result = price_per_thousand(prices, pd.Series([2000, 0, 2000, NA], dtype="Int64"))
        assert result.to_list() == [250, NA, NA, NA]
        assert str(result.dtype) == "Float64"


def test_the_price_of_a_follower_gained_needs_a_gain() -> None:
    prices = pd.Series([1000.0, 1000.0, 1000.0, None])
    gained = pd.Series([500, 0, -20, 500], dtype="Int64")
    found = price_per_follower_gained(prices, gained)
    assert found.to_list()[0] == 2.0
    assert found.isna().to_list() == [False, True, True, True]
