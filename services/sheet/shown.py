"""What a spreadsheet shows of a number, by the number format of its cell."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from services.sheet.number_format import (
    DIGIT,
    GENERAL,
    GROUP,
    ODD,
    PERCENT,
    POINT,
    TEXT,
    section_for,
)

_MOST_DECIMALS = 15


def shown(value: float, code: str) -> str:
    """Return a number as its cell shows it: `1.2万`, `$800`, `5,000`, `30%`.

    A scientific or broken format, and a fraction, leave the number as it is. Never raises.
    """
    plain = f"{value:.15g}"
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", plain):
        return plain
    number = Decimal(plain)
    section, is_signed = section_for(number, code)
    if any(kind == ODD for kind, _ in section.tokens):
        return plain
    written = _written(abs(number), section.tokens, f"{abs(value):.15g}")
    return " ".join((f"-{written}" if number < 0 and is_signed else written).split())


def _written(number: Decimal, tokens: tuple[tuple[str, str], ...], plain: str) -> str:
    kinds = [kind for kind, _ in tokens]
    digits = [at for at, kind in enumerate(kinds) if kind == DIGIT]
    if not digits:
        return "".join(plain if kind in {GENERAL, TEXT} else text for kind, text in tokens)
    point = next((at for at, kind in enumerate(kinds) if kind == POINT), len(kinds))
    whole = [at for at in digits if at < point]
    decimals = [at for at in digits if at > point]
    scaled = _scaled(number, kinds, whole, decimals)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals[:_MOST_DECIMALS])), ROUND_HALF_UP)
    before, _, behind = f"{rounded:f}".partition(".")
    placed = _placed(before, tokens, whole, point) | _decimals(behind, tokens, decimals)
    if point < len(kinds) and any(placed.get(at) for at in decimals):
        placed[point] = POINT
    skipped = {DIGIT, GROUP, POINT}
    parts = [
        placed.get(at, "" if kind in skipped else text) for at, (kind, text) in enumerate(tokens)
    ]
    return "".join(parts)


def _scaled(number: Decimal, kinds: list[str], whole: list[int], decimals: list[int]) -> Decimal:
    """Return the number in percent, or in thousands for each comma behind the last digit."""
    for last in (whole[-1:], decimals[-1:]):
        at = last[0] + 1 if last else len(kinds)
        while at < len(kinds) and kinds[at] == GROUP:
            number, at = number / 1000, at + 1
    return number.scaleb(2 * kinds.count(PERCENT))


def _placed(
    digits: str, tokens: tuple[tuple[str, str], ...], whole: list[int], point: int
) -> dict[int, str]:
    """Return the digits before the decimal point by their places, the rest at the first one."""
    if not whole:
        return {point: ""} if digits == "0" else {point: digits}
    between = tokens[whole[0] : whole[-1] + 1]
    if all(kind in {DIGIT, GROUP} for kind, _ in between):
        least = sum(tokens[at][1] == "0" for at in whole)
        bare = digits.lstrip("0").zfill(least)
        is_grouped = any(kind == GROUP for kind, _ in between) and bare.isdigit()
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
