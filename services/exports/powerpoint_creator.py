"""A slide for one creator: its figures, and its own curve."""

from __future__ import annotations

import pandas as pd

from services.exports.figures import figure, written
from services.exports.picture import Picture
from services.exports.powerpoint_chart import add_chart
from services.exports.powerpoint_deck import BODY, Deck, Place
from services.exports.powerpoint_table import Written, add_table

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
    add_table(deck, slide, Place(BODY.left, BODY.top, sum(_WIDTHS), height), _WIDTHS, cells)
    color = report.colours.get(key, report.look.accent)
    own = picture.alone(key, color)
    own = totals.alone(key, color) if own.is_empty else own
    heading = report.words.no_data if own.is_empty else own.title
    deck.text(slide, _HEADING, [heading], (14, 12, 11, 10), color=report.look.muted)
    if not own.is_empty:
        add_chart(deck, slide, own, _CHART, legend=False)
