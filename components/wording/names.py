"""What things are called: creators on screen, the page's title, the files to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from components.wording.i18n import _, n_
from services.sandbox.creators import nickname_of
from services.screen.screen import ALL_DAYS
from services.shortlist.creator import Creator
from services.text import short_name

_CELLS = 24


def list_title(names: Sequence[str]) -> str:
    """Return a few words for the creators of these names."""
    shown = [short_name(name, _CELLS) for name in names]
    if len(shown) < 2:
        return "".join(shown)
    first, second, *others = shown
    if not others:
        return _("{first} and {second}").format(first=first, second=second)
    text = n_("{first}, {second} and {n} other", "{first}, {second} and {n} others", len(others))
    return text.format(first=first, second=second, n=len(others))


def window_title(days: int) -> str:
    """Return a few words for a window."""
    return _("all days") if days == ALL_DAYS else n_("{n} day", "{n} days", days).format(n=days)


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


def file_stem(last_day: date, days: int, *, demo: bool = False, client: bool = False) -> str:
    """Return how files of this window are called, without an ending: from where, for whom."""
    parts = ["kol-growth", *(["client"] if client else []), "demo" if demo else "pugongying"]
    return f"{'-'.join(parts)}-{days or 'all'}-days-to-{last_day:%Y-%m-%d}"


def creator_stem(creator_id: str, chart: str, last_day: date) -> str:
    """Return how the picture of one of a creator's charts is called, without an ending."""
    return f"kol-growth-{creator_id}-{chart}-to-{last_day:%Y-%m-%d}"
