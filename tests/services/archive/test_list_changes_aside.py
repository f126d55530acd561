"""Saved lists that are put aside, brought back, too many, or name a forgotten creator."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.archive import list_changes as shortlists
from services.shortlist.saved import (
    LIST_LIMIT,
    Conflict,
    DeletedForGood,
    NameTaken,
    NoSuchList,
    TooManyLists,
)
from tests.services.archive.crew import NOON
from tests.services.archive.listed import FULL, names_of, opened_list, save, write

HOUR = timedelta(hours=1)


def test_a_deleted_lists_name_is_free_and_the_list_comes_back_while_it_is(database):
    first = save(database, "Spring", FULL)
    number = write(database, shortlists.delete_list, "spring", NOON)
    assert names_of(database) == []
    with pytest.raises(NoSuchList):
        opened_list(database, "Spring")
    with pytest.raises(NoSuchList):
        write(database, shortlists.delete_list, "Spring", NOON)
    save(database, "SPRING")
    with pytest.raises(NameTaken, match="“SPRING”"):
        write(database, shortlists.restore, number)
    write(database, shortlists.delete_list, "Spring", NOON)
    assert write(database, shortlists.restore, number) == first
    assert names_of(database) == ["Spring"]
    for wrong in (number, 99):
        with pytest.raises(DeletedForGood):
            write(database, shortlists.restore, wrong)


def test_what_was_deleted_long_ago_is_purged(database):
    save(database, "kept", FULL)
    numbers = []
    for age in (3, 2, 1):
        save(database, "Spring", FULL)
        numbers.append(write(database, shortlists.delete_list, "Spring", NOON - age * HOUR))
    assert write(database, shortlists.purge_deleted, NOON - 2 * HOUR) == 1
    with pytest.raises(DeletedForGood):
        write(database, shortlists.restore, numbers[0])
    assert write(database, shortlists.restore, numbers[1]).creators == FULL
    assert opened_list(database, "kept").creators == FULL


def test_no_more_lists_than_the_archive_holds(database):
    def fill(connection):
        for number in range(LIST_LIMIT):
            shortlists.save_list(connection, f"List {number}", (), None, NOON)

    database.write(fill)
    with pytest.raises(TooManyLists):
        save(database, "one more")
    with pytest.raises(TooManyLists):
        write(database, shortlists.duplicate, "List 1", NOON)
    number = write(database, shortlists.delete_list, "List 1", NOON)
    save(database, "one more")
    with pytest.raises(TooManyLists):
        write(database, shortlists.restore, number)
    assert len(names_of(database)) == LIST_LIMIT


def test_a_forgotten_creator_leaves_every_list_and_is_not_saved_back(database):
    saved = save(database, "Spring", FULL)
    save(database, "Summer", FULL[3:])
    save(database, "gone", FULL)
    number = write(database, shortlists.delete_list, "gone", NOON)
    gone = FULL[1].creator_id
    assert write(database, shortlists.forget_creator, gone) == 2
    left = (FULL[0], *FULL[2:])
    assert write(database, shortlists.restore, number).creators == left
    assert opened_list(database, "Summer").version == 2
    conflict = save(database, "Spring", FULL, saved.version)
    assert isinstance(conflict, Conflict)
    assert conflict.current.creators == left
    again = save(database, "Spring", left[::-1], conflict.current.version)
    assert opened_list(database, "Spring") == again
    assert write(database, shortlists.forget_creator, gone) == 0
