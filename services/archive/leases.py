"""Leases: which process is fetching a series right now, so that no other one pays for it too.

So it is with a shard, a part of a long list: it is one process's to collect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select, tuple_, update

from services.api.series import SeriesKey
from services.archive.database import upsert_into
from services.archive.reading import METRIC_OF
from services.archive.schema import SERIES, leases, shards

LEASE_SECONDS = 45.0
"""A lease without a sign of life from its holder is free after this long."""

LONGEST = timedelta(minutes=1)
"""No lease is longer: one that seems to be is from before the machine started anew."""


class Elsewhere(Exception):
    """Another process is fetching the series; nothing was booked."""


def take(
    connection: Connection, key: SeriesKey, holder: str, now: datetime, seconds: float
) -> bool:
    """Take the lease of a series for `seconds`, if it is free, has run out, or is mine already.

    Returns whether `holder` (a name no other process or batch uses) has it now; of any number that
    try at once exactly one does. `now` is the database's (`ticks_of`), here as below. The lease of
    a killed process ends `seconds` after it was last renewed. Raises `ValueError` for more than
    `LONGEST`.
    """
    of = {"creator_id": key[0], "series": SERIES[key[1]]}
    return _take(connection, leases, of, holder, now, seconds)


def take_shard(
    connection: Connection, shard: str, holder: str, now: datetime, seconds: float
) -> bool:
    """Take the lease of a shard, by the rules of `take`."""
    return _take(connection, shards, {"shard": shard}, holder, now, seconds)


def _take(
    connection: Connection,
    table: Table,
    of: Mapping[str, object],
    holder: str,
    now: datetime,
    seconds: float,
) -> bool:
    lasting = timedelta(seconds=seconds)
    if not timedelta(0) < lasting <= LONGEST:
        raise ValueError("a lease lasts between 0 s and a minute")
    row = upsert_into(connection, table).values(**of, holder=holder, expires_at=now + lasting)
    # one statement, in which the database itself looks and writes under the lock of the row
    upsert = row.on_conflict_do_update(
        index_elements=list(of),
        set_={"holder": row.excluded.holder, "expires_at": row.excluded.expires_at},
        where=or_(table.c.holder == holder, ~_in_force(table, now)),
    )
    return connection.execute(upsert.returning(table.c.holder)).first() is not None


def renew(
    connection: Connection, keys: Iterable[SeriesKey], holder: str, now: datetime, seconds: float
) -> None:
    """Let the leases of these series last `seconds` from now, where `holder` still has them."""
    named = [(creator_id, SERIES[metric]) for creator_id, metric in keys]
    mine = update(leases).where(
        leases.c.holder == holder, tuple_(leases.c.creator_id, leases.c.series).in_(named)
    )
    connection.execute(mine.values(expires_at=now + timedelta(seconds=seconds)))


def renew_shards(connection: Connection, holder: str, now: datetime, seconds: float) -> None:
    """Let the shards that `holder` has last `seconds` from now."""
    mine = update(shards).where(shards.c.holder == holder)
    connection.execute(mine.values(expires_at=now + timedelta(seconds=seconds)))


def release_shard(connection: Connection, shard: str, holder: str) -> None:
    """Give a shard back, if `holder` still has it."""
    mine = (shards.c.shard == shard, shards.c.holder == holder)
    connection.execute(delete(shards).where(*mine))


def elsewhere(connection: Connection, holder: str, now: datetime) -> frozenset[SeriesKey]:
    """Return the series that others than `holder` are fetching."""
    theirs = select(leases.c.creator_id, leases.c.series).where(
        leases.c.holder != holder, _in_force(leases, now)
    )
    return frozenset((row.creator_id, METRIC_OF[row.series]) for row in connection.execute(theirs))


def release(connection: Connection, key: SeriesKey, holder: str) -> None:
    """Give the lease back, if `holder` still has it; one that another has taken over stays."""
    creator_id, metric = key
    mine = delete(leases).where(
        leases.c.creator_id == creator_id,
        leases.c.series == SERIES[metric],
        leases.c.holder == holder,
    )
    connection.execute(mine)


def _in_force(table: Table, now: datetime) -> ColumnElement[bool]:
    return and_(table.c.expires_at > now, table.c.expires_at <= now + LONGEST)
