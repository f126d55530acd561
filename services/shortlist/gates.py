"""Pages that ask to log in, or whether one is a human, before the page that was wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import SplitResult, unquote

from services.text import ASCII

# They keep the page that was asked for in their query.
_GATE = re.compile(r"login|captcha|verify|passport|signin|/404(?:/|$)", ASCII)
_GOES_ON = re.compile(
    r"redirect|original|callback|return|target|service|next|continue|source", ASCII
)
_MOST_ENCODED, _MOST_BEHIND, _LONGEST_BEHIND = 3, 3, 1_000


def links_behind(url: SplitResult) -> list[str]:
    """Return the first links to which a page that asks to log in goes on; none for another page."""
    return list(islice(_links_behind(url), _MOST_BEHIND))


def _links_behind(url: SplitResult) -> Iterator[str]:
    if not _GATE.search(url.path) or len(url.query) > _LONGEST_BEHIND:
        return
    for part in re.split(r"[?&]", f"{url.query}&{url.fragment}"):
        name, _, value = part.partition("=")
        if not _GOES_ON.search(name):
            continue
        for _again in range(_MOST_ENCODED):
            value = unquote(value)
        if re.match(r"https?://|/[^/]", value, ASCII):
            yield f"https://{url.hostname}{value}" if value.startswith("/") else value
