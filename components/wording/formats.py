"""Numbers and days as the reader's language writes them; whatever is missing is an em dash."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import SupportsFloat

import pandas as pd
from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from components.wording.i18n import _, language
from components.wording.plain_text import plain as plain
from services import messages
from services.china_time import CHINA

MISSING = "—"
"""What stands where there is no number: never a zero, never an empty cell."""

Number = SupportsFloat | None
"""A number of Python, numpy or pandas, or one of their ways to say that there is none."""


_BETWEEN_SENTENCES = {"zh": ""}


def listed(words: Iterable[str]) -> str:
    """Return words one after another, as a list in a sentence has them: `a, b, c`."""
    return messages.listed(words, language())


def sentences(said: Iterable[str]) -> str:
    """Return whole sentences as one text."""
    return _BETWEEN_SENTENCES.get(language(), " ").join(said)


def count(value: Number) -> str:
    """Return a whole number with its thousands set apart: `1,234`, `−90`."""
    if _is_missing(value):
        return MISSING
    return format_decimal(_whole(value), format="#,##0;−#,##0", locale=language())


def signed_count(value: Number) -> str:
    """Return a change with its sign: `+1,234`, `−90`, `0`."""
    if _is_missing(value):
        return MISSING
    return _signed(count(value), _whole(value))


def compact(value: Number) -> str:
    """Return a number of followers in few letters: `716K`, `1.2M`, `940`."""
    if _is_missing(value):
        return MISSING
    number = _real(value)
    if language() == "zh" and abs(number) < 10_000:
        return count(number)
    digits = _COMPACT_DIGITS.get(language(), _digits_of_thousands)(abs(number))
    written = format_compact_decimal(number, fraction_digits=digits, locale=language())
    return written.replace("-", "−")


def _digits_of_thousands(size: float) -> int:
    return 1 if 1000 <= size < 100_000 or size >= 1_000_000 else 0


def _digits_of_myriads(size: float) -> int:
    return 1 if 10_000 <= size < 1_000_000 or size >= 100_000_000 else 0


_COMPACT_DIGITS = {"zh": _digits_of_myriads}


def signed_compact(value: Number) -> str:
    """Return a change of followers in few letters, with its sign: `+1.2K`, `−90`."""
    return MISSING if _is_missing(value) else _signed(compact(value), _real(value))


def percent(fraction: Number, digits: int = 1) -> str:
    """Return a fraction as a change in percent with its sign: 0.2188 gives `+21.9%`."""
    if _is_missing(fraction):
        return MISSING
    value = _rounded(fraction, digits + 2)
    pattern = f"{_pattern(digits)}%"
    written = format_percent(value, format=f"{pattern};−{pattern}", locale=language())
    return _signed(written, value)


def percent_share(fraction: Number, digits: int = 1) -> str:
    """Return a fraction as a share in percent, without a sign: 0.025 gives `2.5%`."""
    if _is_missing(fraction):
        return MISSING
    value = _rounded(fraction, digits + 2)
    return format_percent(value, format=f"{_pattern(digits)}%", locale=language())


def a_day(value: Number) -> str:
    """Return a pace in followers a day, with its sign and unit: `−844 a day`, `+1.5 a day`."""
    return MISSING if _is_missing(value) else _("{n} a day").format(n=pace(value))


def pace(value: Number) -> str:
    """Return followers a day with their sign, below ten with a decimal: `−844`, `+1.5`."""
    if _is_missing(value):
        return MISSING
    number = _rounded(value, 0 if abs(_real(value)) >= 10 else 1)
    pattern = _pattern(0 if abs(number) >= 10 or number == 0 else 1)
    written = format_decimal(number, format=f"{pattern};−{pattern}", locale=language())
    return _signed(written, number)


def yuan(value: Number) -> str:
    """Return an amount of money: `¥20,000`, with two decimals below a hundred: `¥3.20`."""
    if _is_missing(value):
        return MISSING
    digits = 0 if abs(_real(value)) >= 100 else 2
    return "¥" + format_decimal(_rounded(value, digits), format=_pattern(digits), locale=language())


def money(amount: Decimal, currency: str) -> str:
    """Return a sum to the cent, small ones to four digits: `¥3.10`, `¥0.0125`, `USD 3.10`.

    However many digits it has, each of them is right; without a currency it stands alone.
    """
    digits = 4 if 0 < abs(amount) < Decimal("0.1") else 2
    written = f"{amount:,.{digits}f}"
    written = written[: len(written) - 2] if written.endswith("00") and digits == 4 else written
    sign, bare = ("−", written[1:]) if written.startswith("-") else ("", written)
    symbol = "¥" if currency == "CNY" else f"{currency} " if currency else ""
    return f"{sign}{symbol}{bare}"


def yuan_tick(value: float) -> str:
    """Return a round number of yuan in few letters: `¥0.05`, `¥2`, `¥2.5`, `¥20K`."""
    if value >= 10_000:
        return f"¥{compact(value)}"
    digits = next((at for at in range(5) if round(value, at) == round(value, 6)), 5)
    return f"¥{format_decimal(value, format=_pattern(digits), locale=language())}"


def seconds(value: Number) -> str:
    """Return a duration in seconds: `3.4 s`."""
    if _is_missing(value):
        return MISSING
    written = format_decimal(_rounded(value, 1), format=_pattern(1), locale=language())
    return _("{n} s").format(n=written)


def iso_day(value: date | None) -> str:
    """Return a China date for tables and sources: `2026-11-23`."""
    return MISSING if _is_missing(value) or value is None else f"{value:%Y-%m-%d}"


def short_day(value: date | None) -> str:
    """Return a China date for cards and axes, without its year: `Nov 23`."""
    if _is_missing(value) or value is None:
        return MISSING
    return format_skeleton("MMMd", value, locale=language())


def year_day(value: date | None) -> str:
    """Return a China date with its year, as people write it: `Nov 25, 2026`."""
    if _is_missing(value) or value is None:
        return MISSING
    return format_skeleton("yMMMd", value, locale=language())


def china_clock(moment: datetime) -> str:
    """Return from which minute on an aware moment is past, on China's clocks: `14:32`."""
    minute = moment.astimezone(CHINA) + timedelta(minutes=1, microseconds=-1)
    return f"{minute:%H:%M}"


def _is_missing(value: object) -> bool:
    return bool(pd.isna(value)) or (isinstance(value, float) and not math.isfinite(value))  # type: ignore[call-overload]


def _real(value: Number) -> float:
    return float(value)  # type: ignore[arg-type]


def _whole(value: Number) -> int:
    return round(_real(value))


def _rounded(value: Number, digits: int) -> float:
    return round(_real(value), digits) + 0.0  # adding zero turns -0.0 into 0.0


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _signed(written: str, value: float) -> str:
    return f"+{written}" if value > 0 else written
