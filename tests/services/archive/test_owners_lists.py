"""Saved lists go where the archive goes, and lose a creator who is forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from services.archive.database import Database
from services.archive.forgetting import forget
from services.archive.list_changes import delete_list, restore
from services.archive.migrations import migrate
from services.archive.owners import NotEmpty, export_to, import_from
from services.shortlist.saved import Conflict
from tests.services.archive.crew import NOON, an_ask
from tests.services.archive.listed import an_entry, entries, opened_list, save
from tests.services.archive.test_owners import LISTS, collect, rows


def test_an_export_of_before_the_lists_still_comes_in(database, tmp_path):
    full = Database(f"sqlite:///{tmp_path}/full/archive.db")
    migrate(full)
    collect(full)
    path = tmp_path / "export.jsonl"
    export_to(full, path)
    older = [line for line in path.read_text().splitlines() if '{"table": "shortlist' not in line]
    path.write_text("\n".join(older))
    assert import_from(database, path) == len(older)
    assert rows(database) == rows(full) | {name: [] for name in LISTS}
    save(database, "Spring")
    full.close()


def test_an_export_of_before_the_followers_still_comes_in(database, tmp_path):
    full = Database(f"sqlite:///{tmp_path}/full/archive.db")
    migrate(full)
    saved = save(full, "Spring", entries(2))
    path = tmp_path / "export.jsonl"
    export_to(full, path)
    older = path.read_text().replace(', "followers": null', "")
    assert older != path.read_text()
    path.write_text(older)
    import_from(database, path)
    assert opened_list(database, "Spring") == saved
    full.close()


def test_saved_lists_alone_are_rows_of_ones_own(database, tmp_path):
    save(database, "Spring")
    export_to(database, tmp_path / "export.jsonl")
    with pytest.raises(NotEmpty):
        import_from(database, tmp_path / "export.jsonl")


def test_deleted_lists_move_too_and_can_be_brought_back(database, tmp_path):
    saved = save(database, "Spring", [an_entry(3), an_entry(1, "小红")])
    number = database.write(lambda c: delete_list(c, "Spring", NOON))
    save(database, "Spring")
    export_to(database, tmp_path / "export.jsonl")
    other = Database(f"sqlite:///{tmp_path}/other/archive.db")
    migrate(other)
    import_from(other, tmp_path / "export.jsonl")
    other.write(lambda c: delete_list(c, "Spring", NOON))
    assert other.write(lambda c: restore(c, number)) == saved
    other.close()


def test_a_forgotten_creator_is_in_no_list_any_more(database):
    collect(database)
    seen = opened_list(database, "3 creators")
    forget(database, an_ask(2).creator_id)
    left = opened_list(database, "3 creators")
    assert left.creators == (seen.creators[0], seen.creators[2])
    assert save(database, "3 creators", seen.creators, seen.version) == Conflict(left)


def test_a_creator_is_not_legible_who_was_taken_out_of_a_list_before(tmp_path):
    path = tmp_path / "archive.db"
    database = Database(f"sqlite:///{path}")
    event.listen(database._engine, "connect", lambda c, _: c.execute("PRAGMA secure_delete=OFF"))
    migrate(database)
    version = save(database, "Spring", entries(250, first=0xABC000)).version
    gone = an_entry(0xABC003).creator_id
    save(database, "Spring", entries(2, first=0xABC000), version)
    forget(database, gone)
    assert gone.encode() not in path.read_bytes()
    database.close()
