"""The shortlist: which creators a paste names, and what in it was not taken or not understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.messages import Message
from services.shortlist.creator import CREATOR_LIMIT, Creator
from services.shortlist.header import Header
from services.shortlist.links import Entry, NamedCreator, Refused
from services.shortlist.refusals import TOO_MANY, Refusal
from services.shortlist.table import PastedLine
from services.text import cut_line

REFUSAL_LENGTH = 80
"""Most characters that a refusal repeats of what was pasted."""


@dataclass(frozen=True)
class Shortlist:
    """The creators in the order of the paste, the refusals by row, and the number of repeats.

    `repeated` is how many creators stand more than once. `doubtful` are the columns (their titles,
    or `#` and a number) that hold ids which nobody can tell the creators among: the refusals have
    their rows. `unread` are the titles of filled columns that were not understood, or whose prices
    others outrank, `unpriced` the cells of prices that are none; their creators are taken.
    """

    creators: tuple[Creator, ...]
    refusals: tuple[Refusal, ...]
    duplicates: int
    repeated: int = 0
    doubtful: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    unpriced: tuple[Refusal, ...] = ()


@dataclass
class Found:
    """What has been read so far; creators keep the order in which they came, `most` of them."""

    most: int = CREATOR_LIMIT
    creators: dict[str, Creator] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    unpriced: list[Refusal] = field(default_factory=list)
    duplicates: int = 0
    repeated: set[str] = field(default_factory=set)
    doubtful: dict[str, None] = field(default_factory=dict)
    filled: dict[Header, set[int]] = field(default_factory=dict)
    passed: dict[Header, set[int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How much has been found: each takes its time and memory."""
        taken = len(self.creators) + len(self.left_out) + self.duplicates
        return taken + len(self.refusals) + len(self.unpriced)

    def add(self, line: PastedLine, entry: Entry) -> None:
        """Take one entry of a line."""
        if isinstance(entry, Refused):
            self.refusals.append(_refusal(line.row, entry))
        else:
            self._add(line, entry)

    def _add(self, line: PastedLine, entry: NamedCreator) -> None:
        creator_id = entry.creator_id
        if creator_id in self.creators or creator_id in self.left_out:
            self.duplicates += 1
            self.repeated.add(creator_id)
        elif len(self.creators) < self.most:
            self.creators[creator_id] = Creator(creator_id)
        else:
            self.left_out[creator_id] = line.row
        known = self.creators.get(creator_id)
        if known is not None:
            self.creators[creator_id] = known.or_else(line.says)

    def add_unpriced(self, row: int, cell: Refused) -> None:
        """Take note of a cell that is no price."""
        self.unpriced.append(_refusal(row, cell))

    def shortlist(self) -> Shortlist:
        """Return what was found."""
        refusals = list(self.refusals)
        if self.left_out:
            first, row = next(iter(self.left_out.items()))
            values = {"limit": self.most, "count": len(self.left_out)}
            refusals.append(Refusal(row, first, Message(TOO_MANY, values)))
        return Shortlist(
            tuple(self.creators.values()),
            tuple(sorted(refusals, key=lambda refusal: refusal.row)),
            self.duplicates,
            len(self.repeated),
            tuple(self.doubtful),
            self._unread(),
            tuple(self.unpriced),
        )

    def _unread(self) -> tuple[str, ...]:
        titles = (
            header.titles[at]
            for header, filled in self.filled.items()
            for at in sorted(filled - header.understood() | self.passed[header])
        )
        return tuple(dict.fromkeys(titles))


def _refusal(row: int, refused: Refused) -> Refusal:
    return Refusal(row, cut_line(refused.text, REFUSAL_LENGTH), refused.reason)
