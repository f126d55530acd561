"""A number format in its parts: which of them counts for a number, and what it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

DIGIT, GROUP, POINT, PERCENT, GENERAL, TEXT, ODD = "0", ",", ".", "%", "G", "@", "?"
"""Kinds of tokens; "" is text as it stands, `ODD` what is not understood."""

_LONGEST_FORMAT = 255  # what a spreadsheet itself allows

# Literal text, what is skipped, a bracket, `General`, or one character.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)|(?P<end>;)|(?P<mark>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_HOLDS = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_LOCAL = re.compile(r"\$(?P<symbol>[^-]*)(?:-(?P<locale>[0-9A-F]+))?", re.IGNORECASE)
_JAPANESE = "411"  # its sign is the one of the yuan


@dataclass(frozen=True)
class Section:
    """One part of a format: its tokens, as kind and text, and when it counts."""

    tokens: tuple[tuple[str, str], ...] = ()
    condition: tuple[str, Decimal] | None = None

    def holds(self, value: Decimal) -> bool:
        """Return whether its condition, which it must have, is met."""
        return self.condition is not None and _HOLDS[self.condition[0]](value, self.condition[1])


def section_for(number: Decimal, code: str) -> tuple[Section, bool]:
    """Return the section for a number, and whether its minus sign is to be written."""
    sections = _sections(code[:_LONGEST_FORMAT])
    if any(section.condition for section in sections):
        others = [section for section in sections if section.condition is None]
        held = next((section for section in sections if section.holds(number)), None)
        return held or (others[-1] if others else Section(((ODD, ""),))), True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    sections = []
    tokens: list[tuple[str, str]] = []
    condition = None
    for found in _TOKEN.finditer(code):
        if found["end"]:
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif found["bracket"] is not None and (held := _CONDITION.fullmatch(found["bracket"])):
            condition = held[1], Decimal(held[2])
        else:
            tokens.append(_token(found))
    return (*sections, Section(tuple(tokens), condition))[:3]


def _token(found: re.Match[str]) -> tuple[str, str]:
    """Return the kind of a token, and its text."""
    if found["bracket"] is not None:
        return "", _symbol(found["bracket"])
    if found["general"]:
        return GENERAL, ""
    mark = found["mark"]
    if mark is None:
        return "", found["quoted"] or found["escaped"] or (" " if found["space"] else "")
    if mark in "0#?":
        return DIGIT, mark
    if mark in ".,%@":
        return mark, mark
    return (ODD if mark in "Ee/" else ""), mark


def _symbol(bracket: str) -> str:
    local = _LOCAL.fullmatch(bracket)
    if local is None:
        return ""  # a colour, or another way to write digits
    is_yen = (local["locale"] or "").lstrip("0") == _JAPANESE and local["symbol"]
    return f"JP{local['symbol']}" if is_yen else local["symbol"]
