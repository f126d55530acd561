"""Text from outside, made fit for XML, and how much room it takes."""

from __future__ import annotations

import math
import re
import unicodedata

# XML 1.0 cannot hold these, not even as references; the controls up to 9F nobody can see.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")

# Height of a line / type size: Chinese faces stand in taller lines.
_LINE, _TALL_LINE = 1.2, 1.45
_CELL = 0.53  # width of a Latin letter / type size: Calibri's average, and a little for wrapping
_ZERO_WIDTH = {"Mn", "Me", "Cf"}


def clean(text: str) -> str:
    """Return `text` on one line, without characters that XML cannot hold."""
    return _BREAKS.sub(" ", _ILLEGAL.sub("", text))


def cells(text: str) -> int:
    """Return the width of `text` in Latin letters: a Chinese character or an emoji takes two."""
    return sum(_width(letter) for letter in text)


def shortened(text: str, most: int) -> str:
    """Cut `text` to `most` cells, with an ellipsis in the middle.

    The end stays, because two creators under one name are told apart by the end of it.
    """
    if cells(text) <= most:
        return text
    tail = _fitting(text[::-1], (most - 1) // 3)[::-1]
    return f"{_fitting(text, most - 1 - cells(tail))}…{tail}"


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
    return any(_width(letter) == 2 for letter in text)


def _width(letter: str) -> int:
    if unicodedata.category(letter) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fitting(text: str, most: int) -> str:
    used = 0
    for position, letter in enumerate(text):
        used += _width(letter)
        if used > most:
            return text[:position]
    return text
