"""The rows of saved lists: found by name, added, filled, read back as one value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select

from services.archive.database import Lock, delete_legibly_nothing, one_at_a_time
from services.archive.schema import shortlist_entries, shortlists
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from services.shortlist.saved import LIST_LIMIT, NoSuchList, SavedList, TooManyLists, name_key


def begin(connection: Connection) -> None:
    """Let one transaction at a time change lists; what it deletes is not legible in a file.

    Each would look for a name or a version without the rows of the others. An edited list leaves
    rows behind, and who was in them may be forgotten later.
    """
    one_at_a_time(connection, Lock.LISTS)
    delete_legibly_nothing(connection)


def find(connection: Connection, name: str) -> int | None:
    """Return the number of the list that has this name now, or None."""
    number: int | None = connection.execute(
        select(shortlists.c.id).where(
            shortlists.c.key == name_key(name), shortlists.c.deleted_at.is_(None)
        )
    ).scalar_one_or_none()
    return number


def number_of(connection: Connection, name: str) -> int:
    """Return the number of the list that has this name now. Raises `NoSuchList`."""
    number = find(connection, name)
    if number is None:
        raise NoSuchList(name)
    return number


def next_version(connection: Connection) -> int:
    """Return the version of the next save, of whichever list.

    Counted for each list alone, a new list could reach the version that somebody has seen of a
    deleted one of its name, and be overwritten by them.
    """
    newest: int | None = connection.execute(select(func.max(shortlists.c.version))).scalar_one()
    return (newest or 0) + 1


def add(connection: Connection, name: str, now: datetime) -> int:
    """Add an empty list with a clean name that is free; return its number."""
    make_sure_of_room(connection)
    row = insert(shortlists).values(
        name=name, key=name_key(name), version=next_version(connection), updated_at=now
    )
    number: int = connection.execute(row.returning(shortlists.c.id)).scalar_one()
    return number


def make_sure_of_room(connection: Connection) -> None:
    """Raise `TooManyLists` where no further list may be."""
    shown = select(func.count()).where(shortlists.c.deleted_at.is_(None))
    if connection.execute(shown).scalar_one() >= LIST_LIMIT:
        raise TooManyLists


def fill(connection: Connection, number: int, creators: Sequence[Creator]) -> None:
    """Put these creators in the place of those that a list has."""
    connection.execute(delete(shortlist_entries).where(shortlist_entries.c.list_id == number))
    rows = [
        {
            "list_id": number,
            "position": position,
            "creator_id": who.creator_id,
            "alias": who.alias,
            "image_price": who.prices.image,
            "video_price": who.prices.video,
            "other_price": who.prices.other,
            "decision": who.decision and who.decision.value,
            "remark": who.remark,
            "followers": who.followers,
        }
        for position, who in enumerate(creators)
    ]
    if rows:
        connection.execute(insert(shortlist_entries), rows)


def read(connection: Connection, number: int) -> SavedList:
    """Return a list that is there, in one statement: version and creators are of one moment."""
    rows = connection.execute(
        select(shortlists.c.name, shortlists.c.version, shortlists.c.updated_at)
        .add_columns(*shortlist_entries.c)
        .select_from(shortlists.outerjoin(shortlist_entries))
        .where(shortlists.c.id == number)
        .order_by(shortlist_entries.c.position)
    ).all()
    creators = tuple(_creator(row) for row in rows if row.creator_id is not None)
    return SavedList(rows[0].name, rows[0].version, rows[0].updated_at, creators)


def _creator(row: Row[tuple[object, ...]]) -> Creator:
    prices = Prices(row.image_price, row.video_price, row.other_price)
    decision = None if row.decision is None else Decision(row.decision)
    return Creator(row.creator_id, row.alias, prices, row.remark, decision, row.followers)
