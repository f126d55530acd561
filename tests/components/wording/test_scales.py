from __future__ import annotations

import pytest

from components.wording.chart import chart_title
from components.wording.scales import panel_title, picture_title, value_text
from services.growth.insight import insight
from services.growth.lineup import Align, Lineup, Scale, View, scales_for
from services.growth.rules import Rules
from services.screen.screen import Choices
from tests.components.made import A, daily, history


@pytest.mark.parametrize("align", [Align.CALENDAR, Align.START])
@pytest.mark.parametrize(
    ("scale", "total", "new"),
    [
        (Scale.COUNT, "Total followers", "New followers a day"),
        (Scale.LOG, "Total followers (log scale)", "New followers a day"),
        (
            Scale.INDEX,
            "Total followers (first day = 100)",
            "New followers a day (% of first-day followers)",
        ),
        (
            Scale.PERCENT,
            "Total followers (% change since the first day)",
            "New followers a day (% of first-day followers)",
        ),
    ],
)
def test_a_panel_says_what_it_shows_and_in_which_unit(align, scale, total, new):
    assert panel_title(total=True, scale=scale, align=align) == total
    assert panel_title(total=False, scale=scale, align=align) == new


@pytest.mark.parametrize(
    ("scale", "total"),
    [
        (Scale.INDEX, "Total followers (day before the spike = 100)"),
        (Scale.PERCENT, "Total followers (% change since the day before the spike)"),
    ],
)
def test_around_a_spike_the_day_before_it_is_the_base(scale, total):
    assert panel_title(total=True, scale=scale, align=Align.PEAK) == total
    assert panel_title(total=False, scale=scale, align=Align.PEAK) == (
        "New followers a day (% of followers before the spike)"
    )


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("scale", Scale)
def test_no_picture_around_a_spike_is_titled_as_if_the_first_day_were_its_base(view, scale):
    if scale not in scales_for(view, Align.PEAK):
        return
    by_date, around = (picture_title(view, scale, align) for align in (Align.START, Align.PEAK))
    assert "first" not in around
    assert ("first" in by_date) == ("before the spike" in around)


def test_every_scale_that_is_offered_around_a_spike_has_titles_of_its_own():
    for scale in scales_for(View.BOTH, Align.PEAK):
        for total in (True, False):
            around, by_date = (
                panel_title(total=total, scale=scale, align=align)
                for align in (Align.PEAK, Align.CALENDAR)
            )
            assert around != by_date


def test_a_value_says_what_it_is():
    assert value_text(2.134, Scale.PERCENT, total=True) == "+2.1%"
    assert value_text(-0.056, Scale.INDEX, total=False) == "−0.06%"
    assert value_text(101.26, Scale.INDEX, total=True) == "101.3"
    assert value_text(716_000, Scale.LOG, total=True) == "716K"
    assert value_text(1234, Scale.COUNT, total=False) == "+1.2K"


@pytest.mark.parametrize(
    ("days", "window"), [(30, "30 days to Dec 7, 2025"), (60, "40 days to"), (0, "all days to")]
)
def test_a_picture_says_of_which_days_it_really_is(days, window):
    found = insight(daily(history(A, [*range(1000, 1040)])), days, Rules())
    title = chart_title(Choices(days, View.TOTAL, Lineup(Scale.COUNT)), found)
    assert title.startswith(f"Followers · {window}")
