"""How far series reach, without their points: a list of any length is soon looked through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from services.api.series import Metric, SeriesKey
from services.archive.reading import METRIC_OF
from services.archive.schema import SERIES, creators, points


def reaching(connection: Connection, creator_ids: Sequence[str], day: date) -> frozenset[SeriesKey]:
    """Return the series of these creators that have a value for China day `day`, or later."""
    found = (
        select(creators.c.creator_id, points.c.series)
        .join(points, points.c.creator_key == creators.c.key)
        .where(creators.c.creator_id.in_(creator_ids))
        # both named, so that each is one look into the key of a month, and no search in it
        .where(points.c.series.in_([SERIES[Metric.TOTAL], SERIES[Metric.NEW]]))
        .where(points.c.day >= day)
        .distinct()
    )
    return frozenset((row.creator_id, METRIC_OF[row.series]) for row in connection.execute(found))
