"""Native line charts, which stay editable with their data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from services.exports.picture import Line, Picture
from services.exports.powerpoint_deck import LABEL, Deck, Place, Shapes, rgb

_DASHES = {
    "solid": MSO_LINE.SOLID,
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
    "longdashdot": MSO_LINE.LONG_DASH_DOT,
}
_RING = 9  # points across
SHADE, MIDDLE = 34, 22
"""How dense (percent) the grey of common days and of the middle half is."""


def add_chart(deck: Deck, shapes: Shapes, picture: Picture, place: Place, plot: Place) -> Chart:
    """Draw `picture` at `place`, its axes round `plot` (inches); its lines come first.

    Behind them, in the same workbook, stand what the picture has of the middle half, the median
    and the common days.
    """
    left, top = Inches(place.left), Inches(place.top)
    size = Inches(place.width), Inches(place.height)
    frame = shapes.add_chart(XL_CHART_TYPE.LINE, left, top, *size, _data(picture))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", picture.title)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    deck.face(chart.font, LABEL, deck.report.look.muted)
    series = list(chart.plots[0].series)
    for one, line in zip(series, picture.lines, strict=False):
        _draw(one, line, deck.report.look.page)
    _axes(deck, chart, picture)
    _add_others(deck, chart, picture)
    _set_plot(chart, place, plot)
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


def _data(picture: Picture) -> CategoryChartData:
    data = _Data(number_format=escape(picture.number_format))
    data.categories = picture.days
    for line in picture.lines:
        data.add_series(line.name, line.values)
    if picture.middle is not None:
        data.add_series(picture.word("dots"), picture.middle.middle)
        data.add_series(picture.word("area"), picture.middle.low)
        data.add_series(picture.word("area"), picture.middle.width)
    if picture.common:
        for end in _ends(picture):
            days = [end if at in picture.common else None for at in range(len(picture.days))]
            data.add_series(picture.word("day"), days)
    return data


def _ends(picture: Picture) -> list[float]:
    """Return to where the bars of common days reach from where the axes cross, to cover all."""
    low, high, _step = picture.axis()
    if low < 0 < high:
        return [low, high]
    return [low if high <= 0 else high]


def _draw(series: LineSeries, line: Line, page: str) -> None:
    series.smooth = False
    pen = series.format.line
    pen.color.rgb = rgb(line.color)
    pen.width = Pt(0.75 if line.context else 2.25)
    pen.dash_style = _DASHES.get(line.dash, MSO_LINE.SOLID)
    if line.has_lone_points:
        marker = series.marker
        marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 5
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(line.color)
        marker.format.line.color.rgb = rgb(line.color)
    else:
        series.marker.style = XL_MARKER_STYLE.NONE
    for at in line.marked:
        if line.values[at] is not None:
            ring = series.points[at].marker
            ring.style, ring.size = XL_MARKER_STYLE.CIRCLE, _RING
            ring.format.fill.solid()
            ring.format.fill.fore_color.rgb = rgb(page)
            ring.format.line.color.rgb, ring.format.line.width = rgb(line.color), Pt(1.75)


def _add_others(deck: Deck, chart: Chart, picture: Picture) -> None:
    """Draw the median, the middle half and common days, these as bars a day wide."""
    series = list(chart.plots[0].series)[len(picture.lines) :]
    look = deck.report.look
    if picture.middle is not None:
        median, *area = series[:3]
        series = series[3:]
        median.smooth, median.marker.style = False, XL_MARKER_STYLE.NONE
        median.format.line.color.rgb, median.format.line.width = rgb(look.muted), Pt(1.75)
        median.format.line.dash_style = MSO_LINE.ROUND_DOT
        _move(chart, area, _AREAS, ["<a:noFill/>", _grey(look.muted, MIDDLE)])
    if series:
        _move(chart, series, _BARS, [_grey(look.muted, SHADE)] * len(series))


_AREAS = '<c:areaChart {}><c:grouping val="stacked"/><c:varyColors val="0"/></c:areaChart>', ""
_BARS = (
    '<c:barChart {}><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
    "</c:barChart>",
    '<c:gapWidth {} val="0"/><c:overlap {} val="100"/>',
)


def _grey(color: str, percent: int) -> str:
    shade = f'<a:srgbClr val="{color[1:]}"><a:alpha val="{percent}000"/></a:srgbClr>'
    return f"<a:solidFill>{shade}</a:solidFill>"


def _move(
    chart: Chart, series: Sequence[LineSeries], kind: tuple[str, str], fills: Sequence[str]
) -> None:
    """Turn lines into a chart of another kind on the same axes, behind all lines."""
    lines, namespace = chart.plots[-1]._element, nsdecls("c")
    plot = parse_xml(kind[0].format(namespace))
    for one, fill in zip(series, fills, strict=True):
        element = one._element
        for name in ("c:marker", "c:smooth", "c:spPr"):
            for old in element.findall(qn(name)):
                element.remove(old)
        inside = f"{fill}<a:ln><a:noFill/></a:ln>"
        painted = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{inside}</c:spPr>")
        element.find(qn("c:tx")).addnext(painted)
        if kind is _BARS:  # or PowerPoint paints those below zero white
            painted.addnext(parse_xml(f'<c:invertIfNegative {namespace} val="0"/>'))
        plot.append(element)
    for more in re.findall("<.*?>", kind[1].format(namespace, namespace)):
        plot.append(parse_xml(more))
    for axis in lines.findall(qn("c:axId")):
        plot.append(parse_xml(f'<c:axId {namespace} val="{axis.get("val")}"/>'))
    lines.addprevious(plot)


def _set_plot(chart: Chart, place: Place, plot: Place) -> None:
    """Put the axes where `plot` says, so that what is written beside them meets them."""
    shares = {
        "x": (plot.left - place.left) / place.width,
        "y": (plot.top - place.top) / place.height,
        "w": plot.width / place.width,
        "h": plot.height / place.height,
    }
    values = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _axes(deck: Deck, chart: Chart, picture: Picture) -> None:
    look = deck.report.look
    days, values = chart.category_axis, chart.value_axis
    for axis, number_format in ((days, picture.day_format), (values, picture.number_format)):
        labels = axis.tick_labels
        labels.number_format, labels.number_format_is_linked = number_format, False
        deck.face(labels.font, LABEL, look.muted)
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
