from __future__ import annotations

from itertools import pairwise

import pytest

from components.chart.figure import chart_summary
from components.chart.palette import context_color
from components.chart.picture import PHONE, SCREEN, Caption, Look
from services.growth.lineup import Align, Scale, View
from tests.components.chart.made import figure, labels, lines, notes, picture, values
from tests.components.made import IDS, A, B, C, history

SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])
STEADY = history(B, [100 * n for n in range(1, 8)], [100] * 7)
MANY = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:12])]


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
    assert "一二三四五六…" in cut
    more = [history(key, [100, 100 + n]) for n, key in enumerate(IDS[:14])]
    assert len(labels(figure(*more, free=14))) == 12


def test_on_a_phone_no_name_stands_at_an_end():
    assert labels(figure(*MANY[:3], look=PHONE)) == []


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
    assert max(line["y"]) == top
    assert list(sign["marker"]["symbol"]) == ["triangle-up"]
    assert "beyond the scale" in notes(drawn)
    hover = drawn["data"][-1]
    assert any("+9K" in text for text in hover["text"]), "the true value is told"


def test_a_single_creator_has_bars_under_its_line_and_needs_no_name():
    drawn = figure(history(A, [100, 90], [5, -10]), view=View.BOTH)
    assert [lines(drawn, A)[0]["type"], lines(drawn, A, "y2")[0]["type"]] == ["scatter", "bar"]
    assert values(drawn, A, "y2") == [5, -10]
    assert labels(drawn) == []


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


def test_of_many_at_most_twenty_have_a_curve_and_the_pointer_still_tells_how_many():
    many = [history(f"{n:024x}", [1000, 1000 + n]) for n in range(60)]
    drawn = figure(*many, scale=Scale.PERCENT)
    curves = {one["name"] for one in drawn["data"]} - {"band", "median", "hover"}
    assert len(curves) == 20
    text = drawn["data"][-1]["text"][-1]
    assert "… 49 more" in text, "the first three and the eight in colour are told"
    assert text.count("<br>") <= 20


def test_the_pointer_tells_of_a_day_sorted_with_both_numbers():
    grown = history(A, [1000, 1100], [0, 100]), history(B, [1000, 1200], [0, 200])
    last = figure(*grown, view=View.BOTH)["data"][-1]["text"][-1]
    assert last.index("Name 02 <b>1.2K</b> · +200") < last.index("Name 01 <b>1.1K</b> · +100")


def test_names_are_text():
    drawn = figure(history(A, [1, 2]), history(B, [1, 30]), **{A: "<b>x</b> & co"})
    written = [one["text"] for one in labels(drawn)] + list(drawn["data"][-1]["text"])
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
        assert all(one["name"] != "median" for one in figure(*six, **without)["data"])


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


@pytest.mark.parametrize(("align", "lined"), [(Align.CALENDAR, 1), (Align.START, 0)])
def test_common_days_have_a_line_and_a_word_where_the_axis_has_dates(align, lined):
    falling = [history(key, [10_000] * 9 + [9_800] * 9) for key in IDS[:5]]
    drawn = figure(*falling, align=align)
    days = [one["x0"] for one in drawn["layout"].get("shapes", ()) if one["yref"] == "paper"]
    assert days == ["2025-11-29"] * lined
    assert notes(drawn).count("common day") == lined
