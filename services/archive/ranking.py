"""Ranks every creator of the archive by growth, in the database, by the formulas on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    Connection,
    Double,
    Row,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    select,
    type_coerce,
)

from services.api.series import Metric
from services.archive.schema import SERIES, creators, fetches, points
from services.archive.types import Big, DataDay, Moment
from services.china_time import CHINA
from services.growth.window import Window, window_of

_TOTAL = SERIES[Metric.TOTAL]

_BEYOND = 10**10
"""Nobody has so many followers: a day times this, and a total, are one number that sorts by day."""

_LATE = timedelta(days=60)
"""A window that ends so long before the newest answer is not looked for: nothing older is read."""

_COLUMNS = {
    "rank": "Int64",
    "creator_id": "str",
    "alias": "str",
    "first_day": "datetime64[us]",
    "last_day": "datetime64[us]",
    "points": "Int64",
    "first_total": "Int64",
    "latest_total": "Int64",
    "net_change": "Int64",
    "growth_rate": "Float64",
}


@dataclass(frozen=True, eq=False)
class Ranking:
    """The creators by growth over `window`; the columns of `table` are those of `rank_all`."""

    window: Window
    table: pd.DataFrame


def rank_all(connection: Connection, days: int, together: float) -> Ranking:
    """Rank all creators over the `days` days that the fraction `together` of them has in full.

    The window is that of a list on screen (`services.growth.window`), and so are the figures
    (`services.growth.summary`, `services.growth.cohort`). One row a creator, by rank:

    | column | dtype | meaning |
    | --- | --- | --- |
    | `rank` | Int64 | by growth rate, 1 is the fastest, equals share the better one; NA for who has
      no rate, or lacks days of the window |
    | `creator_id`, `alias` | str | |
    | `first_day`, `last_day` | datetime64[us] | China dates of the first and last total in it |
    | `points` | Int64 | days of it with a total |
    | `first_total`, `latest_total` | Int64 | followers on these days |
    | `net_change` | Int64 | latest - first total, followers; NA with fewer than 2 points |
    | `growth_rate` | Float64 | net change / first total, a fraction; NA also where that is 0 |
    """
    since = _since(connection, days)
    window = _window(connection, since, days, together)
    if not window.days:
        return Ranking(window, _table([]))
    rows = connection.execute(_ranked(_spans(since, window))).all()
    return Ranking(window, _table(rows))


def _since(connection: Connection, days: int) -> date:
    """Return the first day that matters, a bound by which whole months are passed over."""
    newest = connection.execute(select(func.max(fetches.c.fetched_at, type_=Moment))).scalar_one()
    until = newest.astimezone(CHINA).date() if newest is not None else date.max
    return until - timedelta(days=days) - _LATE


def _window(connection: Connection, since: date, days: int, together: float) -> Window:
    of_each = (
        select(func.min(points.c.day), func.max(points.c.day))
        .where(points.c.series == _TOTAL, points.c.day >= since)
        .group_by(points.c.creator_key)
    )
    found = np.array(connection.execute(of_each).all(), dtype="datetime64[D]").reshape(-1, 2)
    return window_of(found[:, 0], found[:, 1], days, together)


def _spans(since: date, window: Window) -> Subquery:
    """Select what each creator has, in one pass over the points and without a look back at any.

    `first` and `last` are a day and its total as one number, the smallest and the largest of them.
    """
    begin, end = window.first.date(), window.last.date()
    both = cast(points.c.day, Big) * _BEYOND + points.c.value
    within = case((points.c.day.between(begin, end), both))
    all_held = and_(func.min(points.c.day) <= begin, func.max(points.c.day) >= end)
    return (
        select(
            points.c.creator_key,
            all_held.label("even"),
            func.min(within).label("first"),
            func.max(within).label("last"),
            func.count(within).label("points"),
        )
        .where(points.c.series == _TOTAL, points.c.day >= since)
        .group_by(points.c.creator_key)
        .subquery()
    )


def _ranked(spans: Subquery) -> Select[Any]:
    """Select the columns of the table, in its order."""
    first, last = spans.c.first, spans.c.last
    change = case((spans.c.points >= 2, last % _BEYOND - first % _BEYOND))
    rate = cast(change, Double) / cast(func.nullif(first % _BEYOND, 0), Double)
    compared = case((spans.c.even, rate))
    place = func.rank().over(order_by=compared.desc().nulls_last())
    rank = case((compared.is_not(None), place))
    return (
        select(
            rank.label("rank"),
            creators.c.creator_id,
            creators.c.alias,
            type_coerce(first // _BEYOND, DataDay).label("first_day"),
            type_coerce(last // _BEYOND, DataDay).label("last_day"),
            spans.c.points,
            (first % _BEYOND).label("first_total"),
            (last % _BEYOND).label("latest_total"),
            change.label("net_change"),
            rate.label("growth_rate"),
        )
        .outerjoin(spans, spans.c.creator_key == creators.c.key)
        .order_by(rank.nulls_last(), rate.desc().nulls_last(), creators.c.creator_id)
    )


def _table(rows: Sequence[Row[Any]]) -> pd.DataFrame:
    table = pd.DataFrame(list(map(tuple, rows)), columns=list(_COLUMNS))
    days = {name: pd.to_datetime(table[name]) for name in ("first_day", "last_day")}
    return table.assign(**days).astype(_COLUMNS)
