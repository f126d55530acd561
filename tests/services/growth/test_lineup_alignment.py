from __future__ import annotations

import pandas as pd

from services.growth.daily import combine
from services.growth.lineup import around, first_days, offsets, totals_before
from tests.services.growth.made import NA, creator, dtypes_of, empty_totals, series

THIRD = pd.Timestamp("2025-12-03")


class TestFirstDays:
    def test_are_the_first_with_a_total(self) -> None:
        late = creator("b", series(None, None, 5, 6), series(1, 1))
        daily = combine([late, empty_totals("x", 3), creator("a", series(9))])
        assert first_days(daily) == {"b": THIRD, "a": pd.Timestamp("2025-12-01")}

    def test_of_nobody_are_none(self) -> None:
        assert first_days(combine([])) == {}


class TestOffsets:
    def test_count_from_the_anchor_and_keep_the_index(self) -> None:
        daily = combine([creator("a", series(1, 2, 3, 4)), creator("b", series(5))])
        result = offsets(daily.iloc[::-1], {"a": THIRD})
        assert result.index.to_list() == [4, 3, 2, 1, 0]
        assert result.to_list() == [NA, 1, 0, -1, -2]

    def test_are_whole_numbers_even_without_rows_or_anchors(self) -> None:
        daily = creator("a", series(1, 2))
        for frame, anchors in ((daily, {}), (combine([]), {}), (combine([]), {"a": THIRD})):
            assert str(offsets(frame, anchors).dtype) == "Int64"
        assert offsets(daily, {}).isna().all()


class TestAround:
    def test_keeps_a_week_before_and_three_after(self) -> None:
        anchor = pd.Timestamp("2025-12-11")
        daily = combine([creator("a", series(*range(50))), creator("b", series(1, 2))])
        kept = around(daily, {"a": anchor})
        assert kept["total_followers"].to_list() == list(range(3, 32))
        assert set(kept["creator_id"]) == {"a"}

    def test_days_without_data_in_between_are_there(self) -> None:
        kept = around(creator("a", series(1, None, 3)), {"a": THIRD})
        assert kept["total_followers"].to_list() == [1, NA, 3]

    def test_without_anchors_or_rows_only_the_types_remain(self) -> None:
        daily = creator("a", series(1, 2))
        for frame, anchors in ((daily, {}), (combine([]), {"a": THIRD})):
            assert around(frame, anchors).empty
            assert dtypes_of(around(frame, anchors)) == dtypes_of(daily)


class TestTotalsBefore:
    def test_are_those_of_the_day_before_in_the_order_of_the_anchors(self) -> None:
        daily = combine(
            [
                creator("a", series(1, 2, 3)),
                creator("b", series(5, None, 7)),
                creator("c", series(None, None, 8)),
                creator("z", series(4, 0, 9)),
            ]
        )
        before = totals_before(daily, dict.fromkeys(["z", "c", "b", "a"], THIRD))
        assert before.index.to_list() == ["z", "c", "b", "a"]
        assert before.to_list() == [0, NA, NA, 2]

    def test_are_whole_numbers_even_without_rows_or_anchors(self) -> None:
        daily = creator("a", series(1, 2))
        for frame, anchors in ((daily, {}), (combine([]), {}), (combine([]), {"a": THIRD})):
            before = totals_before(frame, anchors)
            assert str(before.dtype) == "Int64"
            assert before.index.to_list() == list(anchors)
