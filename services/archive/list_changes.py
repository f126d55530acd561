"""Planners' shortlists, kept under a name: who was considered, at what price, how it was decided.

Every function works in the caller's transaction and raises a `ListRefused` for what cannot be done;
pages use `services.archive.saved_lists`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, delete, func, select, update

from services.archive.list_rows import (
    add,
    begin,
    fill,
    find,
    make_sure_of_room,
    next_version,
    number_of,
    read,
)
from services.archive.schema import shortlist_entries, shortlists
from services.shortlist.creator import CREATOR_LIMIT, Creator
from services.shortlist.saved import (
    Conflict,
    CreatorTwice,
    DeletedForGood,
    ListName,
    NameTaken,
    NoSuchList,
    SavedList,
    TooManyCreators,
    as_saved,
    clean_name,
    name_key,
    numbered,
)


def names(connection: Connection) -> tuple[ListName, ...]:
    """Return the lists that are not deleted, the one that was changed last first."""
    of_list = shortlist_entries.c.list_id == shortlists.c.id
    size = select(func.count()).where(of_list).scalar_subquery()
    rows = connection.execute(
        select(shortlists.c.name, size, shortlists.c.updated_at)
        .where(shortlists.c.deleted_at.is_(None))
        .order_by(shortlists.c.updated_at.desc(), shortlists.c.version.desc())
    )
    return tuple(ListName(name, creators, at) for name, creators, at in rows)


def open_list(connection: Connection, name: str) -> SavedList:
    """Return a list; case and width of its name do not matter. Raises `NoSuchList`."""
    return read(connection, number_of(connection, name))


def save_list(
    connection: Connection,
    name: str,
    creators: Sequence[Creator],
    expected_version: int | None,
    now: datetime,
) -> SavedList | Conflict:
    """Save a list as a whole, if it still is at the version that its editor has seen.

    None for a list that must be new. A list that is there keeps its name as it is written. Of any
    number of editors of one version exactly one saves; the others get a `Conflict`. Raises
    `ListRefused`: for the name, for too many or repeated creators, for too many lists, and
    `NoSuchList` where somebody has deleted or renamed what was edited.
    """
    cleaned = clean_name(name)
    _check(creators)
    begin(connection)
    number = find(connection, cleaned)
    if number is None and expected_version is not None:
        raise NoSuchList(cleaned)
    if number is None:
        number = add(connection, cleaned, now)
    elif (current := read(connection, number)).version != expected_version:
        return Conflict(current)
    else:
        _change(connection, number, version=next_version(connection), updated_at=now)
    fill(connection, number, [as_saved(who) for who in creators])
    return read(connection, number)


def rename(connection: Connection, name: str, new_name: str, now: datetime) -> SavedList:
    """Give a list another name; its version stays. Raises `ListRefused`."""
    cleaned = clean_name(new_name)
    begin(connection)
    number = number_of(connection, name)
    _make_sure_is_free(connection, cleaned, number)
    _change(connection, number, name=cleaned, key=name_key(cleaned), updated_at=now)
    return read(connection, number)


def duplicate(connection: Connection, name: str, now: datetime) -> SavedList:
    """Copy a list to "name (2)", or the next number that is free. Raises `ListRefused`."""
    begin(connection)
    original = open_list(connection, name)
    candidates = (numbered(original.name, number) for number in count(2))
    free = next(one for one in candidates if find(connection, one) is None)
    copy = add(connection, free, now)
    fill(connection, copy, original.creators)
    return read(connection, copy)


def delete_list(connection: Connection, name: str, now: datetime) -> int:
    """Put a list aside, so that its name is free; return its number, for `restore`.

    Raises `NoSuchList`.
    """
    begin(connection)
    number = number_of(connection, name)
    _change(connection, number, deleted_at=now)
    return number


def restore(connection: Connection, number: int) -> SavedList:
    """Bring a deleted list back as it was. Raises `ListRefused`.

    `NameTaken` where its name was given away, `DeletedForGood` where there is nothing to bring
    back.
    """
    begin(connection)
    aside = (shortlists.c.id == number, shortlists.c.deleted_at.is_not(None))
    name = connection.execute(select(shortlists.c.name).where(*aside)).scalar_one_or_none()
    if name is None:
        raise DeletedForGood
    _make_sure_is_free(connection, name, number)
    make_sure_of_room(connection)
    _change(connection, number, deleted_at=None)
    return read(connection, number)


def purge_deleted(connection: Connection, older_than: datetime) -> int:
    """Delete for good what was put aside before a moment; return how many lists those were."""
    begin(connection)
    return connection.execute(
        delete(shortlists).where(shortlists.c.deleted_at < older_than)
    ).rowcount


def forget_creator(connection: Connection, creator_id: str) -> int:
    """Take a creator out of all lists, deleted ones too; return how many lists those were.

    Those lists get a new version: an editor who still has the creator must not save it back.
    """
    begin(connection)
    theirs = shortlist_entries.c.creator_id == creator_id
    numbers = connection.execute(select(shortlist_entries.c.list_id).where(theirs)).scalars().all()
    for number in numbers:
        _change(connection, number, version=next_version(connection))
    connection.execute(delete(shortlist_entries).where(theirs))
    return len(numbers)


def _check(creators: Sequence[Creator]) -> None:
    if len(creators) > CREATOR_LIMIT:
        raise TooManyCreators(len(creators))
    often = Counter(who.creator_id for who in creators).most_common(1)
    if often and often[0][1] > 1:
        raise CreatorTwice(often[0][0])


def _make_sure_is_free(connection: Connection, name: str, number: int) -> None:
    holder = find(connection, name)
    if holder not in (None, number):
        raise NameTaken(open_list(connection, name).name)


def _change(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(shortlists).where(shortlists.c.id == number).values(values))
