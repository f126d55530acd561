"""What is asked for and what arrives: its key, what it brought, and since when that is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from services.api.errors import ApiError
from services.api.profiles import CreatorProfile
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


NO_POINTS = Series(())
"""What a profile brings instead of a series."""


class Metric(StrEnum):
    """What a call asks for of a creator: one of the two daily series, or the profile."""

    TOTAL = "total"
    NEW = "new"
    PROFILE = "profile"


SeriesKey = tuple[str, Metric]
"""What a series, or a profile, is known by: its creator's id and its metric."""

_ASK_AGAIN_AFTER = timedelta(hours=3)

NAMES_LAST = timedelta(days=30)
"""How long a profile is held; older ones are as if they had never been asked for."""

PRICES_LAST = timedelta(days=7)
"""How long the prices of a profile count."""


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
class ProfileStamp:
    """When a profile was fetched (aware), and how long all that it says counts."""

    fetched_at: datetime
    lasts: timedelta

    def is_fresh(self, now: Now = utc_now) -> bool:
        """Say whether asking again would be a waste."""
        return now() - self.fetched_at < self.lasts


@dataclass(frozen=True)
class Held:
    """A series that was fetched: its points, the endpoint and window asked, and when (aware).

    `refresh_failed` is why there is no newer one, where a newer one was asked for. `doubted` are
    the days, ascending, for which a newer answer had other numbers and was refused. A profile
    comes the same way: it has `profile`, and no points.
    """

    series: Series
    endpoint: str
    days: int
    fetched_at: datetime
    refresh_failed: ApiError | None = None
    doubted: tuple[date, ...] = ()
    profile: CreatorProfile | None = None

    @property
    def points(self) -> tuple[tuple[date, int], ...]:
        """The published days: (China date, followers), ascending."""
        return self.series.points

    @cached_property
    def digest(self) -> bytes:
        """What stands for the points: equal for equal ones, 16 bytes however many they are."""
        return blake2b(repr(self.points).encode(), digest_size=16).digest()

    @property
    def stamp(self) -> Stamp | ProfileStamp:
        """What its freshness depends on."""
        if self.profile is not None:
            lasts = PRICES_LAST if self.profile.has_price else NAMES_LAST
            return ProfileStamp(self.fetched_at, lasts)
        return Stamp(self.points[-1][0], self.fetched_at)

    def is_fresh(self, now: Now = utc_now) -> bool:
        """Say whether asking again would be a waste."""
        return self.stamp.is_fresh(now)


def worth_showing(
    key: SeriesKey, outcome: Held | ApiError, now: Now = utc_now, *, asked: bool = False
) -> bool:
    """Say whether an outcome is to be shown: a profile is not for ever, and its failure is told to
    those who asked for it.
    """
    if key[1] is not Metric.PROFILE:
        return True
    if isinstance(outcome, ApiError):
        return asked
    return now() - outcome.fetched_at < NAMES_LAST
