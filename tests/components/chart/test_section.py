"""The chart with what is said around it."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.chart.figure import growth_figure
from components.chart.palette import line_style
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.rules import Rules, SpikeRule
from services.screen.screen import Choices
from tests.components.made import IDS, NASTY, A, B, C, comparison, history, names, settings
from tests.components.running import rerun, run_script

SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])
STEADY = history(B, [100 * n for n in range(1, 8)], [100] * 7)
BY_DATE = Choices(30, View.TOTAL, Lineup(Scale.PERCENT))
AROUND = Choices(30, View.TOTAL, Lineup(Scale.PERCENT, Align.PEAK))
BY_FIRST_DAY = Choices(30, View.TOTAL, Lineup(Scale.PERCENT, Align.START))


def script(shown, called, choices, rules, settings) -> None:
    import streamlit as st

    from components.chart.section import (
        chart_notes,
        chart_section,
        narrowed,
        picture_of,
        while_loading,
    )
    from components.session.address import screen_of

    choices = st.session_state.get("choices", choices)
    found = shown.insight(choices.days, st.session_state.get("rules", rules))
    picture = picture_of(shown, found, called, screen_of(shown, choices), settings)
    kept = st.session_state.get("kept")
    if kept is not None:
        picture = narrowed(picture, kept, "some of them")
    if st.session_state.get("loading"):
        picture = while_loading(picture, ())
    chart_section(shown, picture, "stem", 590)
    chart_notes(picture)


def draw(*histories, choices=BY_DATE, called=None, **state: object) -> AppTest:
    ids = [one.creator_id for one in histories]
    given = {
        "shown": comparison(*histories),
        "called": names(ids, **(called or {})),
        "choices": choices,
        "rules": Rules(),
        "settings": settings(),
    }
    return run_script(script, given, **state)


def figures(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def drawn(app: AppTest) -> list[str]:
    (figure,) = figures(app)
    names = [one["name"] for one in figure["data"]]
    return list(dict.fromkeys(name for name in names if name in IDS))


def colours(app: AppTest) -> dict[str, str]:
    """The colours of the creators' curves."""
    curves = [one for one in figures(app)[0]["data"] if one["name"] in IDS and "line" in one]
    return {one["name"]: one["line"]["color"] for one in curves}


def written(app: AppTest) -> list[str]:
    return [one["text"] for one in figures(app)[0]["layout"]["annotations"]]


def captions(app: AppTest) -> list[str]:
    lines = [block.value for block in app.markdown]
    return [line.removeprefix(":gray[").removesuffix("]") for line in lines]


def test_by_date_everybody_is_drawn_and_nothing_needs_saying():
    app = draw(SPIKED, STEADY)
    assert sorted(drawn(app)) == [A, B]
    assert captions(app) == []


def test_around_a_spike_it_is_said_who_has_none():
    app = draw(SPIKED, STEADY, choices=AROUND)
    assert drawn(app) == [A]
    assert captions(app) == ["Not drawn, since no day of theirs stands out as a spike: Name 02."]


def test_where_nobody_has_a_spike_there_is_no_picture_and_it_is_said_why():
    app = draw(STEADY, history(C, [5, 6]), choices=AROUND)
    assert figures(app) == []
    assert captions(app) == ["None of these creators can be drawn."]


def test_by_the_first_day_it_is_said_who_has_no_total():
    app = draw(STEADY, history(C, None, [1, 2]), choices=BY_FIRST_DAY)
    assert drawn(app) == [B]
    assert captions(app) == ["Not drawn, since no day of theirs has total followers: Name 03."]


@pytest.mark.parametrize(("more", "end"), [(0, ""), (1, " and 1 other"), (2, " and 2 others")])
def test_of_many_without_a_spike_five_are_named(more, end):
    without = [history(key, [5, 6]) for key in IDS[1 : 6 + more]]
    (text,) = captions(draw(SPIKED, *without, choices=AROUND))
    assert text.endswith(f": Name 02, Name 03, Name 04, Name 05, Name 06{end}.")


def test_a_name_that_is_left_out_is_text():
    (text,) = captions(draw(SPIKED, STEADY, choices=AROUND, called={B: NASTY}))
    for mark in ("](", ":red[", "<b>"):
        assert mark not in text


def test_a_highlight_that_this_line_up_cannot_draw_waits_for_one_that_can():
    second = history(C, [500, 500, 501, 501, 601, 602, 602])
    app = draw(SPIKED, STEADY, second, choices=AROUND, highlight=[B, C])
    assert drawn(app) == [A, C], "the highlighted one on top of the grey"
    assert drawn(rerun(app, choices=BY_DATE)) == [A, B, C], "two of them on top"


def test_the_highlighted_are_left_out_of_the_median():
    many = [history(key, [100, 100 + n]) for n, key in enumerate(IDS[:6])]
    app = draw(*many)
    assert "median of the list" in written(app)
    assert "median of the others" in written(rerun(app, highlight=[A]))


@pytest.mark.parametrize(("choices", "marked"), [(BY_DATE, 1), (BY_FIRST_DAY, 0), (AROUND, 0)])
def test_common_days_are_marked_only_on_the_calendar(choices, marked):
    falling = [history(key, [10_000] * 9 + [9_800] * 9) for key in IDS[2:7]]
    jump = history(A, [1000, 1001] * 7 + [1001, 1100, 1101, 1101])
    (figure,) = figures(draw(jump, *falling, choices=choices))
    lines = [one for one in figure["layout"]["shapes"] if one.get("yref") == "paper"]
    assert len([one for one in lines if "xsizemode" not in one]) == marked


def test_the_figure_is_built_once_for_the_same_choices(monkeypatch):
    built = []
    monkeypatch.setattr(
        "components.chart.section.growth_figure",
        lambda given, look: built.append(given) or growth_figure(given, look),
    )
    app = draw(SPIKED, STEADY)
    rerun(app)
    assert len(built) == 1
    rerun(app, choices=AROUND)
    rerun(app, choices=BY_DATE)
    assert len(built) == 2


def test_other_rules_give_another_picture():
    app = draw(SPIKED, STEADY, choices=AROUND)
    assert drawn(app) == [A]
    rerun(app, rules=Rules(SpikeRule(least=101)))
    assert figures(app) == []


def test_while_a_long_list_loads_nobody_is_called_the_first_of_it():
    long = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:11])]
    app = draw(*long, loading=True)
    coming = "Colours come with the last answer: only then is it known who leads."
    assert captions(app) == [coming]
    assert captions(rerun(app, loading=False)) == [
        "The first 8 of the ranking are in colour, the others in grey."
    ]


def test_a_narrowed_picture_has_those_alone_and_says_so_beside_its_source():
    second = history(C, [500, 500, 501, 501, 601, 602, 602])
    app = draw(SPIKED, STEADY, second)
    before = colours(app)
    rerun(app, kept=[C, B])
    assert sorted(drawn(app)) == [B, C]
    assert colours(app) == {key: before[key] for key in (B, C)}
    assert any(text.startswith("some of them · Pugongying") for text in written(app))
    rerun(app, kept=[A, B, C])
    assert not any("some of them" in text for text in written(app))
    assert captions(rerun(app, kept=[])) == ["None of these creators can be drawn."]


def test_who_is_chosen_and_filtered_away_takes_no_colour_from_the_others():
    app = draw(SPIKED, STEADY, highlight=[A], kept=[B])
    assert colours(app) == {B: line_style(1, "light").color}


def test_a_picture_is_a_file_of_that_name_at_double_resolution_and_as_high_as_asked():
    (chart,) = draw(SPIKED, STEADY).get("plotly_chart")
    button = json.loads(chart.proto.config)["toImageButtonOptions"]
    assert button == {"format": "png", "scale": 2, "filename": "stem"}
    assert json.loads(chart.proto.spec)["layout"]["height"] == 590
