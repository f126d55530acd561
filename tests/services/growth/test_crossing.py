from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from services.growth.crossing import Crossing, NoCrossing, crossing
from services.growth.daily import combine
from services.growth.projection import NoProjection
from tests.services.growth.test_projection import LAST, falling, made, projected, rising, wobbling

TIERS = (5_000, 50_000, 500_000)


class TestCrossing:
    def test_a_straight_line_by_hand(self) -> None:
        day = LAST + timedelta(days=41)
        assert crossing(made(rising), (1590, 2000, 2500)) == Crossing(
            2000, day, day, day, within=60
        )

    def test_the_range_agrees_with_the_projections(self) -> None:
        daily = made(wobbling)
        result = crossing(daily, (1800,))
        assert isinstance(result, Crossing)
        assert result.expected is not None
        assert result.latest is not None
        assert result.earliest < result.expected < result.latest
        for day, field in zip(
            (result.earliest, result.expected, result.latest),
            ("high", "projected", "low"),
            strict=True,
        ):
            ahead = (day - LAST).days
            assert getattr(projected(daily, ahead - 1), field) < 1800
            assert getattr(projected(daily, ahead), field) >= 1800

    def test_a_late_bound_beyond_reach_is_open(self) -> None:
        # 1590 + 10 x 60 = 2190, less what it was off by
        result = crossing(made(wobbling), (2150,))
        assert isinstance(result, Crossing)
        assert (result.expected is None, result.latest, result.within) == (False, None, 60)
        further = crossing(made(wobbling), (2180 + 40,))
        assert isinstance(further, Crossing)
        assert (further.expected, further.latest) == (None, None)

    def test_nothing_is_looked_for_beyond_ninety_days(self) -> None:
        result = crossing(made(wobbling, 150), (2490 + 700,))
        assert isinstance(result, Crossing)
        assert result.within == 90

    def test_the_order_of_the_rows_does_not_matter(self) -> None:
        daily = made(wobbling)
        assert crossing(daily.sample(frac=1, random_state=1), (2100,)) == crossing(daily, (2100,))

    @pytest.mark.parametrize(
        ("daily", "thresholds", "reason"),
        [
            (combine([]), TIERS, NoProjection.TOO_SHORT),
            (made(rising, 44), TIERS, NoProjection.TOO_SHORT),
            (
                made(lambda day: None if 0 < day < 46 else rising(day)),
                TIERS,
                NoProjection.TOO_SHORT,
            ),
            (made(rising), (), NoCrossing.HIGHEST_TIER),
            (made(rising), (500, 1590), NoCrossing.HIGHEST_TIER),
            (made(rising), TIERS, NoCrossing.NOT_IN_REACH),
            (made(falling), (420,), NoCrossing.NOT_IN_REACH),
            (made(lambda _: 700), (710,), NoCrossing.NOT_IN_REACH),
        ],
    )
    def test_says_why_there_is_none(
        self,
        daily: pd.DataFrame,
        thresholds: tuple[int, ...],
        reason: NoCrossing | NoProjection,
    ) -> None:
        assert crossing(daily, thresholds) is reason
