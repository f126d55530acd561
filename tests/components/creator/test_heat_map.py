"""The calendar of a creator's days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from components.chart.palette import diverging_colors
from components.creator.heat_map import heat_map_figure, weeks_of
from services.growth.daily import daily_net_change
from tests.components.creator.drawn import draw, held

MONDAY = date(2025, 12, 1)  # the last day of every series here is the Sunday after it


def changes(*totals):
    return daily_net_change(held(*totals)).dropna()


def calendar(*totals, base="light"):
    figure = heat_map_figure(changes(*totals), base).to_dict()
    return figure["data"][0], figure["layout"]


def page(*totals):
    def script(frame) -> None:
        from components.creator.heat_map import heat_map

        heat_map(frame)

    return draw(script, frame=held(*totals))


def test_a_week_is_a_column_from_monday_to_sunday():
    weeks = weeks_of(changes(*range(0, 100, 10)))
    assert list(weeks) == [MONDAY - timedelta(days=7), MONDAY]
    assert [day for day, _ in weeks[MONDAY]] == [f"2025-12-0{n}" for n in range(1, 8)]
    assert [change for _, change in weeks[MONDAY]] == [10] * 7
    first = [change for _, change in weeks[MONDAY - timedelta(days=7)]]
    assert first == [None] * 5 + [10] * 2


def test_rows_are_weekdays_and_a_cell_knows_its_date():
    drawn, layout = calendar(*range(0, 100, 10))
    assert list(drawn["y"]) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert list(drawn["x"]) == ["2025-11-24", "2025-12-01"]
    assert layout["yaxis"]["autorange"] == "reversed", "Monday stands on top"
    assert list(drawn["z"][6]) == [10, 10]
    assert list(drawn["z"][0]) == [None, 10]
    assert list(drawn["customdata"][2]) == [
        "2025-11-26 · — followers",
        "2025-12-03 · +10 followers",
    ]


def test_a_gap_is_an_empty_cell_and_never_zero():
    drawn, _ = calendar(0, 10, 20, None, 40, 50, 50, 40)
    assert [row[0] for row in drawn["z"]] == [10, 10, None, None, 10, 0, -10]
    assert drawn["hoverongaps"] is False


def test_one_burst_does_not_wash_out_the_rest():
    steps = [10] * 39 + [100_000]
    totals = [sum(steps[:n]) for n in range(41)]
    drawn, _ = calendar(*totals)
    assert (drawn["zmin"], drawn["zmax"]) == (-10, 10)
    assert max(z for row in drawn["z"] for z in row if z is not None) == 100_000


def test_the_middle_of_the_colours_is_zero_and_losses_have_their_own():
    drawn, _ = calendar(100, 90, 80, 85, base="dark")
    assert drawn["zmin"] == -drawn["zmax"] < 0
    assert tuple(color for _, color in drawn["colorscale"]) == diverging_colors("dark")


def test_the_scale_of_the_colours_has_signs():
    drawn, _ = calendar(*range(0, 4000, 100), base="dark")
    assert list(drawn["colorbar"]["ticktext"]) == ["−100", "−50", "0", "+50", "+100"]


def test_days_without_any_change_still_have_a_scale():
    drawn, _ = calendar(5, 5, 5)
    assert drawn["zmax"] > 0


def test_one_change_is_one_week():
    drawn, _ = calendar(100, 130)
    assert list(drawn["x"]) == ["2025-12-01"]
    assert [row[0] for row in drawn["z"]] == [None] * 6 + [30]


def test_at_most_a_year_is_drawn_and_only_that_decides_the_colours():
    long_ago = [1000 * n for n in range(400)]
    totals = [*long_ago, *(long_ago[-1] + n for n in range(1, 372))]
    weeks = weeks_of(changes(*totals))
    assert len(weeks) == 53
    assert min(weeks) == MONDAY - timedelta(weeks=52)
    drawn, layout = calendar(*totals)
    assert len(drawn["x"]) == 53
    assert drawn["zmax"] == 1
    assert len(layout["xaxis"]["ticktext"]) == 8, "not every week gets a label"
    assert layout["xaxis"]["ticktext"][0] == "Dec 2"


def test_the_page_says_what_the_colours_mean():
    app = page(100, 110, 105)
    assert app.subheader[0].value == "Day by day"
    assert "95% of the days" in app.caption[0].value
    assert "in followers" in app.caption[0].value
    assert app.markdown[0].value == ":gray[All 3 days held: 2025-12-05 to 2025-12-07.]"
    assert len(app.get("plotly_chart")) == 1


@pytest.mark.parametrize("totals", [(100,), (100, None, 120)], ids=["one day", "no two on end"])
def test_without_a_change_there_is_no_calendar(totals):
    app = page(*totals)
    assert not app.subheader
    assert not app.get("plotly_chart")
