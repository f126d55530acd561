"""A workbook under construction: its formats, its sheets, and cells that stay what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from services.exports.figures import Figure, Kind
from services.exports.report import Report
from services.text import cells, clean

_LONGEST_CELL = 32_767  # UTF-16 units, what Excel takes
_LONGEST_NAME = 31
_LONGEST_FOOTER = 240
_HEADER_HEIGHT = 32  # points
_NARROWEST, _WIDEST, _HEADER = 10, 60, 14  # widths in letters

Sheet = Any
"""A worksheet of the library, which has no types."""


class Book:
    """A workbook with the report that goes into it."""

    def __init__(self, workbook: Any, report: Report) -> None:  # noqa: ANN401
        self.workbook, self.report = workbook, report
        self._names: set[str] = set()
        self._formats: dict[str, Any] = {}
        look = report.look
        self.bold = workbook.add_format({"bold": True, "font_color": look.text})
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": look.text})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        head = {
            "bold": True,
            "text_wrap": True,
            "valign": "top",
            "bg_color": look.header,
            "bottom": 1,
            "bottom_color": look.grid,
            "num_format": "@",
        }
        self.header = workbook.add_format(head)
        self.header_right = workbook.add_format(head | {"align": "right"})

    def sheet(self, name: str) -> Sheet:
        """Add a sheet that prints on landscape pages, with source and data day at the foot."""
        sheet = self.workbook.add_worksheet(self._sheet_name(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        # An id of digits only is meant to be text.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_footer(f"&L{_foot(self.report.footer)}&R&P / &N")
        return sheet

    def format(self, number_format: str) -> Any:  # noqa: ANN401
        """Return the cell format with this number format."""
        if number_format not in self._formats:
            made = self.workbook.add_format({"num_format": number_format})
            self._formats[number_format] = made
        return self._formats[number_format]

    def put(self, sheet: Sheet, row: int, column: int, found: Figure, number_format: str) -> None:
        """Write a text as text, a number as number, a day as day; None leaves the cell empty."""
        if isinstance(found, str):
            self.text(sheet, row, column, found, self.format("@"))
        elif isinstance(found, date):
            sheet.write_datetime(row, column, found, self.format(number_format))
        elif found is not None:
            sheet.write_number(row, column, found, self.format(number_format))

    def text(self, sheet: Sheet, row: int, column: int, text: str, cell_format: Any) -> None:  # noqa: ANN401
        """Write a text, whatever it looks like, without what Excel cannot hold."""
        units = clean(text).encode("utf-16-le")[: 2 * _LONGEST_CELL]
        sheet.write_string(row, column, units.decode("utf-16-le", errors="ignore"), cell_format)

    def head(
        self, sheet: Sheet, labels: Sequence[str], widths: Sequence[int], kinds: Sequence[Kind]
    ) -> None:
        """Write the header, two lines high, and make columns as wide as their texts (letters)."""
        sheet.set_row(0, _HEADER_HEIGHT)
        for column, (label, width, kind) in enumerate(zip(labels, widths, kinds, strict=True)):
            self.text(sheet, 0, column, label, self.header if kind == "text" else self.header_right)
            wanted = max(width, min(cells(label), _HEADER)) + 2
            sheet.set_column(column, column, min(max(wanted, _NARROWEST), _WIDEST))
        sheet.repeat_rows(0)

    def _sheet_name(self, name: str) -> str:
        """Make a name that Excel takes: none of its signs, 31 characters, none twice."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", clean(name)).strip(" '")[:_LONGEST_NAME].strip(" '")
        stem = plain or str(len(self._names) + 1)
        made, copy = stem, 1
        while made.lower() in self._names | {"history"}:
            copy += 1
            made = f"{stem[: _LONGEST_NAME - 4]} {copy}"
        self._names.add(made.lower())
        return made


def _foot(text: str) -> str:
    """Return as much of `text` as a footer takes, where an ampersand begins a code."""
    kept = clean(text)[:_LONGEST_FOOTER]
    while len(escaped := kept.replace("&", "&&")) > _LONGEST_FOOTER:
        kept = kept[:-1]
    return escaped
