"""The shortlist: which creators a pasted text names, and what in it could not be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.messages import Message
from services.shortlist.creator import CREATOR_LIMIT, Creator
from services.shortlist.entries import entries_in
from services.shortlist.links import Entry, Form, NamedCreator, Refused
from services.shortlist.refusals import NO_ID, ONE_A_ROW, TOO_MANY, Refusal
from services.shortlist.table import PastedLine, read_lines
from services.text import cut_line, visible_line

TEXT_LIMIT = 2 * 1024 * 1024
"""Most characters that are taken of a pasted text: those of the largest file, and more than any
list has.
"""

REFUSAL_LENGTH = 80
"""Most characters that a refusal repeats of what was pasted."""

# What a line without a letter, a digit or an emoji is made of: rulers, empty cells, bullets.
_BLANK = re.compile(r"[\s\x00-/:-@\[-`{-\xbf\u2000-\u206f\u3000-\u3003\ufeff，；。：！？]*")

_LIST_MARKS = re.compile(r"[,;|，；、]")


@dataclass(frozen=True)
class Shortlist:
    """The creators in the order of the paste, the refusals by row, and the number of repeats."""

    creators: tuple[Creator, ...]
    refusals: tuple[Refusal, ...]
    duplicates: int


def read_shortlist(text: str) -> Shortlist:
    """Return the creators that a pasted text names. Never raises, whatever the text is.

    Takes bare ids, profile and Pugongying links, share text around them, and rows of a table
    (tab-separated, or CSV under a header); the forms are those of the design's "What people paste".
    A repeated creator counts once, where it came first; a later alias, price, remark, decision or
    number of followers fills a missing one.
    Beyond `CREATOR_LIMIT` distinct creators, one refusal says how many were left out.
    """
    found = _Found()
    for line in read_lines(text.replace("&amp;", "&")):
        for entry in _entries_of(line):
            found.add(line, entry)
    return found.shortlist()


@dataclass
class _Found:
    """What has been read so far; creators keep the order in which they came."""

    creators: dict[str, Creator] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    duplicates: int = 0

    def add(self, line: PastedLine, entry: Entry) -> None:
        if isinstance(entry, Refused):
            text = cut_line(entry.text, REFUSAL_LENGTH)
            self.refusals.append(Refusal(line.row, text, entry.reason))
            return
        creator_id = entry.creator_id
        if creator_id in self.creators or creator_id in self.left_out:
            self.duplicates += 1
        elif len(self.creators) < CREATOR_LIMIT:
            self.creators[creator_id] = Creator(creator_id)
        else:
            self.left_out[creator_id] = line.row
        known = self.creators.get(creator_id)
        if known is not None:
            self.creators[creator_id] = known.or_else(line.says)

    def shortlist(self) -> Shortlist:
        refusals = list(self.refusals)
        if self.left_out:
            first, row = next(iter(self.left_out.items()))
            values = {"limit": CREATOR_LIMIT, "count": len(self.left_out)}
            refusals.append(Refusal(row, first, Message(TOO_MANY, values)))
        in_order = tuple(sorted(refusals, key=lambda refusal: refusal.row))
        return Shortlist(tuple(self.creators.values()), in_order, self.duplicates)


def _entries_of(line: PastedLine) -> list[Entry]:
    entries = [entries_in(cell) for cell in line.cells if not _BLANK.fullmatch(cell)]
    if line.cells and not _is_list(entries):
        found = _of_row([entry for cell in entries for entry in cell])
    else:
        found = entries_in(line.text)
        found += _words_among_creators(line.text) if len(found) > 1 else []
    if found or _BLANK.fullmatch(visible_line(line.text)):
        return found
    return [Refused(line.text, Message(NO_ID))]


def _is_list(cells: Sequence[Sequence[Entry]]) -> bool:
    """Return whether the cells of a row are creators side by side, not facts about one creator."""
    forms = [one.form for cell in cells for one in cell if isinstance(one, NamedCreator)]
    return all(cells) and len(forms) > 1 and len(set(forms)) == 1


def _of_row(entries: Sequence[Entry]) -> list[Entry]:
    """Return the one creator of a table row, or else the first reason why there is none.

    The Pugongying link wins: its id is the one that the API asks for. Whatever other cells hold is
    a fact about that creator; only a second creator written in the same form can't be.
    """
    creators = [entry for entry in entries if isinstance(entry, NamedCreator)]
    if not creators:
        return list(entries[:1])
    first = next((one for one in creators if one.form is Form.MARKETPLACE), creators[0])
    same_form = (one.creator_id for one in creators if one.form is first.form)
    others = [other for other in same_form if other != first.creator_id]
    return [first, *(Refused(other, Message(ONE_A_ROW)) for other in others[:1])]


def _words_among_creators(text: str) -> Iterator[Refused]:
    """Yield the nicknames in a list that is otherwise made of ids or links: they were meant too."""
    pieces = [piece.strip() for piece in _LIST_MARKS.split(text) if not _BLANK.fullmatch(piece)]
    by_piece = {piece: entries_in(piece) for piece in pieces}
    alone = [
        found[0]
        for piece, found in by_piece.items()
        if len(found) == 1 and len(piece.split()) == 1 and isinstance(found[0], NamedCreator)
    ]
    words = [piece for piece, found in by_piece.items() if not found]
    if len(words) < len(alone) and len({one.form for one in alone}) == 1:
        yield from (Refused(piece, Message(NO_ID)) for piece in words)
