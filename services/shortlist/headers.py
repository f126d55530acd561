"""The words that head the columns of a pasted sheet, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# The best name for a creator first: "creator" and "KOL" often head the column of links.
_ALIAS_HEADERS = (
    "达人昵称", "博主昵称", "红人昵称", "kol昵称", "账号昵称", "昵称", "nickname", "nick name",
    "达人名称", "博主名称", "账号名称", "达人名", "账号名", "姓名", "creator name", "kol name",
    "display name", "name", "creator", "达人", "博主", "红人", "kol",
)  # fmt: skip
_OTHER_HEADERS = (
    "id", "kolid", "kol id", "userid", "user id", "creator id", "creator_id", "link", "links",
    "url", "profile", "profile link", "profile url", "pugongying", "pugongying link", "xiaohongshu",
    "xiaohongshu link", "followers", "fans", "price", "image price", "picture price",
    "photo price", "note price", "video price", "remark", "remarks", "note", "notes", "comment",
    "comments", "decision", "no", "no.",
    "#", "序号", "编号", "小红书号", "蒲公英", "粉丝", "报价", "备注", "说明", "主页",
    "达人主页", "博主主页", "小红书主页", "蒲公英主页", "刊例价",
)  # fmt: skip
_HEADERS = frozenset(_ALIAS_HEADERS + _OTHER_HEADERS)
# Chinese headers carry their meaning at the end: 小红书主页链接, 图文报价, 粉丝量.
_HEADER_ENDINGS = (
    "昵称", "名称", "链接", "主页", "粉丝", "粉丝数", "粉丝量", "报价", "价格", "一口价", "备注",
    "达人id", "博主id", "序号", "量级", "类型", "返点", "档期",
)  # fmt: skip
_LONGEST_HEADER = 16

_REMARK = re.compile(r".*备注|说明|remarks?|notes?|comments?")

_DECISION = re.compile(r"decisions?|(?:合作|选号)?(?:决定|决策|结论)|是否选用|是否选中|选择结果")

_CHINESE_PRICE = r"(?:合作)?(?:报价|价格|一口价|刊例价|价)"
_IMAGE = re.compile(
    rf"图文(?:笔记)?(?:{_CHINESE_PRICE})?|(?:image|picture|photo|note) (?:price|rate)"
)
_VIDEO = re.compile(rf"视频(?:笔记)?(?:{_CHINESE_PRICE})?|video (?:price|rate)")
_PLAIN = re.compile(r"(?:达人|博主|合作)?(?:报价|价格|一口价|刊例价)|price|rate|fee")
_IMAGE_WORD = re.compile(r"图文|image|picture|photo")
_VIDEO_WORD = re.compile(r"视频|video")

# Followers on Xiaohongshu, all of them: not those of another platform, gained, or of one kind.
_FOLLOWERS = re.compile(
    r"(?:小红书|红书|当前|目前|最新|现有|达人|博主|红人|账号|总)*粉丝(?:总?[数量]|数量)?"
    r"|(?:total |current |xiaohongshu )?(?:followers?|fans)(?: count| number)?|number of followers"
)
_NOT_ALL_FOLLOWERS = re.compile(
    r"抖音|微博|快手|b站|视频号|公众号|知乎|douyin|tiktok|weibo|bilibili|instagram|youtube"
    r"|新增|增[长量]|净增|涨|活跃|占比|new|active|[男女%\uff05]"
)

_IN_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
_BETWEEN_REMARKS = re.compile(r"[()\uff08\uff09,\uff0c、;\uff1b/\s]+")
_UNIT = re.compile(r"(?:单位[:\uff1a]?)?([万w千k])(?:元|rmb|人民币|人|粉)?")
_UNITS = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}
_NO_YUAN = re.compile(r"美元|美金|港币|港元|欧元|日元|usd|hkd|eur|jpy|[$€£]")


@dataclass(frozen=True)
class PriceColumn:
    """A column of prices: its place from 0, what for, and how many yuan its numbers count in."""

    at: int
    kind: Literal["image", "video", "other"]
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
    filled = [name for name in map(_normalised, cells) if name]
    known = sum(map(_is_header, filled))
    # Below a header, a row that was not found must not pass for another header by two odd cells.
    if known > 1 and (is_first or 2 * known >= len(filled)):
        return True
    if len(filled) == 1:
        return filled[0] in _HEADERS or (known > 0 and "链接" in filled[0])
    # One of these words among several cells heads the nicknames: it is nobody's data.
    return any(name in {"达人昵称", "昵称", "nickname"} for name in filled)


def alias_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold a creator's name, the best one first."""
    names = [_normalised(cell) for cell in header]
    columns = [at for at, name in enumerate(names) if name in _ALIAS_HEADERS]
    return tuple(sorted(columns, key=lambda at: _ALIAS_HEADERS.index(names[at])))


def remark_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold remarks, from left to right."""
    return tuple(at for at, cell in enumerate(header) if _REMARK.fullmatch(_normalised(cell)))


def decision_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a header row that hold decisions, from left to right."""
    return tuple(at for at, cell in enumerate(header) if _DECISION.fullmatch(_normalised(cell)))


def followers_columns(header: Sequence[str]) -> tuple[FollowersColumn, ...]:
    """Return the columns of a header row that hold numbers of followers, from left to right."""
    return tuple(
        FollowersColumn(at, _unit(remarks))
        for at, cell in enumerate(header)
        if _FOLLOWERS.fullmatch(_normalised(cell))
        and not _NOT_ALL_FOLLOWERS.search(remarks := _remarks(cell))
    )


def price_columns(header: Sequence[str]) -> tuple[PriceColumn, ...]:
    """Return the columns of a header row that hold prices in yuan, from left to right."""
    columns = (_price_column(at, cell) for at, cell in enumerate(header))
    return tuple(column for column in columns if column is not None)


def _price_column(at: int, cell: str) -> PriceColumn | None:
    name = _normalised(cell)
    remarks = _remarks(cell)
    if _NO_YUAN.search(remarks):
        return None
    kind: Literal["image", "video", "other"]
    if _IMAGE.fullmatch(name):
        kind = "image"
    elif _VIDEO.fullmatch(name):
        kind = "video"
    elif _PLAIN.fullmatch(name):
        # 报价（图文） and 报价（视频） stand side by side; 报价（图文/视频） is for either.
        for_image, for_video = _IMAGE_WORD.search(remarks), _VIDEO_WORD.search(remarks)
        one_kind = bool(for_image) != bool(for_video)
        kind = ("image" if for_image else "video") if one_kind else "other"
    else:
        return None
    return PriceColumn(at, kind, _unit(remarks))


def _remarks(cell: str) -> str:
    """Return what stands in brackets, lower-case."""
    return "/".join(_IN_BRACKETS.findall(_cut(cell))).casefold()


def _unit(remarks: str) -> int:
    units = map(_UNIT.fullmatch, _BETWEEN_REMARKS.split(remarks))
    return next((_UNITS[found[1]] for found in units if found), 1)


def _normalised(cell: str) -> str:
    bare = _IN_BRACKETS.sub("", _cut(cell))
    return " ".join(bare.casefold().split()).rstrip(":\uff1a* ")


def _cut(cell: str) -> str:
    return cell[: 4 * _LONGEST_HEADER].replace("\ufeff", "")


def _is_header(name: str) -> bool:
    if name in _HEADERS or _FOLLOWERS.fullmatch(name) or _DECISION.fullmatch(name):
        return True
    return len(name) <= _LONGEST_HEADER and name.endswith(_HEADER_ENDINGS)
