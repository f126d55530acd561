"""Calls that are not made: the day's budget, failures that stand, an archive that cannot book."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from services.archive.database import Database
from services.archive.schema import calls
from services.sandbox.creators import EXAMPLES
from tests.pages import (
    compare,
    curves,
    drawn,
    failing,
    open_app,
    open_list,
    paste,
    restart,
    texts,
    vendor,
    what_is_missing,
)

IDS = [example.creator_id for example in EXAMPLES]
NO_HISTORY = IDS[11]


@pytest.mark.fault(73)
def test_row73_the_daily_limit_ends_calls_and_the_page_says_so(token, monkeypatch, own_archive):
    monkeypatch.setenv("DAILY_CALL_LIMIT", "5")
    monkeypatch.setenv("JUSTONEAPI_SERIES", "total")
    with vendor() as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:8]))
        assert server.count == 5
        assert len(drawn(app)) == 5
        assert "3 creators could not be loaded" in what_is_missing(app)
        reasons = [block.value for block in app.markdown if block.value.startswith("- **")]
        assert len(reasons) == 3
        assert all("the day's limit of paid calls is reached" in reason for reason in reasons)
        assert "Today's budget is used up" in texts(app.run())
        restart()
        later = open_app(kols=",".join(IDS[:8]))
        assert "budget is used up" in texts(later)
        assert len(drawn(later)) == 5
        assert server.count == 5
    database = Database(own_archive)
    with database.read() as connection:
        states = list(connection.execute(select(calls.c.state)).scalars())
    database.close()
    assert states == ["yes"] * 5


@pytest.mark.fault(83)
def test_row83_ids_that_are_none_are_refused_before_any_call(simulated):
    bad = [
        "",
        IDS[0][:-1],
        f"{IDS[0]}0",
        f"{IDS[0]}&token=x",
        f"../{IDS[0]}",
        f"{IDS[0][:9]}\r\n\0",
    ]
    app = compare(open_app(), "\n".join(bad))
    assert simulated.count == 0
    assert not app.exception
    doubled = "\n".join([IDS[1].upper(), IDS[1], *bad, f"{IDS[1]} {IDS[1]}"])
    app = compare(open_app(), doubled)
    assert drawn(app) == {IDS[1]}
    assert simulated.count == 2


def test_a_list_beyond_the_budget_says_so_before_the_click(token, monkeypatch):
    monkeypatch.setenv("DAILY_CALL_LIMIT", "5")
    with vendor() as server:
        token(server)
        app = paste(open_app(), "\n".join(IDS[:8]))
        assert app.button(key="compare").label == "Load 2 of 8 · 4 calls"
        assert "Only 5 calls are left in today's budget" in texts(app)
        assert server.count == 0
        app.button(key="compare").click().run()
        assert server.count == 4
        assert {one["name"] for one in curves(app)} == {*IDS[:2]}
        assert "6 creators could not be loaded" in what_is_missing(app)
        assert open_list(app).button(key="compare").label == "Compare 8 creators · 0 calls"


def test_a_link_beyond_the_budget_loads_its_first_creators(token, monkeypatch):
    monkeypatch.setenv("DAILY_CALL_LIMIT", "5")
    with vendor() as server:
        token(server)
        app = open_app(kols=",".join(IDS[:3]))
        assert app.button(key="load_link").label == "Load 2 of 3 · 4 calls"
        app.button(key="load_link").click().run()
        assert server.count == 4
        assert {one["name"] for one in curves(app)} == {*IDS[:2]}
        assert "the day's limit of paid calls is reached" in what_is_missing(app)


@pytest.mark.fault(43)
def test_no_history_is_remembered_over_a_restart(simulated):
    compare(open_app(), NO_HISTORY)
    assert simulated.count == 2
    restart()
    app = compare(open_app(), NO_HISTORY)
    assert "publishes no history" in texts(app)
    assert simulated.count == 2


@pytest.mark.fault(30)
def test_a_cool_down_goes_on_after_a_restart(token, monkeypatch):
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    with vendor(failing({IDS[0]: 301})) as server:
        token(server)
        compare(open_app(), IDS[0])
        asked = server.count
        restart()
        app = compare(open_app(), IDS[0])
        assert server.count == asked == 6
        assert "They can be asked again from " in texts(app)


@pytest.mark.fault(28)
def test_the_days_quota_stays_closed_after_a_restart(token):
    with vendor(failing({IDS[0]: 303})) as server:
        token(server)
        compare(open_app(), IDS[0])
        asked = server.count
        restart()
        app = compare(open_app(), IDS[1])
        assert server.count == asked
        assert "daily quota is used up" in texts(app)


def test_a_damaged_archive_is_named_left_alone_and_costs_nothing(token, tmp_path, monkeypatch):
    path = tmp_path / "broken.db"
    path.write_bytes(b"not a database at all" * 50)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    with vendor() as server:
        token(server)
        app = compare(open_app(), IDS[0])
        assert not app.exception
        assert "file is damaged" in texts(app)
        assert server.count == 0
    assert path.read_bytes() == b"not a database at all" * 50


def test_an_archive_that_cannot_be_made_costs_nothing(token, tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/a file/archive.db")
    with vendor() as server:
        token(server)
        for app in (compare(open_app(), IDS[0]), open_app(kols=IDS[0], as_of="2025-12-01")):
            assert not app.exception
            assert "No call is made until the archive can be written again" in texts(app)
        assert server.count == 0
    assert (tmp_path / "a file").read_text() == "in the way"


@pytest.mark.fault(43)
def test_a_creator_without_content_is_paid_for_once_and_then_remembered(token):
    """Row 43: code 201 is charged, and says the same for a day, also after a restart."""
    with vendor(failing({IDS[0]: 201})) as server:
        token(server)
        app = compare(open_app(), IDS[0])
        assert server.count == 2
        restart()
        app = compare(open_app(), IDS[0])
        assert server.count == 2
        assert "The marketplace publishes no history for this creator." in texts(app)
        assert "retry" not in {one.key for one in app.button}
