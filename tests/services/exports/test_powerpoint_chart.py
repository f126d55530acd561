from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn

from services.exports.powerpoint import to_pptx
from services.growth.daily import combine, daily_frame
from services.growth.lineup import Align, Scale
from services.text import cells
from tests.services.exports.made import COLORS, NAUGHTY, charts, ids, made, presentation, workbook

FIRST, SECOND = ids(2)


def charts_of(report, *, each=False):
    return charts(presentation(to_pptx(report, one_slide_each=each)))


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
        for at, series in enumerate(chart.plots[0].series)
        for day, value in zip(days, series.values, strict=True)
        if value is not None
    }


def drawn_order(report):
    """The ids in the order of the series: those in grey first, then as in the table."""
    known = set(report.chart.values["creator_id"])
    order = [key for key in report.table["creator_id"] if key in known]
    coloured = [key for key in order if key not in report.chart.context][:20]
    return [*(key for key in order if key not in coloured), *coloured]


def expected(report, order):
    values = report.chart.values
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
    assert names == [series.name for series in chart.plots[0].series]
    assert all(c.data_type != "f" and c.hyperlink is None for row in sheet.iter_rows() for c in row)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "hyperlink" not in text


def test_names_stand_in_the_legend_and_fit_it():
    report = made(20, names=[*NAUGHTY, "n" * 40])
    (chart,) = charts_of(report)
    for key, series in zip(drawn_order(report), chart.plots[0].series, strict=True):
        name = report.names[key]
        assert cells(series.name) <= 33
        if cells(name) <= 33:
            assert series.name == name
        else:
            head, tail = series.name.split("…")
            assert name.startswith(head)
            assert name.endswith(tail)


def test_colours_and_dashes_are_ours():
    report = made(20)
    (chart,) = charts_of(report)
    for key, series in zip(drawn_order(report), chart.plots[0].series, strict=True):
        line = series.format.line
        assert f"#{line.color.rgb}".lower() == report.colours[key]
        dashed = ids(20).index(key) >= 10
        assert line.dash_style == (MSO_LINE.DASH if dashed else MSO_LINE.SOLID)
        assert not series.smooth


@pytest.mark.parametrize("context", [[], ids(60)[8:]])
def test_what_is_grey_has_no_legend_entry(context):
    report = made(60, context=context)
    (chart,) = charts_of(report)
    colors = [f"#{series.format.line.color.rgb}".lower() for series in chart.plots[0].series]
    grey = colors.count("#9aa2af")
    assert colors[:grey] == ["#9aa2af"] * grey
    assert len(colors) - grey == (20 if not context else 8)
    entries = list(chart.legend._element.iter(qn("c:legendEntry")))
    assert [int(entry.find(qn("c:idx")).get("val")) for entry in entries] == list(range(grey))
    assert all(entry.find(qn("c:delete")).get("val") == "1" for entry in entries)
    tags = [child.tag for child in chart.legend._element][: grey + 2]
    assert tags == [qn("c:legendPos"), *[qn("c:legendEntry")] * grey, qn("c:layout")]


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
    symbols = [s._element.find(f".//{qn('c:symbol')}").get("val") for s in chart.plots[0].series]
    assert sorted(symbols) == ["circle", "none"]


@pytest.mark.parametrize("scale", [Scale.LOG, Scale.INDEX])
def test_the_axis_holds_every_value(scale):
    report = made(20, scale=scale)
    (chart,) = charts_of(report)
    axis, values = chart.value_axis, report.chart.values["value"].dropna()
    assert axis.minimum_scale <= values.min()
    assert values.max() <= axis.maximum_scale
    base = axis._element.find(f"{qn('c:scaling')}/{qn('c:logBase')}")
    assert (base is not None) is (scale is Scale.LOG)
    assert axis.tick_labels.number_format == report.chart.number_format


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
        (series,) = chart.plots[0].series
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
