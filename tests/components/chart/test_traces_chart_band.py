from __future__ import annotations

import plotly.graph_objects as go
import pytest

from components.chart.palette import muted_color
from components.chart.traces import LEAST_CURVES, cohort_band
from services.growth.curves import curves
from services.growth.insight import insight
from services.growth.lineup import Align, Lineup, Scale
from services.growth.rules import Rules
from tests.components.made import IDS, A, daily, history

FIVE = [history(key, [100, 110 + 10 * n]) for n, key in enumerate(IDS[:5])]
"""They grow by 10, 20, 30, 40 and 50 percent."""

PERCENT = Lineup(Scale.PERCENT)


def band(*histories, left_out=(), lineup=PERCENT, base="light") -> list[dict]:
    shape = curves(insight(daily(*histories), 0, Rules()), lineup)
    return cohort_band(shape.totals, left_out, lineup, base)


def test_the_middle_half_is_an_area_and_the_median_a_line():
    area, median = band(*FIVE)
    first, last = "2025-12-06", "2025-12-07"
    assert (area["x"], area["y"]) == ([first, last, last, first], [0, 40, 20, 0])
    assert (median["x"], median["y"]) == ([first, last], [0, 30])
    assert (median["name"], median["hovertemplate"]) == ("Median of the list", "%{y:+.2f}%")
    assert area["hoverinfo"] == "skip"
    assert area["fillcolor"] == median["line"]["color"] == muted_color("light")
    go.Figure({"data": [area, median]})  # raises when Plotly does not know a property


def test_as_an_index_it_has_no_unit():
    _, median = band(*FIVE, lineup=Lineup(Scale.INDEX))
    assert median["y"] == [100, 130]
    assert median["hovertemplate"] == "%{y:.1f}"


@pytest.mark.parametrize("scale", [Scale.COUNT, Scale.LOG])
def test_where_sizes_matter_there_is_none(scale):
    assert band(*FIVE, lineup=Lineup(scale)) == []


def test_fewer_than_five_beside_those_left_out_have_none():
    six = [*FIVE, history(IDS[5], [100, 200])]
    assert LEAST_CURVES == 5
    assert band(*FIVE[:4]) == []
    assert band(*FIVE, left_out={A}) == []
    assert len(band(*six, left_out={A})) == 2
    assert band(*FIVE[:4], history(IDS[5], None, [1, 2])) == [], "a curve without a value is none"


def test_those_left_out_do_not_move_it_and_its_name_says_so():
    area, median = band(*FIVE, history(IDS[5], [100, 900]), left_out=[IDS[5]])
    assert (median["name"], median["y"]) == ("Median of the others", [0, 30])
    assert area["y"] == [0, 40, 20, 0]


def test_days_with_too_few_curves_are_none_of_it():
    early = history(IDS[5], [50, 90, 100, 110])
    _, median = band(*FIVE, early)
    assert median["x"] == ["2025-12-06", "2025-12-07"]


def test_from_the_first_day_on_it_counts_days():
    _, median = band(*FIVE, lineup=Lineup(Scale.PERCENT, Align.START))
    assert median["x"] == [0, 1]
