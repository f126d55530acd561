"""Days as the marketplace counts them, and the clocks of the calls.

China time is a fixed UTC+8, without daylight saving.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

FIRST_DAY = date(2013, 1, 1)
"""Xiaohongshu was founded in 2013: no earlier day can have a count."""

CHINA = timezone(timedelta(hours=8), "UTC+8")

Now = Callable[[], datetime]
"""A clock: returns an aware datetime. Injected wherever a test must choose the day."""


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC (never in the machine's own time zone)."""
    return datetime.now(UTC)


def china_today(now: Now = utc_now) -> date:
    """Return the China date of `now()`."""
    return now().astimezone(CHINA).date()


def latest_data_day(now: Now = utc_now) -> date:
    """Return the newest day the marketplace can have data for: yesterday in China (T-1)."""
    return china_today(now) - timedelta(days=1)


def next_china_midnight(now: Now = utc_now) -> datetime:
    """Return the moment (aware, UTC+8) at which the vendor's daily quota starts anew."""
    tomorrow = china_today(now) + timedelta(days=1)
    return datetime.combine(tomorrow, datetime.min.time(), tzinfo=CHINA)


@dataclass(frozen=True)
class Clocks:
    """Time and chance, as a test may want them: wall clock, monotonic seconds, sleep, random."""

    now: Now = utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random
