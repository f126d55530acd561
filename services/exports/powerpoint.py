"""The report as a PowerPoint deck."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from io import BytesIO

import pandas as pd
from pptx.slide import Slide

from services.exports.figures import figure, written
from services.exports.panels import daily_picture, picture_of, screen_pictures
from services.exports.picture import Picture
from services.exports.powerpoint_deck import (
    BODY,
    FIGURE,
    LABEL,
    TEXT,
    TITLE,
    Deck,
    Place,
    Style,
)
from services.exports.powerpoint_figure import add_figure
from services.exports.powerpoint_table import SAID, Grid, Written, add_table, ranking_slides
from services.exports.report import Report, ReportColumn


def to_pptx(report: Report, each: Collection[str] = ()) -> bytes:
    """Return the report as the bytes of a PPTX file, 16:9.

    Slides: the message, which is the first finding over the chart, native and editable; the new
    followers, where they are on screen too; the ranking; the findings, and the days that need a
    human look; a slide for those creators whose ids are in `each`; settings and definitions. What
    does not fit goes on on a further slide; what has nothing to show has none. Numbers in charts
    are unrounded, those in tables are written as on screen.
    """
    deck = Deck(report)
    _figures(deck, screen_pictures(report))
    ranking_slides(deck)
    deck.pages(report.words.findings, report.findings)
    deck.pages(report.words.looks, report.looks, 16)
    rows = report.table[report.table["creator_id"].isin(list(each))]
    everybody = _everybody(report) if len(rows) else []
    for at in range(len(rows)):
        _creator_slides(deck, rows.iloc[at], everybody)
    deck.pages(report.words.settings, [*report.facts, *_definitions(report)], 16, 3)
    target = BytesIO()
    deck.presentation.save(target)
    return target.getvalue()


def _figures(deck: Deck, pictures: list[Picture]) -> None:
    report = deck.report
    if not pictures:
        notes = [note for chart in report.charts for note in chart.notes]
        deck.pages(report.headline, notes or report.facts)
        return
    for picture, title in zip(
        pictures, (report.headline, report.words.new_followers), strict=False
    ):
        add_figure(deck, deck.slide(title, TITLE), picture, FIGURE)


def _definitions(report: Report) -> list[str]:
    return [f"{column.label}: {column.formula}" for column in report.columns if column.formula]


_WIDTHS = (2.75, 2.5)  # inches
_CHART = Place(6.05, BODY.top, 6.73, BODY.height)


def _everybody(report: Report) -> list[Picture]:
    """Return all curves as on screen, and the totals for whom those leave out."""
    main = [picture_of(report, chart, everybody=True) for chart in report.charts[:1]]
    totals = daily_picture(report, "total_followers", report.words.total_followers)
    return [*main, totals]


def _creator_slides(deck: Deck, row: pd.Series, everybody: list[Picture]) -> None:
    """Add a slide for one row of the table with its own curve; figures go on on a further one.

    A creator whom the screen does not draw, such as one without a spike to line up by, is drawn
    from the totals. Figures that a creator does not have are left out; its id closes the list.
    """
    report, key = deck.report, str(row["creator_id"])
    known = list(_known(report, row))
    cells = [[Written(one.label), Written(text)] for one, text in known if one.key not in SAID]
    cells.append([Written(report.words.creator_id), Written(key, points=LABEL)])
    parts = list(Grid(_WIDTHS, cells, labels=True).parts(BODY.height))
    name, own = written(figure(row["name"], "text"), "text"), _own(report, key, everybody)
    for at, part in enumerate(parts, start=1):
        slide = deck.slide(deck.continued(name, at, len(parts)))
        add_table(deck, slide, BODY, part)
        if at == 1:
            said = [f"{one.label}: {text}" for one, text in known if one.key in SAID]
            _draw_own(deck, slide, own, said)


def _known(report: Report, row: pd.Series) -> Iterator[tuple[ReportColumn, str]]:
    """Yield what is known of a creator besides the name, as it is written."""
    for column in report.columns:
        found = figure(row[column.key], column.kind)
        if column.key != "name" and found is not None:
            yield column, written(found, column.kind)


def _own(report: Report, key: str, everybody: list[Picture]) -> Picture | None:
    """Return the creator's own curve, the first that there is; None without any."""
    color = report.colours.get(key, report.look.accent)
    for picture in everybody:
        own = picture.alone(key, color)
        if not own.is_empty:
            return own
    return None


def _draw_own(deck: Deck, slide: Slide, own: Picture | None, said: list[str]) -> None:
    """Draw a creator's curve, and below it what is `said` of the creator in sentences."""
    if own is not None:
        add_figure(deck, slide, replace(own, notes=tuple(said)), _CHART)
        return
    deck.text(slide.shapes, _CHART, [deck.report.words.no_data, *said], Style((TEXT,)))
