from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from components.chart.figure import chart_summary, growth_figure
from components.chart.lettering import width_of
from components.chart.palette import context_color
from components.chart.picture import PHONE, SCREEN, Caption, Look
from services.growth.lineup import Align, Scale, View
from tests.components.chart.made import figure, labels, lines, notes, picture, told, values
from tests.components.made import IDS, A, B, C, history

SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])
STEADY = history(B, [100 * n for n in range(1, 8)], [100] * 7)
CAPTION = Caption(
    "Followers, change in %, and new followers · 30 days to Dec 7, 2025 · common days taken out",
    "Pugongying via Just One API, data up to 2025-12-07 (China date)",
    "DEMO DATA",
)
MANY = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:12])]


@pytest.mark.fault(46, 48)
def test_a_day_without_data_is_a_gap_and_falling_and_negative_numbers_are_drawn():
    drawn = figure(
        history(A, [1000, 900, None, 950], [5, -100, None, 50]), history(B, [1]), view=View.BOTH
    )
    assert values(drawn, A) == [1000, 900, None, 950]
    assert values(drawn, A, "y2")[2] is None
    assert lines(drawn, A)[0]["x"][0] == "2025-12-04"


def test_a_series_that_is_missing_is_empty_and_never_zero():
    drawn = figure(history(A, [10, 20]), history(B, [30, 40], [1, 2]), view=View.BOTH)
    assert values(drawn, A, "y2") == [None, None]


@pytest.mark.parametrize(
    ("scale", "totals", "news"),
    [
        (Scale.COUNT, [200, 250, 150], [0, 60, -90]),
        (Scale.INDEX, [100, 125, 75], [0, 30, -45]),
        (Scale.PERCENT, [0, 25, -25], [0, 30, -45]),
        (Scale.LOG, [200, 250, 150], [0, 60, -90]),
    ],
)
def test_the_four_scales(scale, totals, news):
    two = history(A, [200, 250, 150], [0, 60, -90]), history(B, [9, 9, 9])
    drawn = figure(*two, view=View.BOTH, scale=scale)
    assert values(drawn, A) == totals
    assert values(drawn, A, "y2") == news


def test_a_log_axis_has_its_range_and_its_names_in_powers_of_ten():
    drawn = figure(history(A, [10, 100]), history(B, [10, 1000]), scale=Scale.LOG)
    assert drawn["layout"]["yaxis"]["type"] == "log"
    assert list(drawn["layout"]["yaxis"]["range"]) == pytest.approx([0.9, 3.1])
    assert sorted(label["y"] for label in labels(drawn)) == pytest.approx([2, 3])


def test_what_a_logarithm_cannot_show_is_a_gap():
    drawn = figure(history(A, [0, 0]), history(B, [0, 10]), scale=Scale.LOG)
    assert (values(drawn, A), values(drawn, B)) == ([None, None], [None, 10])
    assert len(labels(drawn)) == 1


def test_a_name_at_the_end_has_its_value_and_the_colour_of_its_line():
    drawn = figure(history(A, [1000, 1020]), history(B, [1000, 990]), scale=Scale.PERCENT)
    colours = {key: lines(drawn, key)[0]["line"]["color"] for key in (A, B)}
    assert [label["text"] for label in labels(drawn)] == [
        f'<span style="color:{colours[B]}">●</span> Name 02 <b>−1.0%</b>',
        f'<span style="color:{colours[A]}">●</span> Name 01 <b>+2.0%</b>',
    ]


@pytest.mark.parametrize("look", [SCREEN, Look(720), Look(470, 1224, 20, 4)])
@pytest.mark.parametrize("view", list(View))
def test_names_stand_a_line_apart_and_inside_the_panel(view, look):
    many = [
        history(key, [10_000, 10_000 + 40 * n], [2000, 2000 + n]) for n, key in enumerate(IDS[:12])
    ]
    drawn = figure(*many, view=view, free=12, look=look)
    layout = drawn["layout"]
    low, high = layout["yaxis"]["range"]
    bottom, top = layout["yaxis"]["domain"]
    pixels = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) * (top - bottom)
    ends = labels(drawn)
    places = sorted((one["y"] - low) / (high - low) * pixels - one["ay"] for one in ends)
    assert len(places) == 12
    # a name is as high as its letters; where twelve have less room they share what there is
    room = min(look.type * 1.35, pixels / 11)
    assert all(above - below >= room - 0.2 for below, above in pairwise(places))
    assert min(places) >= -0.2
    assert max(places) <= pixels + 0.2


def test_at_most_twelve_are_named_and_the_margin_is_as_wide_as_the_longest():
    wide = {IDS[0]: "一二三四五六七八九十"}
    few, long = figure(*MANY[:2]), figure(*MANY[:2], **wide)
    assert long["layout"]["margin"]["r"] > few["layout"]["margin"]["r"]
    (cut,) = [one["text"] for one in labels(long) if "一" in one["text"]]
    assert "一二三四五六七…" in cut
    more = [history(key, [100, 100 + n]) for n, key in enumerate(IDS[:14])]
    assert len(labels(figure(*more, free=14))) == 12


def test_on_a_phone_names_and_values_stand_in_two_columns_below():
    drawn = figure(*MANY[:3], look=PHONE, caption=CAPTION, scale=Scale.PERCENT)
    assert labels(drawn) == []
    below = [one for one in drawn["layout"]["annotations"] if "●" in one["text"]]
    assert [one["text"].split("</span> ")[1] for one in below] == [
        f"Name 0{n} <b>{value}</b>" for n, value in ((1, "0.0%"), (2, "+1.0%"), (3, "+2.0%"))
    ]
    (left, right, next_left), margin = below, drawn["layout"]["margin"]
    assert left["xshift"] == next_left["xshift"] < right["xshift"]
    assert left["yshift"] == right["yshift"] > next_left["yshift"] > -margin["b"]


@pytest.mark.parametrize("look", [SCREEN, PHONE, Look(490, 1286, 24, 4, 8)])
def test_nothing_that_is_written_is_wider_than_the_picture(look):
    twenty = [history(f"{n:024x}", [9000] * 9 + [9000 - n * 50] * 9, [0] * 18) for n in range(20)]
    drawn = figure(*twenty, view=View.BOTH, look=look, caption=CAPTION, scale=Scale.PERCENT)
    left = drawn["layout"]["margin"]["l"]
    written = [one for one in drawn["layout"]["annotations"] if one.get("xref") == "paper"]
    starts = {}
    for one in written:
        if one["text"] == CAPTION.demo:
            continue
        lines = re.sub("</?(b|span[^>]*)>", "", one["text"]).split("<br>")
        wide = max(width_of(line, one["font"]["size"]) for line in lines)
        start = left + one.get("xshift", 0)
        if one["xanchor"] == "left":
            starts[one["text"]] = start
            button = 30 if one["text"].startswith("<b>Followers") else 0  # beside the title
            assert 0 <= start <= start + wide <= look.width - button, one["text"]
    assert {"median of the list", "middle half", "others"} <= set(starts)


def test_on_a_phone_the_last_day_is_labelled_too_with_its_year():
    drawn = figure(history(A, list(range(100, 130))), history(B, [5] * 30), look=PHONE)
    axis, texts = drawn["layout"]["xaxis"], notes(drawn)
    assert axis["ticktext"][0] == "Nov 8"
    assert "Dec 7, 2025" in texts
    assert "Dec 7, 2025" not in axis["ticktext"]


def test_the_strip_has_only_those_in_colour_and_the_picture_alone_of_new_followers_all():
    grown = [history(key, [100, 100 + n], [n, n]) for n, key in enumerate(IDS[:3])]
    both = figure(*grown, view=View.BOTH, chosen=[A])
    assert [bool(lines(both, key, "y2")) for key in IDS[:3]] == [True, False, False]
    alone = figure(*grown, view=View.NEW, chosen=[A])
    assert all(lines(alone, key) for key in IDS[:3])


def test_while_nobody_is_in_colour_the_strip_has_everybody_in_grey():
    grown = [history(key, [100, 100 + n], [n, n]) for n, key in enumerate(IDS[:3])]
    loading = replace(picture(*grown, view=View.BOTH), in_colour=frozenset())
    drawn = growth_figure(loading).to_dict()
    for key in IDS[:3]:
        assert lines(drawn, key, "y2")[0]["line"]["color"] == context_color("light")
    low, high = drawn["layout"]["yaxis2"]["range"]
    assert low <= 0 <= 2 <= high < 3


def test_the_middle_half_is_inside_the_range_also_where_its_curves_are_not_drawn():
    many = [history(f"{n:024x}", [10_000, 10_000 - n * n]) for n in range(60)]
    drawn = figure(*many, scale=Scale.PERCENT, free=10)
    area = drawn["data"][0]["y"]
    low, high = drawn["layout"]["yaxis"]["range"]
    assert low <= min(area) <= max(area) <= high


def test_zero_is_always_in_sight_for_new_followers_and_not_for_totals():
    grown = [history(key, [10_000, 11_000], [500, 600]) for key in (A, B)]
    both = figure(*grown, view=View.BOTH)["layout"]
    assert list(both["yaxis"]["range"]) == [9950, 11_050]
    assert both["yaxis2"]["range"][0] == 0
    assert both["yaxis2"]["range"][1] >= 600


def test_one_burst_does_not_flatten_the_others_and_is_marked_as_beyond_the_scale():
    calm = [history(key, [9_000 + n * 9 for n in range(40)], [10] * 40) for key in IDS[:4]]
    burst = history(IDS[4], [9_000 + n * 9 for n in range(40)], [10] * 20 + [9_000] + [10] * 19)
    drawn = figure(*calm, burst, view=View.BOTH)
    top = drawn["layout"]["yaxis2"]["range"][1]
    assert top < 100
    line, sign = lines(drawn, IDS[4], "y2")
    assert 0.8 * top < max(line["y"]) < top, "at the edge, with room for the sign"
    assert list(sign["marker"]["symbol"]) == ["triangle-up"]
    assert "beyond the scale" in notes(drawn)
    assert any("+9K" in text for text in told(drawn)), "the true value is told"


def test_a_single_creator_has_bars_under_its_line_and_needs_no_name():
    drawn = figure(history(A, [100, 90], [5, -10]), view=View.BOTH)
    assert [lines(drawn, A)[0]["type"], lines(drawn, A, "y2")[0]["type"]] == ["scatter", "bar"]
    assert values(drawn, A, "y2") == [5, -10]
    assert labels(drawn) == []


def test_a_bar_beyond_the_scale_is_marked_as_a_curve_is():
    """Without its sign it would look like a whole one, under a legend that explains the sign."""
    new = [10] * 20 + [9_000] + [10] * 10 + [-9_000] + [10] * 8
    drawn = figure(history(A, [9_000] * 40, new), view=View.BOTH)
    bars, sign = lines(drawn, A, "y2")
    low, high = drawn["layout"]["yaxis2"]["range"]
    assert bars["type"] == "bar"
    assert low < min(bars["y"]) < 0 < max(bars["y"]) < high < 9_000
    assert list(sign["marker"]["symbol"]) == ["triangle-up", "triangle-down"]
    assert list(sign["y"]) == [max(bars["y"]), min(bars["y"])]
    assert "beyond the scale" in notes(drawn)


def test_one_point_alone_can_be_seen():
    _line, dot = lines(figure(history(A, [100])), A)
    assert list(dot["y"]) == [100]


def test_the_chosen_lie_in_colour_on_top_of_the_grey():
    drawn = figure(history(A, [1, 30]), history(B, [1, 20]), history(C, [1, 10]), chosen=[A])
    assert [one["name"] for one in drawn["data"]][:3] == [B, C, A]
    grey = [lines(drawn, key)[0] for key in (B, C)]
    assert {one["line"]["color"] for one in grey} == {context_color("light")}
    assert len(labels(drawn)) == 1
    assert "others" in notes(drawn)


def test_of_many_at_most_twenty_have_a_curve():
    many = [history(f"{n:024x}", [1000, 1000 + n]) for n in range(60)]
    drawn = figure(*many, scale=Scale.PERCENT)
    curves = {one["name"] for one in drawn["data"]} - {"band", "median", "hover"}
    assert len(curves) == 20


def test_names_are_text():
    drawn = figure(history(A, [1, 2]), history(B, [1, 30]), **{A: "<b>x</b> & co"})
    written = [one["text"] for one in labels(drawn)] + told(drawn)
    assert all("<b>x" not in text for text in written)
    assert any("&lt;b&gt;x&lt;/b&gt; &amp; co" in text for text in written)


def test_nothing_moves_the_axes():
    layout = figure(*MANY[:3], view=View.BOTH)["layout"]
    assert all(layout[axis]["fixedrange"] for axis in ("xaxis", "yaxis", "yaxis2"))
    assert layout["dragmode"] is False


def test_the_days_that_are_labelled_begin_with_the_first_and_end_with_the_last_and_its_year():
    axis = figure(history(A, list(range(100, 130))), history(B, [5]))["layout"]["xaxis"]
    assert list(axis["range"]) == ["2025-11-07 12:00", "2025-12-07 12:00"]
    assert (axis["ticktext"][0], axis["ticktext"][-1]) == ("Nov 8", "Dec 7, 2025")


@pytest.mark.parametrize("base", ["light", "dark"])
def test_the_picture_says_what_it_is_and_that_it_is_made_up(base):
    caption = Caption("Followers · 30 days", "Pugongying, data up to 2025-12-07", "DEMO DATA")
    drawn = figure(*MANY[:2], caption=caption, base=base)
    assert {"<b>Followers · 30 days</b>", caption.source, "DEMO DATA"} <= set(notes(drawn))
    assert drawn["layout"]["paper_bgcolor"] == {"light": "#ffffff", "dark": "#11161d"}[base]


def test_the_picture_is_described_for_those_who_cannot_see_it():
    assert chart_summary(picture(history(A, [1, 2]), history(B, [1, 2]))).startswith(
        "Follower curves of 2 creators"
    )


@pytest.mark.parametrize("view", list(View))
def test_a_spike_is_ringed_once_on_the_upper_panel_and_named_in_the_legend(view):
    drawn = figure(SPIKED, STEADY, view=view)
    _line, rings = lines(drawn, A)
    assert list(rings["x"]) == ["2025-12-05"]
    assert list(rings["marker"]["symbol"]) == ["circle-open"]
    assert all(set(one["marker"]["symbol"]) == {"triangle-up"} for one in lines(drawn, A, "y2")[1:])
    assert "needs a look" in notes(drawn)


def test_a_spike_beyond_the_scale_has_a_ring_and_a_triangle_inside_the_panel():
    calm = [history(key, [9_000 + n * 9 for n in range(40)], [10] * 40) for key in IDS[:4]]
    totals = [9_000] * 20 + [18_000] * 20
    drawn = figure(*calm, history(IDS[4], totals, [10] * 20 + [9_000] + [10] * 19), view=View.NEW)
    sign = lines(drawn, IDS[4])[1]
    assert sorted(sign["marker"]["symbol"]) == ["circle-open", "triangle-up"]
    assert max(sign["y"]) < drawn["layout"]["yaxis"]["range"][1]


def test_marks_grow_with_the_lines_and_the_source_may_stand_elsewhere():
    caption = Caption("Followers", "Somewhere")
    room = Look(560, 1206, type=22, line=4, labels=8, source=False)
    page, large = (figure(SPIKED, STEADY, look=look, caption=caption) for look in (SCREEN, room))
    sizes = [lines(drawn, A)[1]["marker"]["size"][0] for drawn in (page, large)]
    assert sizes[1] == 2 * sizes[0]
    assert "Somewhere" in notes(page)
    assert "Somewhere" not in notes(large)
    below = [drawn["layout"]["margin"]["b"] / look.type for drawn, look in
             ((page, SCREEN), (large, room))]  # fmt: skip
    assert below[1] < below[0]


def test_marks_and_their_legend_grow_with_lines_and_letters():
    small, large = (figure(SPIKED, STEADY, look=look) for look in (SCREEN, Look(760, 1786, 28, 4)))
    (one, other) = (lines(drawn, A)[1]["marker"]["size"][0] for drawn in (small, large))
    assert other == 2 * one
    (ring, larger) = (
        next(one for one in drawn["layout"]["shapes"] if one["type"] == "circle")
        for drawn in (small, large)
    )
    assert larger["x1"] - larger["x0"] == pytest.approx(2 * (ring["x1"] - ring["x0"]))


def test_a_spike_of_a_grey_curve_is_not_ringed():
    drawn = figure(SPIKED, STEADY, chosen=[B])
    assert len(lines(drawn, A)) == 1
    assert "needs a look" not in notes(drawn)


def test_the_band_lies_behind_the_curves_of_the_totals_and_leaves_out_the_chosen():
    six = MANY[:6]
    whole = figure(*six, view=View.BOTH, scale=Scale.PERCENT)
    area, median = whole["data"][:2]
    assert (area["fill"], median["name"], list(median["y"])) == ("toself", "median", [0, 2.5])
    assert {"median of the list", "middle half"} <= set(notes(whole))
    others = figure(*six, scale=Scale.PERCENT, chosen=[IDS[0]])
    assert list(others["data"][1]["y"]) == [0, 3]
    assert "median of the others" in notes(others)
    for without in ({"view": View.NEW, "scale": Scale.PERCENT}, {"scale": Scale.COUNT}):
        bare = figure(*six, **without)
        assert all(one["name"] != "median" for one in bare["data"])
        assert "middle half" not in notes(bare)


def test_by_the_first_day_the_axis_counts_days_and_names_stand_at_each_end():
    long, short = history(A, list(range(100, 110))), history(B, [100, 120])
    drawn = figure(long, short, align=Align.START)
    assert [list(lines(drawn, key)[0]["x"]) for key in (A, B)] == [[*range(10)], [0, 1]]
    assert list(drawn["layout"]["xaxis"]["range"]) == [-0.5, 9.5]
    assert sorted(label["x"] for label in labels(drawn)) == [1, 9]


def test_around_a_spike_only_those_with_one_are_drawn():
    drawn = figure(SPIKED, STEADY, align=Align.PEAK, scale=Scale.INDEX)
    line = lines(drawn, A)[0]
    assert not lines(drawn, B)
    assert dict(zip(line["x"], line["y"], strict=True))[-1] == 100
    assert list(drawn["layout"]["xaxis"]["range"]) == [-4.5, 2.5]


def test_the_word_of_a_common_day_stays_inside_and_apart_from_the_next():
    fell = [[10_000, 9_950, 9_900, 9_850, *[9_850] * 30, 9_800, 9_800] for _key in IDS[:5]]
    falling = [history(key, one) for key, one in zip(IDS, fell, strict=False)]
    drawn = figure(*falling)
    words = [one for one in drawn["layout"]["annotations"] if one["text"] == "common day"]
    lines = [one for one in drawn["layout"]["shapes"] if "xsizemode" not in one]
    assert len(lines) > len(words) == 2, "the first three days lie too near for three words"
    margin, half = drawn["layout"]["margin"], width_of("common day", 14) / 2
    first, last = (one["xshift"] for one in words)
    assert (
        half
        <= first
        < first + 2 * half
        < last
        <= SCREEN.width - margin["l"] - margin["r"] - half + 0.1
    )


@pytest.mark.parametrize(("align", "lined"), [(Align.CALENDAR, 1), (Align.START, 0)])
def test_common_days_have_a_line_and_a_word_where_the_axis_has_dates(align, lined):
    falling = [history(key, [10_000] * 9 + [9_800] * 9) for key in IDS[:5]]
    drawn = figure(*falling, align=align)
    days = [one["x0"] for one in drawn["layout"].get("shapes", ()) if one["yref"] == "paper"]
    assert days == ["2025-11-29"] * lined
    assert notes(drawn).count("common day") == lined
