"""A page of small charts."""

from __future__ import annotations

import pytest

from components.chart.each import MOST_PANELS
from components.chart.lettering import width_of
from components.chart.multiples import TALL, WIDE, multiples_figure
from components.chart.palette import muted_color, text_color
from components.chart.picture import Caption, Look
from services.growth.lineup import Align, Scale
from tests.components.chart.made import notes, picture
from tests.components.made import A, B, C, history

SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])
CAPTION = Caption("Each creator · 30 days", "Pugongying, data up to 2025-12-07", "DEMO DATA")


def grown(count: int):
    return [history(f"{n:024x}", [10_000, 10_000 + 10 * n, 10_000 + 20 * n]) for n in range(count)]


def page(*histories, number=1, look=WIDE, align=Align.CALENDAR, **more) -> dict:
    given = picture(*histories, scale=Scale.PERCENT, align=align, caption=CAPTION, **more)
    return multiples_figure(given, number, look).to_dict()


def curves(figure: dict) -> list[dict]:
    """The creators' own lines."""
    return [one for one in figure["data"] if one.get("mode") == "lines" and "text" in one]


def dotted(figure: dict) -> list[dict]:
    return [one for one in figure["data"] if one["name"] == "median"]


def titles(figure: dict) -> list[str]:
    return [text.split("</span> ")[1] for text in notes(figure) if "●" in text]


@pytest.mark.parametrize(
    ("count", "number", "shown"),
    [(1, 1, 1), (12, 1, 12), (13, 1, 12), (13, 2, 1), (250, 21, 10)],
)
def test_a_page_has_at_most_twelve_in_the_given_order(count, number, shown):
    drawn = page(*grown(count), number=number)
    first = (number - 1) * MOST_PANELS
    assert [one["name"] for one in curves(drawn)] == [
        f"{n:024x}" for n in range(first, first + shown)
    ]
    assert len(titles(drawn)) == shown


def test_a_title_has_name_and_value_and_the_colour_of_its_curve():
    drawn = page(history(A, [1000, 1020]), history(B, [1000, 990]))
    assert titles(drawn) == ["Name 01 <b>+2.0%</b>", "Name 02 <b>−1.0%</b>"]
    marks = [text.split('"')[1] for text in notes(drawn) if "●" in text]
    assert marks == [f"color:{one['line']['color']}" for one in curves(drawn)]


def test_against_each_stands_the_median_of_the_others():
    drawn = page(*grown(4))
    assert [round(one["y"][-1], 2) for one in dotted(drawn)] == [0.4, 0.4, 0.2, 0.2]
    assert {one["line"]["dash"] for one in dotted(drawn)} == {"dot"}
    assert {one["line"]["dash"] for one in curves(drawn)} == {"solid"}
    assert "median of the others" in notes(drawn)


def test_who_lacks_days_moves_nobodys_median():
    ids = [f"{n:024x}" for n in range(4)]
    drawn = page(*grown(4), uneven=[ids[3]])
    assert [round(one["y"][-1], 2) for one in dotted(drawn)] == [0.3, 0.2, 0.1, 0.2]


def test_of_two_the_other_one_is_named_so_and_alone_there_is_none():
    assert "the other creator" in notes(page(*grown(2)))
    assert dotted(page(*grown(1))) == []


def test_all_panels_of_all_pages_share_one_range_and_one_far_away_is_cut_and_marked():
    calm = [history(f"{n:024x}", [10_000 + n + 5 * day for day in range(30)]) for n in range(40)]
    far = history(f"{40:024x}", [10_000 + 900 * day for day in range(30)])
    first, last = (page(*calm, far, number=number) for number in (1, 4))
    ranges = {
        tuple(axis["range"])
        for one in (first, last)
        for name, axis in one["layout"].items()
        if name.startswith("yaxis")
    }
    ((low, high),) = ranges
    assert low <= 0 < high < 10
    assert "beyond the scale" in notes(last)
    assert "beyond the scale" not in notes(first)
    assert 0.9 * high < max(curves(last)[-1]["y"]) <= high, "at the edge, with room for its sign"
    assert "+261.00%" in curves(last)[-1]["text"], "the pointer tells the true value"


def test_every_panel_tells_its_day_and_both_values():
    drawn = page(SPIKED, history(C, [500] * 7), history(B, [500, 500, 500, 500, 500, 500, 505]))
    told = curves(drawn)[0]
    assert (told["text"][-1], told["customdata"][-1]) == ("+10.20%", "+0.50%")
    assert told["meta"] == "Name 01"
    answering = [one for one in drawn["data"] if one.get("hoverinfo") != "skip"]
    assert answering == curves(drawn)


def test_a_day_to_look_at_is_ringed_and_named_in_the_legend():
    drawn = page(SPIKED, history(B, [500] * 7))
    (rings,) = [one for one in drawn["data"] if one.get("mode") == "markers"]
    assert list(rings["x"]) == ["2025-12-05"]
    assert "needs a look" in notes(drawn)


def test_a_common_day_is_a_line_in_every_panel_and_in_the_legend():
    drawn = page(*[history(f"{n:024x}", [10_000] * 9 + [9_800] * 9) for n in range(6)])
    lines = [one for one in drawn["layout"]["shapes"] if one.get("x0") == "2025-11-29"]
    assert len(lines) == 6
    assert notes(drawn).count("common day") == 1


def test_a_gap_stays_a_gap():
    drawn = page(history(A, [1000, None, 1020]), history(B, [1000, 1000, 1000]))
    assert list(curves(drawn)[0]["y"]) == [0, None, 2]


@pytest.mark.parametrize(("look", "columns"), [(WIDE, 4), (TALL, 2), (Look(490, 1286, 24, 4), 4)])
def test_the_columns_go_by_the_width_and_nothing_is_wider_than_its_panel(look, columns):
    called = {f"{n:024x}": "一只在杭州慢慢散步的小猫咪和它的朋友们" for n in range(0, 12, 2)}
    called |= {f"{n:024x}": f"A very long name indeed, number {n}" for n in range(1, 12, 2)}
    drawn = page(*grown(12), look=look, **called)
    layout = drawn["layout"]
    assert len([name for name in layout if name.startswith("xaxis")]) == columns
    assert len([name for name in layout if name.startswith("yaxis")]) == 12 // columns
    left, right = layout["xaxis"]["domain"]
    margins = layout["margin"]["l"] + layout["margin"]["r"]
    room = (right - left) * (look.width - margins)
    for title in titles(drawn):
        plain = title.replace("<b>", "").replace("</b>", "")
        assert width_of(f"● {plain}", look.type) <= room
    assert len(set(titles(drawn))) == 12, "what tells two names apart is kept"


def test_rows_that_are_not_needed_make_it_less_high():
    assert page(*grown(12))["layout"]["height"] == pytest.approx(WIDE.height, abs=1)
    assert page(*grown(4))["layout"]["height"] < WIDE.height / 2


@pytest.mark.parametrize(
    ("align", "first", "last"),
    [(Align.CALENDAR, "Dec 5", "Dec 7, 2025"), (Align.START, "Day 0", "Day 2")],
)
def test_the_lowest_panel_of_each_column_has_the_first_and_the_last_day(align, first, last):
    texts = notes(page(*grown(7), align=align))
    assert (texts.count(first), texts.count(last)) == (4, 4)


@pytest.mark.parametrize("base", ["light", "dark"])
def test_it_says_what_it_is_in_the_colours_of_the_theme(base):
    drawn = page(*grown(3), base=base)
    assert {"<b>Each creator · 30 days</b>", CAPTION.source, "DEMO DATA"} <= set(notes(drawn))
    inks = {one["font"]["color"] for one in drawn["layout"]["annotations"]}
    assert inks == {text_color(base), muted_color(base)}
    assert all(axis["fixedrange"] for name, axis in drawn["layout"].items() if "axis" in name)


def test_names_are_text():
    drawn = page(history(A, [1, 2]), history(B, [1, 2]), **{A: "<b>x</b>"})
    assert titles(drawn)[0].startswith("&lt;b&gt;x")
    assert curves(drawn)[0]["meta"].startswith("&lt;b&gt;x")
