"""Round numbers for a value axis."""

from __future__ import annotations

import math
import re


def decades(known: list[float]) -> tuple[float, float]:
    """Return the powers of ten around `known`, which are above zero."""
    low, high = math.floor(math.log10(min(known))), math.ceil(math.log10(max(known)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def round_ends(low: float, high: float, least: float) -> tuple[float, float, float]:
    """Return multiples of a round step around `low` and `high`, and the step, `least` or more.

    At most seven steps lie between the ends. Zero is one of them where it is not far: growth from a
    small base then looks as steep as it is.
    """
    if 0 < low < high / 3:
        low = 0.0
    reach = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(reach / 6))
    step = next(step * power for step in (1, 2, 5, 10) if reach / (step * power) <= 6)
    step = max(step, least)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = last if last > first else first + 1
    return round(first * step, 9), round(last * step, 9), round(step, 9)


def least_step(number_format: str) -> float:
    """Return the least step that the format can tell apart: 0.1 for `0.0"%"`."""
    decimals = re.search(r"\.([0#]+)", number_format)
    return 10.0 ** -len(decimals[1]) if decimals else 1.0
