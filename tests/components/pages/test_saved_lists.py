"""Lists kept under a name, as planners use them on the Compare page."""

from __future__ import annotations

import pytest

from services.archive.archive import open_archive
from services.archive.saved_lists import ListKeeper
from services.sandbox.creators import EXAMPLES
from services.shortlist.creator import Creator
from tests.components.pages.unlocking import unlock
from tests.pages import open_app, open_list, paste, pasted, texts, vendor

IDS = [example.creator_id for example in EXAMPLES]


@pytest.fixture
def keeper(own_archive, tmp_path):
    return ListKeeper(open_archive(f"sqlite:///{tmp_path}/sandbox.db", None))


def save(app, name):
    app.text_input(key="list_name_input").input(name).run()
    return app.button(key="save_list").click().run()


def names(keeper):
    return [one.name for one in keeper.names()]


def ids(app):
    return pasted(app).split()


def test_a_list_is_saved_and_opened_again_with_its_notes(keeper):
    app = save(paste(open_app(), f"link\t备注\t粉丝\n{IDS[0]}\t慢\t35.6w\n{IDS[1]}\t"), "Spring")
    assert "Saved as “Spring”." in texts(app)
    assert names(keeper) == ["Spring"]
    other = open_list(open_app())
    other.selectbox(key="list_opened").set_value("Spring").run()
    assert not other.exception
    assert ids(other) == IDS[:2]
    known = [other.session_state["creators"][key] for key in IDS[:2]]
    assert [(who.remark, who.followers) for who in known] == [("慢", 356_000), ("", None)]


def test_two_who_edit_the_same_list_do_not_overwrite_each_other(keeper):
    mine = save(paste(open_app(), IDS[0]), "Spring")
    theirs = open_list(open_app())
    theirs.selectbox(key="list_opened").set_value("Spring").run()
    save(paste(theirs, "\n".join(IDS[:3])), "Spring")
    save(paste(mine, "\n".join(IDS[:2])), "Spring")
    assert "Somebody else has saved “Spring” meanwhile" in texts(mine)
    assert len(keeper.open("Spring").creators) == 3
    mine.button(key="overwrite_list").click().run()
    assert len(keeper.open("Spring").creators) == 2
    assert "Somebody else" not in texts(mine)


def test_theirs_can_be_opened_instead(keeper):
    mine = save(paste(open_app(), IDS[0]), "Spring")
    kept = keeper.open("Spring")
    keeper.save("Spring", [Creator(IDS[5])], kept.version)
    save(paste(mine, IDS[1]), "Spring")
    mine.button(key="open_theirs").click().run()
    assert ids(mine) == [IDS[5]]
    save(paste(mine, "\n".join(IDS[5:7])), "Spring")
    assert len(keeper.open("Spring").creators) == 2


def test_a_new_list_does_not_take_the_name_of_another(keeper):
    keeper.save("Spring", [Creator(IDS[0])], None)
    app = save(paste(open_app(), IDS[1]), "spring")
    assert keeper.open("Spring").creators == (Creator(IDS[0]),)
    assert "spring" in texts(app).casefold()


def test_a_list_is_renamed_duplicated_deleted_and_brought_back(keeper):
    app = save(paste(open_app(), IDS[0]), "Spring")
    app.text_input(key="list_new_name").input("Summer").run()
    app.button(key="rename_list").click().run()
    assert names(keeper) == ["Summer"]
    app.button(key="duplicate_list").click().run()
    assert sorted(names(keeper)) == ["Summer", "Summer (2)"]
    app.button(key="delete_list").click().run()
    assert names(keeper) == ["Summer"]
    assert "was deleted." in texts(app)
    app.button(key="undo_list").click().run()
    assert sorted(names(keeper)) == ["Summer", "Summer (2)"]
    assert not app.exception


def test_a_name_that_is_none_is_refused_with_a_sentence(keeper):
    app = save(paste(open_app(), IDS[0]), "   ")
    assert names(keeper) == []
    assert len(app.info) == 1


@pytest.mark.fault(112)
def test_a_visitor_without_the_passcode_sees_no_list(token, locked, tmp_path, monkeypatch):
    """Row 112."""
    monkeypatch.setenv("AUTO_CALL_LIMIT", "0")
    keeper = ListKeeper(open_archive(f"sqlite:///{tmp_path}/archive.db", None))
    keeper.save("Spring", [Creator(IDS[0])], None)
    with vendor() as server:
        token(server)
        app = open_list(open_app(list="Spring"))
        assert "The link opens the saved list “Spring”, which shows once you" in texts(app)
        assert not app.get("selectbox")
        assert ids(app) == []
        assert {"save_list", "delete_list", "rename_list"}.isdisjoint(one.key for one in app.button)
        open_list(unlock(app))
        assert ids(app) == [IDS[0]]
        app.selectbox(key="list_opened").set_value("Spring").run()
        paste(app, "\n".join(IDS[:2]))
        save(app, "Spring")
        assert len(keeper.open("Spring").creators) == 2
        assert server.count == 0
