"""Tables on slides: as many slides as their rows and columns need, and no text cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches

from services.exports.figures import figure, written
from services.exports.powerpoint_deck import BODY, LABEL, TEXT, Deck, Place, rgb
from services.exports.powerpoint_text import height_of, width_of
from services.exports.report import ReportColumn
from services.text import clean

_FIRST = (
    *("name", "growth", "growth_rate", "net_change", "latest_total", "average_daily_net_change"),
    *("spike_days", "price_per_thousand", "tier"),
)
"""The columns that a decision looks at, in their order; the others stand on further slides."""
SAID = ("status", "remark", "marketplace_page", "profile_page")
"""Sentences that few creators have, and addresses: each has lines of its own behind the ranking."""

_NAME, _LONG = (1.6, 2.9), 4.2  # inches: a name at least and at most, a text at most
_NARROWEST, _HEAD_CELLS = 0.85, 10
_MARGIN, _AIR = 0.1, 0.12  # inches left and right in a cell, and in all above and below its text
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Written:
    """A cell: its text, on which side of the column it stands, its type, 0 for that of others."""

    text: str
    right: bool = False
    points: int = 0


@dataclass(frozen=True)
class Grid:
    """A table: the width of each column (inches), the rows, and the header where it has one.

    With `labels` the first column holds what the others are called, and rows are close.
    """

    widths: Sequence[float]
    rows: Sequence[Sequence[Written]]
    heads: Sequence[Written] = ()
    labels: bool = False

    def height(self, row: Sequence[Written], size: int) -> float:
        """Return how high a row (inches) must be for its texts, in type of `size`."""
        sizes = [LABEL if self.labels and cell is row[0] else cell.points or size for cell in row]
        each = zip(row, self.widths, sizes, strict=True)
        heights = (height_of([one.text], wide - 2 * _MARGIN, points) for one, wide, points in each)
        return max(heights) + (_AIR / 2 if self.labels else _AIR)

    @property
    def head(self) -> float:
        """How high the header is, in inches."""
        return self.height(self.heads, LABEL) if self.heads else 0.0

    def parts(self, room: float) -> Iterator[Grid]:
        """Yield the table in parts of at most `room` inches, each with the header."""
        rows: list[Sequence[Written]] = []
        used = self.head
        for row in self.rows:
            height = self.height(row, TEXT)
            if rows and used + height > room:
                yield replace(self, rows=rows)
                rows, used = [], self.head
            rows.append(row)
            used += height
        if rows:
            yield replace(self, rows=rows)


def ranking_slides(deck: Deck) -> None:
    """Add the ranking with every column of it: first those that matter most, then the others, each
    sentence with its creator's name.
    """
    report, words = deck.report, deck.report.words
    if report.table.empty:
        return
    filled = [column for column in report.columns if _is_filled(deck, column)]
    said = [column for column in filled if column.key in SAID]
    filled = [column for column in filled if column not in said]
    by_key = {column.key: column for column in filled}
    ordered = [by_key[key] for key in _FIRST if key in by_key]
    ordered += [column for column in filled if column not in ordered]
    title = words.ranking
    for columns in _sets(deck, ordered):
        table_slides(deck, title, _grid(deck, columns))
        title = words.further
    for column in sorted(said, key=lambda one: SAID.index(one.key)):
        deck.pages(column.label, list(_sentences(deck, column)), 16)


def _sentences(deck: Deck, column: ReportColumn) -> Iterator[str]:
    table = deck.report.table
    for name, value in zip(table["name"], table[column.key], strict=True):
        if (found := figure(value, column.kind)) is not None:
            yield f"{name}: {found}"


def table_slides(deck: Deck, title: str, grid: Grid) -> None:
    """Add as many slides as the rows of a table need."""
    parts = list(grid.parts(BODY.height))
    for at, part in enumerate(parts, start=1):
        add_table(deck, deck.slide(deck.continued(title, at, len(parts))), BODY, part)


def written_cell(value: object, column: ReportColumn) -> Written:
    """Return a cell of the frame as it stands on a slide."""
    return Written(written(figure(value, column.kind), column.kind), column.kind != "text")


def _grid(deck: Deck, columns: Sequence[ReportColumn]) -> Grid:
    table = deck.report.table
    cells_of = [[written_cell(v, column) for v in table[column.key].tolist()] for column in columns]
    heads = [Written(clean(column.label), column.kind != "text") for column in columns]
    widths = [_width(deck, column) for column in columns]
    # What room is left goes to all alike, but not so that the eye loses the row.
    more = min(1.25, BODY.width / sum(widths))
    return Grid([width * more for width in widths], list(zip(*cells_of, strict=True)), heads)


def _sets(deck: Deck, ordered: Sequence[ReportColumn]) -> Iterator[list[ReportColumn]]:
    """Yield columns that fit beside each other, each time behind the name."""
    name, *others = ordered
    columns, used = [name], _width(deck, name)
    for column in others:
        width = _width(deck, column)
        if used + width > BODY.width:
            yield columns
            columns, used = [name], _width(deck, name)
        columns.append(column)
        used += width
    yield columns


def _width(deck: Deck, column: ReportColumn) -> float:
    """Return how wide a column is: its figures on one line, its header on a few."""
    texts = [written_cell(value, column).text for value in deck.report.table[column.key].tolist()]
    wide = max((width_of(text, TEXT) for text in texts), default=0.0) + 2 * _MARGIN
    if column.key == "name":
        return min(max(wide, _NAME[0]), _NAME[1])
    return max(min(wide, _LONG), _head_width(clean(column.label)), _NARROWEST)


def _head_width(label: str) -> float:
    """Return how wide a header is that breaks between words, or every few Chinese letters."""
    words = label.split() if label.isascii() else [label[: _HEAD_CELLS // 2]]
    return max(width_of(word, LABEL) for word in words) + 2 * _MARGIN


def _is_filled(deck: Deck, column: ReportColumn) -> bool:
    """Say whether a column says anything that the foot of every slide does not."""
    values = [figure(one, column.kind) for one in deck.report.table[column.key]]
    known = {one for one in values if one is not None}
    return column.key == "name" or len(known) > (column.key == "last_day")


def add_table(deck: Deck, slide: Slide, place: Place, grid: Grid) -> None:
    """Add a table at the upper left of `place`, each row as high as its texts."""
    look, lines = deck.report.look, [grid.heads, *grid.rows] if grid.heads else list(grid.rows)
    sizes = [LABEL if grid.heads and at == 0 else TEXT for at in range(len(lines))]
    heights = [grid.height(line, size) for line, size in zip(lines, sizes, strict=True)]
    size = Inches(sum(grid.widths)), Inches(sum(heights))
    shape = slide.shapes.add_table(
        len(lines), len(grid.widths), Inches(place.left), Inches(place.top), *size
    )
    table = shape.table
    table.first_row, table.horz_banding = bool(grid.heads), False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    for column, width in enumerate(grid.widths):
        table.columns[column].width = Inches(width)
    for at, (line, height, points) in enumerate(zip(lines, heights, sizes, strict=True)):
        is_head = bool(grid.heads) and at == 0
        table.rows[at].height = Inches(height)
        fill = look.header if is_head else (look.band if at % 2 == 0 else look.page)
        for column, cell in enumerate(line):
            type_ = LABEL if grid.labels and column == 0 else cell.points or points
            _write(deck, table.cell(at, column), cell, type_, bold=is_head)
            _paint(table.cell(at, column), fill)


def _paint(cell: _Cell, fill: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)


def _write(deck: Deck, cell: _Cell, found: Written, points: int, *, bold: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_MARGIN)
    cell.margin_top = cell.margin_bottom = Emu(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if found.right else PP_ALIGN.LEFT
    deck.write(paragraph, found.text, points, deck.report.look.text, bold=bold)
