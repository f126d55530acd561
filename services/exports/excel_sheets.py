"""The sheets that hold numbers and words; row 0 is the header everywhere but on the definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from services.exports.excel_book import ID, LINE, WIDEST, Book, Sheet, lines_in
from services.exports.figures import FORMATS, Figure, Kind, figure, written
from services.exports.report import ReportColumn
from services.text import cells, clean


@dataclass(frozen=True)
class _Column:
    """A column of a sheet: its header, what kind of figures it holds, and they from row 1 on.

    Text that is not `wrapped` stands on one line, whatever the width.
    """

    label: str
    kind: Kind
    values: Sequence[object]
    wrapped: bool = True


_ON_ONE_LINE = ("creator_id", "marketplace_page", "profile_page")


def ranking_sheet(book: Book) -> None:
    """Add the table as on screen, and behind what is printed of it the creator's id and page."""
    report, table = book.report, book.report.table
    shown = {column.key: column for column in report.columns}
    behind = {"creator_id": report.words.creator_id, "marketplace_page": report.words.page}
    columns = [*shown.values()]
    columns += [
        ReportColumn(key, label, "text") for key, label in behind.items() if key not in shown
    ]
    filled = [
        _Column(one.label, one.kind, table[one.key].tolist(), one.key not in _ON_ONE_LINE)
        for one in columns
    ]
    sheet = _table(book, report.words.ranking, filled, frozen=1)
    sheet.print_area(0, 0, max(len(table), 1), len(report.columns) - 1)


def daily_sheet(book: Book) -> None:
    """Add the tidy daily data: one row a creator and day."""
    report, words, daily = book.report, book.report.words, book.report.daily
    ids = daily["creator_id"].tolist()
    columns = [
        _Column(words.creator, "text", [report.names.get(key, key) for key in ids]),
        _Column(words.creator_id, "text", ids, wrapped=False),
        _Column(words.day, "date", daily["day"].tolist()),
        _Column(words.total_followers, "whole", daily["total_followers"].tolist()),
        _Column(words.new_followers, "whole", daily["new_followers"].tolist()),
    ]
    _table(book, words.daily, columns, frozen=3)


_LABEL, _FORMULA = 30, 100  # widths in letters


def definitions_sheet(book: Book) -> None:
    """Add title and facts, and below them the label and formula of each column that has one."""
    report, words = book.report, book.report.words
    sheet = book.sheet(words.definitions)
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _FORMULA)
    row = wrapped_row(book, sheet, 0, report.title, 2, title=True)
    for fact in report.facts:
        row = wrapped_row(book, sheet, row, fact, 2)
    row += 1
    for column, label in enumerate((words.column, words.formula)):
        book.text(sheet, row, column, label, book.header)
    defined_ones = [column for column in report.columns if column.formula]
    for at, defined in enumerate(defined_ones, start=row + 1):
        book.text(sheet, at, 0, defined.label, book.wrapped)
        book.text(sheet, at, 1, defined.formula, book.wrapped)
        lines = lines_in(defined.label, _LABEL), lines_in(defined.formula, _FORMULA)
        sheet.set_row(at, LINE * max(lines))


_LETTERS = 125  # beside each other over merged columns


def wrapped_row(
    book: Book, sheet: Sheet, row: int, text: str, columns: int, *, title: bool = False
) -> int:
    """Write a text over merged columns, the row as high as its lines; return the row below.

    Excel does not make a row high enough for merged cells by itself.
    """
    look, larger = (book.title, 1.3) if title else (book.wrapped, 1)
    sheet.set_row(row, LINE * larger * lines_in(clean(text), _LETTERS / larger))
    sheet.merge_range(row, 0, row, columns - 1, "", look)
    book.text(sheet, row, 0, text, look)
    return row + 1


def _table(book: Book, name: str, columns: Sequence[_Column], frozen: int) -> Sheet:
    sheet = book.sheet(name)
    kinds = [column.kind for column in columns]
    if book.report.note:
        notes = [book.report.note] * len(columns[0].values)
        columns = [*columns, _Column(book.report.words.note, "text", notes)]
        kinds.append("text")
    figures = [[figure(value, column.kind) for value in column.values] for column in columns]
    widths = [
        min(_width(filled, column.kind), WIDEST if column.wrapped else ID)
        for column, filled in zip(columns, figures, strict=True)
    ]
    wide = book.head(sheet, [clean(column.label) for column in columns], widths, kinds)
    _set_heights(sheet, figures, wide, columns)
    for at, (filled, column) in enumerate(zip(figures, columns, strict=True)):
        for row, found in enumerate(filled, start=1):
            if isinstance(found, str) and not column.wrapped:
                book.text(sheet, row, at, found, book.format("@"))
            else:
                book.put(sheet, row, at, found, FORMATS[column.kind].spreadsheet)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(len(figures[0]), 1), len(columns) - 1)
    return sheet


def _set_heights(
    sheet: Sheet,
    figures: Sequence[Sequence[Figure]],
    wide: Sequence[float],
    columns: Sequence[_Column],
) -> None:
    """Make every row as high as its texts: not every program does it by itself."""
    for row, found in enumerate(zip(*figures, strict=True), start=1):
        each = zip(found, wide, columns, strict=True)
        lines = [lines_in(one, width) for one, width, column in each if _wraps(one, column)]
        sheet.set_row(row, LINE * max(lines, default=1))


def _wraps(found: Figure, column: _Column) -> TypeGuard[str]:
    return isinstance(found, str) and column.wrapped


def _width(column: Sequence[Figure], kind: Kind) -> int:
    return max((cells(written(found, kind)) for found in column), default=0)
