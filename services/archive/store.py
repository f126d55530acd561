"""Keeps answers: the call's outcome and body always, its points where it brought some."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from services.api.answers import Kind
from services.api.book import Answer
from services.archive.database import upsert_into
from services.archive.merging import merge
from services.archive.schema import SERIES, creators, fetches, served


class Saved(StrEnum):
    """What became of an answer's points."""

    STORED = "stored"
    NOTHING = "nothing"
    QUARANTINED = "quarantined"


def save(connection: Connection, call_id: int | None, answer: Answer) -> Saved:
    """Keep an answer, in the caller's transaction; may be handed the same call twice.

    The newest value of a day wins by when it was fetched; what it replaces moves to `revisions`, as
    does a value that comes late. A day that the answer does not name stays as it is.

    An answer that cannot be this creator's is quarantined: its body is kept, its points are not,
    until another day's answer agrees with it (`services.archive.quarantine`).
    """
    if call_id is not None and _is_kept(connection, call_id):
        return Saved.NOTHING
    saved = _merged(connection, answer)
    kind = Kind.FOREIGN if saved is Saved.QUARANTINED else answer.kind
    _add_fetch(connection, call_id, answer, kind)
    return saved


def _merged(connection: Connection, answer: Answer) -> Saved:
    key = _creator_key(connection, answer.ask.creator_id, answer.fetched_at)
    if answer.kind is not Kind.OK or not answer.points:
        return Saved.NOTHING
    return Saved.STORED if merge(connection, key, answer) else Saved.QUARANTINED


def add_served(connection: Connection, day: date, count: int) -> None:
    """Count series of China day `day` that were served without a call."""
    row = upsert_into(connection, served).values(china_day=day, series_served=count)
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
    row = upsert_into(connection, creators)
    upsert = row.on_conflict_do_update(
        index_elements=["creator_id"], set_={"alias": row.excluded.alias}
    )
    connection.execute(upsert, rows)


def is_here(connection: Connection, answer: Answer) -> bool:
    """Say whether an answer to the same ask, of the same moment, has been kept already."""
    found = select(fetches.c.id).where(
        fetches.c.creator_id == answer.ask.creator_id,
        fetches.c.series == SERIES[answer.ask.metric],
        fetches.c.fetched_at == answer.fetched_at,
    )
    return connection.execute(found).first() is not None


def _is_kept(connection: Connection, call_id: int) -> bool:
    found = select(fetches.c.id).where(fetches.c.call_id == call_id)
    return connection.execute(found).first() is not None


def _add_fetch(connection: Connection, call_id: int | None, answer: Answer, kind: Kind) -> None:
    ask = answer.ask
    series = SERIES[ask.metric]
    last = connection.execute(
        select(fetches.c.kind, fetches.c.in_a_row)
        .where(fetches.c.creator_id == ask.creator_id, fetches.c.series == series)
        .order_by(fetches.c.fetched_at.desc(), fetches.c.id.desc())
        .limit(1)
    ).first()
    again = last is not None and last.kind == kind.value
    connection.execute(
        insert(fetches).values(
            call_id=call_id,
            creator_id=ask.creator_id,
            series=series,
            days=ask.days,
            environment=ask.environment,
            endpoint=ask.endpoint,
            kind=kind.value,
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
    row = upsert_into(connection, creators).values(creator_id=creator_id, last_seen=seen)
    upsert = row.on_conflict_do_update(
        index_elements=["creator_id"], set_={"last_seen": row.excluded.last_seen}
    )
    key: int = connection.execute(upsert.returning(creators.c.key)).scalar_one()
    return key
