"""Saved lists: what is saved comes back, and nobody overwrites another without knowing."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from services.archive import list_changes as shortlists
from services.archive.database import Database
from services.shortlist.creator import CREATOR_LIMIT
from services.shortlist.saved import (
    NAME_LENGTH,
    Conflict,
    CreatorTwice,
    ListName,
    NameTaken,
    NoSuchList,
    SavedList,
    TooManyCreators,
)
from tests.services.archive.crew import NOON, address, crew, together
from tests.services.archive.listed import FULL, entries, names_of, opened_list, save, write

HOUR = timedelta(hours=1)


def test_what_is_saved_comes_back(database):
    saved = save(database, "Spring", FULL)
    assert saved == SavedList("Spring", 1, NOON, FULL)
    assert opened_list(database, "Spring") == saved
    later = save(database, "Spring", FULL[::-1], 1, NOON + HOUR)
    assert later == SavedList("Spring", 2, NOON + HOUR, FULL[::-1])
    assert opened_list(database, "Spring") == later


def test_a_list_may_be_empty_and_as_long_as_a_comparison(database):
    assert save(database, "Empty").creators == ()
    full = save(database, "Full", entries(CREATOR_LIMIT))
    assert opened_list(database, "Full") == full
    assert len(full.creators) == CREATOR_LIMIT
    with pytest.raises(TooManyCreators):
        save(database, "Full", entries(CREATOR_LIMIT + 1), full.version)
    with pytest.raises(CreatorTwice):
        save(database, "Full", (*entries(3), *entries(1)), full.version)
    assert opened_list(database, "Full") == full


def test_the_names_come_with_their_sizes_newest_first(database):
    save(database, "older", entries(2))
    save(database, "newest", entries(3), now=NOON + 2 * HOUR)
    save(database, "newer", now=NOON + HOUR)
    with database.read() as connection:
        found = shortlists.names(connection)
    assert found == (
        ListName("newest", 3, NOON + 2 * HOUR),
        ListName("newer", 0, NOON + HOUR),
        ListName("older", 2, NOON),
    )
    save(database, "older", (), 1, NOON + 3 * HOUR)
    assert names_of(database) == ["older", "newest", "newer"]


def test_an_older_version_does_not_overwrite_a_newer_one(database):
    first = save(database, "Spring", entries(1))
    second = save(database, "Spring", entries(2), first.version)
    for seen in (first.version, None, second.version + 1):
        assert save(database, "spring", entries(3), seen) == Conflict(second)
    assert opened_list(database, "Spring") == second
    with pytest.raises(NoSuchList):
        save(database, "Summer", entries(3), first.version)
    assert names_of(database) == ["Spring"]


def test_another_list_that_came_to_the_name_is_not_overwritten(database):
    seen = save(database, "Spring", entries(1))
    write(database, shortlists.delete_list, "Spring", NOON)
    other = save(database, "Spring", entries(2))
    assert save(database, "Spring", entries(3), seen.version) == Conflict(other)
    save(database, "Summer", entries(4))
    write(database, shortlists.rename, "Spring", "Autumn", NOON)
    third = write(database, shortlists.rename, "Summer", "Spring", NOON)
    assert save(database, "Spring", entries(3), other.version) == Conflict(third)


@pytest.mark.parametrize("version", [None, 1])
def test_of_four_processes_with_one_version_exactly_one_saves(database, version):
    if version:
        save(database, "Spring", entries(1))
    with crew(4, "save_shortlist", address(database), "Spring", version or "") as processes:
        told = together(processes)
    winners = [creator for creator, saved in told if saved]
    assert len(winners) == 1
    assert [e.creator_id for e in opened_list(database, "Spring").creators] == winners
    assert names_of(database) == ["Spring"]


def test_of_threads_that_copy_one_list_each_gets_a_name_of_its_own(database_url, database):
    save(database, "Spring", entries(2))
    at_once, copies = threading.Barrier(4), []

    def copy():
        own = Database(database_url)
        at_once.wait(10)
        copies.append(write(own, shortlists.duplicate, "Spring", NOON))
        own.close()

    threads = [threading.Thread(target=copy) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(one.name for one in copies) == [f"Spring ({n})" for n in range(2, 6)]
    assert {one.creators for one in copies} == {entries(2)}
    assert len({one.version for one in copies}) == 4


def test_a_list_is_renamed_to_a_name_that_is_free(database):
    first = save(database, "Spring", FULL)
    save(database, "Summer")
    renamed = write(database, shortlists.rename, "SPRING", " 春 ", NOON + HOUR)
    assert renamed == SavedList("春", first.version, NOON + HOUR, FULL)
    with pytest.raises(NoSuchList):
        opened_list(database, "Spring")
    with pytest.raises(NameTaken, match="“Summer”"):
        write(database, shortlists.rename, "春", "ｓｕｍｍｅｒ", NOON)
    with pytest.raises(NoSuchList):
        write(database, shortlists.rename, "Spring", "Autumn", NOON)
    assert write(database, shortlists.rename, "summer", "SUMMER", NOON).name == "SUMMER"


def test_copies_are_numbered_and_their_names_not_too_long(database):
    long = "长" * NAME_LENGTH
    for name in ("Spring", "spring (3)", long):
        save(database, name, FULL)
    made = [write(database, shortlists.duplicate, "Spring", NOON).name for _ in range(2)]
    assert made == ["Spring (2)", "Spring (4)"]
    made = [write(database, shortlists.duplicate, long, NOON) for _ in range(2)]
    assert [one.name for one in made] == [f"{long[:-4]} (2)", f"{long[:-4]} (3)"]
    assert made[0].creators == FULL
    with pytest.raises(NoSuchList):
        write(database, shortlists.duplicate, "Autumn", NOON)
