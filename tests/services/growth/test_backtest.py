from __future__ import annotations

import numpy as np
import pytest

from services.growth.backtest import Tries, track_of
from services.growth.trend import PACES
from tests.services.growth.test_projection import made, rising


class TestMargin:
    @pytest.mark.parametrize(
        ("horizon", "count", "rank"),
        [
            (1, 4, 4),  # 0.8 x 5 / 4 = 1
            (1, 9, 8),  # 0.8 x 10 / 9 of 9
            (1, 10, 9),  # 8.8, rounded up
            (4, 10, 10),  # m = 5.5, so 0.8 x 6.5 / 5.5 of 10 = 9.45
            (4, 101, 83),  # m = 51, so 0.8 x 52 / 51 of 101 = 82.4
            (36, 10, 10),  # m = 2.5: no more than the largest
        ],
    )
    def test_by_hand(self, horizon: int, count: int, rank: int) -> None:
        errors = np.arange(count, 0.0, -1)
        sizes = np.full(count, 4.0)
        tries = Tries(horizon, errors, errors, errors, sizes, PACES[0], 0.0)
        by_hand = 0.92 * (1 + horizon / (3 * count)) * rank / 4
        assert tries.margin(horizon) == pytest.approx(by_hand)
        assert tries.margin(3 * horizon) == pytest.approx(3 * by_hand)


def test_as_many_tries_as_days_ahead() -> None:
    # of 60 days 47 have a pace; 24 of them have a total 23 days later, and 23 one 24 days later
    track = track_of(made(rising))
    assert [track.longest_tried(days) for days in (1, 10, 23, 24, 90)] == [1, 10, 23, 23, 23]


def test_a_track_needs_ten_tries() -> None:
    track = track_of(made(rising, 24))
    assert [track.longest_tried(days) for days in (1, 5)] == [1, 1]
    assert track_of(made(rising, 23)).longest_tried(5) == 0
