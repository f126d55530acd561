"""What other processes have got of a series since somebody asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.series import Held, SeriesKey
from services.archive.reading import LastOutcome, last_outcomes, series
from services.archive.schema import fetches


@dataclass(frozen=True)
class Known:
    """What was known when somebody asked: the newest fetch by then, and which failures stand.

    `standing` is told how the newest call ended, and the present moment; it returns the failure
    that forbids another one, if any.
    """

    newest: int
    standing: Callable[[LastOutcome, datetime], ApiError | None]


def newest_fetch(connection: Connection) -> int:
    """Return the number of what was written last: what comes after it has a larger one."""
    newest: int = connection.execute(select(func.coalesce(func.max(fetches.c.id), 0))).scalar_one()
    return newest


def answer_to(
    connection: Connection, key: SeriesKey, known: Known, now: datetime
) -> Held | ApiError | None:
    """Return what others got of a series since somebody asked; None where a call must tell.

    That is a failure that stands or was written since, or a series that is fresh. No clock decides
    which came first.
    """
    last = last_outcomes(connection, [key[0]]).get(key)
    if last is None:
        return None
    standing = known.standing(last, now)
    if standing is not None:
        return standing
    if last.number > known.newest and last.kind is not Kind.OK:
        return last.error
    held = series(connection, [key[0]]).get(key)
    return held if held is not None and held.is_fresh(lambda: now) else None
