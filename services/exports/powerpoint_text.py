"""How much room a text takes on a slide, and how it is made to fit."""

from __future__ import annotations

import math

from services.text import cells, shortened

# Height of a line / type size: Chinese faces stand in taller lines.
_LINE, _TALL_LINE = 1.2, 1.45

_CELL = 0.53  # width of a Latin letter / type size: Calibri's average, and a little for wrapping


def room(width: float, size: float) -> int:
    """Return how many cells of type `size` (points) a line of `width` (inches) holds."""
    return max(1, int(width * 72 / (size * _CELL)))


def fitted(
    texts: list[str], width: float, height: float, sizes: tuple[int, ...], gap: float = 0
) -> tuple[int, list[str]]:
    """Return the largest of `sizes` (points, descending) at which `texts` fit, and the texts.

    Each text begins on a line of its own; `width` and `height` are the room in inches, `gap` is the
    space after a text in points. Where even the last size does not fit, texts are shortened, and
    those at the end left out when there is no line for them.
    """
    line = _TALL_LINE if any(map(_is_tall, texts)) else _LINE
    for size in sizes:
        lines = sum(math.ceil(cells(text) / room(width, size)) or 1 for text in texts)
        if lines * size * line + len(texts) * gap <= height * 72:
            return size, texts
    size = sizes[-1]
    kept = texts[: max(1, int(height * 72 / (size * line + gap)))]
    lines_each = max(1, int((height * 72 / max(1, len(kept)) - gap) / (size * line)))
    return size, [shortened(text, lines_each * room(width, size)) for text in kept]


def _is_tall(text: str) -> bool:
    return any(cells(letter) == 2 for letter in text)
