"""The report as an Excel workbook."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from services.exports.excel_book import Book
from services.exports.excel_chart import charts_sheet
from services.exports.excel_sheets import daily_sheet, definitions_sheet, ranking_sheet
from services.exports.excel_values import values_sheet
from services.exports.panels import daily_picture, screen_pictures
from services.exports.report import Report
from services.text import clean


def to_xlsx(report: Report) -> bytes:
    """Return the report as the bytes of an XLSX file.

    Sheets, in this order: the ranking; the charts on screen, where there is anything to draw; the
    tidy daily data; totals and new followers by day and creator; the curves on screen, by day and
    creator, with all that the charts draw; the facts and definitions. Numbers are unrounded,
    percentages are fractions with a number format, days are dates, NA is an empty cell. Texts, ids
    among them, stay texts: none becomes a formula, a number or a link.
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
        {"title": clean(report.headline), "comments": clean(" · ".join(report.facts))}
    )
    book = Book(workbook, report)
    pictures, words = screen_pictures(report), report.words
    ranking_sheet(book)
    # Sheets stand in the order in which they are made; a chart only names the sheets it draws.
    charts = book.sheet(words.chart) if pictures else None
    daily_sheet(book)
    for column, label, name in (
        ("total_followers", words.total_followers, words.wide),
        ("new_followers", words.new_followers, words.wide_new),
    ):
        values_sheet(book, daily_picture(report, column, label), name)
    if charts is not None:
        names = (words.curves, words.new_curves)
        drawn = zip(pictures, names, strict=False)
        charts_sheet(book, charts, [values_sheet(book, one, name) for one, name in drawn])
    definitions_sheet(book)
    workbook.close()
    return target.getvalue()
