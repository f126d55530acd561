"""Reads profiles back: each time anew out of the newest body as it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from services.api.answers import Kind
from services.api.profiles import CreatorProfile, read_profile
from services.api.series import NO_POINTS, Held, Metric, SeriesKey
from services.api.strict_json import NotJson, load_json
from services.archive.schema import SERIES, fetches

_OF_PROFILES = fetches.c.series == SERIES[Metric.PROFILE]


def profiles(connection: Connection, creator_ids: Sequence[str]) -> dict[SeriesKey, Held]:
    """Return the newest profiles of these creators; who has none is left out."""
    columns = fetches.c.creator_id, fetches.c.endpoint, fetches.c.fetched_at, fetches.c.body
    kept = select(*columns).where(
        fetches.c.creator_id.in_(creator_ids),
        _OF_PROFILES,
        fetches.c.kind == Kind.OK.value,
        fetches.c.body.is_not(None),
    )
    rows = connection.execute(kept.order_by(fetches.c.fetched_at))
    newest = {row.creator_id: row for row in rows}
    read = {key: (row, _profile(row.body)) for key, row in newest.items()}
    return {
        (key, Metric.PROFILE): Held(NO_POINTS, row.endpoint, 0, row.fetched_at, profile=profile)
        for key, (row, profile) in read.items()
        if profile is not None
    }


def _profile(body: bytes) -> CreatorProfile | None:
    try:
        answer = load_json(body)
    except NotJson:
        return None
    data = answer.get("data") if isinstance(answer, dict) else None
    return read_profile(data) if isinstance(data, dict) else None


def drop_profiles(connection: Connection, before: datetime) -> None:
    """Let go of what was told before a moment; that it was asked for and paid stays."""
    old = (_OF_PROFILES, fetches.c.fetched_at < before, fetches.c.body.is_not(None))
    connection.execute(update(fetches).where(*old).values(body=None))
