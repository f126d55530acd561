from __future__ import annotations

import math
from types import SimpleNamespace

import plotly.graph_objects as go
import pytest

from components.chart.layout import chart_layout, panels_for, value_span
from services.growth.lineup import Align, Scale, View

DAYS = ("2025-11-30 12:00", "2025-12-07 12:00")


def span(*values: float | None, logarithmic: bool = False, zero: bool = False):
    curves = [SimpleNamespace(values=list(values))]
    return value_span(curves, logarithmic=logarithmic, zero=zero)


def layout(
    view: View,
    scale: Scale = Scale.COUNT,
    *,
    single: bool = False,
    labels: int = 0,
    days: tuple = DAYS,
    **more: object,
):
    panels = panels_for(view, single=single)
    made = chart_layout(
        panels,
        {p.axis: (-5.0, 105.0) for p in panels},
        days,
        scale,
        "light",
        [{"text": "x"}] * labels,
        **more,
    )
    return go.Figure({"data": [], "layout": made}).to_dict()["layout"]


def test_several_creators_have_two_panels_that_do_not_touch():
    upper, lower = panels_for(View.BOTH, single=False)
    assert (upper.total, lower.total) == (True, False)
    assert upper.domain[1] == 1
    assert lower.domain[0] == 0
    assert upper.domain[0] > lower.domain[1]
    # Their pixels are their shares, or names would be placed for another height.
    share = (upper.domain[1] - upper.domain[0]) / (lower.domain[1] - lower.domain[0])
    assert share == pytest.approx(upper.pixels / lower.pixels)


def test_a_single_creator_has_both_curves_in_one_panel():
    total, new = panels_for(View.BOTH, single=True)
    assert total.domain == new.domain == (0, 1)
    assert (total.bars, new.bars) == (False, True)


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize(("view", "total"), [(View.TOTAL, True), (View.NEW, False)])
def test_one_kind_of_curve_is_one_panel(view, total, single):
    (panel,) = panels_for(view, single=single)
    assert (panel.axis, panel.total, panel.bars) == ("y", total, False)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 100], (-5, 105)),
        ([-100, None, 100], (-110, 110)),
        ([200, 200], (190, 210)),
        ([-200], (-210, -190)),
        ([0, 0], (-1, 1)),
        ([None], (0, 1)),
        ([], (0, 1)),
    ],
)
def test_the_range_shows_all_values_with_a_little_room(values, expected):
    assert span(*values) == pytest.approx(expected)


def test_the_range_of_a_log_axis_is_in_powers_of_ten():
    assert span(10, None, 1000, logarithmic=True) == pytest.approx((0.9, 3.1))
    assert span(1, logarithmic=True) == (-1, 1)


def test_where_zero_matters_it_is_in_the_range():
    assert span(100, 120, zero=True) == pytest.approx((0, 121))
    assert span(-120, -100, zero=True) == pytest.approx((-121, 0))
    assert span(-100, 100, zero=True) == pytest.approx((-110, 110))
    assert span(None, zero=True) == (0, 1)


@pytest.mark.parametrize(
    ("view", "single", "height"),
    [
        (View.BOTH, False, 380 + 46 + 190 + 34 + 40),
        (View.BOTH, True, 380 + 34 + 40),
        (View.TOTAL, False, 440 + 34 + 40),
        (View.NEW, True, 440 + 34 + 40),
    ],
)
def test_the_height_is_that_of_the_panels_and_margins(view, single, height):
    assert layout(view, single=single)["height"] == height


def test_one_date_axis_below_the_lowest_panel():
    made = layout(View.BOTH)
    assert made["xaxis"]["type"] == "date"
    assert list(made["xaxis"]["range"]) == list(DAYS)
    assert made["xaxis"]["anchor"] == "y2"
    assert layout(View.BOTH, single=True)["xaxis"]["anchor"] == "y"
    assert made["hovermode"] == "x unified"


@pytest.mark.parametrize("view", [View.BOTH, View.TOTAL])
def test_only_totals_are_drawn_on_a_log_axis(view):
    made = layout(view, Scale.LOG)
    assert made["yaxis"]["type"] == "log"
    assert "type" not in made.get("yaxis2", {})


def test_the_bars_of_a_single_creator_have_an_axis_of_their_own_on_the_right():
    bars = layout(View.BOTH, single=True)["yaxis2"]
    assert (bars["overlaying"], bars["side"]) == ("y", "right")
    assert "overlaying" not in layout(View.BOTH)["yaxis2"]


def test_names_get_room_on_the_right_and_stand_beside_the_titles():
    with_names, without = layout(View.TOTAL, labels=3), layout(View.TOTAL)
    assert with_names["margin"]["r"] > 100
    assert without["margin"]["r"] < 20
    assert len(with_names["annotations"]) == 1 + 3


def test_each_panel_has_its_title_above_it():
    upper, lower = layout(View.BOTH, Scale.PERCENT)["annotations"]
    assert upper["text"] == "Total followers (% change since the first day)"
    assert lower["text"] == "New followers a day (% of first-day followers)"
    assert upper["y"] == 1
    assert lower["y"] == pytest.approx(190 / (380 + 46 + 190))


def test_twin_axes_have_their_titles_on_either_side():
    left, right = layout(View.BOTH, single=True)["annotations"]
    assert (left["x"], left["xanchor"]) == (0, "left")
    assert (right["x"], right["xanchor"]) == (1, "right")


@pytest.mark.parametrize("align", [Align.START, Align.PEAK])
def test_an_axis_that_counts_days_has_room_for_its_title(align):
    made, by_date = layout(View.BOTH, days=(-0.5, 6.5), align=align), layout(View.BOTH)
    assert made["xaxis"]["type"] == "linear"
    assert list(made["xaxis"]["range"]) == [-0.5, 6.5]
    room = made["margin"]["b"] - by_date["margin"]["b"]
    assert room > 15
    assert made["height"] - by_date["height"] == room, "or the panels would be lower"


def test_around_a_spike_the_titles_say_so():
    made = layout(View.TOTAL, Scale.INDEX, days=(-7.5, 21.5), align=Align.PEAK)
    assert made["annotations"][0]["text"] == "Total followers (day before the spike = 100)"


def test_days_that_are_shaded_lie_behind_all_panels():
    made = layout(View.BOTH, shaded=["2025-12-01", "2025-12-04"])
    assert [one["x0"] for one in made["shapes"]] == ["2025-11-30 12:00", "2025-12-03 12:00"]
    assert {one["yref"] for one in made["shapes"]} == {"paper"}
    assert "shapes" not in layout(View.BOTH)


def test_light_and_dark_have_their_own_grid():
    panels = panels_for(View.TOTAL, single=True)
    light, dark = (
        chart_layout(panels, {"y": (0.0, 1.0)}, DAYS, Scale.COUNT, base, [])["yaxis"]["gridcolor"]
        for base in ("light", "dark")
    )
    assert light != dark


def test_a_range_is_finite():
    assert all(math.isfinite(end) for end in span(1, 2_000_000_000, logarithmic=True))
