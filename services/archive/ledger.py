"""The ledger: what each paid call costs, written down before it is sent, so that a crash tells."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from services.api.answers import Charged, Kind
from services.api.book import Ask
from services.api.series import SeriesKey
from services.archive.database import Lock, one_at_a_time
from services.archive.schema import SERIES, calls, fetches
from services.archive.types import Big, Moment
from services.china_time import china_today, next_china_midnight

ANSWER_DUE = timedelta(minutes=10)
"""A call without an answer for this long is lost; the slowest possible call ends far sooner."""


_COUNT_AGAIN = 500
"""Calls booked since the day's were counted, beyond which it is cheaper to count anew."""


def reserve(connection: Connection, ask: Ask, now: datetime, limit: int | None) -> int | None:
    """Write down that `ask` is about to be sent; return its call id, or None at the limit.

    `limit` is how many calls a China day may spend, None for no limit; `now` is aware, and its
    China date is the day that pays. Exact however many threads, processes and machines ask at once,
    as long as `connection` comes from `Database.write` and commits before the call is sent.
    """
    day = china_today(lambda: now)
    if limit is not None:
        one_at_a_time(connection, Lock.LEDGER)  # each would count without the rows of the others
        if _spent_at_most(connection, day) >= limit and spent(connection, day) >= limit:
            return None
    row = insert(calls).values(
        creator_id=ask.creator_id,
        series=SERIES[ask.metric],
        environment=ask.environment,
        endpoint=ask.endpoint,
        china_day=day,
        reserved_at=now,
        state="sent",
    )
    call_id: int = connection.execute(row.returning(calls.c.id)).scalar_one()
    return call_id


def is_booked(connection: Connection, call_id: int, ask: Ask) -> bool:
    """Say whether this call is in the ledger, and is the one for `ask`."""
    found = select(calls.c.id).where(
        calls.c.id == call_id,
        calls.c.creator_id == ask.creator_id,
        calls.c.series == SERIES[ask.metric],
        calls.c.environment == ask.environment,
    )
    return connection.execute(found).first() is not None


def settle(connection: Connection, call_id: int, charged: Charged, now: datetime) -> None:
    """Write down how the call ended. A call already known to be charged or not stays as it is.

    One that had been given up as unknown is settled by its late answer.
    """
    connection.execute(
        update(calls)
        .where(calls.c.id == call_id, calls.c.state.in_(("sent", "unknown")))
        .values(state=charged.value, settled_at=now)
    )


def expire(connection: Connection, now: datetime) -> int:
    """Turn calls that got no answer within `ANSWER_DUE` to unknown; return how many those were."""
    return _lose(connection, now, calls.c.reserved_at <= now - ANSWER_DUE)


def lose_series(connection: Connection, key: SeriesKey, now: datetime) -> None:
    """Turn calls for a series to unknown, which were sent by whoever had its lease before."""
    today = china_today(lambda: now)
    of_series = and_(calls.c.creator_id == key[0], calls.c.series == SERIES[key[1]])
    # each day by itself: of a span the index would be read whole, however few are still out
    _lose(
        connection, now, and_(calls.c.china_day.in_([today - timedelta(days=1), today]), of_series)
    )


def lose_calls(connection: Connection, call_ids: Collection[int], now: datetime) -> None:
    """Turn calls to unknown that this process waits for no longer."""
    _lose(connection, now, calls.c.id.in_(call_ids))


def _lose(connection: Connection, now: datetime, which: ColumnElement[bool]) -> int:
    """They count as spent before and after: the vendor may have charged what a crash missed."""
    lost = connection.execute(
        update(calls)
        .where(calls.c.state == "sent", which)
        .values(state=Charged.UNKNOWN.value, settled_at=now)
    )
    return lost.rowcount


def spent(connection: Connection, day: date) -> int:
    """Return how many calls China day `day` has paid for: all but those surely not charged."""
    of_day = select(func.count()).where(calls.c.china_day == day, calls.c.state != Charged.NO.value)
    return connection.execute(of_day).scalar_one()


def _spent_at_most(connection: Connection, day: date) -> int:
    """Return a number that `spent` does not exceed, without counting a long day's calls each time.

    It is what was counted once on this connection and all that was booked since: calls only ever
    come to be surely not charged, never the other way.
    """
    counted, newest, of = connection.info.get("spent", (0, 0, None))
    if of == day:
        since = select(func.count()).where(calls.c.id > newest, calls.c.china_day == day)
        more = connection.execute(since).scalar_one()
        if more < _COUNT_AGAIN:
            return int(counted) + more
    newest = connection.execute(select(func.coalesce(func.max(calls.c.id), 0))).scalar_one()
    counted = spent(connection, day)
    connection.info["spent"] = (counted, newest, day)
    return counted


def quota_closed(connection: Connection, now: datetime) -> bool:
    """Say whether the vendor refused a call of this China day because its daily quota is used up.

    A call belongs to the day it was sent on: a refusal that arrives just after midnight speaks of
    yesterday's quota, and must not close a whole new day.
    """
    tomorrow = next_china_midnight(lambda: now)
    midnight = tomorrow - timedelta(days=1)
    sent_at = type_coerce(fetches.c.fetched_at, Big) - fetches.c.duration_ms  # in milliseconds
    refusal = select(fetches.c.id).where(
        fetches.c.kind == Kind.QUOTA_EXCEEDED.value,
        fetches.c.fetched_at >= midnight,  # implied by the next, but this one has an index
        type_coerce(sent_at, Moment) >= midnight,
        fetches.c.fetched_at < tomorrow,
    )
    return connection.execute(refusal.limit(1)).first() is not None
