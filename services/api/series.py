"""What is asked for and what arrives: a series' key, its points, and since when it is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from services.api.errors import ApiError
from services.china_time import Now, latest_data_day, utc_now


@dataclass(frozen=True)
class Series:
    """One published daily series.

    `points` are (China date, followers), ascending, one a day. `dropped` counts rows that could not
    be read, `repeated` days that came twice with different numbers (the last one stands), and
    `contradicts` says that the vendor's own net change or rate disagrees with its daily list.
    """

    points: tuple[tuple[date, int], ...]
    dropped: int = 0
    repeated: int = 0
    contradicts: bool = False


class Metric(StrEnum):
    """Which of a creator's two daily series a call asks for."""

    TOTAL = "total"
    NEW = "new"


SeriesKey = tuple[str, Metric]
"""What a series is known by: its creator's id and its metric."""

_ASK_AGAIN_AFTER = timedelta(hours=3)


@dataclass(frozen=True)
class Stamp:
    """The last day of a series, and when it was fetched (aware)."""

    last_day: date
    fetched_at: datetime

    def is_fresh(self, now: Now = utc_now) -> bool:
        """Say whether asking again would be a waste.

        By data day, not by age: a series that has yesterday (China) is complete. One that has not
        is worth one further attempt every three hours.
        """
        complete = self.last_day >= latest_data_day(now)
        return complete or now() - self.fetched_at < _ASK_AGAIN_AFTER


@dataclass(frozen=True)
class Held:
    """A series that was fetched: its points, the endpoint and window asked, and when (aware).

    `refresh_failed` is why there is no newer one, where a newer one was asked for. `doubted` are
    the days, ascending, for which a newer answer had other numbers and was refused.
    """

    series: Series
    endpoint: str
    days: int
    fetched_at: datetime
    refresh_failed: ApiError | None = None
    doubted: tuple[date, ...] = ()

    @property
    def points(self) -> tuple[tuple[date, int], ...]:
        """The published days: (China date, followers), ascending."""
        return self.series.points

    @cached_property
    def digest(self) -> bytes:
        """What stands for the points: equal for equal ones, 16 bytes however many they are."""
        return blake2b(repr(self.points).encode(), digest_size=16).digest()

    @property
    def stamp(self) -> Stamp:
        """What its freshness depends on."""
        return Stamp(self.points[-1][0], self.fetched_at)

    def is_fresh(self, now: Now = utc_now) -> bool:
        """Say whether asking again would be a waste."""
        return self.stamp.is_fresh(now)
