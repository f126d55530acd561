"""The line that names the marks of a picture, each mark drawn before its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.chart.lettering import LINE, width_of
from components.chart.palette import context_color, muted_color, text_color

Shape = dict[str, object]

_GLYPH, _AT = 22, 14
"""The width of a mark in pixels, beside letters of that size."""


@dataclass(frozen=True)
class Mark:
    """A mark of the picture and its word; a `dot` has its `color`, a `circle` its width, `size`."""

    kind: Literal["ring", "dots", "area", "thin", "triangle", "day", "dot", "circle"]
    word: str
    color: str = ""
    size: float = 0


Rows = Sequence[Sequence[tuple[float, Mark]]]
"""Lines of marks, each with how many pixels from the left it begins."""


def in_rows(marks: Sequence[Mark], size: int, width: float) -> Rows:
    """Return the marks in as many lines of at most `width` pixels as letters of `size` need."""
    rows: list[list[tuple[float, Mark]]] = []
    left = 0.0
    for mark in marks:
        wide = _glyph_width(mark, size) + width_of(mark.word, size)
        if not rows or left + wide > width:
            rows.append([])
            left = 0.0
        rows[-1].append((left, mark))
        left += wide + size
    return rows


def _glyph_width(mark: Mark, size: int) -> float:
    return max(_GLYPH * size / _AT, mark.size + 8)


def drawn(
    rows: Rows, size: int, base: str, start: float, above: float = 0
) -> tuple[list[Shape], list[Shape]]:
    """Return the marks as shapes and their words as annotations, `above` pixels over the panels.

    They begin `start` pixels to the right of the panels' left edge.
    """
    shapes, words = [], []
    for at, row in enumerate(reversed(rows)):
        middle = size * 0.4 + above + (at + 0.5) * size * LINE
        for within, mark in row:
            left = start + within
            shapes += _glyph(mark, left, middle, base, size)
            words.append(_word(mark, left, middle, size, base))
    return shapes, words


def _word(mark: Mark, left: float, middle: float, size: int, base: str) -> Shape:
    return {
        "text": mark.word,
        "font": {"size": size, "color": muted_color(base)},
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": round(left + _glyph_width(mark, size), 1),
        "yshift": round(middle, 1),
    }


def _glyph(mark: Mark, left: float, middle: float, base: str, size: int) -> list[Shape]:
    """Return a mark as shapes in pixels, measured from the upper left corner of the panels."""
    ink, grey, unit = text_color(base), muted_color(base), size / _AT
    center = left + (_glyph_width(mark, size) - 4) / 2

    def shape(kind: str, width: float, half: float, **more: object) -> list[Shape]:
        across = {"x0": center - width * unit / 2, "x1": center + width * unit / 2}
        high = {"y0": middle - half * unit, "y1": middle + half * unit}
        return [_IN_PIXELS | across | high | {"type": kind} | more]

    if mark.kind == "ring":
        return shape("circle", 12, 6, line={"color": ink, "width": 2 * unit})
    if mark.kind == "dot":
        return shape("circle", 12, 6, fillcolor=mark.color, line={"width": 0})
    if mark.kind == "circle":
        wide = mark.size / unit
        return shape("circle", wide, wide / 2, line={"color": grey, "width": 1})
    if mark.kind == "area":
        return shape("rect", 18, 6, fillcolor=grey, opacity=0.3, line={"width": 0})
    if mark.kind == "triangle":
        path = _triangle(center, middle, 6 * unit)
        return [_IN_PIXELS | {"type": "path", "path": path, "fillcolor": ink, "line": {"width": 0}}]
    if mark.kind == "day":
        return shape("line", 0, 8, line={"color": grey, "width": 1})
    color, dash = (grey, "dot") if mark.kind == "dots" else (context_color(base), "solid")
    return shape("line", 18, 0, line={"color": color, "width": 2 * unit, "dash": dash})


_IN_PIXELS: Shape = {
    "xref": "paper",
    "yref": "paper",
    "xsizemode": "pixel",
    "ysizemode": "pixel",
    "xanchor": 0,
    "yanchor": 1,
}


def _triangle(x: float, y: float, half: float) -> str:
    low, high = y - half * 0.9, y + half * 0.9
    return f"M {x - half},{low} L {x + half},{low} L {x},{high} Z"
