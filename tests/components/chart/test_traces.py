from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from components.chart.layout import Panel
from components.chart.palette import LineStyle, context_color
from components.chart.traces import Curve, trace
from services.growth.lineup import Scale

DAYS = ["2025-12-04", "2025-12-05", "2025-12-06", "2025-12-07"]
TOTALS = Panel("y", (0.5, 1.0), 300, total=True)
NEWS = Panel("y2", (0.0, 0.4), 200, total=False)
BARS = Panel("y2", (0.0, 1.0), 300, total=False, bars=True)


def curve(*values: float | None, **more: object) -> Curve:
    made = Curve(
        "5f0000000000000001000b01",
        "Luna",
        DAYS[: len(values)],
        list(values),
        LineStyle("#123456", "dash"),
        context=False,
        standing_out=False,
        base="light",
    )
    return replace(made, **more)


def test_the_end_is_the_last_day_with_a_value():
    assert curve(1, 2, None, None).end(logarithmic=False) == ("2025-12-05", 2)
    assert curve(1, 10, 1000).end(logarithmic=True) == ("2025-12-06", pytest.approx(3))
    assert curve(0, -5).end(logarithmic=False) == ("2025-12-05", -5)
    assert curve(5, 0).end(logarithmic=False) == ("2025-12-05", 0)


def test_a_curve_without_values_has_no_end():
    assert curve(None, None).end(logarithmic=False) is None
    assert curve().end(logarithmic=True) is None


def test_a_line_in_the_style_of_its_creator_with_a_gap_where_a_day_is_missing():
    made = trace(curve(7, 8, None, 9), TOTALS, Scale.COUNT)
    assert made["y"] == [7, 8, None, 9]
    assert made["x"] == DAYS
    assert made["line"] == {"color": "#123456", "dash": "dash", "width": 2}
    assert not made.get("connectgaps")
    assert made["yaxis"] == "y"
    go.Figure({"data": [made]})  # raises when Plotly does not know a property


def test_standing_out_is_a_stronger_line():
    assert trace(curve(1, 2, standing_out=True), TOTALS, Scale.COUNT)["line"]["width"] == 3


def test_context_is_thin_and_grey_and_says_nothing_under_the_pointer():
    made = trace(curve(1, 2, context=True), NEWS, Scale.COUNT)
    assert made["line"] == {"color": context_color("light"), "width": 1}
    assert made["hoverinfo"] == "skip"
    assert "hovertemplate" not in made
    dark = trace(curve(1, 2, context=True, base="dark"), NEWS, Scale.COUNT)
    assert dark["line"]["color"] == context_color("dark") != context_color("light")
    go.Figure({"data": [made]})


def test_new_followers_of_a_single_creator_are_bars_also_below_zero():
    made = trace(curve(5, -3, None), BARS, Scale.COUNT)
    assert made["type"] == "bar"
    assert made["y"] == [5, -3, None]
    assert made["marker"]["color"] == "#123456"
    assert made["yaxis"] == "y2"
    go.Figure({"data": [made]})


@pytest.mark.parametrize(
    ("values", "mode"),
    [
        ([1, 2, 3], "lines"),
        ([1, 2, None, None], "lines"),
        ([None, None], "lines"),
        ([1], "lines+markers"),
        ([1, None, 2, 3], "lines+markers"),
        ([1, 2, None, 3], "lines+markers"),
        ([None, 0, None], "lines+markers"),
    ],
)
def test_a_point_alone_between_gaps_gets_a_marker(values, mode):
    assert trace(curve(*values), TOTALS, Scale.COUNT)["mode"] == mode


@pytest.mark.parametrize(
    ("panel", "scale", "written"),
    [
        (TOTALS, Scale.COUNT, "%{y:,.0f}"),
        (TOTALS, Scale.LOG, "%{y:,.0f}"),
        (TOTALS, Scale.INDEX, "%{y:.1f}"),
        (TOTALS, Scale.PERCENT, "%{y:+.2f}%"),
        (NEWS, Scale.COUNT, "%{y:+,.0f}"),
        (NEWS, Scale.LOG, "%{y:+,.0f}"),
        (NEWS, Scale.INDEX, "%{y:+.2f}%"),
        (BARS, Scale.PERCENT, "%{y:+.2f}%"),
    ],
)
def test_changes_show_their_sign_and_unit_under_the_pointer(panel, scale, written):
    assert trace(curve(1, 2), panel, scale)["hovertemplate"] == written


@pytest.mark.parametrize("panel", [TOTALS, BARS])
def test_a_name_is_text_and_no_html(panel):
    assert trace(curve(1, 2, name="<b>A&B</b>"), panel, Scale.COUNT)["name"] == (
        "&lt;b&gt;A&amp;B&lt;/b&gt;"
    )


def test_a_day_that_needs_a_human_look_is_ringed_and_says_so_under_the_pointer():
    made = trace(curve(7, 8, 9, marked=frozenset({DAYS[1]})), TOTALS, Scale.COUNT)
    assert made["mode"] == "lines+markers"
    assert made["marker"]["size"] == [0, 10, 0]
    assert made["marker"]["symbol"][1] == "circle-open"
    assert made["marker"]["color"] == made["marker"]["line"]["color"] == "#123456"
    assert made["text"] == ["", " · needs a human look", ""]
    assert made["hovertemplate"] == "%{y:,.0f}%{text}"
    assert made["line"] == trace(curve(7, 8, 9), TOTALS, Scale.COUNT)["line"]
    go.Figure({"data": [made]})


def test_beside_a_ring_a_point_alone_keeps_its_dot():
    made = trace(curve(7, 8, None, 9, marked=frozenset({DAYS[1]})), TOTALS, Scale.COUNT)
    assert made["marker"]["size"] == [0, 10, 0, 5]
    assert made["marker"]["symbol"][3] == "circle"


def test_days_counted_from_day_0_can_be_ringed():
    made = trace(curve(7, 8, 9, days=[-1, 0, 1], marked=frozenset({0})), NEWS, Scale.PERCENT)
    assert made["marker"]["size"] == [0, 10, 0]
    assert made["hovertemplate"] == "%{y:+.2f}%%{text}"


def test_context_and_bars_have_no_rings():
    marked = frozenset({DAYS[0]})
    assert "marker" not in trace(curve(7, 8, context=True, marked=marked), TOTALS, Scale.COUNT)
    bars = trace(curve(7, 8, marked=marked), BARS, Scale.COUNT)
    assert "symbol" not in bars["marker"]
    assert "text" not in bars
