"""What each column below a header row holds, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.shortlist.words import WORDS, Heading, has_any, heading, is_whole

PriceKind = Literal["image", "video", "other"]

_FOR_PRICES = {"price", "image", "video", "post", "who", "account"}
_FOR_FOLLOWERS = {"followers", "count", "who", "account"}
WORTHLESS = frozenset({"id", "link", "index"})
"""Kinds of words that head what is of no need beside the creator."""


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


def alias_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold a creator's name, the best one first."""
    ranks = {at: name_rank(heading(cell)) for at, cell in enumerate(header)}
    columns = [(rank, at) for at, rank in ranks.items() if rank is not None]
    return tuple(at for _, at in sorted(columns))


def name_rank(found: Heading) -> int | None:
    """Return how sure it is that a header is one of names, 0 the surest, None where it is none."""
    if found.rest or not found.kinds <= {"nick", "name", "who", "account"}:
        return None
    if "nick" in found.kinds:
        return 0
    if "name" in found.kinds:
        return 1 if len(found.kinds) > 1 else 2
    return 3 if found.kinds == {"who"} else None


def remark_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold remarks, from left to right."""
    return tuple(at for at, cell in enumerate(header) if _is_remark(heading(cell)))


def decision_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold decisions, from left to right."""
    return tuple(at for at, cell in enumerate(header) if is_whole(heading(cell), "decision"))


def form_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns that say what each row's price is for: 合作形式, content type."""
    return tuple(at for at, cell in enumerate(header) if is_whole(heading(cell), "form"))


def form_in(cell: str) -> PriceKind | None:
    """Return what a cell of such a column stands for, None where it is both or neither."""
    kinds = heading(cell).kinds & {"image", "video"}
    if len(kinds) != 1:
        return None
    return "image" if "image" in kinds else "video"


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
    return is_whole(found, "index") or (not found.rest and bool(found.kinds & WORTHLESS))


def _is_remark(found: Heading) -> bool:
    return is_whole(found, "remark") or found.name.endswith("备注")


def _is_followers(found: Heading) -> bool:
    fits = "followers" in found.kinds and found.kinds <= _FOR_FOLLOWERS and not found.rest
    return fits and not has_any(found.remarks.replace(" ", ""), WORDS["followers"]["not_all"])


def _price_kind(found: Heading) -> PriceKind | None:
    kinds = found.kinds
    if found.rest or not kinds <= _FOR_PRICES or not kinds & {"price", "image", "video"}:
        return None
    if has_any(found.remarks, WORDS["prices"]["no_yuan"] + WORDS["prices"]["no_post"]):
        return None
    # 报价（图文） and 报价（视频） stand side by side; 报价（图文/视频） is for either.
    for_image = "image" in kinds or has_any(found.remarks, WORDS["parts"]["image"])
    for_video = "video" in kinds or has_any(found.remarks, WORDS["parts"]["video"])
    if ("image" in kinds) != ("video" in kinds):
        return "image" if "image" in kinds else "video"
    if for_image != for_video:
        return "image" if for_image else "video"
    return "other"
