"""Numbers as people write them into a sheet: `1,234`, `35.6w`, `35.6万`, full-width ones too."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

NUMBER = r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
"""A number whose commas, if it has any, set thousands apart."""

SPACED_NUMBER = NUMBER.replace(
    "(?:,[0-9]{3})+", "(?:(?:,[0-9]{3})+|(?:[ \xa0\u2009\u202f][0-9]{3})+)"
)
"""The same, where spaces may set them apart as well."""

MULTIPLES = {"w": 10_000, "万": 10_000, "k": 1_000, "千": 1_000}
"""What a number is multiplied by, by the unit behind it."""

MOST_FOLLOWERS = 2_000_000_000
"""Most followers that a sheet can claim; a larger number is a phone, an id or a slip."""

_LONGEST_CELL = 40
# Only the full-width forms of ASCII: other foldings make digits out of "²" and "①".
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: "¥", 0x3000: " "}
_OF_FOLLOWERS = MULTIPLES | {"萬": 10_000, "百万": 10**6, "百萬": 10**6, "m": 10**6}
_FOLLOWERS = re.compile(
    rf"{NUMBER}\s*(?:(?P<multiple>百?[万萬]|[wk千m])\s*)?(?:粉丝?|粉絲|人|个|followers?|fans)?"
)


def plain_cell(cell: str) -> str | None:
    """Return a cell without the space around it, in plain ASCII where it can be, lower-case.

    None for a text that is too long to be one number.
    """
    bare = cell.strip()
    return None if len(bare) > _LONGEST_CELL else bare.translate(_PLAIN).casefold()


def times(number: str, unit: int) -> Decimal:
    """Return a number as written, times `unit`."""
    # Decimal, as 1.1 * 10000 is not 11000 in binary.
    return Decimal(re.sub(r"[,\s]", "", number)) * unit


def read_followers(cell: str, unit: int = 1) -> int | None:
    """Return the followers that a cell claims, from 1 to `MOST_FOLLOWERS`, or None.

    `unit` is how many followers the column counts in; a cell with a unit of its own, as in `35.6w`,
    does not need it. None stands for whatever is not exactly one number, such as words, ranges and
    `35w+`, and for a fraction of a follower. Never raises.
    """
    bare = plain_cell(cell)
    found = None if bare is None else _FOLLOWERS.fullmatch(bare)
    if found is None:
        return None
    unit = _OF_FOLLOWERS[found["multiple"]] if found["multiple"] else unit
    claimed = times(found["number"], unit)
    whole = claimed.to_integral_value(ROUND_HALF_UP)
    if not 1 <= whole <= MOST_FOLLOWERS or (unit == 1 and whole != claimed):
        return None
    return int(whole)
