"""What repeats in a creator's history, and what stands out."""

from __future__ import annotations

from components.creator.habits import weekday_figure
from services.growth.habits import weekdays
from tests.components.creator.drawn import draw, figures, held
from tests.components.made import A, styles

LIMITS = (5_000, 50_000, 500_000)
STYLE = styles([A])[A]
WEEK = (1, 2, 3, 4, 5, 60, -7)  # Monday to Sunday: the last day of every series is a Sunday


def totals(weeks):
    steps = WEEK * weeks
    return [1000 + sum(steps[:n]) for n in range(len(steps) + 1)]


def pattern(*numbers):
    def script(frame, style) -> None:
        from components.creator.habits import weekday_pattern

        weekday_pattern(frame, style)

    return draw(script, frame=held(*numbers), style=STYLE)


def lines(*numbers):
    def script(frame, limits) -> None:
        from components.creator.habits import days_that_stand_out

        days_that_stand_out(frame, limits)

    app = draw(script, frame=held(*numbers), limits=LIMITS)
    assert [title.value for title in app.subheader] == ["Days that stand out"] * bool(app.markdown)
    days, *rest = [line.value for line in app.markdown] or [""]
    assert not days or days.startswith(f":gray[All {len(numbers)} days held: ")
    return rest


def test_weekdays_are_bars_from_monday_on():
    app = pattern(*totals(4))
    (figure,) = figures(app)
    (bars,) = figure["data"]
    assert bars["x"] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert bars["y"] == list(WEEK)
    assert bars["customdata"][5:] == [
        "+60 a day, median of 4 days",
        "−7.0 a day, median of 4 days",
    ]
    assert app.markdown[0].value == ":gray[All 29 days held: 2025-11-09 to 2025-12-07.]"
    assert "in followers" in app.caption[0].value


def test_the_axis_says_signs_and_hardly_more_than_it_needs():
    axis = weekday_figure(weekdays(held(*totals(4))), STYLE, "light").layout.yaxis
    assert list(axis.ticktext) == ["0", "+20", "+40", "+60"]


def test_the_bars_have_the_creators_colour():
    (bars,) = weekday_figure(weekdays(held(*totals(4))), STYLE, "light").data
    assert bars.marker.color == STYLE.color


def test_a_weekday_seen_too_seldom_says_so_and_draws_nothing():
    app = pattern(*totals(4)[1:])
    assert app.caption[0].value == "Shown once every weekday was seen 4 times."
    assert not figures(app)


def test_the_three_best_and_worst_days_come_the_extreme_ones_first():
    best, worst, *_ = lines(1000, 1005, 1100, 1090, 1120, 1119, 1150, 1100)
    assert best == "- Best days, in followers: 2025-12-02 (+95), 2025-12-06 (+31), 2025-12-04 (+30)"
    assert (
        worst == "- Worst days, in followers: 2025-12-07 (−50), 2025-12-03 (−10), 2025-12-05 (−1)"
    )


def test_brackets_around_the_change_are_chinese_in_chinese():
    def script(frame, limits) -> None:
        from components.creator.habits import days_that_stand_out
        from components.wording.i18n import speaking

        with speaking("zh"):
            days_that_stand_out(frame, limits)

    best = draw(script, frame=held(1000, 1005, 1100), limits=LIMITS).markdown[1].value
    assert best == "- 涨粉最多的日子：2025-12-07（+95）、2025-12-06（+5）"


def test_a_creator_that_never_lost_has_no_worst_day():
    assert not [line for line in lines(10, 20, 30) if "Worst" in line or "losses" in line]


def test_the_longest_runs_say_when_and_how_much():
    found = lines(1000, 1010, 1020, 1000, 990, 980, 985)
    assert "- Longest run of gains: 2 days, 2025-12-02 to 2025-12-03 (+20 followers)" in found
    assert "- Longest run of losses: 3 days, 2025-12-04 to 2025-12-06 (−40 followers)" in found


def test_a_run_of_one_day_is_one_day():
    assert "- Longest run of gains: 1 day, 2025-12-07 to 2025-12-07 (+5 followers)" in lines(10, 15)


def test_tiers_are_crossed_both_ways():
    found = lines(4990, 5010, 4980, 51_000)
    assert [line for line in found if "above" in line or "below" in line] == [
        "- Rose above 5,000 followers on 2025-12-05",
        "- Fell below 5,000 followers on 2025-12-06",
        "- Rose above 5,000 followers on 2025-12-07",
        "- Rose above 50,000 followers on 2025-12-07",
    ]


def test_where_nothing_stands_out_nothing_is_drawn():
    assert lines(1000, 1000, 1000) == []
    assert lines(1000) == []
