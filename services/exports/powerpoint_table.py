"""Tables on slides: the ranking, over as many slides as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches

from services.exports.figures import figure, written
from services.exports.powerpoint_deck import BODY, Deck, Place, rgb
from services.exports.powerpoint_text import fitted
from services.exports.report import ReportColumn
from services.text import clean

ROWS = 12
"""Creators on one slide."""

_KEYS = (
    "name",
    "tier",
    "latest_total",
    "net_change",
    "growth_rate",
    "average_daily_net_change",
    "spike_days",
    "price_per_thousand",
)
_NAME, _TIER = 4.0, 1.25  # inches
_HEADER, _ROW = 0.5, 0.42  # inches
_SIZES = (12, 11, 10, 9)  # points
_MARGIN = 0.06  # inches, left and right in a cell
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Written:
    """A cell: its text, and on which side of the column it stands."""

    text: str
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: the width of each column (inches), the rows, and the header where it has one."""

    widths: Sequence[float]
    rows: Sequence[Sequence[Written]]
    heads: Sequence[Written] = ()


def ranking_slides(deck: Deck) -> None:
    """Add the ranking, `ROWS` creators a slide, with the columns of it that matter most."""
    report, words = deck.report, deck.report.words
    columns = [column for column in report.columns if _is_shown(deck, column)]
    pages = -(-len(report.table) // ROWS)
    for page in range(pages):
        title = words.ranking
        if pages > 1:
            title = words.continued.format(title=title, page=page + 1, pages=pages)
        part = report.table.iloc[page * ROWS : (page + 1) * ROWS]
        rows = [
            [written_cell(value, column) for value, column in zip(row, columns, strict=True)]
            for row in zip(*(part[column.key].tolist() for column in columns), strict=True)
        ]
        heads = [Written(column.label, column.kind != "text") for column in columns]
        height = _HEADER + _ROW * len(rows)
        place = Place(BODY.left, BODY.top, BODY.width, height)
        add_table(deck, deck.slide(title), place, Grid(_widths(columns), rows, heads))


def written_cell(value: object, column: ReportColumn) -> Written:
    """Return a cell of the frame as it stands on a slide."""
    return Written(written(figure(value, column.kind), column.kind), column.kind != "text")


def add_table(deck: Deck, slide: Slide, place: Place, grid: Grid) -> None:
    """Add a table at `place`; rows share its height evenly, below the header where there is one."""
    look, widths, rows, heads = deck.report.look, grid.widths, grid.rows, grid.heads
    lines = [heads, *rows] if heads else list(rows)
    size = Inches(place.width), Inches(place.height)
    shape = slide.shapes.add_table(
        len(lines), len(widths), Inches(place.left), Inches(place.top), *size
    )
    table = shape.table
    table.first_row, table.horz_banding = bool(heads), False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    row_height = (place.height - (_HEADER if heads else 0)) / max(1, len(rows))
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    for at, line in enumerate(lines):
        is_head = bool(heads) and at == 0
        height = _HEADER if is_head else row_height
        table.rows[at].height = Inches(height)
        fill = look.header if is_head else (look.band if at % 2 == 0 else look.page)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True)):
            _write(deck, table.cell(at, column), cell, (width, height), bold=is_head)
            _paint(table.cell(at, column), fill)


def _is_shown(deck: Deck, column: ReportColumn) -> bool:
    return column.key == "name" or (
        column.key in _KEYS and bool(deck.report.table[column.key].notna().any())
    )


def _widths(columns: Sequence[ReportColumn]) -> list[float]:
    fixed = {"name": _NAME, "tier": _TIER}
    others = [column for column in columns if column.key not in fixed]
    used = sum(fixed.get(column.key, 0) for column in columns)
    # Few columns stay together on the left, where the eye can follow a row.
    each = min(1.6, (BODY.width - used) / max(1, len(others)))
    return [fixed.get(column.key, each) for column in columns]


def _paint(cell: _Cell, fill: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)


def _write(
    deck: Deck, cell: _Cell, found: Written, size: tuple[float, float], *, bold: bool
) -> None:
    cell.margin_left = cell.margin_right = Inches(_MARGIN)
    cell.margin_top = cell.margin_bottom = Emu(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    points, texts = fitted([clean(found.text)], size[0] - 2 * _MARGIN, size[1], _SIZES)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if found.right else PP_ALIGN.LEFT
    deck.write(paragraph, texts[0], points, deck.report.look.text, bold=bold)
