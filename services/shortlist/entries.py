"""Finds the links and ids in a piece of pasted text, whatever people wrote around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import TypeGuard

from services.messages import Message
from services.shortlist.bounds import MOST_FOUND
from services.shortlist.header_search import is_header_row
from services.shortlist.links import (
    ID,
    Entry,
    Form,
    NamedCreator,
    Refused,
    has_id,
    is_link,
    is_path,
    read_id,
    read_link,
    read_path,
)
from services.shortlist.refusals import ATTACHED, NOT_CREATORS, SPREADSHEET_NUMBER
from services.shortlist.roles import Role, role_of
from services.text import ASCII

_CJK = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
# What can be part of one link or id. Chinese, emoji and most brackets end it: people write text
# right up to a link. Other alphabets and full-width letters stay in, so that an id with such a
# look-alike in it is seen as one faulty id rather than as two short ones.
_CHUNK = re.compile(rf"(?:[-!#$%&+./0-9:=?@A-Z\\^_a-z~]|(?![{_CJK}])[^\W_\x00-\x7f])++")
_GLUED = re.compile(r"(?<=[^/=?&#%:\\])(?=https?://)", ASCII)
_LABEL = re.compile(r"[^/?&\\]*?(?=https?://)", ASCII)

# Without one of these a text is plain words, as most cells are: no link, no path, no number.
_TELLING = re.compile(
    rf"[/?&%\\]|\.[a-z]{{2}}|e\+|[^\W_]{{20}}|(?![{_CJK}])[^\W_\x00-\x7f]", re.IGNORECASE
)

# `"note_id": "…"` and 笔记ID：… say themselves whose the id is.
_LABELLED = re.compile(
    rf"((?:[a-z]+[ -])?[^\W\d]\w{{0,30}})[\"'”]?\s*[:：=]\s*[\"'“]?(?=({ID.pattern})(?![0-9a-z]))",
    re.IGNORECASE,
)

_RUN = re.compile(r"[^\W_]+")
_MEANT_AS_ID = 20  # hex digits; fewer are a phone, a date or a Xiaohongshu number
_SPREADSHEET_NUMBER = re.compile(r"\d(?:\.\d+)?e\+[1-9]\d{1,2}", ASCII)

# Words right behind make it a mark on them, as in 【S级】小鱼, unless the app wrote them.
_BRACKETS = re.compile(
    rf"【([^【】]{{1,100}})】(?=\W|$|https?:|www\.|{ID.pattern}|的|在|复制|查看|看看|打开)"
)
_APP = re.compile(
    r"\s*[-–—|｜·丨]\s*小红书.*$|(?:的)?(?:小红书)?(?:个人)?主页$|^小红书(?:app)?$", ASCII
)


def entries_in(text: str) -> list[Entry]:
    """Return what `text` holds of creators and of refusals, in order; plain words are nothing.

    Takes any text, never raises, and takes time in proportion to its length. Of more than
    `MOST_FOUND` it returns one more than that.
    """
    if not _TELLING.search(text):
        return []
    parts = (part for chunk in _CHUNK.finditer(text) for part in _GLUED.split(chunk[0]))
    found = list(islice((entry for part in parts for entry in _read(part)), MOST_FOUND + 1))
    if not any(isinstance(one, NamedCreator) and one.form is Form.BARE for one in found):
        return found
    others = {one[2].lower() for one in _LABELLED.finditer(text) if _is_of_others(one[1])}
    return [_refused(one) if _is_among(one, others) else one for one in found]


def _is_of_others(label: str) -> bool:
    return role_of(label) is Role.NEVER and is_header_row([label], is_first=True)


def _is_among(entry: Entry, others: set[str]) -> TypeGuard[NamedCreator]:
    if not isinstance(entry, NamedCreator) or entry.form is not Form.BARE:
        return False
    return entry.creator_id in others


def _refused(entry: NamedCreator) -> Refused:
    return Refused(entry.creator_id, Message(NOT_CREATORS))


def name_in(text: str) -> str:
    """Return the nickname that share text has in 【】 before its link, "" where there is none.

    Only where `text`, one line, names a single creator: else it would be anybody's.
    """
    found = _BRACKETS.search(text)
    if found is None or not has_id(text[found.end() :]):
        return ""
    entries = entries_in(text)
    if len(entries) != 1 or not isinstance(entries[0], NamedCreator):
        return ""
    name = found[1].strip()
    while (shorter := _APP.sub("", name).strip()) != name:
        name = shorter
    return name.removeprefix("@")


def _read(chunk: str) -> Iterator[Entry]:
    part = chunk.lstrip(":=@#!~+-_$^").rstrip(".:!~?=#@+-_$^/")
    label = _LABEL.match(part)
    part = part[label.end() :] if label else part
    if is_link(part):
        yield read_link(part)
    elif is_path(part):
        yield read_path(part)
    elif part.startswith(("?", "&")):
        return  # the rest of a link that Chinese text in its query had cut
    elif re.search(r"[/?&%\\]", part):
        yield from _read_joined(part)
    elif _SPREADSHEET_NUMBER.fullmatch(part):
        yield Refused(part, Message(SPREADSHEET_NUMBER))
    else:
        yield from _read_runs(part)


def _read_joined(part: str) -> Iterator[Entry]:
    """Read ids with something at them: the tail of a link, other ids, or what could be anything."""
    joined = re.split(r"[/&]", part.removeprefix("/"))
    head, _, _ = part.removeprefix("/").partition("?")
    if all(map(ID.fullmatch, joined)):
        yield from (NamedCreator(one.lower(), Form.BARE) for one in joined)
    elif ID.fullmatch(head):
        yield NamedCreator(head.lower(), Form.BARE)
    elif has_id(part):
        yield Refused(part, Message(ATTACHED))
    else:
        yield from _read_runs(part)


def _read_runs(part: str) -> Iterator[Entry]:
    for run in _RUN.findall(part):
        plain = unicodedata.normalize("NFKC", run).lower()
        if sum(character in "0123456789abcdef" for character in plain) >= _MEANT_AS_ID:
            yield read_id(run, run, Form.BARE)
