"""The months in which PostgreSQL keeps points: each a partition, made when it is needed.

There is none for what belongs to no month: it would fill up unseen. SQLite has one table.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection, text

from services.archive.database import PARTITION, First, Lock, on_sqlite, one_at_a_time

_IN_USE = text(
    "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid "
    "WHERE inhparent = to_regclass('points')"
)

_IS_PARTED = text("SELECT relkind = 'p' FROM pg_class WHERE oid = to_regclass('points')")


def have_room(connection: Connection, days: Iterable[date]) -> None:
    """Return where points of these days can be written; raise `First` where a month is missing.

    It is made in a transaction of its own: one that has written already holds what another one,
    which needs the same month, waits for.
    """
    if on_sqlite(connection):
        return
    lacking = _lacking(connection, days)
    if lacking and connection.execute(_IS_PARTED).scalar():
        raise First(partial(add_months, days=lacking))


def add_months(connection: Connection, days: Iterable[date]) -> None:
    """Make the partitions for the months of these days that are missing, in PostgreSQL.

    Attached, and not made as partitions, they keep no reader and no `pg_dump` waiting.
    """
    if on_sqlite(connection):
        return
    one_at_a_time(connection, Lock.MONTHS)
    for month in _lacking(connection, days):
        name = f"points_{month:%Y%m}"
        connection.execute(text(f"CREATE TABLE {name} (LIKE points INCLUDING CONSTRAINTS)"))
        span = f"FROM ({month:%Y%m%d}) TO ({next_month(month):%Y%m%d})"
        connection.execute(text(f"ALTER TABLE points ATTACH PARTITION {name} FOR VALUES {span}"))


def months_in_use(connection: Connection) -> list[date]:
    """Return the months (their first days) that have a partition, ascending; none in SQLite."""
    if on_sqlite(connection):
        return []
    found = map(PARTITION.fullmatch, connection.execute(_IN_USE).scalars())
    return sorted(date(int(name[1]), int(name[2]), 1) for name in found if name)


def next_month(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def part_by_month(connection: Connection) -> None:
    """Move every row of PostgreSQL's one table of points into partitions of a new one."""
    if on_sqlite(connection):
        return
    # in the order in which writers take them, and at once what the end of this needs
    connection.execute(text("LOCK TABLE creators, points IN ACCESS EXCLUSIVE MODE"))
    connection.execute(text("ALTER TABLE points RENAME TO points_whole"))
    connection.execute(
        text("ALTER TABLE points_whole RENAME CONSTRAINT pk_points TO pk_points_whole")
    )
    connection.execute(
        text(
            "CREATE TABLE points (LIKE points_whole INCLUDING CONSTRAINTS, "
            "CONSTRAINT pk_points PRIMARY KEY (creator_key, series, day), "
            "CONSTRAINT fk_points_creator_key FOREIGN KEY (creator_key) "
            "REFERENCES creators (key) ON DELETE CASCADE) PARTITION BY RANGE (day)"
        )
    )
    numbers = connection.execute(text("SELECT DISTINCT day / 100 FROM points_whole")).scalars()
    add_months(connection, [date(number // 100, number % 100, 1) for number in numbers])
    connection.execute(text("INSERT INTO points SELECT * FROM points_whole"))
    connection.execute(text("DROP TABLE points_whole"))


def value_beside_key(connection: Connection) -> None:
    """Let PostgreSQL's index of points hold their values, so that a window reads nothing else.

    Points lie in the order in which they came: a creator's year would be hundreds of pages. SQLite
    keeps them by creator.
    """
    if on_sqlite(connection):
        return
    key = "PRIMARY KEY (creator_key, series, day) INCLUDE (value)"
    connection.execute(text("ALTER TABLE points DROP CONSTRAINT pk_points"))
    connection.execute(text(f"ALTER TABLE points ADD CONSTRAINT pk_points {key}"))


def _lacking(connection: Connection, days: Iterable[date]) -> list[date]:
    wanted = {day.replace(day=1) for day in days}
    return sorted(wanted.difference(months_in_use(connection)))
