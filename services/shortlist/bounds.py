"""How much of a paste is read: as much as takes a moment."""

from __future__ import annotations

from dataclasses import dataclass

from services.messages import Message
from services.shortlist.creator import CREATOR_LIMIT
from services.shortlist.refusals import TOO_LONG, TOO_MUCH, Refusal

MOST_CHARACTERS, MOST_LINES, MOST_CELLS = 1_000_000, 12_000, 500
"""Most of one paste, and of one row of it."""

MOST_CELLS_OF_ALL, MOST_FOUND = 200_000, 20_000
"""Most cells of all rows; most creators, repeats, refusals and prices that are none."""


@dataclass(frozen=True)
class Bounds:
    """Most characters, lines and cells of a text, most that is found in it, and most creators."""

    characters: int = MOST_CHARACTERS
    lines: int = MOST_LINES
    cells: int = MOST_CELLS_OF_ALL
    found: int = MOST_FOUND
    creators: int = CREATOR_LIMIT


A_PASTE = Bounds()
"""What a visitor may paste."""

AN_OWNERS_LIST = Bounds(500_000_000, 2_000_000, 20_000_000, 2_000_000, 1_000_000)
"""What the owner's own file may hold, for a command."""

TEXT_LIMIT = 2 * 1024 * 1024
"""Most characters that the page holds of a paste: those of the largest file, so that what is beyond
the bounds above is said and not cut off without a word.
"""


def within_bounds(text: str, bounds: Bounds) -> tuple[str, Refusal | None]:
    """Return as much of `text` as is read, and what says that there was more."""
    kept = text[: bounds.characters]
    if len(kept) < len(text):
        kept = kept[: kept.rfind("\n") + 1] or kept  # half an id could be another one
    kept = kept[: _end_of_lines(kept, bounds.lines)]
    if len(kept) == len(text):
        return text, None
    lines = 1 + kept.count("\n")
    values = {"limit": f"{bounds.characters:,}", "lines": f"{bounds.lines:,}"}
    return kept, Refusal(lines, "…", Message(TOO_LONG, values))


def _end_of_lines(text: str, most: int) -> int:
    """Return where the last line ends that is read."""
    if text.count("\n") + text.count("\r") < most:
        return len(text)
    return sum(map(len, text.splitlines(keepends=True)[:most]))


def too_much(row: int) -> Refusal:
    """Return what says that nothing below a row was read."""
    return Refusal(row, "…", Message(TOO_MUCH))
