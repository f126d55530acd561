"""The picture of prices and growth."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from components.chart.lettering import width_of
from components.chart.palette import colours, context_color, growth_color, text_color
from components.chart.picture import Caption, Look
from components.chart.price_area import diameter
from components.chart.prices import Point, Priced
from components.chart.scatter import LARGE, SMALL, scatter_figure
from components.wording.i18n import speaking
from services.growth.ranking import PriceBy
from services.growth.verdict import Growth
from tests.components.chart.made import notes
from tests.components.made import IDS, names

CAPTION = Caption("Price and growth rate · 30 days", "Pugongying, data up to 2025-12-07", "DEMO")


def point(at: int, **more) -> Point:
    given = {
        "price": 1000.0 + at,
        "rate": 2.0 * (at + 1),
        "growth_rate": 0.001 * at,
        "growth": Growth.STEADY,
        "followers": 10_000 * (at + 1),
    }
    return Point(IDS[at], **{**given, **more})


def priced(*points: Point, **more) -> Priced:
    called = names(IDS)
    whole = Priced(points, (), PriceBy.THOUSAND, 30, "Video", called, "light", frozenset(), CAPTION)
    return replace(whole, **more)


def drawn(*points: Point, look=LARGE, **more) -> dict:
    return scatter_figure(priced(*points, **more), look).to_dict()


def of(figure: dict, at: int) -> dict:
    """What the one trace has for a creator."""
    (trace,) = figure["data"]
    place = list(trace["ids"]).index(IDS[at])
    marker = {key: trace["marker"][key][place] for key in ("size", "color", "symbol")}
    keys = ("x", "y", "text", "textposition", "hovertext")
    return {key: trace[key][place] for key in keys} | marker


def test_a_point_stands_at_its_price_and_growth():
    figure = drawn(point(0), point(9, growth_rate=0.021))
    assert (of(figure, 9)["x"], of(figure, 9)["y"]) == (20, 2.1)
    axis = figure["layout"]["xaxis"]
    assert axis["type"] == "log"
    low, high = axis["range"]
    assert low < math.log10(2) < math.log10(20) < high


def test_every_tick_says_its_unit():
    layout = drawn(*(point(at) for at in range(10)))["layout"]
    assert list(layout["xaxis"]["ticktext"]) == [
        f"¥{tick:g}" for tick in layout["xaxis"]["tickvals"]
    ]
    assert all(text.endswith("%") for text in layout["yaxis"]["ticktext"])
    assert "Growth rate" in notes(drawn(point(1)))
    assert "Price per 1 k followers (Video)" in notes(drawn(point(1)))
    assert "Price per follower gained" in notes(drawn(point(1), by=PriceBy.GAINED, kind=""))


def test_the_more_followers_the_larger_and_a_legend_says_how_large():
    sizes = [diameter(followers) for followers in (1_000, 50_000, 500_000, 5_000_000)]
    assert sizes == sorted(set(sizes))
    figure = drawn(point(0, followers=8_000), point(1, followers=900_000))
    assert of(figure, 0)["size"] < of(figure, 1)["size"]
    circles = {one["x1"] - one["x0"] for one in figure["layout"]["shapes"] if "x1" in one}
    for size, text in ((100_000, "100K followers"), (1_000_000, "1M followers")):
        assert text in notes(figure)
        assert any(wide == pytest.approx(diameter(size)) for wide in circles)
    assert list(figure["data"][0]["ids"]) == [IDS[1], IDS[0]], "small ones lie on top"


@pytest.mark.parametrize("base", ["light", "dark"])
def test_colours_go_by_how_they_grew_and_each_is_named(base):
    every = [point(at, growth=growth) for at, growth in enumerate(Growth)]
    figure = drawn(*every, base=base)
    assert [of(figure, at)["color"] for at in range(len(Growth))] == [
        growth_color(growth, base) for growth in Growth
    ]
    said = {"Steady", "Uneven", "By bursts", "Flat", "Falling", "Too little data"}
    assert said <= set(notes(figure))
    assert not {"One burst", "Bursts"} & set(notes(figure)), "they share a colour"
    assert figure["data"][0]["textfont"]["color"] == text_color(base)


def test_only_what_is_there_is_in_the_legend():
    assert "Falling" not in notes(drawn(point(0)))
    assert "By bursts" in notes(drawn(point(0, growth=Growth.ONE_BURST)))


@pytest.mark.parametrize("base", ["light", "dark"])
def test_words_about_growth_have_colours_of_their_own(base):
    found = {growth: growth_color(growth, base) for growth in Growth}
    assert found[Growth.ONE_BURST] == found[Growth.BURSTS]
    assert len(set(found.values())) == len(Growth) - 1
    assert found[Growth.TOO_LITTLE] == context_color(base)
    assert set(found.values()) <= {*colours(base), context_color(base)}


def test_a_name_stands_only_where_it_has_room_and_the_first_have_it():
    crowd = [point(at, rate=10 + at / 100, growth_rate=0.01) for at in range(28)]
    corners = point(28, rate=1, growth_rate=-0.02), point(29, rate=900, growth_rate=0.02)
    figure = drawn(*crowd, *corners)
    named = [at for at in range(28) if of(figure, at)["text"]]
    assert 1 <= len(named) < 8
    assert 27 not in named
    figure = drawn(*crowd, *corners, first=frozenset({IDS[27]}))
    assert of(figure, 27)["text"] == "Name 28"
    apart = [point(at, rate=2.0**at, growth_rate=at / 100) for at in range(8)]
    assert all(of(drawn(*apart), at)["text"] for at in range(8))


def test_the_pointer_tells_price_growth_and_size():
    told = of(drawn(point(2, growth_rate=0.0213, price=20_000)), 2)["hovertext"]
    assert told.split("<br>") == [
        "<b>Name 03</b>",
        "+2.13% · Steady",
        "¥20,000 (Video) · ¥6.00 per 1 k followers",
        "30,000 followers",
    ]


def test_who_lacks_days_says_so_and_is_in_no_median():
    whole = [point(at) for at in range(5)]
    late = point(5, rate=900, growth_rate=0.3, covered=20)
    figure = drawn(*whole, late)
    assert of(figure, 5)["text"] == "Name 06 (20 of 30 days)"
    assert "20 of 30 days" in of(figure, 5)["hovertext"]
    lines = [one for one in figure["layout"]["shapes"] if "xsizemode" not in one]
    assert [(one.get("x0"), one.get("y0")) for one in lines] == [(6, 0), (0, 0.2)]
    assert "median of the list" in notes(figure)
    assert "median of the list" not in notes(drawn(*whole[:4], late))


def test_one_far_away_does_not_flatten_the_others_and_points_outward():
    many = [point(at, growth_rate=0.01 + at / 1e4) for at in range(29)]
    figure = drawn(*many, point(29, growth_rate=4.0))
    assert figure["layout"]["yaxis"]["range"][1] < 10
    assert of(figure, 29)["symbol"] == "triangle-up"
    assert "+400.00%" in of(figure, 29)["hovertext"]


@pytest.mark.parametrize("look", [LARGE, SMALL, Look(490, 1286, 22, 4)])
def test_every_point_and_word_is_inside(look):
    figure = drawn(*(point(at) for at in range(12)), look=look)
    layout, (trace,) = figure["layout"], figure["data"]
    margin = layout["margin"]
    for axis, values, pixels in (
        ("xaxis", [math.log10(x) for x in trace["x"]], look.width - margin["l"] - margin["r"]),
        ("yaxis", trace["y"], layout["height"] - margin["t"] - margin["b"]),
    ):
        low, high = layout[axis]["range"]
        for value, size in zip(values, trace["marker"]["size"], strict=True):
            at = (value - low) / (high - low) * pixels
            assert size / 2 - 0.6 <= at <= pixels - size / 2 + 0.6
        assert layout[axis]["fixedrange"]
    for one in layout["annotations"]:
        if one["xanchor"] == "left":
            wide = max(width_of(line, one["font"]["size"]) for line in one["text"].split("<br>"))
            assert wide - 42 <= look.width, one["text"]  # less the marks for bold


def test_it_says_what_it_is():
    assert {f"<b>{CAPTION.title}</b>", CAPTION.source, CAPTION.demo} <= set(notes(drawn(point(0))))


def test_names_are_text():
    called = {**names(IDS), IDS[0]: "<b>x</b>"}
    found = of(drawn(point(0), names=called, kind="<i>"), 0)
    assert found["text"] == "&lt;b&gt;x&lt;/b&gt;"
    assert "&lt;i&gt;" in found["hovertext"]
    assert "<b>&lt;b&gt;x" in found["hovertext"]


def test_brackets_around_what_is_told_of_a_point_are_chinese_in_chinese():
    with speaking("zh"):
        told = of(drawn(point(0, covered=20), kind="视频笔记"), 0)
    assert "（20/30 天）" in told["text"]
    assert "¥1,000（视频笔记）" in told["hovertext"]
    assert not set("()") & set(told["text"] + told["hovertext"])
