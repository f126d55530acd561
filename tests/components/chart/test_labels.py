from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.chart.labels import LINE_HEIGHT, End, end_labels, escaped, spread
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


def test_two_curves_that_end_together_have_names_above_and_below():
    ends = [End("2025-12-07", 50, "Luna", "#111111"), End("2025-12-07", 50, "Mia", "#222222")]
    lower, upper = end_labels(ends, "y2", (0, 100), 100, "#333333")
    assert (lower["ay"], upper["ay"]) == (7.5, -7.5)  # pixels downward, and apart by a line
    assert lower["ay"] - upper["ay"] == LINE_HEIGHT
    assert [label["y"] for label in (lower, upper)] == [50, 50]
    assert lower["x"] == "2025-12-07"
    assert lower["yref"] == "y2"
    assert lower["text"] == '<span style="color:#111111">●</span> Luna'
    assert lower["arrowcolor"] == "#111111"
    assert lower["font"]["color"] == "#333333"


def test_curves_of_one_colour_are_told_apart_by_their_dash():
    ends = [End("2025-12-07", 50, "Luna", "#111111", dash) for dash in DASHES]
    marks = {label["text"] for label in end_labels(ends, "y", (0, 100), 400, "#333333")}
    assert len(marks) == len(DASHES)


def test_names_stand_in_the_order_of_the_ends_whatever_the_order_given():
    ends = [End("2025-12-07", value, str(value), "#111111") for value in (70, 10, 40)]
    labels = end_labels(ends, "y", (0, 100), 400, "#333333")
    assert [label["y"] for label in labels] == [10, 40, 70]
    assert [label["ay"] for label in labels] == [0, 0, 0]


def test_an_axis_without_length_still_has_names():
    assert len(end_labels([End("2025-12-07", 5, "Luna", "#111111")], "y", (5, 5), 100, "#333")) == 1


def test_a_name_is_text_and_no_html():
    assert escaped("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"
    assert escaped("&lt;") == "&amp;lt;"
    label = end_labels([End("2025-12-07", 5, "<a href=x>", "#111111")], "y", (0, 9), 90, "#333")[0]
    assert "<a" not in label["text"]
