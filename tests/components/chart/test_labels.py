from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.chart.labels import End, end_labels, room_for, spread
from components.chart.layout import Panel
from components.chart.lettering import LINE
from components.chart.palette import DASHES

POSITIONS = st.lists(st.floats(0, 400), max_size=40).map(sorted)


@pytest.mark.parametrize(
    ("wanted", "gap", "most", "placed"),
    [
        ([], 15, 100, []),
        ([40], 15, 100, [40]),
        ([10, 40], 15, 100, [10, 40]),
        ([50, 52], 10, 100, [46, 56]),  # around their middle, 51
        ([50, 50, 50], 10, 100, [40, 50, 60]),
        ([50, 52, 58], 10, 100, [43.333, 53.333, 63.333]),  # the third is reached by the first two
        ([1, 2], 10, 100, [0, 10]),
        ([98, 99], 10, 100, [90, 100]),
        ([7, 7, 7], 10, 10, [0, 5, 10]),  # too many for the room
        ([3, 5], 10, 0, [0, 0]),
    ],
)
def test_names_that_would_overlap_move_apart(wanted, gap, most, placed):
    assert spread(wanted, gap, most) == pytest.approx(placed, abs=1e-3)


@given(POSITIONS, st.floats(0, 30), st.floats(1, 400))
def test_all_keep_their_order_their_gap_and_inside(wanted, gap, most):
    placed = spread(wanted, gap, most)
    room = min(gap, most / max(len(wanted) - 1, 1))
    assert len(placed) == len(wanted)
    assert all(-1e-6 <= position <= most + 1e-6 for position in placed)
    steps = [high - low for low, high in pairwise(placed)]
    assert all(step >= room - 1e-6 for step in steps)


@given(st.lists(st.integers(0, 20), unique=True).map(sorted))
def test_who_has_room_does_not_move(steps):
    wanted = [step * 15.0 for step in steps]
    assert spread(wanted, 15, 300) == pytest.approx(wanted)


def end(value: float, name: str = "Luna", **more) -> End:
    return End("2025-12-07", value, name, "+1%", "#111111", **more)


def panel(pixels: float) -> Panel:
    """One pixel for each step of the values."""
    return Panel("y2", (0, 1), pixels, total=True, span=(0, pixels))


def test_two_curves_that_end_together_have_names_above_and_below():
    lower, upper = end_labels([end(50), end(50, "Mia")], panel(100), 14, "#333333")
    assert upper["ay"] == -lower["ay"] == pytest.approx(-14 * LINE / 2, abs=0.06)
    assert (lower["x"], lower["y"], lower["yref"]) == ("2025-12-07", 50, "y2")
    assert lower["text"] == '<span style="color:#111111">●</span> Luna <b>+1%</b>'
    assert (lower["arrowcolor"], lower["font"]["color"]) == ("#111111", "#333333")


def test_curves_of_one_colour_are_told_apart_by_their_dash():
    ends = [end(50, dash=dash) for dash in DASHES]
    marks = {label["text"] for label in end_labels(ends, panel(400), 14, "#333333")}
    assert len(marks) == len(DASHES)


def test_names_stand_in_the_order_of_the_ends_whatever_the_order_given():
    ends = [end(value, str(value)) for value in (70, 10, 40)]
    labels = end_labels(ends, panel(400), 14, "#333333")
    assert [label["y"] for label in labels] == [10, 40, 70]


def test_the_lowest_name_keeps_off_the_days_where_there_is_room():
    (alone,) = end_labels([end(0)], panel(200), 14, "#333333")
    assert alone["ay"] <= -14 / 2
    many = end_labels([end(0) for _ in range(20)], panel(200), 14, "#333333")
    assert max(label["ay"] for label in many) == pytest.approx(0)


def test_a_name_takes_no_effect():
    (label,) = end_labels([end(5, "<a href=x>")], panel(90), 14, "#333")
    assert "&lt;a href=x&gt;" in label["text"]


def test_room_is_made_for_the_widest_letters():
    assert room_for([end(5), end(6, "一二三四五六")], 14) > room_for([end(5)], 14)
    assert room_for([], 14) > 0
