from __future__ import annotations

import pytest

from components.wording.chart import panel_title
from services.growth.lineup import Align, Scale, View, scales_for


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


def test_every_scale_that_is_offered_around_a_spike_has_titles_of_its_own():
    for scale in scales_for(View.BOTH, Align.PEAK):
        for total in (True, False):
            around, by_date = (
                panel_title(total=total, scale=scale, align=align)
                for align in (Align.PEAK, Align.CALENDAR)
            )
            assert around != by_date
