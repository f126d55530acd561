"""Which clock decides where several processes or machines share an archive: the database's."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select

from services.archive.database import on_sqlite
from services.china_time import Now


def skew_of(connection: Connection, now: Now) -> timedelta:
    """Return how far the database's clock is ahead of ours, by which several machines agree.

    SQLite's file has the machine's own clock: nothing.
    """
    if on_sqlite(connection):
        return timedelta(0)
    return _server_time(connection) - now()


def ticks_of(connection: Connection) -> datetime:
    """Return a moment by which leases are measured: a clock that all who share the database see.

    A file's processes share the machine's monotonic clock, which nobody sets.
    """
    if on_sqlite(connection):
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=time.monotonic())
    return _server_time(connection)


def _server_time(connection: Connection) -> datetime:
    moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment
