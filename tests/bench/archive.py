"""A window of twenty creators out of a large archive, in both databases."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, insert

from services.archive.database import Database
from services.archive.migrations import migrate
from services.archive.reading import last_outcomes, series
from services.archive.schema import creators, fetches, points
from services.china_time import utc_now
from tests.bench.row import Hold, Row
from tests.processes import postgresql

CREATORS, DAYS, ROUNDS = 10_000, 365, 9
WANTED = 20
_FIRST = date(2025, 11, 23)
_AT_ONCE = 250


def archive_read() -> Iterator[Row]:
    """Fill an archive of 10 000 creators x 365 days x 2 series, and time a compare's reading."""
    with TemporaryDirectory(prefix="bench") as folder:
        yield _measure("SQLite", f"sqlite:///{folder}/archive.db")
    with postgresql() as url:
        yield _measure("PostgreSQL", url)


def _measure(name: str, url: str) -> Row:
    database = Database(url)
    migrate(database)
    _fill(database)
    database.write(lambda c: c.exec_driver_sql("ANALYZE"))  # PostgreSQL does so by itself in time
    times = []
    for round_ in range(ROUNDS + 1):
        ids = [_id((round_ * 911 + n * 487) % CREATORS) for n in range(WANTED)]
        began = time.perf_counter()
        with database.read() as connection:
            found = series(connection, ids)
            last_outcomes(connection, ids)
        times.append((time.perf_counter() - began) * 1000)
        assert len(found) == 2 * WANTED
        assert all(len(one.points) == DAYS for one in found.values())
    database.close()
    counted = times[1:]  # the first one opens the connection
    what = f"{WANTED} creators out of {CREATORS} × {DAYS} days × 2 series in {name}"
    return Row(what, "ms", statistics.median(counted), hold=Hold(50))


def _fill(database: Database) -> None:
    for start in range(0, CREATORS, _AT_ONCE):
        database.write(lambda c, keys=range(start, start + _AT_ONCE): _fill_some(c, keys))


def _fill_some(connection: Connection, keys: Sequence[int]) -> None:
    now = utc_now()
    ms = int(now.timestamp() * 1000)
    connection.execute(
        insert(creators),
        [{"key": key + 1, "creator_id": _id(key), "last_seen": now} for key in keys],
    )
    connection.execute(
        insert(fetches),
        [
            {
                "creator_id": _id(key),
                "series": metric,
                "days": 60,
                "environment": "prod-global",
                "endpoint": "legacy",
                "kind": "ok",
                "charged": "yes",
                "fetched_at": now - timedelta(days=back),
                "duration_ms": 300,
                "in_a_row": 1,
            }
            for key in keys
            for metric in (1, 2)
            for back in range(5)
        ],
    )
    days = [_FIRST + timedelta(days=n) for n in range(DAYS)]
    numbers = [day.year * 10000 + day.month * 100 + day.day for day in days]
    rows = [
        (key + 1, metric, day, 1000 + key + n, ms)
        for key in keys
        for metric in (1, 2)
        for n, day in enumerate(numbers)
    ]
    _bulk(connection, rows)


def _bulk(connection: Connection, rows: Sequence[tuple[int, ...]]) -> None:
    """Insert points as fast as each driver can: for a bench, not for the app."""
    raw = connection.connection.driver_connection
    assert raw is not None
    if connection.dialect.name == "sqlite":
        raw.executemany(f"INSERT INTO {points.name} VALUES (?, ?, ?, ?, ?)", rows)
        return
    with raw.cursor() as cursor, cursor.copy(f"COPY {points.name} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _id(number: int) -> str:
    return f"{0x5FA * 16**21 + number:024x}"
