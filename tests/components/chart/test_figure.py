from __future__ import annotations

from itertools import pairwise

import pytest

from components.chart.figure import (
    ChartInput,
    chart_summary,
    final_order,
    growth_figure,
    shown_in_colour,
)
from components.chart.palette import context_color
from services.growth.curves import curves
from services.growth.insight import insight
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.rules import Rules
from tests.components.made import IDS, A, B, C, daily, history, names, styles


def given(
    *histories, view=View.TOTAL, scale=Scale.COUNT, align=Align.CALENDAR, chosen=(), **known
) -> ChartInput:
    found = insight(daily(*histories), 0, Rules())
    lineup = Lineup(scale, align)
    shape = curves(found, lineup)
    order = [key for key in final_order(found.summary) if key in set(shape.totals["creator_id"])]
    ids = [one.creator_id for one in histories]
    return ChartInput(
        shape,
        order,
        names(ids, **known),
        styles(ids),
        shown_in_colour(found.summary, order, chosen),
        view,
        lineup,
        base="light",
        chosen=frozenset(chosen),
    )


def drawn(*histories, **more) -> dict:
    return growth_figure(given(*histories, **more)).to_dict()


def drawn_curves(figure: dict) -> dict[str, list]:
    own = [one for one in figure["data"] if "legendgroup" in one]
    return {f"{one['legendgroup']} {one['yaxis']}": list(one["y"]) for one in own}


def end_names(figure: dict) -> list[dict]:
    return [one for one in figure["layout"]["annotations"] if one["showarrow"]]


def test_the_largest_final_total_comes_first_and_who_has_none_last():
    figure = drawn(
        history(A, [900, 100]), history(B, [100, 500]), history(C, None, [1, 2]), view=View.BOTH
    )
    assert [(one["legendgroup"], one["yaxis"]) for one in figure["data"]] == [
        (B, "y"),
        (A, "y"),
        (C, "y"),
        (B, "y2"),
        (A, "y2"),
        (C, "y2"),
    ]
    assert drawn_curves(figure)[f"{C} y"] == [None, None]
    assert drawn_curves(figure)[f"{C} y2"] == [1, 2]


def test_a_day_without_data_is_a_gap_and_falling_and_negative_numbers_are_drawn():
    figure = drawn(
        history(A, [1000, 900, None, 950], [5, -100, None, 50]), history(B, [1, 2]), view=View.BOTH
    )
    assert drawn_curves(figure)[f"{A} y"] == [1000, 900, None, 950]
    assert drawn_curves(figure)[f"{A} y2"] == [5, -100, None, 50]
    assert list(figure["data"][0]["x"]) == ["2025-12-04", "2025-12-05", "2025-12-06", "2025-12-07"]


def test_a_series_that_is_missing_is_empty_and_never_zero():
    figure = drawn(history(A, [10, 20]), history(B, [30, 40], [1, 2]), view=View.BOTH)
    assert drawn_curves(figure)[f"{A} y2"] == [None, None]


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
    figure = drawn(
        history(A, [200, 250, 150], [0, 60, -90]),
        history(B, [9, 9, 9]),
        view=View.BOTH,
        scale=scale,
    )
    assert drawn_curves(figure)[f"{A} y"] == totals
    assert drawn_curves(figure)[f"{A} y2"] == news


def test_a_log_axis_has_its_range_and_its_names_in_powers_of_ten():
    figure = drawn(history(A, [10, 100]), history(B, [10, 1000]), scale=Scale.LOG)
    assert figure["layout"]["yaxis"]["type"] == "log"
    assert list(figure["layout"]["yaxis"]["range"]) == pytest.approx([0.9, 3.1])
    assert [label["y"] for label in end_names(figure)] == pytest.approx([2, 3])


def test_what_a_logarithm_cannot_show_is_a_gap():
    figure = drawn(history(A, [0, 0]), history(B, [0, 10]), scale=Scale.LOG)
    assert drawn_curves(figure) == {f"{B} y": [None, 10], f"{A} y": [None, None]}
    assert len(end_names(figure)) == 1


def test_everybody_has_a_name_at_the_end_in_the_colour_of_the_line():
    figure = drawn(history(A, [1, 2]), history(B, [1, 300]))
    colours = {one["legendgroup"]: one["line"]["color"] for one in figure["data"]}
    assert [label["text"] for label in end_names(figure)] == [
        f'<span style="color:{colours[A]}">●</span> Name 01',
        f'<span style="color:{colours[B]}">●</span> Name 02',
    ]


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("scale", list(Scale))
def test_names_stand_a_line_apart_on_the_axis_as_it_is_drawn(view, scale):
    many = [
        history(key, [10_000, 10_000 + 40 * n], [2000, 2000 + n]) for n, key in enumerate(IDS[:12])
    ]
    figure = drawn(*many, view=view, scale=scale)
    labels, layout = end_names(figure), figure["layout"]
    low, high = layout["yaxis"]["range"]
    bottom, top = layout["yaxis"]["domain"]
    margins = layout["margin"]["t"] + layout["margin"]["b"]
    pixels = (layout["height"] - margins) * (top - bottom)
    places = [(label["y"] - low) / (high - low) * pixels - label["ay"] for label in labels]
    assert len(places) == 12
    assert all(above - below >= 14.5 for below, above in pairwise(sorted(places)))
    assert min(places) >= -0.1
    assert max(places) <= pixels + 0.1


def test_zero_is_always_in_sight_for_new_followers_and_not_for_totals():
    grown = [history(key, [10_000, 11_000], [500, 600]) for key in (A, B)]
    both, new = drawn(*grown, view=View.BOTH), drawn(*grown, view=View.NEW)
    assert list(both["layout"]["yaxis"]["range"]) == [9950, 11_050]
    assert list(both["layout"]["yaxis2"]["range"]) == [0, 605]
    assert list(new["layout"]["yaxis"]["range"]) == [0, 605]


def test_a_single_creator_has_bars_and_needs_no_name():
    figure = drawn(history(A, [100, 90], [5, -10]), view=View.BOTH)
    assert [one["type"] for one in figure["data"]] == ["scatter", "bar"]
    assert list(figure["data"][1]["y"]) == [5, -10]
    assert figure["data"][0]["line"]["width"] == 3
    assert end_names(figure) == []


def test_one_point_alone_can_be_seen():
    assert drawn(history(A, [100]))["data"][0]["mode"] == "lines+markers"


def test_the_chosen_lie_in_colour_on_top_of_the_grey():
    figure = drawn(history(A, [1, 30]), history(B, [1, 20]), history(C, [1, 10]), chosen=[A])
    assert [one["legendgroup"] for one in figure["data"]] == [B, C, A]
    grey = figure["data"][:2]
    assert {one["line"]["color"] for one in grey} == {context_color("light")}
    assert {one["hoverinfo"] for one in grey} == {"skip"}
    assert [label["text"].split("> ")[1] for label in end_names(figure)] == ["Name 01"]


def test_names_are_text_and_long_ones_are_cut_at_the_end_of_the_curve():
    figure = drawn(
        history(A, [1, 2]),
        history(B, [1, 30]),
        **{A: "<b>bold</b> & co", B: "一二三四五六七八九十"},
    )
    shown = {one["legendgroup"]: one["name"] for one in figure["data"]}
    assert shown == {A: "&lt;b&gt;bold&lt;/b&gt; &amp; co", B: "一二三四五六七八九十"}
    assert [label["text"].split("</span> ")[1] for label in end_names(figure)] == [
        "&lt;b&gt;bold&lt;/b&gt; &amp; co",
        "一二三四五六七…",
    ]


def test_the_date_axis_is_half_a_day_wider_than_the_data():
    figure = drawn(history(A, [1, 2, 3]), history(B, [5]))
    assert list(figure["layout"]["xaxis"]["range"]) == ["2025-12-04 12:00", "2025-12-07 12:00"]


def test_the_picture_is_described_for_those_who_cannot_see_it():
    assert chart_summary(given(history(A, [1, 2]), history(B, [1, 2]))).startswith(
        "Follower curves of 2 creators"
    )


SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])
STEADY = history(B, [100 * n for n in range(1, 8)], [100] * 7)


def own(figure: dict, creator_id: str) -> list[dict]:
    return [one for one in figure["data"] if one.get("legendgroup") == creator_id]


@pytest.mark.parametrize("view", list(View))
def test_a_spike_is_ringed_once_on_the_upper_panel(view):
    figure = drawn(SPIKED, STEADY, view=view)
    upper, *lower = own(figure, A)
    ringed = dict(zip(upper["x"], upper["marker"]["symbol"], strict=True))
    assert [day for day, symbol in ringed.items() if symbol == "circle-open"] == ["2025-12-05"]
    assert all("text" not in one for one in [*lower, *own(figure, B)])


def test_a_spike_of_a_grey_curve_is_not_ringed():
    (grey,) = own(drawn(SPIKED, STEADY, chosen=[B]), A)
    assert "marker" not in grey


def test_a_spike_of_a_single_creator_is_ringed_on_the_line_and_not_on_the_bars():
    line, bars = drawn(SPIKED, view=View.BOTH)["data"]
    assert "circle-open" in line["marker"]["symbol"]
    assert "symbol" not in bars["marker"]


def test_the_band_lies_behind_the_curves_of_the_totals_and_leaves_out_the_chosen():
    many = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:6])]
    whole = drawn(*many, view=View.BOTH, scale=Scale.PERCENT)
    area, median = whole["data"][:2]
    assert (area["fill"], median["name"]) == ("toself", "Median of the list")
    assert list(median["y"]) == [0, 2.5]
    assert len(whole["data"]) == 2 + 2 * 6
    others = drawn(*many, view=View.TOTAL, scale=Scale.PERCENT, chosen=[A])["data"][1]
    assert (others["name"], list(others["y"])) == ("Median of the others", [0, 3])
    assert len(drawn(*many, view=View.NEW, scale=Scale.PERCENT)["data"]) == 6


def test_by_the_first_day_the_axis_counts_days_and_names_stand_at_each_end():
    figure = drawn(history(A, [100, 150, 130]), history(B, [100, 120]), align=Align.START)
    assert {key: list(own(figure, key)[0]["x"]) for key in (A, B)} == {A: [0, 1, 2], B: [0, 1]}
    assert figure["layout"]["xaxis"]["type"] == "linear"
    assert list(figure["layout"]["xaxis"]["range"]) == [-0.5, 2.5]
    assert [label["x"] for label in end_names(figure)] == [1, 2]


def test_around_a_spike_only_those_with_one_are_drawn_and_the_panels_say_so():
    figure = drawn(SPIKED, STEADY, align=Align.PEAK, scale=Scale.INDEX)
    (curve,) = figure["data"]
    assert curve["legendgroup"] == A
    assert dict(zip(curve["x"], curve["y"], strict=True))[-1] == 100
    assert list(figure["layout"]["xaxis"]["range"]) == [-4.5, 2.5]
    titles = [one["text"] for one in figure["layout"]["annotations"]]
    assert titles == ["Total followers (day before the spike = 100)"]


@pytest.mark.parametrize(("align", "shaded"), [(Align.CALENDAR, 1), (Align.START, 0)])
def test_common_days_are_shaded_where_the_axis_has_dates(align, shaded):
    falling = [history(key, [10_000] * 9 + [9_800] * 9) for key in IDS[:5]]
    shapes = drawn(*falling, align=align)["layout"].get("shapes", ())
    assert [one["x0"] for one in shapes] == ["2025-11-28 12:00"] * shaded
