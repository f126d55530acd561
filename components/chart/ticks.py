"""Where the axes are labelled, and with which words: a value never stands without its unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from components.wording.formats import count, short_day, signed_count, year_day
from components.wording.scales import value_text
from services.growth.lineup import Scale

_STEPS = (1.0, 2.0, 2.5, 5.0)
_LETTERS_OF_A_DAY = 9


def even_ticks(low: float, high: float, most: int) -> list[float]:
    """Return at most `most` round values from `low` to `high`, evenly apart."""
    if not high > low:
        return [low]
    power = 10 ** math.floor(math.log10((high - low) / most))
    for step in (factor * tens for tens in (power, 10 * power) for factor in _STEPS):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            break
    return [round(at * step, 12) for at in range(first, last + 1)]


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """Return round values for an axis from 10**low to 10**high: as many of 1, 2, 5 as fit."""
    powers = range(math.floor(low), math.ceil(high) + 1)
    for digits in ((1, 2, 5), (1, 3), (1,)):
        ticks = [digit * 10.0**power for power in powers for digit in digits]
        inside = [tick for tick in ticks if low <= math.log10(tick) <= high]
        if 2 <= len(inside) <= most:
            return inside
    return even_ticks(10**low, 10**high, most)


def tick_texts(ticks: Sequence[float], scale: Scale, *, total: bool) -> list[str]:
    """Return the words at these ticks, all with the decimals that tell them apart."""
    step = min((b - a for a, b in pairwise(ticks)), default=1.0)
    digits = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
    if round(step * 10**digits, 6) % 1:
        digits += 1
    words = [value_text(tick, scale, total=total, digits=digits) for tick in ticks]
    if len(set(words)) == len(words):
        return words
    return list(map(count if total else signed_count, ticks))  # too close for few letters


def day_ticks(days: Sequence[str], width: float, type_size: int) -> tuple[list[str], list[str]]:
    """Return the days (ISO) to label and their words: the first, the last with its year, and as
    many between, evenly from the first on, as `width` pixels have room for.
    """
    room = max(2, int(width / (type_size * 0.6 * _LETTERS_OF_A_DAY)))
    last = len(days) - 1
    step = max(1, math.ceil(last / (min(room, len(days)) - 1 or 1)))
    shown = [days[at] for at in range(0, last - step + 1, step)] + [days[-1]]
    words = [short_day(date.fromisoformat(day)) for day in shown]
    return shown, [*words[:-1], year_day(date.fromisoformat(shown[-1]))]
