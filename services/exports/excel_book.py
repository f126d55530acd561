"""A workbook under construction: its formats, its sheets, and cells that stay what they are."""

from __future__ import annotations

import math
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
LINE = 16.5
"""Points of a line that may be Chinese."""
WIDEST, ID = 20.5, 25
"""Letters at most of a column of texts that wrap, since a page must hold all, and of one of ids."""
_NARROWEST, _HEADER = 6, 8  # letters
_AIR = 1.5  # letters
_MARGIN = 0.4  # inches, left and right of what is printed

Sheet = Any
"""A worksheet of the library, which has no types."""


class Book:
    """A workbook with the report that goes into it."""

    def __init__(self, workbook: Any, report: Report) -> None:  # noqa: ANN401
        self.workbook, self.report = workbook, report
        self._names: set[str] = set()
        self._formats: dict[str, Any] = {}
        look = report.look
        large = {"bold": True, "font_size": 14, "font_color": look.text, "text_wrap": True}
        self.title = workbook.add_format(large | {"indent": 1})
        self.wrapped = workbook.add_format(
            {
                "text_wrap": True,
                "valign": "vcenter",
                "num_format": "@",
                "align": "left",
                "indent": 1,
            }
        )
        head = {
            "bold": True,
            "text_wrap": True,
            "valign": "top",
            "bg_color": look.header,
            "bottom": 1,
            "bottom_color": look.grid,
            "num_format": "@",
        }
        self.header = workbook.add_format(head | {"align": "left", "indent": 1})
        self.header_right = workbook.add_format(head | {"align": "right"})

    def sheet(self, name: str, high: int = 0) -> Sheet:
        """Add a sheet that prints on landscape pages, with source and data day at the foot.

        It is as wide as a page, or `high` pages high: then it goes on beside them, with its first
        column repeated.
        """
        sheet = self.workbook.add_worksheet(self._sheet_name(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(0 if high else 1, high)
        if high:
            sheet.repeat_columns(0)
        sheet.set_margins(left=_MARGIN, right=_MARGIN)
        # An id of digits only is meant to be text.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_footer(f"&L{_foot(self.report.footer)}&R&P / &N")
        return sheet

    def format(self, number_format: str) -> Any:  # noqa: ANN401
        """Return the cell format with this number format."""
        if number_format not in self._formats:
            made = self.workbook.add_format({"num_format": number_format, "valign": "vcenter"})
            self._formats[number_format] = made
        return self._formats[number_format]

    def put(self, sheet: Sheet, row: int, column: int, found: Figure, number_format: str) -> None:
        """Write a text as text, a number as number, a day as day; None leaves the cell empty."""
        if isinstance(found, str):
            self.text(sheet, row, column, found, self.wrapped)
        elif isinstance(found, date):
            sheet.write_datetime(row, column, found, self.format(number_format))
        elif found is not None:
            sheet.write_number(row, column, found, self.format(number_format))

    def text(self, sheet: Sheet, row: int, column: int, text: str, cell_format: Any) -> None:  # noqa: ANN401
        """Write a text, whatever it looks like, without what Excel cannot hold."""
        units = clean(text).encode("utf-16-le")[: 2 * _LONGEST_CELL]
        sheet.write_string(row, column, units.decode("utf-16-le", errors="ignore"), cell_format)

    def head(
        self, sheet: Sheet, labels: Sequence[str], widths: Sequence[float], kinds: Sequence[Kind]
    ) -> list[float]:
        """Write the header, make columns as wide as their texts (letters), and return how wide.

        The header is as high as its labels need between words, so that none widens its column.
        """
        wide = [
            max(width, min(cells(label), _HEADER), _NARROWEST) + _AIR
            for label, width in zip(labels, widths, strict=True)
        ]
        lines = max(lines_in(label, width) for label, width in zip(labels, wide, strict=True))
        sheet.set_row(0, LINE * lines)
        for column, (label, width, kind) in enumerate(zip(labels, wide, kinds, strict=True)):
            self.text(sheet, 0, column, label, self.header if kind == "text" else self.header_right)
            sheet.set_column(column, column, width)
        sheet.repeat_rows(0)
        return wide

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


def lines_in(text: str, width: float) -> int:
    """Return on how many lines a text stands in so many letters, broken where its words end."""
    share = cells(text) / width
    return math.ceil(share if share <= 1 else share * 1.2) or 1


def _foot(text: str) -> str:
    """Return as much of `text` as a footer takes, where an ampersand begins a code."""
    kept = clean(text)[:_LONGEST_FOOTER]
    while len(escaped := kept.replace("&", "&&")) > _LONGEST_FOOTER:
        kept = kept[:-1]
    return escaped
