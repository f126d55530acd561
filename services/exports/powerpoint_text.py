"""How much room a text takes on a slide, and how it is made to fit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from services.text import cells, shortened

# Height of a line / type size: Chinese faces stand in taller lines.
_LINE, _TALL_LINE = 1.2, 1.4

_CELL = 0.54  # width of a Latin letter / type size: Calibri's average, and a little for wrapping


def room(width: float, size: float) -> int:
    """Return how many cells of type `size` (points) a line of `width` (inches) holds."""
    return max(1, int(width * 72 / (size * _CELL)))


def width_of(text: str, size: float) -> float:
    """Return how wide (inches) a text of type `size` (points) is on one line."""
    return (cells(text) + 1) * size * _CELL / 72


def lines_of(text: str, width: float, size: float) -> int:
    """Return on how many lines of `width` (inches) a text of type `size` (points) stands."""
    return math.ceil(cells(text) / room(width, size)) or 1


def height_of(texts: Sequence[str], width: float, size: float, gap: float = 0) -> float:
    """Return how high (inches) texts are that begin on a line each, with `gap` (points) after."""
    line = _TALL_LINE if any(map(_is_tall, texts)) else _LINE
    lines = sum(lines_of(text, width, size) for text in texts)
    return (lines * size * line + len(texts) * gap) / 72


def fitted(
    texts: list[str], width: float, height: float, sizes: tuple[int, ...], gap: float = 0
) -> tuple[int, list[str]]:
    """Return the largest of `sizes` (points, descending) at which `texts` fit, and the texts.

    `width` and `height` are the room in inches, `gap` is the space after a text in points. Where
    even the last size does not fit, texts are shortened, each to its share of the room.
    """
    for size in sizes:
        if height_of(texts, width, size, gap) <= height:
            return size, texts
    size = sizes[-1]
    line = _TALL_LINE if any(map(_is_tall, texts)) else _LINE
    lines_each = max(1, int((height * 72 / max(1, len(texts)) - gap) / (size * line)))
    return size, [shortened(text, lines_each * room(width, size)) for text in texts]


def paged(
    texts: Sequence[str], width: float, height: float, size: int, gap: float
) -> Iterator[list[str]]:
    """Yield as many of `texts` as fit on one slide after another; one too long stands alone."""
    page: list[str] = []
    for text in texts:
        if page and height_of([*page, text], width, size, gap) > height:
            yield page
            page = []
        page.append(text)
    if page:
        yield page


def _is_tall(text: str) -> bool:
    return any(cells(letter) == 2 for letter in text)
