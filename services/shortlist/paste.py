"""A pasted text into a shortlist: line by line, each by its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from services.messages import Message
from services.shortlist.bounds import A_PASTE, MOST_CELLS, Bounds, too_much, within_bounds
from services.shortlist.cells import passed_over, unread_prices
from services.shortlist.choice import Choice, choose, is_list
from services.shortlist.entries import entries_in
from services.shortlist.field import Field
from services.shortlist.links import Entry, NamedCreator, Refused
from services.shortlist.names import is_closing
from services.shortlist.refusals import NO_ID, NO_PRICE, NOT_CREATORS, TOO_WIDE
from services.shortlist.roles import Role
from services.shortlist.shortlist import REFUSAL_LENGTH, Found, Shortlist
from services.shortlist.table import PastedLine, read_lines
from services.text import visible_line

__all__ = ["REFUSAL_LENGTH", "Shortlist", "read_shortlist"]

# What a line without a letter, a digit or an emoji is made of: rulers, empty cells, bullets.
_BLANK = re.compile(r"[\s\x00-/:-@\[-`{-\xbf\u2000-\u206f\u3000-\u3003\ufeff，；。：！？]*")

_LIST_MARKS = re.compile(r"[,;|，；、]")


def read_shortlist(
    text: str, columns: Mapping[str, Field] | None = None, bounds: Bounds = A_PASTE
) -> Shortlist:
    """Return the creators that a pasted text names. Never raises, whatever the text is.

    Takes bare ids, profile and Pugongying links, share text around them, and rows of a table
    (tab-separated, Markdown, or CSV under a header); the forms are those of the design's "What
    people paste". `columns` says what columns hold, by titles as `Shortlist` gives them.
    A repeated creator counts once, where it came first; a later alias, price, remark, decision or
    number of followers fills a missing one.
    Beyond as many distinct creators as the `bounds` let in, one refusal says how many were left
    out; beyond their other numbers, one says that the rest was.
    """
    found = Found(bounds.creators)
    text, beyond = within_bounds(text, bounds)
    cells = 0
    for line in read_lines(text.replace("&amp;", "&"), columns):
        _read(line, found)
        cells += len(line.cells)
        if cells > bounds.cells or found.size > bounds.found:
            beyond = too_much(line.row)
            break
    if beyond is not None:
        found.refusals.append(beyond)
    return found.shortlist()


def _read(line: PastedLine, found: Found) -> None:
    cells = [[] if _BLANK.fullmatch(cell) else entries_in(cell) for cell in line.cells]
    choice = _chosen(line, cells)
    for entry in choice.entries:
        found.add(line, entry)
    if line.is_cut:
        found.add(line, Refused("…", Message(TOO_WIDE, {"limit": MOST_CELLS})))
    if line.header is not None:
        titles = dict(enumerate(line.header.titles))
        found.doubtful.update((titles[at], None) for at in choice.doubtful if at in titles)
        _note_columns(line, cells, choice, found)
    else:
        found.doubtful.update(dict.fromkeys(f"#{at + 1}" for at in choice.doubtful))


def _note_columns(
    line: PastedLine, cells: Sequence[Sequence[Entry]], choice: Choice, found: Found
) -> None:
    """Take note of what the columns of a creator's row hold, and of prices that are none."""
    header = line.header
    if (
        header is None
        or not line.fits
        or not any(isinstance(e, NamedCreator) for e in choice.entries)
    ):
        return
    for cell in unread_prices(line.cells, header):
        found.add_unpriced(line.row, Refused(cell, Message(NO_PRICE)))
    found.passed.setdefault(header, set()).update(passed_over(line.cells, header))
    filled = found.filled.setdefault(header, set())
    for at, cell in enumerate(line.cells[: header.width]):
        if not cells[at] and not _BLANK.fullmatch(cell):
            filled.add(at)


def _chosen(line: PastedLine, cells: Sequence[Sequence[Entry]]) -> Choice:
    filled = [
        one for one, cell in zip(cells, line.cells, strict=True) if not _BLANK.fullmatch(cell)
    ]
    if line.cells and not is_list(filled, line.header):
        choice = choose(cells, line.header, fits=line.fits)
    else:
        found = [one for cell in filled for one in cell] or entries_in(line.text)
        choice = _of_text(line, found)
    if choice.entries or is_closing(line.text) or _BLANK.fullmatch(visible_line(line.text)):
        return choice
    return Choice((Refused(line.text, Message(NO_ID)),))


def _of_text(line: PastedLine, entries: Sequence[Entry]) -> Choice:
    if line.header is not None and line.header.roles[0] is not Role.UNKNOWN and entries:
        return choose([entries], line.header, fits=True)
    if any(isinstance(one, NamedCreator) for one in entries):
        # An export's line says more of a creator than the creator.
        entries = [one for one in entries if not _is_of_others(one)]
    words = _words_among_creators(line.text) if len(entries) > 1 else ()
    return Choice((*entries, *words))


def _is_of_others(entry: Entry) -> bool:
    return isinstance(entry, Refused) and entry.reason.template == NOT_CREATORS


def _words_among_creators(text: str) -> Iterator[Refused]:
    """Yield the nicknames in a list that is otherwise made of ids or links: they were meant too."""
    pieces = [piece.strip() for piece in _LIST_MARKS.split(text) if not _BLANK.fullmatch(piece)]
    if len(pieces) < 2:
        return
    by_piece = {piece: entries_in(piece) for piece in pieces}
    alone = [
        found[0]
        for piece, found in by_piece.items()
        if len(found) == 1 and len(piece.split()) == 1 and isinstance(found[0], NamedCreator)
    ]
    words = [piece for piece, found in by_piece.items() if not found]
    if len(words) < len(alone) and len({one.form for one in alone}) == 1:
        yield from (Refused(piece, Message(NO_ID)) for piece in words)
