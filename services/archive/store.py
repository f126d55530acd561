"""Keeps answers: the call's outcome and body always, its points where it brought some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from services.api.profiles import Metric
from services.archive.records import Answer
from services.archive.schema import SERIES, creators, fetches, points, revisions, served
from services.errors import Kind

_STRANGE_SHARE = 0.8
_STRANGE_FACTOR = 0.3
_LEAST_COMMON_DAYS = 5


class Saved(StrEnum):
    """What became of an answer's points."""

    STORED = "stored"
    NOTHING = "nothing"
    QUARANTINED = "quarantined"


def save(connection: Connection, call_id: int | None, answer: Answer) -> Saved:
    """Keep an answer, in the caller's transaction; may be handed the same call twice.

    The newest value of a day wins by when it was fetched; what it replaces moves to `revisions`, as
    does a value that comes late. A day that the answer does not name stays as it is.

    An answer is quarantined (its body kept, its points not) where it cannot be this creator's: of
    at least five days that are archived already, four fifths differ by more than 30 %. The vendor
    revises single days by little; another creator's numbers differ on all of them.
    """
    if call_id is not None and _is_kept(connection, call_id):
        return Saved.NOTHING
    _add_fetch(connection, call_id, answer)
    key = _creator_key(connection, answer.ask.creator_id, answer.fetched_at)
    if answer.kind is not Kind.OK or not answer.points:
        return Saved.NOTHING
    series = SERIES[answer.ask.metric]
    fresh = dict(sorted(answer.points))
    known = _known_points(connection, key, series, list(fresh))
    if answer.ask.metric is Metric.TOTAL and _is_strange(fresh, known):
        return Saved.QUARANTINED
    _merge(connection, key, series, fresh, known, answer.fetched_at)
    return Saved.STORED


def add_served(connection: Connection, day: date, count: int) -> None:
    """Count series of China day `day` that were served without a call."""
    row = _upsert(connection, served).values(china_day=day, series_served=count)
    total = served.c.series_served + row.excluded.series_served
    connection.execute(
        row.on_conflict_do_update(index_elements=["china_day"], set_={"series_served": total})
    )


def note_aliases(connection: Connection, aliases: Mapping[str, str], now: datetime) -> None:
    """Note what the creators that are asked for are called."""
    rows = [
        {"creator_id": creator_id, "alias": alias, "last_seen": now}
        for creator_id, alias in sorted(aliases.items())
    ]
    row = _upsert(connection, creators)
    upsert = row.on_conflict_do_update(
        index_elements=["creator_id"], set_={"alias": row.excluded.alias}
    )
    connection.execute(upsert, rows)


def _is_kept(connection: Connection, call_id: int) -> bool:
    found = select(fetches.c.id).where(fetches.c.call_id == call_id)
    return connection.execute(found).first() is not None


def _add_fetch(connection: Connection, call_id: int | None, answer: Answer) -> None:
    ask = answer.ask
    series = SERIES[ask.metric]
    last = connection.execute(
        select(fetches.c.kind, fetches.c.in_a_row)
        .where(fetches.c.creator_id == ask.creator_id, fetches.c.series == series)
        .order_by(fetches.c.fetched_at.desc(), fetches.c.id.desc())
        .limit(1)
    ).first()
    again = last is not None and last.kind == answer.kind.value
    connection.execute(
        insert(fetches).values(
            call_id=call_id,
            creator_id=ask.creator_id,
            series=series,
            days=ask.days,
            environment=ask.environment,
            endpoint=ask.endpoint,
            kind=answer.kind.value,
            code=answer.code,
            http_status=answer.http_status,
            request_id=answer.request_id,
            charged=answer.charged.value,
            fetched_at=answer.fetched_at,
            duration_ms=max(0, round(answer.seconds * 1000)),
            in_a_row=(last.in_a_row if again and last is not None else 0) + 1,
            body=answer.body or None,
        )
    )


def _creator_key(connection: Connection, creator_id: str, seen: datetime) -> int:
    row = _upsert(connection, creators).values(creator_id=creator_id, last_seen=seen)
    upsert = row.on_conflict_do_update(
        index_elements=["creator_id"], set_={"last_seen": row.excluded.last_seen}
    )
    key: int = connection.execute(upsert.returning(creators.c.key)).scalar_one()
    return key


def _known_points(
    connection: Connection, key: int, series: int, days: Sequence[date]
) -> dict[date, tuple[int, datetime]]:
    rows = connection.execute(
        select(points.c.day, points.c.value, points.c.seen_at).where(
            points.c.creator_key == key,
            points.c.series == series,
            points.c.day.between(days[0], days[-1]),
        )
    )
    return {row.day: (row.value, row.seen_at) for row in rows}


def _is_strange(fresh: Mapping[date, int], known: Mapping[date, tuple[int, datetime]]) -> bool:
    common = [day for day in fresh if day in known]
    if len(common) < _LEAST_COMMON_DAYS:
        return False
    far = sum(
        abs(fresh[day] - known[day][0]) > _STRANGE_FACTOR * max(known[day][0], 1) for day in common
    )
    return far >= _STRANGE_SHARE * len(common)


def _merge(
    connection: Connection,
    key: int,
    series: int,
    fresh: Mapping[date, int],
    known: Mapping[date, tuple[int, datetime]],
    seen: datetime,
) -> None:
    """Add new days, replace older values, and keep what was replaced. Rows go in sorted by day."""
    newer: list[dict[str, Any]] = []
    past: list[dict[str, Any]] = []
    for day, value in fresh.items():
        row = {"creator_key": key, "series": series, "day": day}
        if day not in known:
            newer.append({**row, "value": value, "seen_at": seen})
            continue
        old_value, old_seen = known[day]
        if value == old_value:
            continue
        if seen >= old_seen:
            newer.append({**row, "value": value, "seen_at": seen})
            past.append({**row, "value": old_value, "seen_at": old_seen})
        else:
            past.append({**row, "value": value, "seen_at": seen})
    if newer:
        insertion = _upsert(connection, points)
        upsert = insertion.on_conflict_do_update(
            index_elements=["creator_key", "series", "day"],
            set_={"value": insertion.excluded.value, "seen_at": insertion.excluded.seen_at},
        )
        connection.execute(upsert, newer)
    if past:
        connection.execute(_upsert(connection, revisions).on_conflict_do_nothing(), past)


def _upsert(connection: Connection, table: Table) -> Any:  # noqa: ANN401 - one of two dialects'
    on_sqlite = connection.dialect.name == "sqlite"
    return (sqlite.insert if on_sqlite else postgresql.insert)(table)
