"""Text from outside as one line that can be seen, how wide it is, and how it is shortened."""

from __future__ import annotations

import re
import unicodedata

from wcwidth import wcwidth

CREATOR_ID = re.compile("[0-9a-f]{24}")
"""A creator's id, as it is stored: lower case."""

JOINERS = "\u200c\u200d"
"""Inside emoji and some scripts they matter, at either end they do not."""


_TAGS = range(0xE0020, 0xE0080)  # they make flags


def visible_line(text: str) -> str:
    """Return `text` on one line, without characters that are unseen or turn others round.

    The joiners inside emoji stay. Doing it twice changes nothing.
    """
    kept = (one for one in text if one.isspace() or _is_kept(one))
    return " ".join("".join(kept).split()).strip(" " + JOINERS)


def _is_kept(character: str) -> bool:
    if character in JOINERS or ord(character) in _TAGS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


# XML 1.0 cannot hold these, not even as references; the controls up to 9F nobody can see.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Return `text` on one line, without characters that XML cannot hold."""
    return _BREAKS.sub(" ", _ILLEGAL.sub("", text))


def cells(text: str) -> int:
    """Return the width of `text` in Latin letters: a Chinese character or an emoji takes two."""
    return sum(map(_width, text))


def short_name(name: str, most: int) -> str:
    """Cut `name` to a width of `most` cells, with an ellipsis at its end."""
    return name if cells(name) <= most else f"{_fitting(name, most - 1)}…"


def shortened(text: str, most: int) -> str:
    """Cut `text` to `most` cells, with an ellipsis in the middle.

    The end stays, because two creators under one name are told apart by the end of it.
    """
    if cells(text) <= most:
        return text
    tail = _fitting(text[::-1], (most - 1) // 3)[::-1]
    return f"{_fitting(text, most - 1 - cells(tail))}…{tail}"


def _width(letter: str) -> int:
    return max(0, wcwidth(letter))  # it says -1 of what cannot be printed


def _fitting(text: str, most: int) -> str:
    used = 0
    for position, letter in enumerate(text):
        used += _width(letter)
        if used > most:
            return text[:position]
    return text
