"""What the app holds of a creator: for each of the two series the points, or why there are none."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import pandas as pd

from services.api.errors import ApiError
from services.api.series import Held, Metric
from services.growth.daily import daily_frame, daily_net_change


@dataclass(frozen=True)
class CreatorHistory:
    """Both series of one creator, each held, failed, or None while it is not there yet.

    `derived` says that new followers were not asked for (one call a creator) and are the daily net
    change of the total instead. `profile` is what the marketplace says of who the creator is, or
    why that was not told; it is no series, so that nothing waits for it and nothing fails by it.
    """

    creator_id: str
    totals: Held | ApiError | None = None
    news: Held | ApiError | None = None
    derived: bool = False
    profile: Held | ApiError | None = None

    @property
    def state(self) -> Hashable:
        """A value that is equal where the same series are held, so that the same follows."""
        held = (self.totals, self.news)
        return (
            self.creator_id,
            self.derived,
            *(outcome.digest if isinstance(outcome, Held) else None for outcome in held),
        )

    @property
    def outcomes(self) -> Iterator[tuple[Metric, Held | ApiError | None]]:
        """The series that this creator is asked for, with what became of each."""
        yield Metric.TOTAL, self.totals
        if not self.derived:
            yield Metric.NEW, self.news

    @property
    def refresh_failures(self) -> tuple[tuple[Metric, ApiError], ...]:
        """The series that are older than they should be, and why."""
        return tuple(
            (metric, outcome.refresh_failed)
            for metric, outcome in self.outcomes
            if isinstance(outcome, Held) and outcome.refresh_failed is not None
        )

    @property
    def failures(self) -> tuple[tuple[Metric, ApiError], ...]:
        """The series that failed."""
        return tuple((m, o) for m, o in self.outcomes if isinstance(o, ApiError))

    @property
    def failed(self) -> bool:
        """Whether a series is missing, or older than it should be, for a reason."""
        return bool(self.failures or self.refresh_failures)

    @property
    def pending(self) -> bool:
        """Whether a series is still to come."""
        return any(outcome is None for _, outcome in self.outcomes)

    @property
    def held(self) -> tuple[Held, ...]:
        """The series that are there."""
        return tuple(outcome for _, outcome in self.outcomes if isinstance(outcome, Held))

    def daily(self) -> pd.DataFrame:
        """Return the creator's tidy frame (`services.growth.daily`); empty when none is held."""
        totals = dict(self.totals.points) if isinstance(self.totals, Held) else {}
        news = dict(self.news.points) if isinstance(self.news, Held) else {}
        frame = daily_frame(self.creator_id, totals, news)
        if not self.derived:
            return frame
        changes = daily_net_change(frame).rename(columns={"daily_net_change": "new_followers"})
        return frame.drop(columns="new_followers").merge(changes, on=["creator_id", "day"])
