"""The bill: what the calls have cost and brought, and how the vendor answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.statistics import (
    Durations,
    ListSpent,
    Spent,
    durations,
    recent_calls,
    spent,
    spent_by_day,
    spent_by_list,
)
from services.china_time import china_today

_MEASURED_DAYS = 30


@dataclass(frozen=True)
class Bill:
    """All that the owner pays for, as it stood at one moment.

    `today` and `month` are of China dates; `limit` is today's budget in paid calls, None where
    nothing is limited. `environments` are the last 30 days' durations, and `calls` the newest
    calls, with the columns of `services.archive.statistics.recent_calls`. `lists` are this month's
    calls by saved list, and `days` the last 30 days' (`spent_by_day`).
    """

    today: Spent
    month: Spent
    limit: int | None
    environments: list[Durations]
    calls: pd.DataFrame
    lists: list[ListSpent]
    days: pd.DataFrame


def read_bill(archive: Archive) -> Bill | ArchiveError:
    """Return the bill, or why it cannot be read."""
    today = china_today(archive.now)
    since = archive.now() - timedelta(days=_MEASURED_DAYS)
    try:
        return archive.ask(
            lambda connection: Bill(
                spent(connection, today, today),
                spent(connection, today.replace(day=1), today),
                archive.limit,
                durations(connection, since),
                recent_calls(connection),
                spent_by_list(connection, today.replace(day=1), today),
                spent_by_day(connection, today - timedelta(days=_MEASURED_DAYS - 1), today),
            )
        )
    except ArchiveError as error:
        return error
