from __future__ import annotations

import itertools
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from services.exports.powerpoint import to_pptx
from services.exports.report import Mark
from services.growth.daily import combine, daily_frame
from services.growth.lineup import Align, Scale
from services.text import cells
from tests.services.exports.made import (
    COLORS,
    NAUGHTY,
    charts,
    ids,
    line_series,
    made,
    presentation,
    shapes_of,
    workbook,
)

FIRST, SECOND = ids(2)


def charts_of(report, *, each=False):
    return charts(presentation(to_pptx(report, ids(60) if each else ())))


def days_of(chart):
    """The categories, as the frame has them."""
    (numbers, *_) = chart._chartSpace.iter(qn("c:cat"))
    found = [float(v.text) for v in numbers.iter(qn("c:v"))]
    if not chart.plots[0].categories or chart._chartSpace.find(f".//{qn('c:dateAx')}") is None:
        return [int(value) for value in found]
    return [f"{pd.Timestamp('1899-12-30') + pd.Timedelta(days=value):%Y-%m-%d}" for value in found]


def points(chart):
    """Everything that a chart draws: series by position, day, value."""
    days = days_of(chart)
    return {
        (at, day): value
        for at, series in enumerate(line_series(chart))
        for day, value in zip(days, series.values, strict=True)
        if value is not None
    }


def drawn_order(report):
    """The ids in the order of the series: those in grey first, then as in the table."""
    (chart, *_) = report.charts or [None]
    order = [key for key in report.table["creator_id"] if chart and key in chart.drawn]
    coloured = [key for key in order if key not in chart.context][:20]
    return [*(key for key in order if key not in coloured), *coloured]


def expected(report, order):
    values = report.charts[0].values
    return {
        (order.index(key), day): float(value)
        for key, day, value in zip(
            values["creator_id"], values["day"], values["value"], strict=True
        )
        if pd.notna(value) and key in order
    }


@pytest.mark.parametrize("count", [2, 20, 60])
@pytest.mark.parametrize(
    ("scale", "align"),
    [
        (Scale.COUNT, Align.CALENDAR),
        (Scale.INDEX, Align.START),
        (Scale.LOG, Align.CALENDAR),
        (Scale.PERCENT, Align.PEAK),
    ],
)
def test_every_value_is_that_of_the_frame(count, scale, align):
    report = made(count, names=NAUGHTY, scale=scale, align=align)
    found = charts_of(report)
    order = drawn_order(report)
    if not order:
        assert not found
        return
    (chart,) = found
    assert points(chart) == expected(report, order)


def test_the_embedded_workbook_holds_the_same_and_no_formula():
    report = made(20, names=NAUGHTY, scale=Scale.INDEX)
    (chart,) = charts_of(report)
    content = chart.part.chart_workbook.xlsx_part.blob
    sheet = workbook(content)["Sheet1"]
    found = {
        (column - 2, f"{row[0].value:%Y-%m-%d}"): cell.value
        for row in sheet.iter_rows(min_row=2)
        for column, cell in enumerate(row[1:], start=2)
        if cell.value is not None
    }
    assert found == pytest.approx(expected(report, drawn_order(report)), rel=1e-15)
    names = [cell.value for cell in sheet[1][1:]]
    assert names == [series.name for series in line_series(chart)]
    assert all(c.data_type != "f" and c.hyperlink is None for row in sheet.iter_rows() for c in row)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "hyperlink" not in text


def test_names_and_values_stand_at_the_ends_of_the_lines_and_apart():
    report = made(20, names=[*NAUGHTY, "n" * 40], context=ids(20)[12:])
    slide = presentation(to_pptx(report)).slides[0]
    boxes = [one for one in shapes_of(slide) if one.has_text_frame]
    (chart,) = (one.chart for one in shapes_of(slide) if one.has_chart)
    assert not chart.has_legend
    ends = []
    for key in report.charts[0].drawn - report.charts[0].context:
        name, value = report.names[key], report.charts[0].ends[key]
        (box,) = [one for one in boxes if one.text_frame.text.endswith(f" {value}")]
        shown = box.text_frame.text.removesuffix(f" {value}")
        head, _, tail = shown.partition("…")
        assert cells(shown) <= 26
        assert shown == name if cells(name) <= 26 else name.startswith(head)
        assert name.endswith(tail)
        ends.append((box.top, box.height))
    ends.sort()
    steps = [two[0] - one[0] for one, two in itertools.pairwise(ends)]
    assert len(ends) > 8
    assert min(steps) >= ends[0][1] * 0.99


def test_rings_common_days_and_the_middle_half_are_part_of_the_chart():
    report = made(12)
    chart = report.charts[0]
    values = chart.values[chart.values["creator_id"] == ids(1)[0]]
    days = list(values["day"])
    middle = values.assign(
        low=values["value"] - 1, middle=values["value"], high=values["value"] + 1
    )
    marks = tuple(
        Mark(kind, word)
        for kind, word in (
            ("ring", "look"),
            ("dots", "median"),
            ("area", "half"),
            ("day", "common"),
        )
    )
    given = replace(
        chart,
        common=(days[3],),
        middle=middle,
        marks=marks,
        marked={ids(1)[0]: frozenset(days[5:6])},
    )
    slide = presentation(to_pptx(replace(report, charts=(given,)))).slides[0]
    (found,) = (one.chart for one in shapes_of(slide) if one.has_chart)
    kinds = {plot._element.tag.partition("}")[2]: list(plot.series) for plot in found.plots}
    low, width = (list(one.values) for one in kinds["areaChart"])
    assert low == pytest.approx(list(middle["low"]))
    assert width == pytest.approx([2.0] * len(low))
    assert [[v is not None for v in one.values].index(True) for one in kinds["barChart"]] == [3]
    median = kinds["lineChart"][-1]
    assert (median.name, list(median.values)) == ("median", pytest.approx(list(middle["middle"])))
    own = drawn_order(report).index(ids(1)[0])
    ringed = [point.find(qn("c:idx")).get("val") for point in _points_of(kinds["lineChart"][own])]
    assert ringed == ["5"]
    words = [one.text_frame.text for one in shapes_of(slide) if one.has_text_frame]
    assert all(mark.word in words for mark in marks)


def _points_of(series):
    return [
        one for one in series._element.iter(qn("c:dPt")) if one.find(qn("c:marker")) is not None
    ]


def test_what_the_screen_cuts_off_is_marked_at_the_edge():
    report = made(2, scale=Scale.COUNT)
    chart = report.charts[0]
    highest = float(chart.values["value"].max())
    low = float(chart.values["value"].min())
    cut = replace(report, charts=(replace(chart, span=(low, highest - (highest - low) / 2)),))
    slide = presentation(to_pptx(cut)).slides[0]
    (found,) = (one.chart for one in shapes_of(slide) if one.has_chart)
    beyond = sum(value > found.value_axis.maximum_scale for value in points(found).values())
    triangles = [
        one
        for one in shapes_of(slide)
        if one.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
        and one.auto_shape_type == MSO_SHAPE.ISOSCELES_TRIANGLE
    ]
    assert len(triangles) == beyond > 0


def test_new_followers_are_the_second_slide_where_they_are_on_screen():
    report = made(6, strip=True)
    deck = presentation(to_pptx(report))
    assert [slide.shapes.title.text for slide in deck.slides][:2] == [
        report.headline,
        "New followers",
    ]
    _, second = charts(deck)
    known = report.charts[1].values.dropna()
    assert len(points(second)) == len(known)


def test_colours_and_dashes_are_ours():
    report = made(20)
    (chart,) = charts_of(report)
    for key, series in zip(drawn_order(report), line_series(chart), strict=True):
        line = series.format.line
        assert f"#{line.color.rgb}".lower() == report.colours[key]
        dashed = ids(20).index(key) >= 10
        assert line.dash_style == (MSO_LINE.DASH if dashed else MSO_LINE.SOLID)
        assert not series.smooth


@pytest.mark.parametrize("context", [[], ids(60)[8:]])
def test_grey_lines_come_first_and_have_no_name(context):
    report = made(60, context=context)
    deck = presentation(to_pptx(report))
    (chart,) = charts(deck)
    colors = [f"#{series.format.line.color.rgb}".lower() for series in line_series(chart)]
    grey = colors.count("#9aa2af")
    assert colors[:grey] == ["#9aa2af"] * grey
    assert len(colors) - grey == (20 if not context else 8)
    words = [one.text_frame.text for one in shapes_of(deck.slides[0]) if one.has_text_frame]
    ended = [
        key
        for key in report.names
        if f"{report.names[key]} {report.charts[0].ends.get(key)}" in words
    ]
    assert len(ended) == len(colors) - grey


def test_who_the_screen_does_not_draw_is_not_drawn():
    report = made(60, undrawn=ids(60)[20:])
    (chart,) = charts_of(report)
    assert len(line_series(chart)) == len(report.charts[0].drawn) < 21


def gappy():
    totals = {date(2026, 11, day): 100 + day for day in (1, 2, 5, 9, 10, 21)}
    other = {date(2026, 11, day): 500 + day for day in (19, 20)}  # too few to shorten the window
    return made(
        2,
        scale=Scale.COUNT,
        daily=combine([daily_frame(FIRST, totals, {}), daily_frame(SECOND, other, {})]),
    )


def test_gaps_stay_gaps_also_where_nobody_has_data():
    report = gappy()
    (chart,) = charts_of(report)
    assert len(days_of(chart)) == 21
    assert points(chart) == expected(report, drawn_order(report))
    assert chart._chartSpace.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"


def test_a_lone_point_gets_a_marker():
    (chart,) = charts_of(gappy())
    symbols = [s._element.find(f".//{qn('c:symbol')}").get("val") for s in line_series(chart)]
    assert sorted(symbols) == ["circle", "none"]


@pytest.mark.parametrize("scale", [Scale.LOG, Scale.INDEX])
def test_the_axis_holds_every_value(scale):
    report = made(20, scale=scale)
    (chart,) = charts_of(report)
    axis, values = chart.value_axis, report.charts[0].values["value"].dropna()
    assert axis.minimum_scale <= values.min()
    assert values.max() <= axis.maximum_scale
    base = axis._element.find(f"{qn('c:scaling')}/{qn('c:logBase')}")
    assert (base is not None) is (scale is Scale.LOG)
    assert axis.tick_labels.number_format == report.charts[0].number_format


def test_a_format_with_marks_of_xml_survives():
    report = made(2, scale=Scale.PERCENT)
    (chart,) = charts_of(report)
    assert chart.value_axis.tick_labels.number_format == '+0.0"%";-0.0"%";0"%"'


@pytest.mark.parametrize("align", [Align.CALENDAR, Align.START])
def test_one_creator_has_its_own_curve_and_colour(align):
    report = made(12, align=align)
    _, *own = charts_of(report, each=True)
    known = [key for key in report.table["creator_id"] if key in drawn_order(report)]
    assert len(own) == len(known) == 11
    for key, chart in zip(known, own, strict=True):
        assert points(chart) == expected(report, [key])
        assert not chart.has_legend
        (series,) = line_series(chart)
        assert f"#{series.format.line.color.rgb}".lower() == COLORS[ids(12).index(key) % 10]


def test_who_is_not_on_screen_is_drawn_on_the_calendar():
    report = made(12, scale=Scale.PERCENT, align=Align.PEAK)
    _, *own = charts_of(report, each=True)
    lined_up = drawn_order(report)
    known = [key for key in report.table["creator_id"] if key in set(report.daily["creator_id"])]
    assert 0 < len(lined_up) < len(own) == len(known)
    totals = report.daily[report.daily["total_followers"].notna()]
    for key, chart in zip(known, own, strict=True):
        if key in lined_up:
            assert points(chart) == expected(report, [key])
        else:
            rows = totals[totals["creator_id"] == key]
            days = rows["day"].dt.strftime("%Y-%m-%d")
            assert points(chart) == {
                (0, d): n for d, n in zip(days, rows.total_followers, strict=True)
            }
