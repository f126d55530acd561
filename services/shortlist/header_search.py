"""Whether a row of a sheet is a header, by the words of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.shortlist.bounds import MOST_CELLS
from services.shortlist.columns import WORTHLESS, name_rank
from services.shortlist.words import WORDS, Heading, has_any, heading, is_whole

_LONGEST_HEADER = 16


def is_header_row(cells: Sequence[str], *, is_first: bool, has_example: bool = False) -> bool:
    """Return whether a row heads columns.

    `is_first` says that no header was found above it, `has_example` that an id or a link stands in
    it: below a header, and with one of these, more of the row must be known.
    """
    cells = cells[:MOST_CELLS]
    found = [heading(cell) for cell in cells if cell.strip()]
    known = sum(map(_is_header, found))
    # Below a header, a row that was not found must not pass for another header by two odd cells.
    is_sure = is_first and not has_example
    if known > 1 and (is_sure or 2 * known >= len(found)):
        return True
    if has_example:
        return False
    if len(found) == 1:
        return _heads_alone(found[0])
    if is_first and any(one.whole in _OF_OTHERS for one in found):
        return not any(character.isdigit() for cell in cells for character in cell)
    # One of these among several cells heads nicknames or ids: it is nobody's data.
    return any(_heads_ids(one) or _heads_nicknames(one) for one in found)


def is_header_cell(cell: str) -> bool:
    """Return whether a cell heads a column by its own words."""
    return bool(cell.strip()) and _is_header(heading(cell))


def is_typed_header(cells: Sequence[str]) -> bool:
    """Return whether words with spaces or Chinese commas between them are headers: 昵称 链接 报价.

    All must be, and of names as well as of links, for a sentence can have such words in it.
    """
    found = [heading(cell) for cell in cells]
    if "".join(cells).isascii() or not all(map(_heads_alone, found)):
        return False
    has_names = any(name_rank(one) in {0, 1} for one in found)
    return has_names and any(one.kinds & WORTHLESS for one in found)


def is_detail(cell: str) -> bool:
    """Return whether a cell says more of the header above it: its unit, or the kind of post."""
    found = heading(cell)
    bare = found.whole.strip("()[] ")
    return bare in WORDS["details"]["words"] or (
        not found.rest and bool(found.kinds) and found.kinds <= {"image", "video"}
    )


def is_explained(cell: str) -> bool:
    """Return whether a cell with a link or an id in it is a header with an example."""
    found = heading(cell)
    return bool(found.kinds) and not found.rest


def _is_header(found: Heading) -> bool:
    if _heads_alone(found):
        return True
    if len(found.name) <= _LONGEST_HEADER and found.name.endswith(tuple(WORDS["endings"]["known"])):
        return True
    return not found.rest and "price" in found.kinds and len(found.kinds) > 1


def _heads_alone(found: Heading) -> bool:
    if found.whole in _OF_OTHERS or _heads_ids(found):
        return True
    if any(is_whole(found, kind) for kind in ("remark", "decision", "index")):
        return True
    if found.rest or not found.kinds:
        return False
    if name_rank(found) is not None or found.kinds & (WORTHLESS | {"followers", "post"}):
        return True
    return "price" in found.kinds and found.name not in {"rate", "fee", "cost", "费用", "价"}


def _heads_nicknames(found: Heading) -> bool:
    return not found.rest and "nick" in found.kinds and found.kinds <= {"nick", "who"}


def _heads_ids(found: Heading) -> bool:
    """Return whether a header names ids of any kind: `note_id`, `_id`, 作品ID."""
    if len(found.name) > 2 * _LONGEST_HEADER:
        return False
    if _IDS.fullmatch(found.name) or _IDS.fullmatch(found.whole):
        return True
    return found.name.endswith(("id", "编号")) and has_any(found.whole, WORDS["ids"]["never"])


_OF_OTHERS = frozenset(WORDS["ids"]["alone"])
_NAMES = "|".join(re.escape(word) for word in WORDS["ids"]["never"] + WORDS["ids"]["creator"])
_IDS = re.compile(rf"_?(?:(?:{_NAMES})s? ?){{1,3}}(?:ids?|编号|单号|no|key)|_[a-z ]*ids?|订单号")
