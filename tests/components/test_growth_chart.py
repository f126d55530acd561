from __future__ import annotations

from itertools import pairwise

import pytest

from components.growth_chart import (
    ChartInput,
    chart_summary,
    final_order,
    growth_figure,
    shown_in_colour,
)
from components.palette import context_color
from services.growth.summary import summarize
from services.screen import Scale, View
from tests.components.made import IDS, A, B, C, daily, history, names, styles


def given(*histories, view=View.TOTAL, scale=Scale.COUNT, chosen=(), **known) -> ChartInput:
    frame = daily(*histories)
    summary = summarize(frame)
    order = final_order(summary)
    ids = [one.creator_id for one in histories]
    colour = shown_in_colour(summary, order, chosen)
    return ChartInput(
        frame, order, names(ids, **known), styles(ids), colour, view, scale, base="light"
    )


def drawn(*histories, **more) -> dict:
    return growth_figure(given(*histories, **more)).to_dict()


def curves(figure: dict) -> dict[str, list]:
    return {f"{one['legendgroup']} {one['yaxis']}": list(one["y"]) for one in figure["data"]}


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
    assert curves(figure)[f"{C} y"] == [None, None]
    assert curves(figure)[f"{C} y2"] == [1, 2]


def test_a_day_without_data_is_a_gap_and_falling_and_negative_numbers_are_drawn():
    figure = drawn(
        history(A, [1000, 900, None, 950], [5, -100, None, 50]), history(B, [1, 2]), view=View.BOTH
    )
    assert curves(figure)[f"{A} y"] == [1000, 900, None, 950]
    assert curves(figure)[f"{A} y2"] == [5, -100, None, 50]
    assert list(figure["data"][0]["x"]) == ["2025-12-04", "2025-12-05", "2025-12-06", "2025-12-07"]


def test_a_series_that_is_missing_is_empty_and_never_zero():
    figure = drawn(history(A, [10, 20]), history(B, [30, 40], [1, 2]), view=View.BOTH)
    assert curves(figure)[f"{A} y2"] == [None, None]


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
    assert curves(figure)[f"{A} y"] == totals
    assert curves(figure)[f"{A} y2"] == news


def test_a_log_axis_has_its_range_and_its_names_in_powers_of_ten():
    figure = drawn(history(A, [10, 100]), history(B, [10, 1000]), scale=Scale.LOG)
    assert figure["layout"]["yaxis"]["type"] == "log"
    assert list(figure["layout"]["yaxis"]["range"]) == pytest.approx([0.9, 3.1])
    assert [label["y"] for label in end_names(figure)] == pytest.approx([2, 3])


def test_what_a_logarithm_cannot_show_is_a_gap():
    figure = drawn(history(A, [0, 0]), history(B, [0, 10]), scale=Scale.LOG)
    assert curves(figure) == {f"{B} y": [None, 10], f"{A} y": [None, None]}
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
