"""Names beside links where no header says so: lists, Markdown, and how share texts end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.shortlist.entries import entries_in
from services.shortlist.links import NamedCreator
from services.shortlist.words import heading

_LONGEST_LINE = 2_000

_ORDINAL = re.compile(r"\s*(?:(?:[-*+•·]|[(（]?\d{1,3}[.、)）]|[①-⑳]|\d\ufe0f?\u20e3)\s*)?")
_BEFORE = re.compile(r"([^:：|｜\t]{1,60}?)\s*(?:[:：|｜](?!//)|\s[-–—]+\s)\s*(?=\S)")
_WORD_BEFORE = re.compile(r"(\S{1,60})\s+(?=\S)")
_MARKDOWN = re.compile(r"(?<!!)\[([^\[\]]{1,100})\]\(\s*<?([^()\s<>]{1,1000})>?[^()]{0,100}\)")
_NO_NAME = re.compile(
    r"小红书|主页|链接|复制|看看|打开|https?|link|^\W*$|^[\d.,\s%wk万千元¥+-]*$", re.IGNORECASE
)
_CLOSING = re.compile(
    r"复制.{0,30}(?:打开|查看|小红书|rednote)|(?:打开|前往|去).{0,6}小红书.{0,12}(?:查看|看|app|$)"
    r"|copy.{0,40}(?:open|rednote|xiaohongshu)",
    re.IGNORECASE,
)


def name_of_row(cells: Sequence[str]) -> str:
    """Return the name in a row of two cells, a name and a creator, maybe numbered."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) == 3 and re.fullmatch(r"\s*\d{1,4}[.、]?\s*", filled[0]):
        del filled[0]
    if len(filled) != 2:
        return ""
    found = [_alone(cell) for cell in filled]
    if found[0] == found[1]:
        return markdown_name(" ".join(filled))
    name, link = filled if found[1] else filled[::-1]
    return markdown_name(link) if entries_in(name) else _named(name) or markdown_name(link)


def name_of_line(line: str) -> str:
    """Return the name in `1. name：link` or `[name](link)`, "" for anything else."""
    if len(line) > _LONGEST_LINE:
        return ""
    found = markdown_name(line)
    if found:
        return found
    ordinal = _ORDINAL.match(line)
    start = ordinal.end() if ordinal else 0
    before = _BEFORE.match(line, start)
    if before is None and (line[:start].strip() or line[start:].startswith("@")):
        before = _WORD_BEFORE.match(line, start)
    if before is None or not _is_alone(line[before.end() :]):
        return ""
    return _named(before[1])


def markdown_name(text: str) -> str:
    """Return the name of the only Markdown link to a creator in a text, "" where there is none."""
    if "](" not in text or len(text) > _LONGEST_LINE:
        return ""
    names = [found[1] for found in _MARKDOWN.finditer(text) if _alone(found[2])]
    return _named(names[0]) if len(names) == 1 else ""


def is_closing(line: str) -> bool:
    """Return whether a line is the one that share texts end with: "复制后打开小红书"."""
    return len(line) <= 80 and bool(_CLOSING.search(line))


def _alone(cell: str) -> bool:
    found = entries_in(cell[:_LONGEST_LINE])
    return len(found) == 1 and isinstance(found[0], NamedCreator)


def _is_alone(text: str) -> bool:
    """Return whether a text is one link or id and nothing else."""
    return len(text.split()) == 1 and _alone(text) and text.strip()[-1].isascii()


def _named(text: str) -> str:
    name = text.strip().strip("*_`~").removeprefix("@").strip()
    found = heading(name)
    known = bool(found.kinds) and not found.rest and not found.kinds <= {"name"}
    return "" if known or _NO_NAME.search(name) or entries_in(name) else name
