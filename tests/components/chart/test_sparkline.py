from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest

from components.chart.palette import LineStyle
from components.chart.sparkline import sparkline_svg

BLUE = LineStyle("#1550e5", "solid")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> tuple[ElementTree.Element, list[ElementTree.Element]]:
    """The path, and the dots, of a picture that must be well-formed."""
    root = ElementTree.fromstring(svg)
    path = root.find(f"{SVG}path")
    assert path is not None
    return path, root.findall(f"{SVG}circle")


def test_a_series_is_drawn_from_edge_to_edge_with_a_dot_at_its_end():
    path, dots = drawn(sparkline_svg([0, 10, 5], BLUE, width=108, height=28))
    # 4 pixels of edge leave 100 by 20; the largest value is at the top.
    assert path.get("d") == "M4.0,24.0L54.0,4.0 104.0,14.0"
    assert path.get("stroke") == "#1550e5"
    assert [(d.get("cx"), d.get("cy"), d.get("fill")) for d in dots] == [
        ("104.0", "14.0", "#1550e5")
    ]


@pytest.mark.parametrize("gap", [None, math.nan])
def test_a_gap_interrupts_the_line_and_keeps_its_width(gap):
    path, _ = drawn(sparkline_svg([0, 10, gap, gap, 10, 0], BLUE, width=108, height=28))
    assert path.get("d") == "M4.0,24.0L24.0,4.0M84.0,4.0L104.0,24.0"


def test_a_value_between_two_gaps_is_a_dot_of_the_line():
    path, dots = drawn(sparkline_svg([0, None, 10, None, 0], BLUE, width=108, height=28))
    assert path.get("d") == "M4.0,24.0h0M54.0,4.0h0M104.0,24.0h0"
    assert path.get("stroke-linecap") == "round"
    assert len(dots) == 1


def test_the_end_dot_sits_on_the_last_value_not_on_a_gap_after_it():
    _, dots = drawn(sparkline_svg([0, 10, None], BLUE, width=108, height=28))
    assert [(d.get("cx"), d.get("cy")) for d in dots] == [("54.0", "4.0")]


def test_equal_values_lie_in_the_middle():
    path, _ = drawn(sparkline_svg([7, 7, 7], BLUE, width=108, height=28))
    assert path.get("d") == "M4.0,14.0L54.0,14.0 104.0,14.0"


def test_a_single_value_is_a_dot_in_the_middle():
    path, dots = drawn(sparkline_svg([7], BLUE, width=108, height=28))
    assert path.get("d") == "M54.0,14.0h0"
    assert [(d.get("cx"), d.get("cy")) for d in dots] == [("54.0", "14.0")]


@pytest.mark.parametrize("values", [[], [None], [None, math.nan]])
def test_without_values_there_is_only_a_faint_baseline(values):
    path, dots = drawn(sparkline_svg(values, BLUE, width=108, height=28))
    assert path.get("d") == "M4,24H104"
    assert path.get("stroke-opacity") == "0.35"
    assert dots == []


def test_negative_and_very_large_values_stay_inside():
    path, _ = drawn(sparkline_svg([-1e12, 1e12, 0], BLUE, width=108, height=28))
    assert path.get("d") == "M4.0,24.0L54.0,4.0 104.0,14.0"


def test_a_sparkline_is_solid_whatever_the_dash():
    dashed = LineStyle(BLUE.color, "dash")
    assert sparkline_svg([1, None, 2], dashed) == sparkline_svg([1, None, 2], BLUE)


def test_a_color_from_a_deployments_theme_cannot_leave_its_attribute():
    path, dots = drawn(sparkline_svg([1, 2], LineStyle('"/><script>1</script>', "solid")))
    assert path.get("stroke") == dots[0].get("fill") == '"/><script>1</script>'
