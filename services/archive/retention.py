"""Lets go of what is older than the owner keeps: days, what they once were, and answers.

Whole months, in SQLite as in PostgreSQL, so that both keep the same. The ledger stays: what was
paid stays paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, func, select, text

from services.api.answers import Kind
from services.archive.database import Database, on_sqlite
from services.archive.months import months_in_use
from services.archive.schema import creators, fetches, points, revisions
from services.china_time import CHINA

_ANSWERS_AT_ONCE = 5_000
_CREATORS_AT_ONCE = 500
"""In one transaction, so that nobody who books a call waits for long."""

_PATIENCE = text("SET LOCAL lock_timeout = 2000")


@dataclass(frozen=True)
class LetGo:
    """Nothing before `kept_from` (a China date) is left; so many answers went with it."""

    kept_from: date
    answers: int


def let_go(database: Database, keep_days: int, today: date) -> LetGo:
    """Let go of the months that lie `keep_days` or more before `today` (a China date) in full.

    In PostgreSQL a month is dropped at once; while a backup reads it, that is refused. Answers that
    say that an endpoint is gone are kept. Raises `ArchiveError`; what was let go by then is gone.
    """
    kept_from = (today - timedelta(days=keep_days)).replace(day=1)
    with database.read() as connection:
        months = [month for month in months_in_use(connection) if month < kept_from]
        newest = connection.execute(select(func.coalesce(func.max(creators.c.key), 0))).scalar_one()
    for month in months:
        database.write(partial(_drop, month=month))
    for first in range(1, newest + 1, _CREATORS_AT_ONCE):
        database.write(partial(_delete_days, first=first, kept_from=kept_from))
    answers = 0
    while gone := database.write(lambda c: _delete_answers(c, kept_from)):
        answers += gone
    return LetGo(kept_from, answers)


def _drop(connection: Connection, month: date) -> None:
    # in the order in which writers take them, or the two would wait for each other
    connection.execute(_PATIENCE)
    connection.execute(text("LOCK TABLE creators, points IN ACCESS EXCLUSIVE MODE"))
    connection.execute(text(f"DROP TABLE IF EXISTS points_{month:%Y%m}"))


def _delete_days(connection: Connection, first: int, kept_from: date) -> None:
    """Delete the days of some creators, by key: their rows lie side by side."""
    tables = (points, revisions) if on_sqlite(connection) else (revisions,)
    for table in tables:
        some = table.c.creator_key.between(first, first + _CREATORS_AT_ONCE - 1)
        connection.execute(delete(table).where(some, table.c.day < kept_from))


def _delete_answers(connection: Connection, kept_from: date) -> int:
    """Delete some answers of before that day's midnight in China; return how many those were."""
    midnight = datetime.combine(kept_from, datetime.min.time(), tzinfo=CHINA)
    # where the legacy endpoint is gone, each start would ask it in vain else
    some = select(fetches.c.id).where(
        fetches.c.fetched_at < midnight, fetches.c.kind != Kind.ENDPOINT_GONE.value
    )
    of_them = some.order_by(fetches.c.fetched_at).limit(_ANSWERS_AT_ONCE)
    return connection.execute(delete(fetches).where(fetches.c.id.in_(of_them))).rowcount
