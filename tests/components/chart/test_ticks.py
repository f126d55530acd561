from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.chart.ticks import day_ticks, even_ticks, log_ticks, tick_texts
from services.growth.lineup import Scale

DAYS = [f"2025-11-{day:02d}" for day in range(1, 31)]


@pytest.mark.parametrize(
    ("span", "scale", "total", "words"),
    [
        ((-1.3, 4.2), Scale.PERCENT, True, ["0%", "+2%", "+4%"]),
        ((-0.02, 0.13), Scale.PERCENT, False, ["0.00%", "+0.05%", "+0.10%"]),
        ((98, 104.5), Scale.INDEX, True, ["98", "100", "102", "104"]),
        ((0, 1_900_000), Scale.COUNT, True, ["0", "500K", "1M", "1.5M"]),
        ((-90, 130), Scale.COUNT, False, ["−50", "0", "+50", "+100"]),
    ],
)
def test_every_tick_says_its_unit_and_sign(span, scale, total, words):
    assert tick_texts(even_ticks(*span, 5), scale, total=total) == words


@given(st.floats(-1e7, 1e7), st.floats(1e-3, 1e7), st.integers(2, 9))
def test_ticks_are_inside_apart_and_not_too_many(low, width, most):
    ticks = even_ticks(low, low + width, most)
    slack = 1e-6 * max(1.0, abs(low), width)
    assert len(ticks) <= most
    assert all(low - slack <= tick <= low + width + slack for tick in ticks)
    assert ticks == sorted(set(ticks))


def test_an_axis_with_little_room_still_has_as_many_ticks_as_fit():
    assert even_ticks(-3.6, 4.4, 3) == [-2.5, 0, 2.5]


@given(st.floats(0, 7), st.floats(0.1, 5))
def test_ticks_of_a_log_axis_are_inside(low, width):
    inside = [math.log10(tick) for tick in log_ticks(low, low + width, 8) if tick > 0]
    assert all(low - 1e-6 <= at <= low + width + 1e-6 for at in inside)


@pytest.mark.parametrize("width", [80, 300, 640, 1400])
def test_first_and_last_day_are_always_named(width):
    shown, words = day_ticks(DAYS, width, 14)
    assert (shown[0], shown[-1]) == (DAYS[0], DAYS[-1])
    assert (words[0], words[-1]) == ("Nov 1", "Nov 30, 2025")
    assert len(words) <= max(2, width / (14 * 0.6 * 9))
    *apart, last = [DAYS.index(b) - DAYS.index(a) for a, b in pairwise(shown)]
    assert len({*apart}) <= 1, "evenly"
    assert not apart or last >= apart[0]


def test_a_single_day_is_named_once():
    assert day_ticks(DAYS[:1], 600, 14) == (DAYS[:1], ["Nov 1, 2025"])
