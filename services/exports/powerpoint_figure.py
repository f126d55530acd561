"""A chart with all that belongs to it, as one group: names at the ends, legend, demo mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Inches, Pt

from services.exports.axis import spread
from services.exports.picture import Line, Picture
from services.exports.powerpoint_chart import MIDDLE, SHADE, add_chart
from services.exports.powerpoint_deck import LABEL, TEXT, Deck, Place, Shapes, Style, rgb
from services.exports.powerpoint_text import height_of, width_of
from services.exports.report import Mark
from services.text import shortened

_NAME_CELLS = 26
_VALUES, _DAYS = 0.85, 0.42  # inches left of the axes and below them
_LINE = 0.24  # inches from one name to the next
_HEADING, _LEGEND = 0.32, 0.3  # inches
_NOTES = 1.4  # inches at most
_GLYPH = 0.3  # inches
_DOT = Inches(0.12)


def add_figure(deck: Deck, slide: Slide, picture: Picture, place: Place) -> None:
    """Draw `picture` at `place`: what it shows, its marks, the chart, and its notes below."""
    group = slide.shapes.add_group_shape()
    shapes, look = group.shapes, deck.report.look
    notes = _fitting(picture.notes, place.width)
    below = height_of([notes], place.width, TEXT) + 0.1 if notes else 0.0
    heading = replace(place, height=_HEADING)
    deck.text(shapes, heading, [picture.title], Style((TEXT, LABEL), look.text, bold=True))
    top = place.top + _HEADING
    if picture.marks:
        _legend(deck, shapes, picture.marks, replace(place, top=top, height=_LEGEND))
        top += _LEGEND
    whole = Place(place.left, top, place.width, place.top + place.height - top - below)
    plot = _plot(picture, whole)
    if deck.report.demo:
        _watermark(deck, shapes, plot)
    add_chart(deck, shapes, picture, whole, plot)
    _cuts(shapes, picture, plot)
    _names(deck, shapes, picture, plot)
    if notes:
        under = Place(place.left, whole.top + whole.height + 0.1, place.width, below - 0.1)
        deck.text(shapes, under, [notes], Style((TEXT,), look.muted))


def _fitting(notes: Sequence[str], width: float) -> str:
    """Return the notes that there is room for; all of them stand on the slide of settings too."""
    text = ""
    for note in notes:
        longer = f"{text}  {note}".strip()
        if height_of([longer], width, TEXT) > _NOTES:
            break
        text = longer
    return text


def _plot(picture: Picture, whole: Place) -> Place:
    right = max((width_of(_written(one), LABEL) for one in _named(picture)), default=0.0)
    right = max(right + 0.5, 0.3) if right else 0.3
    return Place(
        whole.left + _VALUES,
        whole.top + 0.1,
        whole.width - _VALUES - right,
        whole.height - 0.1 - _DAYS,
    )


def _named(picture: Picture) -> list[Line]:
    """Return whose names stand at the ends: those in colour; one alone needs none."""
    if len(picture.lines) == 1:
        return []
    return [line for line in picture.lines if not (line.context or line.is_empty)]


def _written(line: Line) -> str:
    return f"{shortened(line.name, _NAME_CELLS)} {line.end}"


def _names(deck: Deck, shapes: Shapes, picture: Picture, plot: Place) -> None:
    """Write each name with its value right of the axes, kept apart, with a line to its curve."""
    scale = _Scale.of(picture, plot)
    ends = sorted(((scale.down(one.values[one.last]), one) for one in _named(picture)), key=_height)
    edge, half = plot.left + plot.width, _LINE / 2
    heights = [max(0.0, wanted - plot.top - half) for wanted, _line in ends]
    apart = spread(heights, _LINE, plot.height - _LINE)
    for (wanted, line), moved in zip(ends, apart, strict=True):
        middle = plot.top + half + moved
        start = plot.left + (line.last + 0.5) / len(picture.days) * plot.width
        _leader(shapes, (start, wanted), (edge + 0.18, middle), line)
        box = Place(edge + 0.3, middle - _LINE / 2, width_of(_written(line), LABEL) + 0.25, _LINE)
        _label(deck, shapes, box, line)


def _height(end: tuple[float, Line]) -> float:
    return end[0]


def _leader(
    shapes: Shapes, start: tuple[float, float], end: tuple[float, float], line: Line
) -> None:
    points = [Inches(one) for one in (*start, *end)]
    drawn = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *points)
    drawn.line.color.rgb, drawn.line.width = rgb(line.color), Pt(0.75)
    dot = shapes.add_shape(
        MSO_SHAPE.OVAL if line.dash == "solid" else MSO_SHAPE.DIAMOND,
        *(points[2] - _DOT // 2, points[3] - _DOT // 2, _DOT, _DOT),
    )
    _paint(dot, line.color)


def _label(deck: Deck, shapes: Shapes, box: Place, line: Line) -> None:
    frame = shapes.add_textbox(*(Inches(one) for one in (box.left, box.top, box.width, box.height)))
    text = frame.text_frame
    deck.fill(text, box, [""], Style((LABEL,)))
    text.word_wrap = False
    paragraph = text.paragraphs[0]
    ink = deck.report.look.text
    deck.write(paragraph, f"{shortened(line.name, _NAME_CELLS)} ", LABEL, ink)
    deck.write(paragraph, line.end, LABEL, ink, bold=True)


@dataclass(frozen=True)
class _Scale:
    """Where a value lies in a plot, which may be logarithmic."""

    low: float
    high: float
    top: float
    height: float
    logarithmic: bool

    @classmethod
    def of(cls, picture: Picture, plot: Place) -> _Scale:
        low, high, _step = picture.axis()
        return cls(low, high, plot.top, plot.height, picture.logarithmic)

    def down(self, value: float | None) -> float:
        """Return how many inches from the top of the slide a value lies; beyond is the edge."""
        kept = min(max(value or 0.0, self.low), self.high)
        ends = (self.low, kept, self.high)
        low, at, high = map(math.log10, ends) if self.logarithmic else ends
        return self.top + (high - at) / (high - low) * self.height


def _paint(shape: Shape, color: str) -> None:
    shape.shadow.inherit = False
    shape.line.fill.background()
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(color)


def _cuts(shapes: Shapes, picture: Picture, plot: Place) -> None:
    """Mark at the edge of the axes what lies beyond them, in the colour of its line."""
    low, high, _step = picture.axis()
    for line in picture.lines:
        for at, value in enumerate(line.values):
            if value is None or low <= value <= high:
                continue
            x = plot.left + (at + 0.5) / len(picture.days) * plot.width
            y = plot.top if value > high else plot.top + plot.height
            box = (Inches(x) - _DOT // 2, Inches(y) - _DOT // 2, _DOT, _DOT)
            mark = shapes.add_shape(MSO_SHAPE.ISOSCELES_TRIANGLE, *box)
            mark.rotation = 0 if value > high else 180
            _paint(mark, line.color)


def _watermark(deck: Deck, shapes: Shapes, plot: Place) -> None:
    """Write behind the curves that they are made up: a chart may leave its slide."""
    size = 54
    width = width_of(deck.report.demo, size)
    box = Place(plot.left + (plot.width - width) / 2, plot.top + plot.height / 2 - 0.6, width, 1.2)
    deck.text(shapes, box, [deck.report.demo], Style((size,), deck.report.look.header, bold=True))


def _legend(deck: Deck, shapes: Shapes, marks: Sequence[Mark], place: Place) -> None:
    left, middle = place.left, place.top + place.height / 2
    for mark in marks:
        _glyph(deck, shapes, mark, Place(left, middle - 0.07, _GLYPH - 0.06, 0.14))
        width = width_of(mark.word, LABEL) + 0.1
        word = Place(left + _GLYPH, middle - 0.12, width, _LINE)
        deck.text(shapes, word, [mark.word], Style((LABEL,), deck.report.look.muted))
        left += _GLYPH + width + 0.15


def _glyph(deck: Deck, shapes: Shapes, mark: Mark, box: Place) -> None:
    look = deck.report.look
    middle = box.top + box.height / 2
    if mark.kind in ("dots", "thin"):
        ends = (box.left, middle, box.left + box.width, middle)
        line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Inches, ends)).line
        line.color.rgb = rgb(look.muted if mark.kind == "dots" else look.context)
        line.width = Pt(1.75 if mark.kind == "dots" else 1)
        line.dash_style = MSO_LINE.ROUND_DOT if mark.kind == "dots" else MSO_LINE.SOLID
        return
    kinds = {"ring": MSO_SHAPE.OVAL, "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE}
    width = box.height if mark.kind in kinds else box.width / 2 if mark.kind == "day" else box.width
    shape = shapes.add_shape(
        kinds.get(mark.kind, MSO_SHAPE.RECTANGLE),
        *map(Inches, (box.left + (box.width - width) / 2, box.top, width, box.height)),
    )
    _paint(shape, look.text if mark.kind in kinds else look.muted)
    if mark.kind == "ring":
        shape.fill.background()
        shape.line.color.rgb, shape.line.width = rgb(look.text), Pt(1.5)
    if mark.kind in ("area", "day"):
        alpha = OxmlElement("a:alpha")
        alpha.set("val", f"{MIDDLE if mark.kind == 'area' else SHADE}000")
        shape.fill._xPr.find(qn("a:solidFill"))[0].append(alpha)
