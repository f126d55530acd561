"""Which of the ids and links of one row is its creator, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.messages import Message
from services.shortlist.header import Header
from services.shortlist.links import Entry, Form, NamedCreator, Refused, ids_in
from services.shortlist.refusals import NOT_CREATORS, NOTE, ONE_A_ROW, TWO_IDS
from services.shortlist.roles import Role


@dataclass(frozen=True)
class Choice:
    """What of a row is taken or refused; `doubtful` are the places of ids that could be meant."""

    entries: tuple[Entry, ...]
    doubtful: tuple[int, ...] = ()


def choose(cells: Sequence[Sequence[Entry]], header: Header | None, *, fits: bool) -> Choice:
    """Return the one creator of a table row, or else the first reason why there is none.

    `cells` are the entries of every cell. A link outranks a bare id, and that of the marketplace
    all others: its id is the one that the API asks for. Among bare ids the header decides; where
    it does not, none is taken.
    """
    links = [one for cell in cells for one in cell if _is_link(one)]
    if links:
        return Choice(_first_of(links))
    if not any(isinstance(one, NamedCreator) for cell in cells for one in cell):
        return Choice(tuple(one for cell in cells for one in cell)[:1])
    return _among_bare(cells, header, fits=fits)


def is_list(cells: Sequence[Sequence[Entry]], header: Header | None) -> bool:
    """Return whether the cells of a row are creators side by side, not facts about one creator."""
    forms = [one.form for cell in cells for one in cell if isinstance(one, NamedCreator)]
    if header is not None and Form.BARE in forms:
        return False
    return all(cells) and len(forms) > 1 and len(set(forms)) == 1


def _is_link(entry: Entry) -> bool:
    return isinstance(entry, NamedCreator) and entry.form is not Form.BARE


def _first_of(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the creator, and the first other one that is written in the same form."""
    creators = [one for one in entries if isinstance(one, NamedCreator)]
    first = next((one for one in creators if one.form is Form.MARKETPLACE), creators[0])
    same_form = (one.creator_id for one in creators if one.form is first.form)
    others = [other for other in same_form if other != first.creator_id]
    return (first, *(Refused(other, Message(ONE_A_ROW)) for other in others[:1]))


def _among_bare(cells: Sequence[Sequence[Entry]], header: Header | None, *, fits: bool) -> Choice:
    by_place = _bare(cells)
    roles = {at: _role(at, header, fits=fits) for at in by_place}
    sure = [at for at, role in roles.items() if role is Role.CREATOR]
    maybe = sure or [at for at, role in roles.items() if role is Role.UNKNOWN]
    found = {one.creator_id for at in maybe for one in by_place[at]}
    # Where cells have moved, a single id may be that of a note as well.
    unsure = header is not None and header.forbids and not fits
    if maybe and not unsure and (len(found) == 1 or len(maybe) == 1):
        return Choice(_first_of([one for at in maybe for one in by_place[at]]))
    text = " ".join(dict.fromkeys(one.creator_id for ones in by_place.values() for one in ones))
    if maybe:
        return Choice(
            (Refused(text, Message(TWO_IDS)),), tuple(maybe) if fits or not header else ()
        )
    refused = tuple(one for cell in cells for one in cell if isinstance(one, Refused))[:1]
    return Choice(refused or (Refused(text, Message(NOT_CREATORS)),), tuple(by_place))


def _bare(cells: Sequence[Sequence[Entry]]) -> dict[int, list[NamedCreator]]:
    """Return the bare ids by place, but for those that a link in the row says are of notes."""
    notes: set[str] = set()
    for one in (one for cell in cells for one in cell):
        if isinstance(one, Refused) and one.reason.template == NOTE:
            notes |= ids_in(one.text)
    found = {
        at: [one for one in cell if isinstance(one, NamedCreator) and one.creator_id not in notes]
        for at, cell in enumerate(cells)
    }
    return {at: ones for at, ones in found.items() if ones}


def _role(at: int, header: Header | None, *, fits: bool) -> Role:
    if header is None or not fits:
        return Role.UNKNOWN
    if at >= header.width:
        return Role.NEVER if header.forbids else Role.UNKNOWN
    return header.roles[at]
