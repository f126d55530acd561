"""An archive of an earlier version gets the newer tables, and keeps every row."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, inspect, text

from services.archive import leases, ledger, store
from services.archive.database import Database
from services.archive.errors import ArchiveError
from services.archive.migrations import STEPS, migrate
from services.archive.schema import metadata, shortlist_entries, shortlists
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.services.archive.crew import NOON, an_answer
from tests.services.archive.listed import entries, opened_list, save
from tests.services.archive.test_migrations import ALL, start, tables, versions

HOUR = timedelta(hours=1)
A_LIST = {"id": 1, "name": "Spring", "key": "spring", "version": 1, "updated_at": NOON}
AN_ENTRY = {
    "list_id": 1,
    "position": 0,
    "creator_id": "5" * 24,
    "alias": "Luna",
    "image_price": 800.0,
    "decision": "maybe",
    "remark": "x",
}
FIRST = ("creators", "calls", "fetches", "points", "revisions", "leases", "served")


def all_rows(database):
    """What the tables of version 1 hold, as the database itself writes it."""
    with database.read() as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}"))))
            for name in FIRST
        }


@pytest.fixture
def of_version_1(database_url):
    """An archive as the first version left it, with rows in all its tables."""
    database = Database(database_url)
    migrate(database, STEPS[:1])
    for creator in (1, 2):
        for value in (5, 6):
            database.write(lambda c, of=creator, value=value: fetched(c, of, value))
    yield database
    database.close()


def fetched(connection, creator, value):
    answer = an_answer(creator, NOON + value * HOUR, points=((NOON.date(), value),), body=b"{}")
    store.save(connection, ledger.reserve(connection, answer.ask, NOON, None), answer)
    leases.take(connection, answer.ask.key, "me", NOON, 60)
    store.add_served(connection, NOON.date(), 1)


def test_the_first_step_still_makes_the_first_version(of_version_1):
    assert tables(of_version_1) == {*FIRST, "schema_version"}
    assert versions(of_version_1) == [1]
    assert all(all_rows(of_version_1).values())


def test_an_archive_of_version_1_gets_the_lists_and_keeps_every_row(of_version_1):
    before = all_rows(of_version_1)
    migrate(of_version_1)
    assert tables(of_version_1) == {*metadata.tables, "schema_version"}
    assert versions(of_version_1) == ALL
    assert all_rows(of_version_1) == before
    saved = save(of_version_1, "Spring", entries(3))
    assert opened_list(of_version_1, "Spring") == saved


@pytest.mark.fault(95)
def test_six_processes_bring_one_archive_up_to_date(of_version_1, database_url):
    before = all_rows(of_version_1)
    for process in [start(database_url) for _ in range(6)]:
        assert process.wait(30) == 0
    assert versions(of_version_1) == ALL
    assert all_rows(of_version_1) == before


@pytest.mark.parametrize("stop", [1, 2], ids=["after the steps", "before them"])
@pytest.mark.fault(95)
def test_a_killed_upgrade_leaves_version_1(of_version_1, database_url, stop):
    before = all_rows(of_version_1)
    # Before the steps means before the second: of the first there is nothing left to do.
    process = start(database_url, 1 if stop == 1 else 3)
    assert process.wait(30) == -9
    assert tables(of_version_1) == {*FIRST, "schema_version"}
    assert versions(of_version_1) == [1]
    assert all_rows(of_version_1) == before
    migrate(of_version_1)
    assert versions(of_version_1) == ALL


@pytest.fixture
def of_version_2(database_url):
    """An archive as the second version left it, with a list that it saved."""
    database = Database(database_url)
    migrate(database, STEPS[:2])
    database.write(lambda c: c.execute(insert(shortlists).values(A_LIST)))
    database.write(lambda c: c.execute(insert(shortlist_entries).values(AN_ENTRY)))
    yield database
    database.close()


def test_the_second_step_still_makes_the_second_version(of_version_2):
    with of_version_2.read() as connection:
        columns = {one["name"] for one in inspect(connection).get_columns("shortlist_entries")}
    assert columns == {*shortlist_entries.c.keys()} - {"followers"}


def test_a_list_of_version_2_is_kept_and_can_hold_followers_then(of_version_2):
    migrate(of_version_2)
    assert versions(of_version_2) == ALL
    (kept,) = opened_list(of_version_2, "Spring").creators
    assert kept == Creator("5" * 24, "Luna", Prices(800), "x", Decision.MAYBE)
    claimed = replace(kept, followers=356_000)
    assert save(of_version_2, "Spring", [claimed], 1).creators == (claimed,)
    none = text("UPDATE shortlist_entries SET followers = 0")
    with pytest.raises(ArchiveError):
        of_version_2.write(lambda c: c.execute(none))
    assert opened_list(of_version_2, "Spring").creators == (claimed,)


def test_a_file_with_lists_is_whole(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/archive.db")
    migrate(database)
    version = save(database, "Spring", entries(250)).version
    save(database, "Spring", entries(100, first=200), version)
    with database.read() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        keys = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    assert (found, keys) == (["ok"], [])
    database.close()
