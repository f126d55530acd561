"""Native line charts over the sheets that hold their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.exports.excel_book import Book, Sheet
from services.exports.excel_sheets import facts_block
from services.exports.picture import Line, Picture

_DASHES = {
    "solid": "solid",
    "dash": "dash",
    "dot": "round_dot",
    "dashdot": "dash_dot",
    "longdash": "long_dash",
    "longdashdot": "long_dash_dot",
}
_WIDTH, _HEIGHT, _ROWS = 1180, 560, 31  # pixels, and the rows that a chart and its title take
# Shares of the chart. Left to itself, a legend with long names takes half of it.
_PLOT = {"x": 0.07, "y": 0.04, "width": 0.67, "height": 0.86}
_LEGEND = {"x": 0.76, "y": 0.04, "width": 0.23}
_ENTRY = 0.045


def charts_sheet(book: Book, sheet: Sheet, drawn: Sequence[tuple[Picture, Sheet]]) -> None:
    """Fill `sheet` with the title, the facts, and a chart for each picture and its values' sheet.

    What the chart shows stands in a cell above it: a title in the chart that begins with `=` would
    be taken for a formula.
    """
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 1)
    facts_block(book, sheet)
    row = len(book.report.facts) + 2
    for picture, values in drawn:
        book.text(sheet, row, 0, picture.title, book.bold)
        sheet.insert_chart(
            row + 1,
            0,
            _chart(book, picture, values.get_name()),
            {"description": picture.title, "object_position": 3},
        )
        row += _ROWS


def _chart(book: Book, picture: Picture, sheet_name: str) -> Any:  # noqa: ANN401
    chart, look = book.workbook.add_chart({"type": "line"}), book.report.look
    last = len(picture.days)
    for column, line in enumerate(picture.lines, start=1):
        chart.add_series(
            {
                # By reference: a name that begins with = would be taken for a formula.
                "name": [sheet_name, 0, column],
                "categories": [sheet_name, 1, 0, last, 0],
                "values": [sheet_name, 1, column, last, column],
                **_style(line),
            }
        )
    low, high, step = picture.axis()
    font = {"color": look.muted, "size": 9}
    days: dict[str, Any] = {"num_format": picture.day_format, "num_font": font}
    days |= {"label_position": "low", "line": {"color": look.grid}}
    if picture.offsets:
        days |= {"interval_unit": picture.day_step, "interval_tick": picture.day_step}
    else:
        days |= {"date_axis": True, "major_unit": picture.day_step, "major_unit_type": "days"}
    chart.set_x_axis(days)
    value_axis = {"min": low, "max": high, "num_format": picture.number_format, "num_font": font}
    scale = {"major_unit": step} if step else {"log_base": 10}
    grid = {"visible": True, "line": {"color": look.grid, "width": 0.75}}
    chart.set_y_axis(value_axis | scale | {"major_gridlines": grid, "line": {"none": True}})
    grey = [at for at, line in enumerate(picture.lines) if line.context]
    height = min(0.9, _ENTRY * (len(picture.lines) - len(grey)))
    legend = {"position": "right", "delete_series": grey, "font": {"size": 9}}
    chart.set_legend(legend | {"layout": _LEGEND | {"height": height}})
    chart.set_plotarea({"layout": _PLOT})
    chart.show_blanks_as("gap")
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def _style(line: Line) -> dict[str, Any]:
    width = 1.0 if line.context else 2.0
    drawn = {"color": line.color, "width": width, "dash_type": _DASHES.get(line.dash, "solid")}
    marker: dict[str, Any] = {"type": "none"}
    if line.has_lone_points:
        color = {"color": line.color}
        marker = {"type": "circle", "size": 4, "fill": color, "border": color}
    return {"line": drawn, "marker": marker}
