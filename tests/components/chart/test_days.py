from __future__ import annotations

import plotly.graph_objects as go
import pytest

from components.chart.days import day_axis, shade
from components.chart.palette import muted_color
from services.growth.lineup import Align

DATES = ("2025-11-30 12:00", "2025-12-07 12:00")


def axis(align: Align, days: tuple = (-0.5, 6.5)) -> dict:
    made = day_axis("y2", days, "light", align)
    # raises when Plotly does not know a property
    return go.Figure({"layout": {"xaxis": made}}).to_dict()["layout"]["xaxis"]


def test_on_the_calendar_it_has_dates_and_needs_no_title():
    made = axis(Align.CALENDAR, DATES)
    assert (made["type"], made["anchor"]) == ("date", "y2")
    assert list(made["range"]) == list(DATES)
    assert made["hoverformat"] == "%Y-%m-%d"
    assert not {"title", "unifiedhovertitle"} & set(made)


@pytest.mark.parametrize(
    ("align", "title"),
    [
        (Align.START, "Days since the first day"),
        (Align.PEAK, "Days since the largest spike"),
    ],
)
def test_from_day_0_on_it_counts_days_and_says_since_when(align, title):
    made = axis(align)
    assert made["type"] == "linear"
    assert list(made["range"]) == [-0.5, 6.5]
    assert made["title"]["text"] == title
    assert made["unifiedhovertitle"]["text"] == "Day %{x}"
    assert made["tickformat"] == "d", "no half days between two"


@pytest.mark.parametrize("align", list(Align))
def test_a_line_under_the_pointer_goes_through_all_panels(align):
    made = axis(align)
    assert (made["showspikes"], made["spikemode"]) == (True, "across")
    assert made["spikecolor"] == muted_color("light")


def test_a_shade_lies_below_the_curves_from_half_a_day_before_to_half_a_day_after():
    made = shade("2025-12-01", "dark")
    assert (made["x0"], made["x1"]) == ("2025-11-30 12:00", "2025-12-01 12:00")
    assert (made["yref"], made["y0"], made["y1"]) == ("paper", 0, 1)
    assert made["layer"] == "below"
    assert made["fillcolor"] == muted_color("dark") != muted_color("light")
    go.Figure({"layout": {"shapes": [made]}})
