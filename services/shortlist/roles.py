"""Whose ids stand below a header: a creator's, never one's, or nobody knows."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from services.shortlist.words import WORDS, has_any, heading


class Role(Enum):
    """What a bare id below a header is taken for. Links speak for themselves."""

    CREATOR = auto()
    NEVER = auto()
    UNKNOWN = auto()


@lru_cache(maxsize=4096)
def role_of(header: str) -> Role:
    """Return what bare ids below a header are. A word that forbids outranks one that allows."""
    whole = heading(header).whole
    if whole.startswith("_") or has_any(whole, WORDS["ids"]["never"]):
        return Role.NEVER
    return Role.CREATOR if has_any(whole, WORDS["ids"]["creator"]) else Role.UNKNOWN
