"""The archive as a reader meets it: restarts, pinned days, budgets, and a file that is damaged."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from services.archive.database import Database
from services.archive.schema import fetches, points
from services.china_time import latest_data_day, utc_now
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.fault_server import FaultServer, answering
from tests.pages import (
    compare,
    curves,
    drawn,
    failing,
    open_app,
    restart,
    texts,
    vendor,
    what_is_missing,
)

IDS = [example.creator_id for example in EXAMPLES]
NO_HISTORY = IDS[11]


def change(url, statement):
    database = Database(url)
    database.write(lambda c: c.execute(statement))
    database.close()


def test_a_restart_and_the_same_link_cost_nothing(simulated):
    app = compare(open_app(), "\n".join(IDS[:3]))
    link = dict(app.query_params)
    before = curves(app)
    restart()
    again = open_app(**link)
    assert curves(again) == before
    assert simulated.count == 6


def test_as_of_two_days_back_shows_two_days_less(simulated):
    compare(open_app(), "\n".join(IDS[:2]))
    day = latest_data_day() - timedelta(days=2)
    link = {"kols": ",".join(IDS[:2]), "days": "60", "view": "total", "scale": "count"}
    pinned = open_app(**link, as_of=day.isoformat())
    assert f"as it stood on {day}" in texts(pinned)
    assert [len(trace["x"]) for trace in curves(pinned)] == [58, 58]
    assert max(trace["x"][-1] for trace in curves(pinned)) == day.isoformat()
    assert pinned.query_params["as_of"] == day.isoformat()
    assert "Stale" not in texts(pinned)
    pinned.button(key="unpin").click().run()
    assert "as it stood" not in texts(pinned)
    assert max(trace["x"][-1] for trace in curves(pinned)) > day.isoformat()
    assert "as_of" not in pinned.query_params
    assert simulated.count == 4


def test_as_of_without_an_archive_calls_nothing_and_says_so(simulated):
    app = open_app(kols=IDS[0], as_of="2025-12-01")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert simulated.count == 0


def test_one_call_a_creator_derives_the_new_followers_and_says_so(token, monkeypatch):
    monkeypatch.setenv("JUSTONEAPI_SERIES", "total")
    with vendor() as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:2]))
        assert server.count == 2
    assert len(curves(app)) == 4
    assert "New followers are derived" in what_is_missing(app)


@pytest.mark.fault(51, 67)
def test_stale_numbers_are_shown_with_their_date_and_what_a_newer_answer_said(token, own_archive):
    with vendor() as server:
        token(server)
        compare(open_app(), IDS[0])
        database = Database(own_archive)
        database.write(
            lambda c: c.execute(points.delete().where(points.c.day == latest_data_day()))
        )
        database.close()
        change(own_archive, update(fetches).values(fetched_at=utc_now() - timedelta(hours=5)))
        restart()
        server.behaviour = answering(failing({IDS[0]: 400}))
        app = compare(open_app(), IDS[0])
    assert "These numbers end 1 day before the newest possible day" in texts(app)
    assert drawn(app) == {IDS[0]}
    assert "Older numbers are shown" in what_is_missing(app)


def test_everything_archived_is_a_window(simulated, own_archive):
    compare(open_app(), IDS[0])
    older = latest_data_day() - timedelta(days=100)
    database = Database(own_archive)
    row = {"creator_key": 1, "series": 1, "day": older, "value": 5, "seen_at": utc_now()}
    database.write(lambda c: c.execute(points.insert().values(row)))
    database.close()
    restart()
    app = open_app(kols=IDS[0], days="all", view="total", scale="count")
    (trace,) = curves(app)
    assert trace["x"][0] == older.isoformat()
    assert len(trace["x"]) == 101
    assert trace["y"][1] is None, "a day that nobody collected is a gap"
    assert app.segmented_control(key="days").options == ["30", "60", "90", "All"]


@pytest.mark.fault(79)
def test_row79_what_was_asked_is_archived_though_the_page_is_gone(token, own_archive, monkeypatch):
    """Row 79: a page that is closed in the middle of a fetch loses nothing that was paid for."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 0.1)
    with vendor(delay=0.5) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:2]))
        assert app.get("progress")
        del app
        end = time.monotonic() + 10
        database = Database(own_archive)
        kept = 0
        while kept < 4 and time.monotonic() < end:
            time.sleep(0.1)
            with database.read() as connection:
                done = select(func.count()).select_from(fetches)
                kept = connection.execute(done).scalar_one()
        database.close()
        assert (kept, server.count) == (4, 4)


@pytest.mark.fault(81)
def test_row81_ten_reruns_during_a_fetch_send_nothing(token, monkeypatch):
    """Row 81: a request a series, however often the page is drawn, and whoever else opens it."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 0.0)
    answer = threading.Event()

    def when_told(path, query):
        assert answer.wait(60)
        return respond(path, query)

    with FaultServer(answering(when_told)) as server:
        token(server)
        app = compare(open_app(), IDS[0])
        for _ in range(10):
            app.run()
            assert app.get("progress")
        other = compare(open_app(), IDS[0])
        answer.set()
        end = time.monotonic() + 20
        while other.get("progress") and time.monotonic() < end:
            other.run()
        assert drawn(app.run()) == drawn(other) == {IDS[0]}
        assert server.count == 2
        assert len({request.query["increaseType"] for request in server.requests}) == 2


def test_the_switch_to_the_successor_is_remembered(token):
    def handle(asked, query):
        if "kolId" in query:
            return 404, {}, json.dumps({"status": 404, "error": "Not Found"}).encode()
        return respond(asked, query)

    with FaultServer(answering(handle)) as server:
        token(server)
        compare(open_app(), IDS[0])
        first = server.count
        restart()
        compare(open_app(), IDS[1])
        asked = ["userId" in request.query for request in server.requests[first:]]
    assert asked == [True, True]
