"""The sheets that hold numbers and words; row 0 is the header everywhere but on the definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.exports.excel_book import Book, Sheet
from services.exports.figures import FORMATS, Figure, Kind, figure, written
from services.exports.picture import Picture
from services.exports.report import ReportColumn
from services.text import cells, clean


@dataclass(frozen=True)
class _Column:
    """A column of a sheet: its header, what kind of figures it holds, and they from row 1 on."""

    label: str
    kind: Kind
    values: Sequence[object]


def ranking_sheet(book: Book) -> None:
    """Add the table as on screen, with the creator's id behind the first column."""
    report = book.report
    ids = ReportColumn("creator_id", report.words.creator_id, "text")
    columns = [*report.columns[:1], ids, *report.columns[1:]]
    filled = [
        _Column(column.label, column.kind, report.table[column.key].tolist()) for column in columns
    ]
    _table(book, report.words.ranking, filled, frozen=2)


def daily_sheet(book: Book) -> None:
    """Add the tidy daily data: one row a creator and day."""
    report, words, daily = book.report, book.report.words, book.report.daily
    ids = daily["creator_id"].tolist()
    columns = [
        _Column(words.creator, "text", [report.names.get(key, key) for key in ids]),
        _Column(words.creator_id, "text", ids),
        _Column(words.day, "date", daily["day"].tolist()),
        _Column(words.total_followers, "whole", daily["total_followers"].tolist()),
        _Column(words.new_followers, "whole", daily["new_followers"].tolist()),
    ]
    _table(book, words.daily, columns, frozen=3)


def wide_sheet(book: Book, picture: Picture, name: str) -> Sheet:
    """Add the values of a picture, days down and lines across, and return the sheet."""
    sheet = book.sheet(name)
    words = book.report.words
    labels = [words.offset if picture.offsets else words.day, *(ln.name for ln in picture.lines)]
    kinds: list[Kind] = ["date"] * len(labels)
    book.head(sheet, labels, [12] * len(labels), kinds)
    day_format = FORMATS["whole" if picture.offsets else "date"].spreadsheet
    for row, day in enumerate(picture.days, start=1):
        book.put(sheet, row, 0, day, day_format)
    for column, line in enumerate(picture.lines, start=1):
        for row, value in enumerate(line.values, start=1):
            book.put(sheet, row, column, value, picture.number_format)
    sheet.freeze_panes(1, 1)
    return sheet


def definitions_sheet(book: Book) -> None:
    """Add title and facts, and below them the label and formula of each column that has one."""
    report, words = book.report, book.report.words
    sheet = book.sheet(words.definitions)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    facts_block(book, sheet)
    row = len(report.facts) + 2
    for column, label in enumerate((words.column, words.formula)):
        book.text(sheet, row, column, label, book.header)
    defined_ones = [column for column in report.columns if column.formula]
    for at, defined in enumerate(defined_ones, start=row + 1):
        book.text(sheet, at, 0, defined.label, book.wrapped)
        book.text(sheet, at, 1, defined.formula, book.wrapped)


def facts_block(book: Book, sheet: Sheet) -> None:
    """Write the title in the first row, and a fact in each row below it."""
    book.text(sheet, 0, 0, book.report.title, book.title)
    for row, fact in enumerate(book.report.facts, start=1):
        book.text(sheet, row, 0, fact, book.format("@"))


def _table(book: Book, name: str, columns: Sequence[_Column], frozen: int) -> None:
    sheet = book.sheet(name)
    kinds = [column.kind for column in columns]
    if book.report.note:  # its header says it, where every reader looks first
        columns = [*columns, _Column(book.report.note, "text", [None] * len(columns[0].values))]
        kinds.append("text")
    figures = [[figure(value, column.kind) for value in column.values] for column in columns]
    widths = [_width(column, kind) for kind, column in zip(kinds, figures, strict=True)]
    book.head(sheet, [clean(column.label) for column in columns], widths, kinds)
    for at, (column, kind) in enumerate(zip(figures, kinds, strict=True)):
        for row, found in enumerate(column, start=1):
            book.put(sheet, row, at, found, FORMATS[kind].spreadsheet)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(len(figures[0]), 1), len(columns) - 1)


def _width(column: Sequence[Figure], kind: Kind) -> int:
    return max((cells(written(found, kind)) for found in column), default=0)
