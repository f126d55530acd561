"""What one link or id that was pasted stands for: a creator, or a reason why it is none.

The forms are those of the design's table "What people paste". Only the shape of a link is read;
nothing is ever opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from services.messages import Message
from services.shortlist.gates import links_behind
from services.shortlist.refusals import (
    ATTACHED,
    NOTE,
    OTHER_LINK,
    OTHER_PAGE,
    SHORT_LINK,
    WRONG_CHARACTERS,
    WRONG_LENGTH,
)
from services.text import ASCII, CREATOR_ID

ID_LENGTH = 24

ID = re.compile(CREATOR_ID.pattern, ASCII)
_ID_INSIDE = re.compile(rf"(?<![0-9a-z]){ID.pattern}(?![0-9a-z])", ASCII)

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", ASCII)
_HOST = re.compile(r"((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?=/|$)", ASCII)
_CREATOR_HOSTS = ("xiaohongshu.com", "rednote.com")
_SHORT_HOSTS = ("xhslink.com",)

# The marketplace shows a creator to advertisers, agencies and others, each under its own path.
_MARKET_KOL = r"solar/(?:[a-z-]+/){0,3}kol"
_CREATOR_WORDS = rf"user/profile|blogger-detail|{_MARKET_KOL}"
_NOTE_WORDS = r"explore|discovery/item|note-detail|search_result"
_CREATOR_PATH = re.compile(rf"(?:^|/)({_CREATOR_WORDS})/([^/]*)", ASCII)
_NOTE_PATH = re.compile(rf"(?:^|/)(?:{_NOTE_WORDS})/.", ASCII)
_PATH_ALONE = re.compile(rf"/?(?:solar/)?(?:pre-trade/)?(?:{_CREATOR_WORDS}|{_NOTE_WORDS})/", ASCII)

_APP_SCHEME = "xhsdiscover"
_APP_PAGES = {"user": "user/profile", "item": "explore", "note": "explore"}


class Form(StrEnum):
    """How a creator is written. The two kinds of link can name one creator by different ids."""

    BARE = "bare"
    PROFILE = "profile"
    MARKETPLACE = "marketplace"


@dataclass(frozen=True)
class NamedCreator:
    """A creator: the id (24 hex digits, lower case) and the form in which it stood."""

    creator_id: str
    form: Form


@dataclass(frozen=True)
class Refused:
    """Something that cannot be taken for a creator: its text, and why."""

    text: str
    reason: Message


Entry = NamedCreator | Refused


def has_id(text: str) -> bool:
    """Return whether 24 hex digits stand in `text` on their own, whatever is around them."""
    return _ID_INSIDE.search(text) is not None


def ids_in(text: str) -> set[str]:
    """Return all that `has_id` would find, lower-case."""
    return {found.lower() for found in _ID_INSIDE.findall(text)}


def is_link(part: str) -> bool:
    """Return whether `part`, text without white space, is a link, with or without its scheme."""
    if _SCHEME.match(part):
        return True
    # Without a scheme, "Dr.Who/Alice" has the looks of a host and a path.
    host = _HOST.match(part)
    return host is not None and (
        _is_at(host[1], _CREATOR_HOSTS + _SHORT_HOSTS) or (host.end() < len(part) and has_id(part))
    )


def is_path(part: str) -> bool:
    """Return whether `part` is a link that lost its host: `user/profile/…` and the like."""
    return _PATH_ALONE.match(part) is not None


def read_link(link: str) -> Entry:
    """Return the creator whose page `link` opens, or why it opens none. Its query is ignored."""
    url = _split(link if _SCHEME.match(link) else f"https://{link}")
    if url is not None and url.scheme == _APP_SCHEME:
        return _read_app_link(link, url)
    # A browser goes to the host after `@`, or before `\`: whoever writes that means to mislead.
    if url is None or url.scheme not in {"http", "https"} or re.search(r"[@\\]", url.netloc):
        return Refused(link, Message(OTHER_LINK))
    host = url.hostname or ""
    if _is_at(host, _SHORT_HOSTS):
        return Refused(link, Message(SHORT_LINK))
    if not _is_at(host, _CREATOR_HOSTS):
        return Refused(link, Message(OTHER_LINK))
    found = [read_link(link) for link in links_behind(url)]
    named = (one for one in found if isinstance(one, NamedCreator))
    return next(iter((*named, *found)), None) or _read_path(link, url.path)


def read_path(part: str) -> Entry:
    """Return what `read_link` would, for a link that lost its host."""
    return _read_path(part, re.split(r"[?#]", part, maxsplit=1)[0])


def read_id(text: str, written: str, form: Form) -> Entry:
    """Return the creator with the id `written`, or `text` refused for what is wrong in it."""
    if ID.fullmatch(written):
        return NamedCreator(written.lower(), form)
    if not written:
        return Refused(text, Message(OTHER_PAGE))
    if written.isascii() and not written.isalnum():
        return Refused(text, Message(ATTACHED if has_id(written) else OTHER_PAGE))
    if written.isascii() and len(written) != ID_LENGTH:
        return Refused(text, Message(WRONG_LENGTH, {"expected": ID_LENGTH, "count": len(written)}))
    return Refused(text, Message(WRONG_CHARACTERS))


def _read_path(link: str, path: str) -> Entry:
    creator = None if ".." in path.split("/") else _CREATOR_PATH.search(path)
    if creator:
        is_profile = creator[1].lower() == "user/profile"
        return read_id(link, creator[2], Form.PROFILE if is_profile else Form.MARKETPLACE)
    return Refused(link, Message(NOTE if _NOTE_PATH.search(path) else OTHER_PAGE))


def _read_app_link(link: str, url: SplitResult) -> Entry:
    page = _APP_PAGES.get(url.netloc.lower())
    return _read_path(link, f"{page}{url.path}") if page else Refused(link, Message(OTHER_PAGE))


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _is_at(host: str, domains: tuple[str, ...]) -> bool:
    name = host.lower().rstrip(".")
    return any(name == domain or name.endswith(f".{domain}") for domain in domains)
