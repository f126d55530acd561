"""Fills an archive as years of collecting would, by statements of the database itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, insert, text

from services.archive.database import Database, on_sqlite
from services.archive.months import add_months
from services.archive.schema import calls, creators, fetches
from services.china_time import china_today, latest_data_day, utc_now

FIRST_ANSWER = 60
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Size:
    """So many creators with two series of so many days, up to the newest."""

    creators: int
    days: int

    @property
    def points(self) -> int:
        """Points in all."""
        return self.creators * self.days * 2

    def wanted(self, round_: int, many: int) -> list[int]:
        """Return creators that lie far from each other, others in each round."""
        return [(round_ * 911 + n * 487) % self.creators for n in range(many)]


def creator_id(number: int) -> str:
    """Return the id of a creator by number, from 0; the key is one more."""
    return f"{0x5FA * 16**21 + number:024x}"


def fill(opened: Database, size: Size, first_answer: int = FIRST_ANSWER) -> None:
    """Fill in creators, points, what fetched them, and today's calls.

    The days of each creator's first answer together, then all creators day by day, as they come.
    Who is asked for in a measurement has an answer for each day; the others only have the last one.
    """
    for first in range(0, size.creators, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, size.creators))
        opened.write(lambda c, some=numbers: _add_creators(c, some))
    opened.write(_number_on)
    days = [latest_data_day() - timedelta(days=n) for n in reversed(range(size.days))]
    if opened.write(lambda c: not on_sqlite(c) and _is_parted(c)):
        opened.write(lambda c: add_months(c, days))
    opened.write(lambda c: _first_answers(c, size, days[:first_answer]))
    for day in days[first_answer:]:
        opened.write(lambda c, day=day: _a_day(c, size, day, days))
    seen = {number for round_ in range(10) for number in size.wanted(round_, 20)}
    opened.write(lambda c: _answers(c, sorted(seen), size.days - FIRST_ANSWER))
    tidy = "ANALYZE" if opened.file else "VACUUM ANALYZE"  # as PostgreSQL does in its own time
    opened.outside_transactions(lambda c: c.exec_driver_sql(tidy))


def size_of_points(opened: Database) -> int:
    """Return how many bytes the points take, with what finds them."""
    if opened.file:
        asked = "SELECT sum(pgsize) FROM dbstat WHERE name = 'points'"
    else:
        asked = (
            "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits "
            "WHERE inhparent = 'points'::regclass"
        )
    with opened.read() as connection:
        return int(connection.execute(text(asked)).scalar_one())


def _is_parted(connection: Connection) -> bool:
    kind = "SELECT relkind = 'p' FROM pg_class WHERE oid = 'points'::regclass"
    return bool(connection.execute(text(kind)).scalar_one())


def _add_creators(connection: Connection, numbers: Sequence[int]) -> None:
    now, today = utc_now(), china_today()
    rows = [{"creator_id": creator_id(n), "last_seen": now, "key": n + 1} for n in numbers]
    connection.execute(insert(creators), rows)
    asked = [_asked(n, of) for n in numbers for of in (1, 2)]
    booked = [
        {**one, "china_day": today, "reserved_at": now, "settled_at": now, "state": "yes"}
        for one in asked
    ]
    connection.execute(insert(calls), booked)
    connection.execute(insert(fetches), [{**one, **_fetched(0)} for one in asked])


def _number_on(connection: Connection) -> None:
    """Let who comes later have a key of their own."""
    if not on_sqlite(connection):
        key = "pg_get_serial_sequence('creators', 'key')"
        connection.execute(text(f"SELECT setval({key}, max(key)) FROM creators"))


def _answers(connection: Connection, numbers: Sequence[int], days: int) -> None:
    series = [(n, of) for n in numbers for of in (1, 2)]
    rows = [_asked(*one) | _fetched(back) for one in series for back in range(1, days + 1)]
    for first in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(fetches), rows[first : first + _AT_ONCE])


def _asked(number: int, of: int) -> dict[str, object]:
    where = {"environment": "prod-global", "endpoint": "legacy"}
    return {**where, "creator_id": creator_id(number), "series": of}


def _fetched(back: int) -> dict[str, object]:
    at = utc_now() - timedelta(days=back)
    made = {"days": 60, "kind": "ok", "charged": "yes", "duration_ms": 300, "in_a_row": 1}
    return {**made, "fetched_at": at}


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _first_answers(connection: Connection, size: Size, days: Sequence[date]) -> None:
    """Each creator's days side by side, as one answer brings them."""
    _trust(connection)
    connection.execute(text("CREATE TEMPORARY TABLE told (place INTEGER, number INTEGER)"))
    told = [{"place": place, "number": _number(day)} for place, day in enumerate(days)]
    connection.execute(text("INSERT INTO told VALUES (:place, :number)"), told)
    for first in range(1, size.creators + 1, _AT_ONCE):
        last = min(first + _AT_ONCE - 1, size.creators)
        connection.execute(
            text(
                _numbers(connection, first, last)
                + "SELECT k, series, number, 1000 + k + place, :now FROM c, s, told "
                + "ORDER BY 1, 2, 3"
            ),
            {"now": _now()},
        )
    connection.execute(text("DROP TABLE told"))


def _trust(connection: Connection) -> None:
    """Let the server not look for the creator of each row: they are there."""
    if not on_sqlite(connection):
        connection.execute(text("SET LOCAL session_replication_role = replica"))


def _a_day(connection: Connection, size: Size, day: date, days: Sequence[date]) -> None:
    _trust(connection)
    connection.execute(
        text(
            _numbers(connection, 1, size.creators)
            + "SELECT k, series, :day, 1000 + k + :place, :now FROM c, s ORDER BY 1, 2"
        ),
        {"day": _number(day), "place": days.index(day), "now": _now()},
    )


def _numbers(connection: Connection, first: int, last: int) -> str:
    """Return the beginning of a statement that writes points, over creators `c` and series `s`."""
    series = "s(series) AS (SELECT 1 UNION ALL SELECT 2)"
    if on_sqlite(connection):
        counted = f"c(k) AS (SELECT {first} UNION ALL SELECT k + 1 FROM c WHERE k < {last})"
        return f"WITH RECURSIVE {counted}, {series} INSERT INTO points "
    counted = f"c(k) AS (SELECT generate_series({first}, {last}))"
    return f"WITH {counted}, {series} INSERT INTO points "


def _now() -> int:
    return int(utc_now().timestamp() * 1000)
