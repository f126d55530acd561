"""A link as other programs hand it on, with what they put into it or behind it taken off."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A program that wrote the link into HTML, maybe twice, and one that took it out as text.
_ESCAPED = re.compile(r"^(?:amp;)+|^(?:#38;)+")
# What closed the sentence or the bracket that the link stood in.
_CLOSING = re.compile(r"[\s.,;:!?。．，；：！？、…)\]}）】」』》〉\"'“”‘’]+$")
# Chat programs add parameters of their own, some with a question mark where one stands already.
_ADDED = re.compile(r"[?#&].*$", re.DOTALL)
_ID_AT_END = re.compile(r"(?<![0-9a-z])[0-9a-f]{24}$", re.IGNORECASE)


def as_written(params: Mapping[str, str]) -> dict[str, str]:
    """Return the query parameters of a link as the app wrote it."""
    clean: dict[str, str] = {}
    for key, value in sorted(params.items(), key=lambda one: _ESCAPED.match(one[0]) is not None):
        clean.setdefault(_ESCAPED.sub("", key), value)
    return {key: _bare(key, value) for key, value in clean.items()}


def _bare(key: str, value: str) -> str:
    if key in {"list", "find"}:
        return value  # words may end in anything
    if key == "kols":
        shorter = _CLOSING.sub("", _ADDED.sub("", value))
        return shorter if _ID_AT_END.search(shorter) else value
    return _CLOSING.sub("", _ADDED.sub("", value))
