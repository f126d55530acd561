"""A creator's page when something is missing or locked, and the way back from it."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from sqlalchemy import select

from services.archive.database import Database
from services.archive.schema import metadata
from services.china_time import latest_data_day
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.components.pages.creator_page import (
    back,
    charts,
    headings,
    open_creator,
    open_link,
    way_back,
)
from tests.components.pages.test_access_forged import press_forged
from tests.components.pages.unlocking import PASSCODE, paid, unlock
from tests.components.selecting import selected, tick
from tests.fault_server import answering
from tests.pages import (
    CANARY,
    buttons,
    compare,
    curves,
    drawn,
    failing,
    figure,
    open_app,
    open_list,
    pasted,
    restart,
    texts,
    vendor,
)

IDS = [example.creator_id for example in EXAMPLES]
NO_HISTORY = IDS[11]


@pytest.mark.parametrize("of_list", [False, True], ids=["alone", "of the list"])
def test_a_failing_creator_says_why_and_retry_costs_what_it_says(token, monkeypatch, of_list):
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    with vendor(failing({IDS[1]: 400})) as server:
        token(server)
        if of_list:
            app = open_creator(IDS[1], compare(open_app(), "\n".join(IDS[:3])))
        else:
            app = open_creator(IDS[1])
            app.button(key="load_link").click().run()
        assert "The creator could not be loaded" in texts(app)
        assert "does not accept this creator id" in texts(app)
        assert app.button(key="retry").label == "Retry the failed ones · 2 calls, up to 6 requests"
        before = server.count
        app.button(key="retry").click().run()
        assert server.count == before + 2
        assert "could not be loaded" in texts(app)
        server.behaviour = answering(respond)
        app.button(key="retry").click().run()
        assert server.count == before + 4
        assert "could not be loaded" not in texts(app)
        assert "creator_curves" in charts(app)
        assert ("Against the list" in headings(app)) is of_list
        assert IDS[1] in drawn(back(app)) or not of_list, "the list has it too"
        assert server.count == before + 4


def test_a_creator_without_history_reads_so_and_never_zero(simulated):
    app = open_creator(NO_HISTORY)
    app.button(key="load_link").click().run()
    assert not app.exception
    assert "publishes no history" in texts(app)
    assert "None of these can be asked again now." in texts(app)
    assert not app.metric
    assert not charts(app)
    asked = simulated.count
    open_creator(NO_HISTORY)
    assert simulated.count == asked


def test_a_pinned_list_pins_its_creators_too(simulated):
    compare(open_app(), IDS[0])
    day = latest_data_day() - timedelta(days=2)
    app = open_app(kols=",".join(IDS[:2]), as_of=day.isoformat())
    open_creator(IDS[0], app)
    assert f"as it stood on {day}" in texts(app)
    assert charts(app)["creator_curves"]["data"][0]["x"][-1] == day.isoformat()
    open_creator(IDS[1], app)
    assert f"as it stood on {day}" in texts(app)
    assert not charts(app)
    assert not buttons(app)
    assert back(app).query_params["as_of"] == day.isoformat()
    assert simulated.count == 2


def test_back_in_the_comparison_list_controls_and_link_are_as_before(simulated, monkeypatch):
    monkeypatch.setattr(
        "components.session.address._LATE_SECONDS", 0.0
    )  # after a while on the page
    app = compare(open_app(), "\n".join(IDS[:3]))
    app.segmented_control(key="days").set_value(60).run()
    app.segmented_control(key="view").set_value("total").run()
    app.segmented_control(key="scale").set_value("index").run()
    tick(app, IDS[1])
    link, before, text = dict(app.query_params), figure(app), app.session_state["paste"]
    open_creator(IDS[1], app)
    app.segmented_control(key="creator_days").set_value(0).run()
    open_creator(NO_HISTORY, app)
    back(app)
    assert not app.exception
    assert dict(app.query_params) == link
    assert figure(app) == before
    assert pasted(open_list(app)) == text
    assert selected(app) == [IDS[1]]
    assert simulated.count == 6


def place_in_list(app):
    """Return the rank, and how the creator's curves are drawn on its own and before the list."""
    (rank,) = [metric.value for metric in app.metric if metric.label == "Rank"]
    figures = charts(app)
    own = figures["creator_curves"]["data"][0]
    lines = [one["line"] for one in figures["against_list"]["data"] if one["name"] == own["name"]]
    return rank, own["line"], lines


def test_a_link_to_a_creator_brings_its_list_along_for_nothing(simulated):
    listed = compare(open_app(), "\n".join(IDS[:3]))
    listed.segmented_control(key="days").set_value(60).run()
    link = dict(listed.query_params)
    app = open_creator(IDS[1], listed)
    assert dict(app.query_params) == {"kol": IDS[1], **link}
    restart()
    fresh = open_link(**app.query_params)
    assert not fresh.exception
    assert place_in_list(fresh) == place_in_list(app)
    assert way_back(fresh) == way_back(app) == link
    back(fresh)
    assert dict(fresh.query_params) == link
    assert fresh.segmented_control(key="days").value == 60
    assert drawn(fresh) == set(IDS[:3])
    assert not fresh.info
    assert simulated.count == 6


def test_whoever_begins_at_a_creator_of_the_demo_goes_back_to_its_list():
    app = back(open_link(kol=IDS[8], kols=",".join(IDS[7:9])))
    assert drawn(app) == set(IDS[7:9])


def test_a_link_to_a_creator_loads_nobody_else_of_its_list(simulated, monkeypatch):
    monkeypatch.setenv("AUTO_CALL_LIMIT", "100")
    app = open_link(kol=IDS[1], kols=",".join(IDS[:3]))
    assert "creator_curves" in charts(app)
    assert {request.query["kolId"] for request in simulated.requests} == {IDS[1]}


def test_a_creator_has_the_colour_that_it_has_in_the_picture():
    app = open_app(kols=",".join(IDS), mark="1.11", view="total")
    (line,) = [one["line"] for one in curves(app) if one["name"] == IDS[10]]
    open_creator(IDS[10], app)
    own = charts(app)["creator_curves"]["data"][0]["line"]
    assert (own["color"], own["dash"]) == (line["color"], line["dash"])


def test_who_may_not_spend_makes_no_call_by_address_button_or_forgery(locked):
    visitor = open_creator(IDS[0])
    assert "need the passcode" in texts(visitor)
    visitor.button(key="load_link").click().run()
    press_forged(visitor, "load_link")
    press_forged(visitor, "retry")
    forger = open_app()
    for key in ("unlocked_under", "load_link", "retry", "single_comparison", "comparison"):
        forger.session_state[key] = True
    open_creator(IDS[0], forger)
    assert not charts(visitor)
    assert locked.count == 0


@pytest.mark.parametrize("of_list", [False, True], ids=["alone", "of the list"])
def test_who_may_not_spend_cannot_retry_what_failed(locked, of_list):
    locked.behaviour = answering(failing({IDS[0]: 400}))
    owner = open_creator(IDS[0], paid(IDS[0]))
    asked = locked.count
    locked.behaviour = answering(respond)
    visitor = open_creator(IDS[0], open_app(kols=",".join(IDS[:2])) if of_list else None)
    assert "could not be loaded" in texts(visitor)
    visitor.button(key="retry").click().run()
    press_forged(visitor, "retry")
    assert locked.count == asked
    owner.button(key="retry").click().run()
    assert locked.count == asked + 2
    assert "creator_curves" in charts(owner)


def test_the_passcode_opens_it_on_the_page_itself(locked, monkeypatch):
    monkeypatch.setenv("AUTO_CALL_LIMIT", "0")
    app = unlock(open_creator(IDS[0]))
    assert locked.count == 0
    press_forged(app, "load_link")
    app.run()
    assert locked.count == 2
    assert "creator_curves" in charts(app)
    assert PASSCODE not in texts(app)


def test_others_see_what_the_archive_has(locked):
    paid(IDS[0])
    restart()
    assert "creator_curves" in charts(open_creator(IDS[0]))
    assert locked.count == 2


def test_a_private_app_shows_nothing_of_a_creator(locked, monkeypatch):
    monkeypatch.setenv("APP_PRIVATE", "1")
    app = open_creator(IDS[0])
    assert [title.value for title in app.title] == ["KOL Growth Benchmark"]
    assert not charts(app)
    assert IDS[0] not in texts(app)
    assert locked.count == 0


@pytest.mark.parametrize("code", [0, 100])
def test_the_token_is_neither_on_the_page_nor_in_the_archive(token, code):
    with vendor(failing({IDS[0]: code}) if code else respond) as server:
        token(server)
        app = open_creator(IDS[0])
        app.button(key="load_link").click().run()
        assert server.count > 0
        assert all(request.target.count(CANARY) == 1 for request in server.requests)
    page = "".join(str(element.proto) for element in app.main if hasattr(element, "proto"))
    page += f"{app.main} {app.query_params} {app.session_state._state.filtered_state!r}"
    database = Database(os.environ["DATABASE_URL"])
    with database.read() as connection:
        kept = [connection.execute(select(table)).all() for table in metadata.tables.values()]
    database.close()
    assert any(kept)
    assert CANARY not in page + repr(kept)
