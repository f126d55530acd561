"""A report says and holds what stands on screen."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from components.chart.palette import line_style, text_color
from components.exports.facts import for_client
from components.exports.report import report_of
from components.ranking.columns import COLUMNS
from components.wording.i18n import speaking
from components.wording.labels import tiers_explained
from components.wording.spikes import rule_text
from services.growth.lineup import Align, Lineup, Scale, View
from services.screen.filters import Filters
from services.screen.screen import Choices
from tests.components.made import IDS, NASTY, A, B, C, history, sandbox, settings
from tests.components.seeing import seen

SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])
STEADY = history(B, [100 * n for n in range(1, 8)], [100] * 7)
SPIKED_LATER = history(B, [*[5000] * 27, 5400, 5400, 5400], [0] * 30)
SHORT = history(C, [50, 60], [0, 10])
MANY = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:21])]


def report(*histories, **given):
    return report_of(seen(*histories, **given))


def facts(*histories, **given) -> tuple[str, ...]:
    return report(*histories, **given).facts


def test_source_and_data_day_come_first_then_window_filter_and_line_up():
    told = facts(SPIKED, STEADY)
    assert told[:3] == (
        "Pugongying via Just One API",
        "Data up to 2025-12-07 (China date)",
        "Compared over 7 days: 2025-12-01 to 2025-12-07.",
    )
    assert told[-2:] == ("Line up by: Date", "Scale: Percent")
    source = "Pugongying via Just One API, data up to 2025-12-07 (China date)"
    assert report(SPIKED).footer == report(SPIKED).source == source


def test_demo_data_say_so_on_every_slide():
    made = report(SPIKED, settings=sandbox())
    assert "Demo data" in made.footer
    assert made.demo == "DEMO DATA"
    assert report(SPIKED).demo == ""


def test_everything_held_is_named_by_its_days():
    choices = Choices(0, View.BOTH, Lineup(Scale.PERCENT))
    text = "Everything that was ever collected: 2025-12-01 to 2025-12-07."
    assert text in facts(SPIKED, choices=choices)


def test_the_filter_and_the_kind_of_price_are_named():
    told = facts(SPIKED, STEADY, price_kind="Video", filters=Filters(words="name 02"))
    assert "1 of 2 creators: “name 02”" in told
    assert "Price of a: Video" in told


def test_a_filter_leaves_those_alone_whom_it_keeps():
    made = report(SPIKED, STEADY, filters=Filters(words="name 02"))
    assert made.title == "Follower growth of 1 creator"
    for frame in (made.table, made.daily, *(chart.values for chart in made.charts)):
        assert set(frame["creator_id"]) == {B}
    assert made.footer.startswith("1 of 2 creators · ")
    whole = seen(SPIKED, STEADY)
    assert made.colours == report_of(whole).colours, "a colour belongs to its creator"
    nobody = report(SPIKED, STEADY, filters=Filters(words="nobody"))
    assert nobody.daily.empty
    assert nobody.charts == ()


def test_a_pinned_day_and_unequal_days_are_told():
    told = facts(STEADY, SHORT, as_of=date(2025, 12, 5))
    assert "Pinned: the archive as it stood on 2025-12-05 (China date)." in told
    assert any("lacks some of the" in line for line in told)
    assert not any("newest possible day" in line for line in told)


@pytest.mark.parametrize(
    ("choices", "line"),
    [
        (Choices(30, View.BOTH, Lineup(Scale.COUNT, smooth=7)), "New followers: 7-day mean"),
        (Choices(30, View.TOTAL, Lineup(Scale.LOG)), "Scale: Log"),
        (Choices(30, View.BOTH, Lineup(Scale.INDEX, Align.START)), "Line up by: First day"),
        (
            Choices(30, View.BOTH, Lineup(Scale.INDEX, Align.PEAK)),
            "Not drawn, since no day of theirs stands out as a spike: Name 02.",
        ),
    ],
)
def test_how_the_chart_is_drawn(choices, line):
    assert line in facts(SPIKED, STEADY, choices=choices)


def test_totals_are_not_said_to_be_evened_out():
    choices = Choices(30, View.TOTAL, Lineup(Scale.COUNT, smooth=7))
    assert not [line for line in facts(SPIKED, choices=choices) if "mean" in line]


@pytest.mark.parametrize("taken_out", [False, True])
def test_common_days_are_named_and_that_they_are_taken_out(taken_out):
    steps = [1, 2, 1, 3, 1, 2, 1, 2, -40, 1, 2, 1]
    totals = [[1000 + sum(steps[:n]) + 5 * n * at for n in range(len(steps))] for at in range(6)]
    list_of_six = [history(key, one) for key, one in zip(IDS, totals, strict=False)]
    choices = Choices(30, View.BOTH, Lineup(Scale.PERCENT, without_common=taken_out))
    told = facts(*list_of_six, choices=choices)
    (named,) = [line for line in told if line.startswith("Common days, when")]
    assert "of 6" in named
    out = "Common days are taken out of the curves, not out of the table."
    assert (out in told) is taken_out
    assert out not in facts(SPIKED, choices=choices), "there is none"


def test_the_table_is_what_the_reader_sees_of_it():
    given = seen(SPIKED, STEADY, columns=["name", "growth_rate", "tier", "spike_days"])
    made = report_of(given)
    assert [column.key for column in made.columns] == ["name", "tier", "growth_rate", "spike_days"]
    assert [column.label for column in made.columns][2] == "Growth rate"
    rules = settings().rules
    assert [column.formula for column in made.columns] == [
        "",
        tiers_explained(rules.tiers),
        "(F_n − F_1) / F_1",
        rule_text(rules.spike),
    ]
    assert made.table is given.ranking.table
    assert_frame_equal(made.daily, given.found.daily)
    assert made.title == "Follower growth of 2 creators"
    assert {column.kind for column in made.columns} == {"text", "rate", "whole"}


def test_every_column_can_be_written():
    keys = [column.key for column in COLUMNS]
    assert [column.key for column in report(SPIKED, columns=keys).columns] == keys


def test_findings_are_sentences_without_marks():
    made = report(SPIKED, STEADY, called={B: NASTY})
    assert any(line.startswith(NASTY) for line in made.findings)
    assert "\\" not in "".join(made.findings)
    assert made.names[B] == NASTY


@pytest.mark.parametrize(
    ("view", "scale", "titles", "formats", "first"),
    [
        (
            View.BOTH,
            Scale.COUNT,
            ["Followers", "New followers a day"],
            ["#,##0", "+#,##0;-#,##0;0"],
            [1000, 0],
        ),
        (View.TOTAL, Scale.LOG, ["Followers (log scale)"], ["#,##0"], [1000]),
        (
            View.BOTH,
            Scale.INDEX,
            ["Followers (first day = 100)", "New followers a day, % of first-day followers"],
            ["0.0", '+0.00"%";-0.00"%";0.00"%"'],
            [100, 0],
        ),
        (
            View.NEW,
            Scale.PERCENT,
            ["New followers a day, % of first-day followers"],
            ['+0.00"%";-0.00"%";0.00"%"'],
            [0],
        ),
    ],
)
def test_the_charts_are_the_panels_on_screen(view, scale, titles, formats, first):
    charts = report(SPIKED, choices=Choices(30, view, Lineup(scale))).charts
    window = " · 7 days to Dec 7, 2025"
    assert [chart.title for chart in charts] == [title + window for title in titles]
    assert [chart.number_format for chart in charts] == formats
    assert [chart.values["value"].iloc[0] for chart in charts] == first
    assert [chart.logarithmic for chart in charts] == [scale is Scale.LOG, False][: len(charts)]
    assert not any(chart.offsets for chart in charts)
    assert pd.to_datetime(charts[0].values["day"]).iloc[0] == pd.Timestamp("2025-12-01")


@pytest.mark.parametrize("align", [Align.START, Align.PEAK])
def test_days_from_day_0_are_numbers(align):
    choices = Choices(30, View.BOTH, Lineup(Scale.INDEX, align))
    for chart in report(SPIKED, STEADY, choices=choices).charts:
        assert chart.offsets
        assert set(chart.values["creator_id"]) == ({A} if align is Align.PEAK else {A, B})


def test_lined_up_by_spike_it_says_how_many_are_drawn_and_why_the_others_are_not():
    choices = Choices(30, View.BOTH, Lineup(Scale.INDEX, Align.PEAK))
    chart, strip = report(SPIKED, STEADY, choices=choices).charts
    assert chart.notes[:2] == (
        "1 of 2 creators have a curve here.",
        "Not drawn, since no day of theirs stands out as a spike: Name 02.",
    )
    assert strip.notes == ("1 of 2 creators have a curve here.",)


def test_a_chart_of_nobody_is_none_and_that_is_said():
    choices = Choices(30, View.BOTH, Lineup(Scale.INDEX, Align.PEAK))
    made = report(STEADY, choices=choices)
    assert made.charts == ()
    assert "Not drawn, since no day of theirs stands out as a spike: Name 02." in made.facts


def test_who_is_grey_on_screen_is_grey_in_the_file_and_that_is_said():
    made = report(*MANY)
    chart, strip = made.charts
    assert (len(chart.drawn), len(chart.context), len(chart.ends)) == (20, 12, 8)
    assert strip.drawn == chart.drawn - chart.context
    text = "The first 8 of the ranking are in colour, the others in grey."
    assert text in made.facts
    assert text in chart.notes
    assert "20 of 21 creators have a curve here." in chart.notes
    assert "1 further creator is not drawn: the middle half stands for all." in chart.notes
    assert "New followers are drawn of those in colour alone: 8 of 21 creators." in strip.notes
    assert [mark.kind for mark in chart.marks][:3] == ["dots", "area", "thin"]
    chosen = report(*MANY, chosen=[A])
    assert set(chosen.charts[0].ends) == {A}
    assert text not in chosen.facts


def test_the_ends_rings_and_cuts_are_those_of_the_screen():
    totals = [1000 + n for n in range(30)]
    news = [1] * 29 + [900]
    made = report(history(A, totals, news), SPIKED_LATER)
    chart, strip = made.charts
    assert chart.ends[A] == "+2.9%"
    assert chart.marked == {B: frozenset({"2025-12-05"})}
    assert ("ring" in [mark.kind for mark in chart.marks]) is True
    assert strip.span is not None
    assert strip.notes[-1] == "Beyond the scale: Name 01 +90.00% (Dec 7)."


def test_for_a_client_nothing_is_there_that_is_the_planners_own():
    prices, columns = {A: 1000.0, B: 500.0}, [one.key for one in COLUMNS]
    whole = seen(SPIKED, STEADY, prices=prices, columns=columns, price_kind="Video")
    made = report_of(for_client(whole))
    keys = {column.key for column in made.columns}
    gone = {"spike_days", "verdict", "price", "price_per_thousand", "remark", "claimed"}
    assert not keys & gone
    assert not set(made.table) & gone
    assert made.looks == ()
    assert not made.charts[0].marked
    assert "ring" not in [mark.kind for mark in made.charts[0].marks]
    words = " ".join([*made.findings, *made.facts, *(column.formula for column in made.columns)])
    assert not [word for word in ("human look", "¥", "Price", "asks least") if word in words]
    full = report_of(whole)
    assert gone <= {column.key for column in full.columns}
    assert full.looks
    assert for_client(whole).stem == whole.stem.replace("kol-growth-", "kol-growth-client-")


def test_colours_and_dashes_are_those_of_the_light_theme():
    made = report(*MANY)
    assert made.colours[IDS[11]] == line_style(11, "light").color
    assert (made.dashes[IDS[0]], made.dashes[IDS[11]]) == ("solid", "dash")
    assert made.look.text == text_color("light")


def test_every_word_of_the_files_is_worded():
    assert all(vars(report(SPIKED).words).values())
    assert report(SPIKED).words.day == "Day (China date)"
    with speaking("zh"):
        chinese = vars(report(SPIKED).words)
    assert chinese["day"] == "日期（北京时间）"
    assert [word for word in chinese.values() if word.isascii()] == []
