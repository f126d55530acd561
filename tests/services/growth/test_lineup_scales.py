from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.lineup import Scale, scaled_new, scaled_totals
from tests.services.growth.made import NA, creator, empty_totals, series, values_of


class TestScales:
    @pytest.mark.parametrize(
        ("scale", "expected"),
        [
            (Scale.COUNT, [NA, 200, NA, 150, 0]),
            (Scale.LOG, [NA, 200, NA, 150, NA]),
            (Scale.INDEX, [NA, 100, NA, 75, 0]),
            (Scale.PERCENT, [NA, 0, NA, -25, -100]),
        ],
    )
    def test_totals_by_hand(self, scale: Scale, expected: list[object]) -> None:
        daily = creator("a", series(None, 200, None, 150, 0), series(1, None, None, None, None))
        assert values_of(scaled_totals(daily, scale)) == expected

    @pytest.mark.parametrize(
        ("scale", "expected"),
        [
            (Scale.COUNT, [4, NA, -2]),
            (Scale.LOG, [4, NA, -2]),
            (Scale.INDEX, [2, NA, -1]),
            (Scale.PERCENT, [2, NA, -1]),
        ],
    )
    def test_new_followers_by_hand(self, scale: Scale, expected: list[object]) -> None:
        daily = creator("a", series(200, None, 198), series(4, None, -2))
        assert values_of(scaled_new(daily, scale)) == expected

    @pytest.mark.parametrize("scale", [Scale.INDEX, Scale.PERCENT])
    def test_relative_to_nothing_is_empty_all_along(self, scale: Scale) -> None:
        from_zero = creator("z", series(0, 10, 20), series(0, 10, 10))
        daily = combine([from_zero, empty_totals("x", 2), creator("a", series(4, 5), series(1, 1))])
        assert values_of(scaled_totals(daily, scale))[:5] == [NA] * 5
        assert values_of(scaled_new(daily, scale)) == [NA] * 5 + [25, 25]

    @pytest.mark.parametrize("scale", list(Scale))
    @pytest.mark.parametrize("daily", [combine([]), creator("a", series(0, 1))])
    def test_values_are_always_nullable_floats(self, daily: pd.DataFrame, scale: Scale) -> None:
        for frame in (scaled_totals(daily, scale), scaled_new(daily, scale)):
            assert str(frame["value"].dtype) == "Float64"
            assert not frame["value"].dropna().isna().any()
