"""What each creator is called on screen: the same words on cards, curves and in the table."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from services.sandbox.creators import nickname_of
from services.shortlist import Creator


def names_of(creators: Sequence[Creator], *, sandbox: bool) -> dict[str, str]:
    """Return a name for each creator id, no two alike.

    The pasted alias comes first; the sandbox knows its own nicknames; otherwise the id's two ends.
    Two creators under one name get the end of their ids added.
    """
    names = {
        who.creator_id: who.alias or (nickname_of(who.creator_id) if sandbox else "")
        for who in creators
    }
    names = {key: name or f"{key[:4]}…{key[-5:]}" for key, name in names.items()}
    uses = Counter(names.values())
    return {
        key: name if uses[name] == 1 else f"{name} ({_tail(key, name, names)})"
        for key, name in names.items()
    }


def short_name(name: str, cells: int) -> str:
    """Cut `name` to a width of `cells` Latin letters; a Chinese character takes two."""
    used = 0
    for position, letter in enumerate(name):
        used += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if used > cells:
            return f"{name[: max(1, position - 1)]}…"
    return name


def _tail(key: str, name: str, names: dict[str, str]) -> str:
    twins = [other for other, taken in names.items() if taken == name and other != key]
    others = set(names.values())  # a third may be called "Luna (0101)" already
    tails = (key[-n:] for n in range(4, 24))
    fitting = (
        tail
        for tail in tails
        if f"{name} ({tail})" not in others and not any(twin.endswith(tail) for twin in twins)
    )
    return next(fitting, key)
