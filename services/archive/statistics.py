"""What the ledger and the fetches add up to, for the person who pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from services.api.answers import Charged, Kind
from services.archive.reading import METRIC_OF
from services.archive.schema import (
    calls,
    creators,
    fetches,
    served,
    shortlist_entries,
    shortlists,
)
from services.endpoints import LEGACY, PROFILES

NOT_REACHED = (Kind.NOT_SENT, Kind.TLS, Kind.UNCERTAIN, Kind.GATEWAY, Kind.PROTOCOL, Kind.TOO_LARGE)
"""Outcomes that speak of the way to the vendor, not of a creator: an environment's failures."""

_RECENT = {
    "fetched_at": "datetime64[us, UTC]",
    "creator_id": "str",
    "alias": "str",
    "series": "str",
    "environment": "str",
    "endpoint": "str",
    "outcome": "str",
    "code": "Int64",
    "http_status": "Int64",
    "charged": "str",
    "seconds": "Float64",
    "request_id": "str",
}
"""The columns of `recent_calls`; an empty table has these types too."""


@dataclass(frozen=True)
class Spent:
    """Calls of a span of China days by what they cost, and series served without a call.

    `under_way` were sent and have no answer yet; like `unknown` they count as spent.
    """

    charged: int
    not_charged: int
    unknown: int
    under_way: int
    served: int

    @property
    def counted(self) -> int:
        """Calls that count against the budget."""
        return self.charged + self.unknown + self.under_way


@dataclass(frozen=True)
class Durations:
    """How long the calls to one environment took, in seconds, and the share that broke."""

    environment: str
    calls: int
    median: float
    p95: float
    failures: float


@dataclass(frozen=True)
class EndpointNews:
    """Which endpoint answered last, and when the legacy one was last found gone, if it was."""

    last_answered: str | None
    gone_at: datetime | None


def spent(connection: Connection, first: date, last: date) -> Spent:
    """Add up the calls of China days `first` to `last`, both included."""
    rows = connection.execute(
        select(calls.c.state, func.count())
        .where(calls.c.china_day.between(first, last))
        .group_by(calls.c.state)
    )
    by_state: dict[str, int] = {row[0]: row[1] for row in rows}
    total = select(func.coalesce(func.sum(served.c.series_served), 0))
    free = connection.execute(total.where(served.c.china_day.between(first, last))).scalar_one()
    return Spent(
        charged=by_state.get(Charged.YES, 0),
        not_charged=by_state.get(Charged.NO, 0),
        unknown=by_state.get(Charged.UNKNOWN, 0),
        under_way=by_state.get("sent", 0),
        served=int(free),
    )


@dataclass(frozen=True)
class ListSpent:
    """A saved list: its creators, and the calls that were made for them, for whichever list."""

    name: str
    creators: int
    calls: int


def spent_by_list(connection: Connection, first: date, last: date) -> list[ListSpent]:
    """Return what China days `first` to `last` cost by saved list, the dearest one first.

    A creator of two lists counts in both; calls that were surely not charged count in none.
    """
    of_creator = (
        select(calls.c.creator_id, func.count().label("made"))
        .where(calls.c.china_day.between(first, last), calls.c.state != Charged.NO.value)
        .group_by(calls.c.creator_id)
        .subquery()
    )
    entries = shortlist_entries.c
    made = func.coalesce(func.sum(of_creator.c.made), 0)
    rows = connection.execute(
        select(shortlists.c.name, func.count(entries.creator_id), made)
        .join(shortlist_entries, entries.list_id == shortlists.c.id)
        .outerjoin(of_creator, of_creator.c.creator_id == entries.creator_id)
        .where(shortlists.c.deleted_at.is_(None))
        .group_by(shortlists.c.id, shortlists.c.name)
    )
    found = [ListSpent(name, creators, int(calls_made)) for name, creators, calls_made in rows]
    return sorted(found, key=lambda one: (-one.calls, one.name))


def spent_by_day(connection: Connection, first: date, last: date) -> pd.DataFrame:
    """Return the calls of each China day, one row a day, also where there was none.

    Columns `day` (date), `charged` and `unknown` (int; without an answer yet counts as that).
    """
    rows = connection.execute(
        select(calls.c.china_day, calls.c.state, func.count())
        .where(calls.c.china_day.between(first, last))
        .group_by(calls.c.china_day, calls.c.state)
    ).all()
    counts = {(day, state): number for day, state, number in rows}
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return pd.DataFrame(
        {
            "day": days,
            "charged": [counts.get((day, Charged.YES.value), 0) for day in days],
            "unknown": [
                sum(counts.get((day, state), 0) for state in (Charged.UNKNOWN.value, "sent"))
                for day in days
            ],
        }
    )


def durations(connection: Connection, since: datetime) -> list[Durations]:
    """Return, for each environment, how its calls since a moment went; the most used one first.

    A call that never left tells nothing about durations and is only counted as a failure.
    """
    rows = connection.execute(
        select(fetches.c.environment, fetches.c.kind, fetches.c.duration_ms).where(
            fetches.c.fetched_at >= since
        )
    )
    table = pd.DataFrame(rows.all(), columns=["environment", "kind", "ms"])
    found = [
        _durations(str(name), group) for name, group in table.groupby("environment", sort=False)
    ]
    return sorted(found, key=lambda one: -one.calls)


def _durations(environment: str, group: pd.DataFrame) -> Durations:
    failed = group["kind"].isin([kind.value for kind in NOT_REACHED])
    answered = group.loc[~failed, "ms"].to_numpy(dtype=float) / 1000
    median, p95 = np.percentile(answered, [50, 95]) if len(answered) else (np.nan, np.nan)
    return Durations(environment, len(group), float(median), float(p95), float(failed.mean()))


def endpoint_news(connection: Connection) -> EndpointNews:
    """Return what the fetches tell about the two endpoints of a history."""
    answered = (
        select(fetches.c.endpoint)
        .where(fetches.c.kind == Kind.OK.value, fetches.c.endpoint.in_(PROFILES))
        .order_by(fetches.c.fetched_at.desc())
        .limit(1)
    )
    gone = select(func.max(fetches.c.fetched_at)).where(
        fetches.c.kind == Kind.ENDPOINT_GONE.value, fetches.c.endpoint == LEGACY.name
    )
    return EndpointNews(
        connection.execute(answered).scalar_one_or_none(),
        connection.execute(gone).scalar_one_or_none(),
    )


def recent_calls(connection: Connection, most: int = 200) -> pd.DataFrame:
    """Return the newest calls, the last one first.

    Columns `fetched_at` (datetime64[us, UTC]), `creator_id` and `alias` (str), `series` (str: total
    or new), `environment`, `endpoint`, `outcome` (str, a `Kind`), `code` and `http_status` (Int64,
    NA where there was none), `charged` (str: yes, no or unknown), `seconds` (Float64) and
    `request_id` (str).
    """
    rows = connection.execute(
        select(
            fetches.c.fetched_at,
            fetches.c.creator_id,
            creators.c.alias,
            fetches.c.series,
            fetches.c.environment,
            fetches.c.endpoint,
            fetches.c.kind.label("outcome"),
            fetches.c.code,
            fetches.c.http_status,
            fetches.c.charged,
            fetches.c.duration_ms,
            fetches.c.request_id,
        )
        .outerjoin(creators, creators.c.creator_id == fetches.c.creator_id)
        .order_by(fetches.c.fetched_at.desc(), fetches.c.id.desc())
        .limit(most)
    )
    table = pd.DataFrame(rows.mappings().all(), columns=list(rows.keys()))
    whole = table.assign(
        fetched_at=pd.to_datetime(table["fetched_at"], utc=True),
        alias=table["alias"].fillna(""),
        series=table["series"].map(lambda number: METRIC_OF[number].value),
        seconds=table["duration_ms"].astype("Float64") / 1000,
        request_id=table["request_id"].fillna(""),
    )
    return whole[list(_RECENT)].astype(_RECENT)
