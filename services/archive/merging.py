"""Brings the points of an answer into a series: the newest value of each day wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from services.api.answers import Kind
from services.api.book import Answer
from services.api.series import Metric
from services.archive.database import upsert_into
from services.archive.months import have_room
from services.archive.quarantine import Known, is_foreign, overrule
from services.archive.schema import SERIES, fetches, points, revisions
from services.china_time import CHINA

Value = tuple[date, int, datetime]
"""A day, its value, and when that was seen."""


def merge(connection: Connection, key: int, answer: Answer) -> bool:
    """Merge an answer's points (at least one) into the series of the creator with this `key`.

    False, without a change, where it cannot be this creator's: of at least five days that are
    archived already, four fifths differ by more than 30 %. The vendor revises single days by
    little; another creator's numbers differ on all of them. Two such answers that agree, of two
    China days, take the place of what they contradict.
    """
    series = SERIES[answer.ask.metric]
    fresh = dict(sorted(answer.points))
    if answer.ask.metric is Metric.TOTAL:
        known = _known_points(connection, key, series, list(fresh))
        if is_foreign(fresh, {day: value for day, (value, _) in known.items()}):
            earlier = overrule(connection, key, answer, known)
            if earlier is None:
                return False
            _bring_in(connection, key, series, earlier.points, earlier.at, None)
    covered = _covered_since(connection, answer)
    _bring_in(connection, key, series, fresh, answer.fetched_at, covered)
    return True


def _bring_in(
    connection: Connection,
    key: int,
    series: int,
    fresh: Mapping[date, int],
    seen: datetime,
    covered: date | None,
) -> None:
    known = _known_points(connection, key, series, list(fresh))
    newer, past = _changes(fresh, known, seen, covered)
    _write(connection, key, series, newer, past)


def _known_points(connection: Connection, key: int, series: int, days: Sequence[date]) -> Known:
    rows = connection.execute(
        select(points.c.day, points.c.value, points.c.seen_at).where(
            points.c.creator_key == key,
            points.c.series == series,
            points.c.day.between(days[0], days[-1]),
        )
    )
    return {row.day: (row.value, row.seen_at) for row in rows}


def _covered_since(connection: Connection, answer: Answer) -> date | None:
    """Return the first day that answers newer than this one are about, None where it is the newest.

    Points do not tell: a value that is confirmed keeps the moment at which it was first seen.
    """
    ask = answer.ask
    newer = select(fetches.c.fetched_at, fetches.c.days).where(
        fetches.c.creator_id == ask.creator_id,
        fetches.c.series == SERIES[ask.metric],
        fetches.c.kind == Kind.OK.value,
        fetches.c.fetched_at > answer.fetched_at,
    )
    rows = connection.execute(newer).all()
    firsts = (at.astimezone(CHINA).date() - timedelta(days=days) for at, days in rows)
    return min(firsts, default=None)


def _changes(
    fresh: Mapping[date, int], known: Known, seen: datetime, covered: date | None
) -> tuple[list[Value], list[Value]]:
    """Return the values that become the newest of their day, and those that are past.

    From `covered` on, what is known is newer than `fresh`, whenever it was first seen.
    """
    newer: list[Value] = []
    past: list[Value] = []
    for day, value in fresh.items():
        old_value, old_seen = known.get(day, (None, seen))
        if old_value is None:
            newer.append((day, value, seen))
        elif value == old_value:
            continue
        elif seen >= old_seen and (covered is None or day < covered):
            newer.append((day, value, seen))
            past.append((day, old_value, old_seen))
        else:
            past.append((day, value, seen))
    return newer, past


def _write(
    connection: Connection, key: int, series: int, newer: Sequence[Value], past: Sequence[Value]
) -> None:
    """Add new days, replace older values, and keep what was replaced. Rows go in sorted by day."""
    row = {"creator_key": key, "series": series}
    if newer:
        have_room(connection, [day for day, _, _ in newer])
        insertion = upsert_into(connection, points)
        upsert = insertion.on_conflict_do_update(
            index_elements=["creator_key", "series", "day"],
            set_={"value": insertion.excluded.value, "seen_at": insertion.excluded.seen_at},
        )
        connection.execute(upsert, [_row(row, value) for value in newer])
    if past:
        kept = upsert_into(connection, revisions).on_conflict_do_nothing()
        connection.execute(kept, [_row(row, value) for value in past])


def _row(of: Mapping[str, int], found: Value) -> dict[str, object]:
    day, value, seen = found
    return {**of, "day": day, "value": value, "seen_at": seen}
