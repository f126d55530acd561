"""Native line charts over the sheets that hold their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.exports.excel_book import Book, Sheet
from services.exports.excel_sheets import wrapped_row
from services.exports.excel_values import Values
from services.exports.picture import Line

_DASHES = {
    "solid": "solid",
    "dash": "dash",
    "dot": "round_dot",
    "dashdot": "dash_dot",
    "longdash": "long_dash",
    "longdashdot": "long_dash_dot",
}
_COLUMNS, _COLUMN = 17, 70  # columns that a chart is wide, and pixels of one
_HEIGHT, _ROWS = 540, 28  # pixels of a chart, and the rows that it stands over
# Shares of the chart. Left to itself, a legend with long names takes half of it.
_PLOT = {"x": 0.07, "y": 0.1, "width": 0.67, "height": 0.8}
_LEGEND = {"x": 0.76, "y": 0.1, "width": 0.23}
_ENTRY = 0.045
_SHADE = 20  # points at most
_AREA = {"solid": 72, "shade": 60}  # percent of transparency


def charts_sheet(book: Book, sheet: Sheet, drawn: Sequence[Values]) -> None:
    """Fill `sheet` with the title, and a chart for each panel on screen with its notes."""
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_column_pixels(0, _COLUMNS - 1, _COLUMN)
    row = wrapped_row(book, sheet, 0, book.report.headline, _COLUMNS, title=True)
    for values in drawn:
        chart = _Chart(book, values)
        sheet.insert_chart(row, 0, chart.made(), {"description": values.picture.title})
        row += _ROWS
        for note in values.picture.notes:
            row = wrapped_row(book, sheet, row, note, _COLUMNS)
        row += 1
        sheet.set_h_pagebreaks([*sheet.hbreaks, row])


@dataclass(frozen=True)
class _Chart:
    """A chart under construction: the lines over areas that stand behind them."""

    book: Book
    values: Values

    def made(self) -> Any:  # noqa: ANN401
        """Return the chart, whose parts refer to the cells of its sheet."""
        book, picture = self.book.workbook, self.values.picture
        lines = book.add_chart({"type": "line"})
        for line in picture.lines:
            lines.add_series(self._series(line.creator_id) | _style(line))
        self._add_marks(lines)
        first = lines
        if picture.middle is not None:
            first = book.add_chart({"type": "area", "subtype": "stacked"})
            first.add_series(self._series("low") | {"fill": {"none": True}})
            shade = {"color": self._look.muted, "transparency": _AREA["solid"]}
            first.add_series(self._series("width") | {"fill": shade})
            first.combine(lines)
        self._frame(first, hidden=2 if first is not lines else 0)
        return first

    @property
    def _look(self) -> Any:  # noqa: ANN401
        return self.book.report.look

    def _series(self, key: str) -> dict[str, Any]:
        name, column = self.values.sheet.get_name(), self.values.columns[key]
        last = len(self.values.picture.days)
        # By reference: a name that begins with = would be taken for a formula.
        return {
            "name": [name, 0, column],
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, column, last, column],
        }

    def _add_marks(self, lines: Any) -> None:  # noqa: ANN401
        """Add the median, the days that need a look, and the common days."""
        picture, look = self.values.picture, self._look
        if picture.middle is not None:
            dots = {"color": look.muted, "width": 1.5, "dash_type": "round_dot"}
            lines.add_series(self._series("middle") | {"line": dots})
        for line in picture.lines:
            if line.marked:
                ring = {"type": "circle", "size": 9, "fill": {"none": True}}
                ring |= {"border": {"color": line.color, "width": 1.75}}
                looks = {"line": {"none": True}, "marker": ring}
                lines.add_series(self._series(f"ring {line.creator_id}") | looks)
        if picture.common:
            low, high, _step = picture.axis()
            day = _PLOT["width"] * _COLUMNS * _COLUMN * 0.75 / len(picture.days)
            shade = {"color": look.muted, "width": min(day, _SHADE), "transparency": _AREA["shade"]}
            bars = {"type": "fixed", "value": high - low, "direction": "minus", "end_style": 0}
            hidden = {"line": {"none": True}, "marker": {"type": "none"}}
            lines.add_series(
                self._series("day") | hidden | {"y_error_bars": bars | {"line": shade}}
            )

    def _frame(self, chart: Any, hidden: int) -> None:  # noqa: ANN401
        """Set title, axes, legend and size; of `hidden` areas the first has no entry."""
        picture, look = self.values.picture, self._look
        low, high, step = picture.axis()
        font = {"color": look.muted, "size": 10}
        days: dict[str, Any] = {"num_format": picture.day_format, "num_font": font}
        days |= {"label_position": "low", "line": {"color": look.grid}}
        if picture.offsets:
            days |= {"interval_unit": picture.day_step, "interval_tick": picture.day_step}
        else:
            days |= {"date_axis": True, "major_unit": picture.day_step, "major_unit_type": "days"}
        chart.set_x_axis(days)
        value_axis = {"min": low, "max": high, "num_format": picture.number_format}
        scale = {"major_unit": step} if step else {"log_base": 10}
        grid = {"visible": True, "line": {"color": look.grid, "width": 0.75}}
        chart.set_y_axis(
            value_axis | scale | {"num_font": font, "major_gridlines": grid, "line": {"none": True}}
        )
        title = " · ".join(part for part in (self.book.report.demo, picture.title) if part)
        name = f" {title}" if title.startswith("=") else title  # no formula
        plain = {"size": 12, "bold": True, "color": look.text}
        chart.set_title(
            {"name": name, "name_font": plain, "overlay": True, "layout": {"x": 0.01, "y": 0.015}}
        )
        entries = self._entries(hidden)
        named = sum(entries)
        gone = [at for at, is_named in enumerate(entries) if not is_named]
        legend = {"position": "right", "delete_series": gone, "font": {"size": 10}}
        chart.set_legend(legend | {"layout": _LEGEND | {"height": min(0.85, _ENTRY * named)}})
        chart.set_plotarea({"layout": _PLOT})
        chart.show_blanks_as("gap")
        chart.set_size({"width": _COLUMNS * _COLUMN, "height": _HEIGHT})

    def _entries(self, hidden: int) -> list[bool]:
        """Return whether each series has an entry: lines in colour, and each kind of mark once."""
        picture = self.values.picture
        grey = [line.context for line in picture.lines]
        rings = [line for line in picture.lines if line.marked]
        entries = [False, True][:hidden] + [not is_grey for is_grey in grey]
        entries += [True] * (picture.middle is not None)
        entries += [at == 0 for at in range(len(rings))]
        return entries + [True] * bool(picture.common)


def _style(line: Line) -> dict[str, Any]:
    width = 1.0 if line.context else 2.25
    drawn = {"color": line.color, "width": width, "dash_type": _DASHES.get(line.dash, "solid")}
    marker: dict[str, Any] = {"type": "none"}
    if line.has_lone_points:
        color = {"color": line.color}
        marker = {"type": "circle", "size": 4, "fill": color, "border": color}
    return {"line": drawn, "marker": marker}
