"""Where values stand on a chart: round ends and steps of its axis, and labels kept apart."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence


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


def spread(wanted: Sequence[float], gap: float, most: float) -> list[float]:
    """Move ascending positions apart to at least `gap`, staying as near as the room 0…`most` lets.

    Overlapping neighbours form a block around their common middle; where all together need more
    room than there is, the gap shrinks.
    """
    if len(wanted) > 1:
        gap = min(gap, most / (len(wanted) - 1))
    blocks: list[tuple[float, int]] = []  # (position of the first, how many)
    for position in wanted:
        blocks.append((position, 1))
        while len(blocks) > 1 and blocks[-1][0] < blocks[-2][0] + blocks[-2][1] * gap:
            (start, size), (below, count) = blocks.pop(), blocks.pop()
            middle = below * count + (start - count * gap) * size
            blocks.append((middle / (count + size), count + size))
    placed = [start + step * gap for start, size in blocks for step in range(size)]
    for index, position in enumerate(placed):
        placed[index] = max(position, index * gap)
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], most - (len(placed) - 1 - index) * gap)
    return placed
