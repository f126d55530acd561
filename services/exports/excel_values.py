"""The sheets that charts draw: days down, lines across, and what stands behind the lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.exports.excel_book import Book, Sheet
from services.exports.figures import FORMATS, Kind
from services.exports.picture import Picture

_DAYS_A_PAGE = 62

_Column = tuple[str, str, Sequence[float | None]]


@dataclass(frozen=True)
class Values:
    """A picture, the sheet that holds its values, and the column of each by its key.

    The keys are creator ids, `low`, `width` and `middle` of the middle half, `day` for common days,
    and `ring` with a creator id for the days that need a look.
    """

    picture: Picture
    sheet: Sheet
    columns: Mapping[str, int]


def values_sheet(book: Book, picture: Picture, name: str) -> Values:
    """Add the values of a picture: days down, lines across, then what stands behind them."""
    pages = math.ceil(len(picture.days) / _DAYS_A_PAGE) or 1
    sheet, words = book.sheet(name, pages), book.report.words
    columns = list(_columns(picture))
    labels = [words.offset if picture.offsets else words.day, *(label for _, label, _ in columns)]
    kinds: list[Kind] = ["date"] * len(labels)
    book.head(sheet, labels, [12] * len(labels), kinds)
    day_format = FORMATS["whole" if picture.offsets else "date"].spreadsheet
    for row, day in enumerate(picture.days, start=1):
        book.put(sheet, row, 0, day, day_format)
    for at, (_key, _label, values) in enumerate(columns, start=1):
        for row, value in enumerate(values, start=1):
            book.put(sheet, row, at, value, picture.number_format)
    sheet.freeze_panes(1, 1)
    return Values(picture, sheet, {key: at for at, (key, _, _) in enumerate(columns, start=1)})


def _columns(picture: Picture) -> Iterator[_Column]:
    for line in picture.lines:
        yield line.creator_id, line.name, line.values
    if picture.middle is not None:
        yield "middle", picture.word("dots"), picture.middle.middle
        yield "low", f"{picture.word('area')} ≥", picture.middle.low
        yield "width", picture.word("area"), picture.middle.width
    days = range(len(picture.days))
    for line in picture.lines:
        if line.marked:
            looks = [line.values[at] if at in line.marked else None for at in days]
            yield f"ring {line.creator_id}", picture.word("ring"), looks
    if picture.common:
        highest = picture.axis()[1]
        yield "day", picture.word("day"), [highest if at in picture.common else None for at in days]
