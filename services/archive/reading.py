"""Reads histories back, as they are or as they stood on an earlier day, and profiles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import Connection, Integer, and_, func, select, type_coerce

from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric, Series, SeriesKey
from services.archive.database import on_sqlite
from services.archive.newest import newest_fetches
from services.archive.profiles import profiles
from services.archive.quarantine import doubted
from services.archive.schema import SERIES, creators, fetches, points, revisions
from services.china_time import CHINA

MAYBE_PAID_SPAN = timedelta(minutes=10)
"""How far back before a failure calls are looked for that may have been charged."""

METRIC_OF = {number: Metric(name) for name, number in SERIES.items()}
"""The metric of each number under which a series is stored."""


def series(
    connection: Connection, creator_ids: Sequence[str], as_of: date | None = None
) -> dict[SeriesKey, Held]:
    """Return the archived series of these creators, by creator and metric; each has a point.

    Their profiles are with them: the newest of each, whatever `as_of` says.

    Endpoint, window and time are those of the newest call that brought any of its points.

    With `as_of` (China date), only days up to it, each at the value that was newest when that day's
    data had just appeared, at the end of the China day after it. A day first seen later than that
    has the earliest value known.
    """
    if not creator_ids:
        return {}
    named = select(creators.c.key, creators.c.creator_id)
    named = named.where(creators.c.creator_id.in_(creator_ids))
    names: dict[int, str] = {row[0]: row[1] for row in connection.execute(named)}
    days: dict[SeriesKey, dict[date, int]] = {}
    for creator_key, number, numbers, values in _points(connection, list(names), as_of):
        key = (names[creator_key], METRIC_OF[number])
        days[key] = dict(zip(map(_date, numbers), values, strict=True))
    if as_of is not None:
        _take_back(connection, creator_ids, as_of, days)
    newest = _newest_ok(connection, creator_ids)
    doubts = _doubts(connection, newest, days)
    found = {
        key: Held(Series(tuple(sorted(values.items()))), *newest[key], doubted=doubts.get(key, ()))
        for key, values in days.items()
        if key in newest
    }
    return found | profiles(connection, creator_ids)


def _doubts(
    connection: Connection,
    newest: Mapping[SeriesKey, tuple[str, int, datetime]],
    days: Mapping[SeriesKey, Mapping[date, int]],
) -> dict[SeriesKey, tuple[date, ...]]:
    totals = {
        key[0]: (newest[key][2], values)
        for key, values in days.items()
        if key[1] is Metric.TOTAL and key in newest
    }
    return {(who, Metric.TOTAL): found for who, found in doubted(connection, totals).items()}


def last_outcomes(
    connection: Connection, creator_ids: Sequence[str]
) -> dict[SeriesKey, LastOutcome]:
    """Return how the newest call for each series of these creators ended."""
    if not creator_ids:
        return {}
    rows = connection.execute(newest_fetches(creator_ids, only_ok=False)).all()
    failed_at = [row.fetched_at for row in rows if row.kind != Kind.OK.value]
    maybe_paid = _maybe_paid(connection, creator_ids, min(failed_at)) if failed_at else {}
    return {
        (row.creator_id, METRIC_OF[row.series]): LastOutcome(
            Kind(row.kind),
            Charged(row.charged),
            row.code,
            row.http_status,
            row.fetched_at,
            row.in_a_row,
            tuple(maybe_paid.get((row.creator_id, row.series), ())),
            row.id,
        )
        for row in rows
    }


def _maybe_paid(
    connection: Connection, creator_ids: Sequence[str], failed_at: datetime
) -> dict[tuple[str, int], list[datetime]]:
    """Return when calls ended that may have been charged, by creator and series, oldest first."""
    wanted = (
        select(fetches.c.creator_id, fetches.c.series, fetches.c.fetched_at)
        .where(fetches.c.creator_id.in_(creator_ids))
        .where(fetches.c.charged == Charged.UNKNOWN.value)
        .where(fetches.c.fetched_at > failed_at - MAYBE_PAID_SPAN)
        .order_by(fetches.c.fetched_at)
    )
    found: dict[tuple[str, int], list[datetime]] = {}
    for row in connection.execute(wanted):
        found.setdefault((row.creator_id, row.series), []).append(row.fetched_at)
    return found


def _newest_ok(
    connection: Connection, creator_ids: Sequence[str]
) -> dict[SeriesKey, tuple[str, int, datetime]]:
    rows = connection.execute(newest_fetches(creator_ids, only_ok=True))
    return {
        (row.creator_id, METRIC_OF[row.series]): (row.endpoint, row.days, row.fetched_at)
        for row in rows
    }


def _points(
    connection: Connection, creator_keys: Sequence[int], as_of: date | None
) -> Iterator[tuple[int, int, list[int], list[int]]]:
    """Yield (creator, series, days as stored, their values), a series at a time.

    The database gathers them: a row a day would be objects enough to set off garbage collections.
    """
    gathered = func.json_group_array if on_sqlite(connection) else func.array_agg
    wanted = select(
        points.c.creator_key,
        points.c.series,
        gathered(type_coerce(points.c.day, Integer)),
        gathered(points.c.value),
    ).where(points.c.creator_key.in_(creator_keys))
    if as_of is not None:
        wanted = wanted.where(points.c.day <= as_of)
    for key, number, *lists in connection.execute(
        wanted.group_by(points.c.creator_key, points.c.series)
    ):
        days, values = map(json.loads, lists) if on_sqlite(connection) else lists
        yield key, number, days, values


@lru_cache(maxsize=8192)  # every creator has the same days; a date costs more than a look-up
def _date(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


def _take_back(
    connection: Connection,
    creator_ids: Sequence[str],
    as_of: date,
    days: dict[SeriesKey, dict[date, int]],
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
    earliest: set[tuple[SeriesKey, date]] = set()
    for row in connection.execute(joined):
        key = (row.creator_id, METRIC_OF[row.series])
        if (key, row.day) not in earliest or row.seen_at < appeared:
            earliest.add((key, row.day))
            days[key][row.day] = row.value


@dataclass(frozen=True)
class LastOutcome:
    """How the newest call for a series ended, and how many times in a row it ended that way.

    After a failure `maybe_paid` are the moments, oldest first, at which this and the calls shortly
    before it ended in a way that may have been charged. `number` is the fetch's, which grows with
    every one that any process writes.
    """

    kind: Kind
    charged: Charged
    code: int | None
    http_status: int | None
    fetched_at: datetime
    in_a_row: int
    maybe_paid: tuple[datetime, ...] = ()
    number: int = field(default=0, compare=False)

    def by_a_clock_behind(self, skew: timedelta) -> LastOutcome:
        """Return the same as a clock tells it that is `skew` behind the database's."""
        paid = tuple(at - skew for at in self.maybe_paid)
        return replace(self, fetched_at=self.fetched_at - skew, maybe_paid=paid)

    @property
    def error(self) -> ApiError:
        """The failure as the error that it was."""
        return ApiError(
            self.kind, charged=self.charged, code=self.code, http_status=self.http_status
        )
