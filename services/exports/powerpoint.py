"""The report as a PowerPoint deck."""

from __future__ import annotations

from io import BytesIO

import pandas as pd

from services.exports.figures import figure, written
from services.exports.picture import Picture, screen_picture, totals_picture
from services.exports.powerpoint_chart import add_chart
from services.exports.powerpoint_deck import BODY, Deck, Place, Style
from services.exports.powerpoint_table import Grid, Written, add_table, ranking_slides
from services.exports.report import Report


def to_pptx(report: Report, *, one_slide_each: bool = False) -> bytes:
    """Return the report as the bytes of a PPTX file, 16:9.

    Slides: title and facts; the chart, native and editable; the ranking, over as many slides as it
    needs; the findings. What has nothing to show has no slide. `one_slide_each` adds a slide for
    each creator of the table, with its figures and its own curve. Numbers in the chart are
    unrounded, those in tables are written as on screen.
    """
    deck, picture = Deck(report), screen_picture(report)
    _title_slide(deck)
    if not picture.is_empty:
        add_chart(deck, deck.slide(picture.title), picture, BODY)
    ranking_slides(deck)
    _findings_slide(deck)
    if one_slide_each:
        totals = totals_picture(report)
        for at in range(len(report.table)):
            creator_slide(deck, report.table.iloc[at], picture, totals)
    target = BytesIO()
    deck.presentation.save(target)
    return target.getvalue()


def _title_slide(deck: Deck) -> None:
    report = deck.report
    slide = deck.slide(report.title, Place(0.9, 2.0, 11.5, 1.5), (40, 32, 26, 20))
    facts = Place(0.9, 3.7, 11.5, 3.0)
    deck.text(slide, facts, report.facts, Style((18, 16, 14, 12), report.look.muted, gap=6))


def _findings_slide(deck: Deck) -> None:
    report = deck.report
    if report.findings:
        slide = deck.slide(report.words.findings)
        deck.text(slide, BODY, report.findings, Style((20, 18, 16, 14, 12), gap=12, bullet=True))


_WIDTHS = (2.0, 2.3)  # inches

_HIGHEST = 0.36  # inches, of a row

_CHART = Place(5.1, 1.6, 7.68, 5.25)

_HEADING = Place(5.1, 1.2, 7.68, 0.35)


def creator_slide(deck: Deck, row: pd.Series, picture: Picture, totals: Picture) -> None:
    """Add a slide for one row of the table; `picture` holds its curve among the others.

    A creator that `picture` leaves out, such as one without a spike to line up by, is drawn from
    `totals`. Figures that a creator does not have are left out; its id closes the list.
    """
    report, key = deck.report, str(row["creator_id"])
    slide = deck.slide(written(figure(row["name"], "text"), "text"))
    figures = [
        (column.label, figure(row[column.key], column.kind), column.kind)
        for column in report.columns
        if column.key != "name"
    ]
    rows = [(label, written(found, kind)) for label, found, kind in figures if found is not None]
    cells = [
        [Written(a), Written(b, right=True)] for a, b in (*rows, (report.words.creator_id, key))
    ]
    height = min(BODY.height, _HIGHEST * len(cells))
    place = Place(BODY.left, BODY.top, sum(_WIDTHS), height)
    add_table(deck, slide, place, Grid(_WIDTHS, cells))
    color = report.colours.get(key, report.look.accent)
    own = picture.alone(key, color)
    own = totals.alone(key, color) if own.is_empty else own
    heading = report.words.no_data if own.is_empty else own.title
    deck.text(slide, _HEADING, [heading], Style((14, 12, 11, 10), report.look.muted))
    if not own.is_empty:
        add_chart(deck, slide, own, _CHART, legend=False)
