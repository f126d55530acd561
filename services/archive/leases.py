"""Leases: which process is fetching a series right now, so that no other one pays for it too."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, or_

from services.api.series import SeriesKey
from services.archive.database import upsert_into
from services.archive.schema import SERIES, leases

LONGEST = timedelta(hours=1)
"""No lease is longer, so one that seems to be was written under a clock that was wrong."""


def take(
    connection: Connection, key: SeriesKey, holder: str, now: datetime, seconds: float
) -> bool:
    """Take the lease of a series for `seconds`, if it is free, has run out, or is mine already.

    Returns whether `holder` (a name no other process or batch uses) has it now; of any number that
    try at once exactly one does. `seconds` must outlast the slowest call, since the lease of a
    killed process ends only with them; the clocks of machines may differ by what is left over.
    Taking several in one transaction needs them sorted by creator and metric, against deadlocks.
    Raises `ValueError` for more than `LONGEST`.
    """
    lasting = timedelta(seconds=seconds)
    if not timedelta(0) < lasting <= LONGEST:
        raise ValueError("a lease lasts between 0 s and an hour")
    row = upsert_into(connection, leases).values(
        creator_id=key[0], series=SERIES[key[1]], holder=holder, expires_at=now + lasting
    )
    # one statement, in which the database itself looks and writes under the lock of the row
    upsert = row.on_conflict_do_update(
        index_elements=[leases.c.creator_id, leases.c.series],
        set_={"holder": row.excluded.holder, "expires_at": row.excluded.expires_at},
        where=or_(leases.c.holder == holder, ~_in_force(now)),
    )
    return connection.execute(upsert.returning(leases.c.holder)).first() is not None


def release(connection: Connection, key: SeriesKey, holder: str) -> None:
    """Give the lease back, if `holder` still has it; one that another has taken over stays."""
    creator_id, metric = key
    mine = delete(leases).where(
        leases.c.creator_id == creator_id,
        leases.c.series == SERIES[metric],
        leases.c.holder == holder,
    )
    connection.execute(mine)


def _in_force(now: datetime) -> ColumnElement[bool]:
    return and_(leases.c.expires_at > now, leases.c.expires_at <= now + LONGEST)
