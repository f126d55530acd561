"""Native line charts, which stay editable with their data."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Inches, Pt

from services.exports.picture import Line, Picture
from services.exports.powerpoint_deck import Deck, Place, rgb
from services.exports.powerpoint_text import room
from services.text import shortened

_DASHES = {
    "solid": MSO_LINE.SOLID,
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
    "longdashdot": MSO_LINE.LONG_DASH_DOT,
}
_TYPE = 10  # points, of every text in a chart
_LEGEND = 3.0  # inches of a chart's width
_KEY = 0.55  # inches of the legend that its lines take


def add_chart(
    deck: Deck, slide: Slide, picture: Picture, place: Place, *, legend: bool = True
) -> Chart:
    """Draw `picture` at `place` (inches); the legend names the lines in colour."""
    left, top = Inches(place.left), Inches(place.top)
    size = Inches(place.width), Inches(place.height)
    data = _data(picture, room(_LEGEND - _KEY, _TYPE))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, left, top, *size, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", picture.title)
    chart = frame.chart
    chart.has_title = False
    deck.face(chart.font, _TYPE, deck.report.look.muted)
    for series, line in zip(chart.plots[0].series, picture.lines, strict=True):
        _draw(series, line)
    _axes(deck, chart, picture)
    chart.has_legend = legend
    if legend:
        _legend(deck, chart, picture, _LEGEND / place.width)
    return chart


class _Data(CategoryChartData):  # type: ignore[misc] # its library has no types
    """Chart data whose workbook takes texts as texts: the library's makes formulas and links."""

    @property
    def xlsx_blob(self) -> bytes:
        target = BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        sheet = book.add_worksheet("Sheet1")  # the name that the chart refers to
        days = book.add_format({"num_format": self.categories.number_format})
        values = book.add_format({"num_format": self.number_format.replace("&amp;", "&")})
        for row, category in enumerate(self.categories, start=1):
            if self.categories.are_dates:
                sheet.write_datetime(row, 0, category.label, days)
            else:
                sheet.write_number(row, 0, category.label, days)
        for column, series in enumerate(self, start=1):
            sheet.write_string(0, column, series.name)
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, values)
        sheet.set_column(0, len(self), 12)
        book.close()
        return target.getvalue()


def _data(picture: Picture, cells: int) -> CategoryChartData:
    data = _Data(number_format=escape(picture.number_format))
    data.categories = picture.days
    for line in picture.lines:
        # PowerPoint leaves out the last entries of a legend that wraps beyond its room.
        data.add_series(shortened(line.name, cells), line.values)
    return data


def _draw(series: LineSeries, line: Line) -> None:
    series.smooth = False
    pen = series.format.line
    pen.color.rgb = rgb(line.color)
    pen.width = Pt(0.75 if line.context else 2.0)
    pen.dash_style = _DASHES.get(line.dash, MSO_LINE.SOLID)
    if line.has_lone_points:
        marker = series.marker
        marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 5
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(line.color)
        marker.format.line.color.rgb = rgb(line.color)


def _axes(deck: Deck, chart: Chart, picture: Picture) -> None:
    look = deck.report.look
    days, values = chart.category_axis, chart.value_axis
    for axis, number_format in ((days, picture.day_format), (values, picture.number_format)):
        labels = axis.tick_labels
        labels.number_format, labels.number_format_is_linked = number_format, False
        deck.face(labels.font, _TYPE, look.muted)
        axis.format.line.color.rgb = rgb(look.grid)
    days.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _label_every(days, picture)
    values.minimum_scale, values.maximum_scale, values.major_unit = picture.axis()
    values.major_gridlines.format.line.color.rgb = rgb(look.grid)
    values.major_gridlines.format.line.width = Pt(0.75)
    if picture.logarithmic:
        base = OxmlElement("c:logBase")
        base.set("val", "10")
        values._element.find(qn("c:scaling")).insert(0, base)


def _label_every(days: Any, picture: Picture) -> None:  # noqa: ANN401 - either kind of axis
    """Every day labelled would stand on end; the library has no word for a step of days."""
    steps = {"c:tickLblSkip": picture.day_step, "c:tickMarkSkip": picture.day_step}
    if not picture.offsets:
        steps = {"c:majorUnit": picture.day_step}
    element = days._element
    last = element.find(qn("c:noMultiLvlLbl" if picture.offsets else "c:baseTimeUnit"))
    for name, value in steps.items():
        child = OxmlElement(name)
        child.set("val", str(value))
        if picture.offsets:
            last.addprevious(child)
        else:
            last.addnext(child)


def _legend(deck: Deck, chart: Chart, picture: Picture, share: float) -> None:
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
    deck.face(legend.font, _TYPE, deck.report.look.text)
    element = legend._element
    position = element.find(qn("c:legendPos"))
    for at, line in reversed(list(enumerate(picture.lines))):
        if line.context:
            entry = OxmlElement("c:legendEntry")
            for name, value in (("c:idx", str(at)), ("c:delete", "1")):
                child = OxmlElement(name)
                child.set("val", value)
                entry.append(child)
            position.addnext(entry)
