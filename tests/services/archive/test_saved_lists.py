"""What a page gets from saved lists: a value, whatever goes wrong."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveError, ArchiveReadOnly, ArchiveUnavailable
from services.archive.migrations import STEPS, migrate
from services.archive.saved_lists import UNDO_FOR, ListKeeper
from services.shortlist.saved import (
    Conflict,
    DeletedForGood,
    ListName,
    NameEmpty,
    NameTaken,
    NoSuchList,
    SavedList,
)
from tests.services.archive.crew import NOON
from tests.services.archive.listed import entries


def test_a_list_from_first_save_to_undone_delete(opened):
    keeper = ListKeeper(opened())
    saved = keeper.save("Spring", entries(2), None)
    assert saved == SavedList("Spring", 1, NOON, entries(2))
    assert keeper.names() == (ListName("Spring", 2, NOON),)
    assert keeper.save("Spring", entries(3), None) == Conflict(saved)
    assert keeper.duplicate("Spring").name == "Spring (2)"
    assert keeper.rename("Spring (2)", "Summer").name == "Summer"
    number = keeper.delete("Spring")
    assert [one.name for one in keeper.names()] == ["Summer"]
    assert keeper.restore(number) == keeper.open("Spring") == saved


def test_what_is_refused_is_said_and_changes_nothing(opened):
    keeper = ListKeeper(opened())
    for name in ("Spring", "Summer"):
        keeper.save(name, entries(1), None)
    before = keeper.names()
    for refused, kind in [
        (keeper.open("Autumn"), NoSuchList),
        (keeper.save("", (), None), NameEmpty),
        (keeper.save("Autumn", (), 1), NoSuchList),
        (keeper.rename("Spring", "summer"), NameTaken),
        (keeper.duplicate("Autumn"), NoSuchList),
        (keeper.delete("Autumn"), NoSuchList),
        (keeper.restore(1), DeletedForGood),
    ]:
        assert isinstance(refused, kind)
        assert str(refused.message)
    assert keeper.names() == before


def test_a_deletion_takes_along_what_was_deleted_long_before(opened):
    early, late = ListKeeper(opened()), ListKeeper(opened(now=NOON + UNDO_FOR))
    later = ListKeeper(opened(now=NOON + UNDO_FOR + timedelta(seconds=1)))
    for name in ("a", "b", "c"):
        early.save(name, (), None)
    number = early.delete("a")
    late.delete("b")
    assert early.restore(number).name == "a"
    number = early.delete("a")
    later.delete("c")
    assert isinstance(early.restore(number), DeletedForGood)


def every_answer(keeper):
    return [
        keeper.names(),
        keeper.open("x"),
        keeper.save("x", (), None),
        keeper.rename("x", "y"),
        keeper.duplicate("x"),
        keeper.delete("x"),
        keeper.restore(1),
    ]


def test_a_database_that_is_not_there_is_said():
    archive = open_archive("postgresql+psycopg://me:hidden-word@127.0.0.1:1/x", None)
    answers = every_answer(ListKeeper(archive))
    assert all(isinstance(answer, ArchiveUnavailable) for answer in answers)
    assert "hidden-word" not in repr(answers)
    archive.database.close()


def test_a_fault_of_the_database_is_said(opened):
    archive = opened()
    for table in ("shortlist_entries", "shortlists"):
        archive.database.write(lambda c, table=table: c.execute(text(f"DROP TABLE {table}")))
    for answer in every_answer(ListKeeper(archive)):
        assert isinstance(answer, ArchiveError)
        assert str(answer.message)


def test_a_protected_archive_can_be_read(tmp_path):
    path = tmp_path / "archive.db"
    archive = open_archive(f"sqlite:///{path}", 5, lambda: NOON)
    saved = ListKeeper(archive).save("Spring", entries(2), None)
    archive.database.close()
    keeper = protected(path)
    assert isinstance(keeper.save("Spring", (), 1), ArchiveReadOnly)
    assert keeper.open("Spring") == saved
    keeper.archive.database.close()


def test_a_protected_archive_of_before_the_lists_is_not_said_to_be_out_of_reach(tmp_path):
    path = tmp_path / "archive.db"
    database = Database(f"sqlite:///{path}")
    migrate(database, STEPS[:1])
    database.close()
    keeper = protected(path)
    for answer in every_answer(keeper):
        assert isinstance(answer, ArchiveReadOnly)
    keeper.archive.database.close()


def protected(path):
    """Opened read-only by its address, since file modes do not bind an administrator."""
    return ListKeeper(open_archive(f"sqlite:///file:{path}?mode=ro&uri=true", 5, lambda: NOON))
