"""The report as a PowerPoint deck."""

from __future__ import annotations

from io import BytesIO

from services.exports.picture import screen_picture, totals_picture
from services.exports.powerpoint_chart import add_chart
from services.exports.powerpoint_creator import creator_slide
from services.exports.powerpoint_deck import BODY, Deck, Place
from services.exports.powerpoint_table import ranking_slides
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
    deck.text(slide, facts, report.facts, (18, 16, 14, 12), color=report.look.muted, gap=6)


def _findings_slide(deck: Deck) -> None:
    report = deck.report
    if report.findings:
        slide = deck.slide(report.words.findings)
        deck.text(slide, BODY, report.findings, (20, 18, 16, 14, 12), gap=12, bullet=True)
