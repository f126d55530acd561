"""The bill: what the calls have cost and brought, and how the vendor answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.statistics import Durations, Spent, durations, recent_calls, spent
from services.china_time import china_today

_MEASURED_DAYS = 30


@dataclass(frozen=True)
class Bill:
    """All that the owner pays for, as it stood at one moment.

    `today` and `month` are of China dates; `limit` is today's budget in paid calls, None where
    nothing is limited. `environments` are the last 30 days' durations, and `calls` the newest
    calls, with the columns of `services.archive.statistics.recent_calls`.
    """

    today: Spent
    month: Spent
    limit: int | None
    environments: list[Durations]
    calls: pd.DataFrame


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
            )
        )
    except ArchiveError as error:
        return error
