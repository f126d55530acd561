"""Reads histories back: as they are, or as they stood on an earlier day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Row, and_, func, select

from services.api.profiles import Metric
from services.archive.records import LastOutcome, Stored
from services.archive.schema import SERIES, creators, fetches, points, revisions
from services.china_time import CHINA
from services.errors import Charged, Kind

Key = tuple[str, Metric]

METRIC_OF = {number: Metric(name) for name, number in SERIES.items()}
"""The metric of each number under which a series is stored."""


def series(
    connection: Connection, creator_ids: Sequence[str], as_of: date | None = None
) -> dict[Key, Stored]:
    """Return the archived series of these creators, by creator and metric.

    With `as_of` (China date), only days up to it, each at the value that was newest when that day's
    data had just appeared, at the end of the China day after it. A day first seen later than that
    has the earliest value known.
    """
    if not creator_ids:
        return {}
    days: dict[Key, dict[date, int]] = {}
    for row in _points(connection, creator_ids, as_of):
        days.setdefault((row.creator_id, METRIC_OF[row.series]), {})[row.day] = row.value
    if as_of is not None:
        _take_back(connection, creator_ids, as_of, days)
    newest = _newest_ok(connection, creator_ids)
    return {
        key: Stored(tuple(sorted(values.items())), *newest[key])
        for key, values in days.items()
        if key in newest
    }


def last_outcomes(connection: Connection, creator_ids: Sequence[str]) -> dict[Key, LastOutcome]:
    """Return how the newest call for each series of these creators ended."""
    if not creator_ids:
        return {}
    newest = _ranked(creator_ids).subquery()
    rows = connection.execute(select(newest).where(newest.c.rank == 1))
    return {
        (row.creator_id, METRIC_OF[row.series]): LastOutcome(
            Kind(row.kind),
            Charged(row.charged),
            row.code,
            row.http_status,
            row.fetched_at,
            row.in_a_row,
        )
        for row in rows
    }


def _ranked(creator_ids: Sequence[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Select the fetches of these creators, the newest of each series ranked 1."""
    newest_first = (fetches.c.fetched_at.desc(), fetches.c.id.desc())
    rank = func.row_number().over(
        partition_by=(fetches.c.creator_id, fetches.c.series), order_by=newest_first
    )
    return select(
        fetches.c.creator_id,
        fetches.c.series,
        fetches.c.kind,
        fetches.c.charged,
        fetches.c.code,
        fetches.c.http_status,
        fetches.c.fetched_at,
        fetches.c.in_a_row,
        fetches.c.endpoint,
        fetches.c.days,
        rank.label("rank"),
    ).where(fetches.c.creator_id.in_(creator_ids))


def _newest_ok(
    connection: Connection, creator_ids: Sequence[str]
) -> dict[Key, tuple[datetime, str, int]]:
    newest = _ranked(creator_ids).where(fetches.c.kind == Kind.OK.value).subquery()
    rows = connection.execute(select(newest).where(newest.c.rank == 1))
    return {
        (row.creator_id, METRIC_OF[row.series]): (row.fetched_at, row.endpoint, row.days)
        for row in rows
    }


def _points(
    connection: Connection, creator_ids: Sequence[str], as_of: date | None
) -> Sequence[Row[str, int, date, int]]:
    wanted = select(creators.c.creator_id, points.c.series, points.c.day, points.c.value).join(
        points, points.c.creator_key == creators.c.key
    )
    wanted = wanted.where(creators.c.creator_id.in_(creator_ids))
    if as_of is not None:
        wanted = wanted.where(points.c.day <= as_of)
    return connection.execute(wanted).all()


def _take_back(
    connection: Connection,
    creator_ids: Sequence[str],
    as_of: date,
    days: dict[Key, dict[date, int]],
) -> None:
    """Put back the values that days had when `as_of` was the newest day."""
    appeared = datetime.combine(as_of + timedelta(days=2), datetime.min.time(), tzinfo=CHINA)
    joined = (
        select(
            creators.c.creator_id,
            points.c.series,
            points.c.day,
            revisions.c.value,
            revisions.c.seen_at,
        )
        .join(points, points.c.creator_key == creators.c.key)
        .join(
            revisions,
            and_(
                revisions.c.creator_key == points.c.creator_key,
                revisions.c.series == points.c.series,
                revisions.c.day == points.c.day,
            ),
        )
        .where(
            creators.c.creator_id.in_(creator_ids),
            points.c.day <= as_of,
            points.c.seen_at >= appeared,  # only what was replaced after that moment matters
        )
        .order_by(revisions.c.seen_at)
    )
    earliest: set[tuple[Key, date]] = set()
    for row in connection.execute(joined):
        key = (row.creator_id, METRIC_OF[row.series])
        if (key, row.day) not in earliest or row.seen_at < appeared:
            earliest.add((key, row.day))
            days[key][row.day] = row.value
