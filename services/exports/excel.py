"""The report as an Excel workbook."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from services.exports.excel_book import Book
from services.exports.excel_chart import charts_sheet
from services.exports.excel_sheets import daily_sheet, definitions_sheet, ranking_sheet, wide_sheet
from services.exports.picture import screen_picture, totals_picture
from services.exports.report import Report
from services.text import clean


def to_xlsx(report: Report) -> bytes:
    """Return the report as the bytes of an XLSX file.

    Sheets, in this order: the ranking; the charts, where there is anything to draw; the tidy daily
    data; the totals by day and creator; the curves on screen by day and creator, where they are
    anything else than these totals; the facts and definitions. Numbers are unrounded, percentages
    are fractions with a number format, days are dates, NA is an empty cell. Texts, ids among them,
    stay texts: none becomes a formula, a number or a link.
    """
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(target, options)
    workbook.set_properties(
        {"title": clean(report.title), "comments": clean(" · ".join(report.facts))}
    )
    book = Book(workbook, report)
    screen, totals, words = screen_picture(report), totals_picture(report), report.words
    same = (screen.days, screen.lines) == (totals.days, totals.lines)
    pictures = [(screen, words.wide if same else words.curves)]
    pictures += [] if same else [(totals, words.wide)]
    drawn = [(picture, name) for picture, name in pictures if not picture.is_empty]
    ranking_sheet(book)
    # Sheets stand in the order in which they are made; a chart only names the sheets it draws.
    charts = book.sheet(words.chart) if drawn else None
    daily_sheet(book)
    sheets = {words.wide: wide_sheet(book, totals, words.wide)}
    if not same:
        sheets[words.curves] = wide_sheet(book, screen, words.curves)
    if charts is not None:
        charts_sheet(book, charts, [(picture, sheets[name]) for picture, name in drawn])
    definitions_sheet(book)
    workbook.close()
    return target.getvalue()
