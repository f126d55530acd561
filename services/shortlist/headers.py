"""The header rows of a pasted sheet, and what each column below them holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.shortlist.bounds import MOST_CELLS
from services.shortlist.words import WORDS, Heading, has_any, heading, is_whole

_LONGEST_HEADER = 16

PriceKind = Literal["image", "video", "other"]

_FOR_PRICES = {"price", "image", "video", "post", "who", "account"}
_FOR_FOLLOWERS = {"followers", "count", "who", "account"}
_WORTHLESS = {"id", "link", "index"}  # known, and of no need beside the creator
_WEAK = ({"image"}, {"video"}, {"image", "video"})  # they also stand in data

_BETWEEN_REMARKS = re.compile(r"[()\uff08\uff09,\uff0c、;\uff1b/\s]+")
_UNIT = re.compile(r"(?:单位[:\uff1a]?)?([万w千k])(?:元|rmb|人民币|人|粉)?")
_UNITS = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}


@dataclass(frozen=True)
class PriceColumn:
    """A column of prices: its place from 0, what for, and how many yuan its numbers count in."""

    at: int
    kind: PriceKind
    unit: int


@dataclass(frozen=True)
class FollowersColumn:
    """A column of followers: its place from 0, and how many its numbers count in."""

    at: int
    unit: int


def is_header_row(cells: Sequence[str], *, is_first: bool) -> bool:
    """Return whether a row without an id or a link heads columns.

    `is_first` says that no header was found above it: below one, more of the row must be known.
    """
    cells = cells[:MOST_CELLS]
    found = [heading(cell) for cell in cells if cell.strip()]
    known = sum(map(_is_header, found))
    # Below a header, a row that was not found must not pass for another header by two odd cells.
    if known > 1 and (is_first or 2 * known >= len(found)):
        return True
    if len(found) == 1:
        return _heads_alone(found[0])
    if is_first and any(one.whole in _OF_OTHERS for one in found):
        return not any(character.isdigit() for cell in cells for character in cell)
    # One of these among several cells heads nicknames or ids: it is nobody's data.
    return any(_heads_ids(one) or _heads_nicknames(one) for one in found)


def alias_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold a creator's name, the best one first."""
    ranks = {at: _name_rank(heading(cell)) for at, cell in enumerate(header)}
    columns = [(rank, at) for at, rank in ranks.items() if rank is not None]
    return tuple(at for _, at in sorted(columns))


def remark_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold remarks, from left to right."""
    return tuple(at for at, cell in enumerate(header) if _is_remark(heading(cell)))


def decision_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold decisions, from left to right."""
    return tuple(at for at, cell in enumerate(header) if is_whole(heading(cell), "decision"))


def followers_columns(header: Sequence[str]) -> tuple[FollowersColumn, ...]:
    """Return the columns of a header row that hold numbers of followers, from left to right."""
    found = ((at, heading(cell)) for at, cell in enumerate(header))
    return tuple(FollowersColumn(at, unit_of(one)) for at, one in found if _is_followers(one))


def price_columns(header: Sequence[str]) -> tuple[PriceColumn, ...]:
    """Return the columns of a header row that hold prices in yuan, from left to right."""
    found = ((at, heading(cell)) for at, cell in enumerate(header))
    kinds = ((at, one, _price_kind(one)) for at, one in found)
    return tuple(PriceColumn(at, kind, unit_of(one)) for at, one, kind in kinds if kind)


def unit_of(found: Heading) -> int:
    """Return how many the numbers below a header count in."""
    units = map(_UNIT.fullmatch, _BETWEEN_REMARKS.split(found.remarks))
    return next((_UNITS[one[1]] for one in units if one), 1)


def is_needless(cell: str) -> bool:
    """Return whether a header says that its column is an id, a link or a number of the row."""
    found = heading(cell)
    return is_whole(found, "index") or (not found.rest and bool(found.kinds & _WORTHLESS))


def is_explained(cell: str) -> bool:
    """Return whether a cell with a link or an id in it is a header with an example."""
    found = heading(cell)
    return bool(found.kinds) and not found.rest


def _name_rank(found: Heading) -> int | None:
    if found.rest or not found.kinds <= {"nick", "name", "who", "account"}:
        return None
    if "nick" in found.kinds:
        return 0
    if "name" in found.kinds:
        return 1 if len(found.kinds) > 1 else 2
    return 3 if found.kinds == {"who"} else None


def _is_remark(found: Heading) -> bool:
    return is_whole(found, "remark") or found.name.endswith("备注")


def _is_followers(found: Heading) -> bool:
    fits = "followers" in found.kinds and found.kinds <= _FOR_FOLLOWERS and not found.rest
    return fits and not has_any(found.remarks.replace(" ", ""), WORDS["followers"]["not_all"])


def _price_kind(found: Heading) -> PriceKind | None:
    kinds = found.kinds
    if found.rest or not kinds <= _FOR_PRICES or not kinds & {"price", "image", "video"}:
        return None
    if has_any(found.remarks, WORDS["prices"]["no_yuan"]):
        return None
    # 报价（图文） and 报价（视频） stand side by side; 报价（图文/视频） is for either.
    for_image = "image" in kinds or has_any(found.remarks, WORDS["parts"]["image"])
    for_video = "video" in kinds or has_any(found.remarks, WORDS["parts"]["video"])
    if ("image" in kinds) != ("video" in kinds):
        return "image" if "image" in kinds else "video"
    if for_image != for_video:
        return "image" if for_image else "video"
    return "other"


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
    if _name_rank(found) is not None or found.kinds & (_WORTHLESS | {"followers", "post"}):
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
