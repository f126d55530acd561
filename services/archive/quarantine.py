"""Answers that cannot be their creator's: refused at first, and believed once they are confirmed.

The archive's first answer may have been another creator's; then the true ones are those that are
refused. Only totals are judged so: new followers may change by any share from day to day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update

from services.api.answers import Kind
from services.api.book import Answer
from services.api.parsing import read_answer
from services.api.series import Metric
from services.archive.schema import SERIES, fetches, points, revisions
from services.china_time import CHINA

Known = Mapping[date, tuple[int, datetime]]
"""The archived value of each day, and when it was first seen."""

_TOTAL = SERIES[Metric.TOTAL]
_MOST = 0.8  # of the days that two have in common
_LEAST_COMMON_DAYS = 5
_FAR = 0.3
_NEAR = 0.01
_AT_ONCE = 50


@dataclass(frozen=True)
class Refused:
    """A refused answer: its row in `fetches`, when it came, and the totals that it had."""

    fetch_id: int
    at: datetime
    points: Mapping[date, int]


def is_foreign(fresh: Mapping[date, int], known: Mapping[date, int]) -> bool:
    """Say whether an answer's totals are too far from the known ones to be the same creator's."""
    common = len(fresh.keys() & known.keys())
    return common >= _LEAST_COMMON_DAYS and len(_contradicted(fresh, known)) >= _MOST * common


def overrule(connection: Connection, key: int, answer: Answer, known: Known) -> Refused | None:
    """Take out what `answer` contradicts, where an earlier refused one agrees; return that one.

    It must be of another China day, and no answer may have fitted the archive since. With a day
    goes all that came in the same answers: those were another creator's. Their bodies stay.
    """
    earlier = _witness(connection, answer)
    if earlier is None:
        return None
    values = {day: value for day, (value, _) in known.items()}
    days = _contradicted(dict(answer.points), values)
    wrong = {known[day][1] for day in days}
    for table in (revisions, points):
        of_series = (table.c.creator_key == key, table.c.series == _TOTAL)
        from_wrong = or_(table.c.day.in_(days), table.c.seen_at.in_(wrong))
        connection.execute(delete(table).where(*of_series, from_wrong))
    ours = (fetches.c.creator_id == answer.ask.creator_id, fetches.c.series == _TOTAL)
    came = (fetches.c.fetched_at.in_(wrong), fetches.c.kind == Kind.OK.value)
    _judge(connection, Kind.FOREIGN, *ours, *came)
    _judge(connection, Kind.OK, fetches.c.id == earlier.fetch_id)
    return earlier


def doubted(
    connection: Connection, known: Mapping[str, tuple[datetime, Mapping[date, int]]]
) -> dict[str, tuple[date, ...]]:
    """Return the days in doubt of these creators: a refused answer contradicts their totals.

    `known` has the moment of each creator's newest accepted answer, and the totals.
    """
    found: dict[str, set[date]] = {}
    for creator_id, refused in _refused(connection, {who: at for who, (at, _) in known.items()}):
        contradicted = _contradicted(refused.points, known[creator_id][1])
        found.setdefault(creator_id, set()).update(contradicted)
    return {creator_id: tuple(sorted(days)) for creator_id, days in found.items()}


def _witness(connection: Connection, answer: Answer) -> Refused | None:
    """Return an earlier refused answer of another China day that agrees with `answer`."""
    creator_id, fresh = answer.ask.creator_id, dict(answer.points)
    accepted = select(func.max(fetches.c.fetched_at)).where(
        fetches.c.creator_id == creator_id,
        fetches.c.series == _TOTAL,
        fetches.c.kind == Kind.OK.value,
    )
    newest = connection.execute(accepted).scalar_one()
    if newest is None or newest > answer.fetched_at:
        return None
    for _, refused in _refused(connection, {creator_id: newest}):
        if _china_day(refused.at) != _china_day(answer.fetched_at) and _agree(
            refused.points, fresh
        ):
            return refused
    return None


def _refused(
    connection: Connection, since: Mapping[str, datetime]
) -> Iterator[tuple[str, Refused]]:
    """Yield the refused answers of these creators that are newer than the moments say."""
    moments = list(since.items())
    for first in range(0, len(moments), _AT_ONCE):
        yield from _refused_of(connection, moments[first : first + _AT_ONCE])


def _refused_of(
    connection: Connection, since: Sequence[tuple[str, datetime]]
) -> Iterator[tuple[str, Refused]]:
    # each creator by itself: one who was not asked for a year must not have all others searched
    newer = [and_(fetches.c.creator_id == who, fetches.c.fetched_at > at) for who, at in since]
    wanted = select(
        fetches.c.id,
        fetches.c.creator_id,
        fetches.c.fetched_at,
        fetches.c.http_status,
        fetches.c.body,
    ).where(
        or_(*(and_(one, fetches.c.series == _TOTAL) for one in newer)),
        fetches.c.kind == Kind.FOREIGN.value,
    )
    for row in connection.execute(wanted.order_by(fetches.c.fetched_at)):
        read = read_answer(
            row.http_status or 0, row.body or b"", Metric.TOTAL, _china_day(row.fetched_at)
        )
        days = read.series.points if read.series is not None else ()
        yield row.creator_id, Refused(row.id, row.fetched_at, dict(days))


def _contradicted(fresh: Mapping[date, int], known: Mapping[date, int]) -> set[date]:
    common = fresh.keys() & known.keys()
    return {day for day in common if abs(fresh[day] - known[day]) > _FAR * max(known[day], 1)}


def _agree(one: Mapping[date, int], other: Mapping[date, int]) -> bool:
    common = one.keys() & other.keys()
    near = sum(abs(one[day] - other[day]) <= max(_NEAR * other[day], 1) for day in common)
    return len(common) >= _LEAST_COMMON_DAYS and near >= _MOST * len(common)


def _judge(connection: Connection, kind: Kind, *which: ColumnElement[bool]) -> None:
    connection.execute(update(fetches).where(*which).values(kind=kind.value))


def _china_day(at: datetime) -> date:
    return at.astimezone(CHINA).date()
