"""Ranks every creator of the archive by growth, in the database, by the formulas on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    FromClause,
    Row,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    select,
)

from services.api.series import Metric
from services.archive.schema import SERIES, creators, fetches, points
from services.archive.types import Moment
from services.china_time import CHINA
from services.growth.window import Window, window_of

_TOTAL = SERIES[Metric.TOTAL]

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
    rows = connection.execute(_ranked(_spans(since, window), window)).all()
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
    """Select what each creator has: of all that is looked at, and of the window."""
    first, last = window.first.date(), window.last.date()
    day = case((points.c.day.between(first, last), points.c.day))
    all_held = and_(func.min(points.c.day) <= first, func.max(points.c.day) >= last)
    return (
        select(
            points.c.creator_key,
            all_held.label("even"),
            func.min(day).label("first_day"),
            func.max(day).label("last_day"),
            func.count(day).label("points"),
        )
        .where(points.c.series == _TOTAL, points.c.day >= since)
        .group_by(points.c.creator_key)
        .subquery()
    )


def _ranked(spans: Subquery, window: Window) -> Select[Any]:
    """Select the columns of the table, in its order."""
    first, last = points.alias("first_points"), points.alias("last_points")
    change = case((spans.c.points >= 2, last.c.value - first.c.value))
    rate = cast(change, Double) / func.nullif(first.c.value, 0)
    figures = (
        select(
            spans.c.creator_key,
            spans.c.first_day,
            spans.c.last_day,
            spans.c.points,
            first.c.value.label("first_total"),
            last.c.value.label("latest_total"),
            change.label("net_change"),
            rate.label("growth_rate"),
            case((spans.c.even, rate)).label("compared"),
        )
        .outerjoin(first, _is_at(first, spans, spans.c.first_day, window))
        .outerjoin(last, _is_at(last, spans, spans.c.last_day, window))
        .subquery()
    )
    place = func.rank().over(order_by=figures.c.compared.desc().nulls_last())
    rank = case((figures.c.compared.is_not(None), place)).label("rank")
    shown = [figures.c[name] for name in list(_COLUMNS)[3:]]
    table = select(rank, creators.c.creator_id, creators.c.alias, *shown)
    return table.select_from(
        creators.outerjoin(figures, figures.c.creator_key == creators.c.key)
    ).order_by(rank.nulls_last(), figures.c.growth_rate.desc().nulls_last(), creators.c.creator_id)


def _is_at(
    of: FromClause, spans: Subquery, day: ColumnElement[date], window: Window
) -> ColumnElement[bool]:
    """Say that a point is that of a creator's `day`."""
    # the bounds say to the database which months it may pass over
    within = of.c.day.between(window.first.date(), window.last.date())
    key = and_(of.c.creator_key == spans.c.creator_key, of.c.series == _TOTAL)
    return and_(key, of.c.day == day, within)


def _table(rows: Sequence[Row[Any]]) -> pd.DataFrame:
    table = pd.DataFrame(list(map(tuple, rows)), columns=list(_COLUMNS))
    days = {name: pd.to_datetime(table[name]) for name in ("first_day", "last_day")}
    return table.assign(**days).astype(_COLUMNS)
