"""What a spreadsheet shows of a number, by the number format of its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

_LONGEST_FORMAT = 255  # what a spreadsheet itself allows
_MOST_DECIMALS = 15

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
_DIGIT, _GROUP, _POINT, _PERCENT, _GENERAL, _TEXT = "0", ",", ".", "%", "G", "@"


@dataclass(frozen=True)
class _Section:
    """One part of a format: its tokens, as kind and text, and when it counts."""

    tokens: tuple[tuple[str, str], ...] = ()
    condition: tuple[str, Decimal] | None = None

    def holds(self, value: Decimal) -> bool:
        return self.condition is not None and _HOLDS[self.condition[0]](value, self.condition[1])


def shown(value: float, code: str) -> str:
    """Return a number as its cell shows it: `1.2万`, `$800`, `5,000`, `30%`.

    A scientific or broken format, and a fraction, leave the number as it is. Never raises.
    """
    plain = f"{value:.15g}"
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", plain):
        return plain
    number = Decimal(plain)
    sections = _sections(code[:_LONGEST_FORMAT])
    section, is_signed = _chosen(number, sections)
    if any(kind == "?" for kind, _ in section.tokens):
        return plain
    written = _written(abs(number), section.tokens, f"{abs(value):.15g}")
    return " ".join((f"-{written}" if number < 0 and is_signed else written).split())


def _chosen(number: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """Return the section for a number, and whether its minus sign is to be written."""
    if any(section.condition for section in sections):
        others = [section for section in sections if section.condition is None]
        held = next((section for section in sections if section.holds(number)), None)
        return held or (others[-1] if others else _Section((("?", ""),))), True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    sections = []
    tokens: list[tuple[str, str]] = []
    condition = None
    for found in _TOKEN.finditer(code):
        if found["end"]:
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif found["bracket"] is not None and (held := _CONDITION.fullmatch(found["bracket"])):
            condition = held[1], Decimal(held[2])
        else:
            tokens.append(_token(found))
    return (*sections, _Section(tuple(tokens), condition))[:3]


def _token(found: re.Match[str]) -> tuple[str, str]:
    """Return the kind of a token, "" for text as it stands and "?" for what is not understood."""
    if found["bracket"] is not None:
        return "", _symbol(found["bracket"])
    if found["general"]:
        return _GENERAL, ""
    mark = found["mark"]
    if mark is None:
        return "", found["quoted"] or found["escaped"] or (" " if found["space"] else "")
    if mark in "0#?":
        return _DIGIT, mark
    if mark in ".,%@":
        return mark, mark
    return ("?" if mark in "Ee/" else ""), mark


def _symbol(bracket: str) -> str:
    local = _LOCAL.fullmatch(bracket)
    if local is None:
        return ""  # a colour, or another way to write digits
    is_yen = (local["locale"] or "").lstrip("0") == _JAPANESE and local["symbol"]
    return f"JP{local['symbol']}" if is_yen else local["symbol"]


def _written(number: Decimal, tokens: tuple[tuple[str, str], ...], plain: str) -> str:
    kinds = [kind for kind, _ in tokens]
    digits = [at for at, kind in enumerate(kinds) if kind == _DIGIT]
    if not digits:
        return "".join(plain if kind in {_GENERAL, _TEXT} else text for kind, text in tokens)
    point = next((at for at, kind in enumerate(kinds) if kind == _POINT), len(kinds))
    whole = [at for at in digits if at < point]
    decimals = [at for at in digits if at > point]
    scaled = _scaled(number, kinds, whole, decimals)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals[:_MOST_DECIMALS])), ROUND_HALF_UP)
    before, _, behind = f"{rounded:f}".partition(".")
    placed = _placed(before, tokens, whole, point) | _decimals(behind, tokens, decimals)
    if point < len(kinds) and any(placed.get(at) for at in decimals):
        placed[point] = _POINT
    skipped = {_DIGIT, _GROUP, _POINT}
    parts = [
        placed.get(at, "" if kind in skipped else text) for at, (kind, text) in enumerate(tokens)
    ]
    return "".join(parts)


def _scaled(number: Decimal, kinds: list[str], whole: list[int], decimals: list[int]) -> Decimal:
    """Return the number in percent, or in thousands for each comma behind the last digit."""
    for last in (whole[-1:], decimals[-1:]):
        at = last[0] + 1 if last else len(kinds)
        while at < len(kinds) and kinds[at] == _GROUP:
            number, at = number / 1000, at + 1
    return number.scaleb(2 * kinds.count(_PERCENT))


def _placed(
    digits: str, tokens: tuple[tuple[str, str], ...], whole: list[int], point: int
) -> dict[int, str]:
    """Return the digits before the decimal point by their places, the rest at the first one."""
    if not whole:
        return {point: ""} if digits == "0" else {point: digits}
    between = tokens[whole[0] : whole[-1] + 1]
    if all(kind in {_DIGIT, _GROUP} for kind, _ in between):
        least = sum(tokens[at][1] == "0" for at in whole)
        bare = digits.lstrip("0").zfill(least)
        is_grouped = any(kind == _GROUP for kind, _ in between) and bare.isdigit()
        return {whole[0]: f"{int(bare):,}" if is_grouped else bare}
    padded = digits.zfill(len(whole))
    first = len(padded) - len(whole) + 1
    return {whole[0]: padded[:first], **dict(zip(whole[1:], padded[first:], strict=True))}


def _decimals(
    digits: str, tokens: tuple[tuple[str, str], ...], places: list[int]
) -> dict[int, str]:
    by_place = dict(zip(places, digits, strict=False))
    for at in reversed(places):
        if tokens[at][1] == "0" or by_place.get(at, "0") != "0":
            break
        by_place.pop(at, None)
    return by_place
