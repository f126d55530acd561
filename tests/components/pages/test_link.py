"""What a link opens on the page, and what the page offers to share."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st

from services.archive.saved_lists import ListKeeper
from services.history.cache import history_of
from services.sandbox.creators import EXAMPLES
from services.settings.settings import read_settings
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from services.shortlist.saved import SavedList
from tests.components.pages.unlocking import unlock
from tests.components.selecting import tick
from tests.pages import CANARY, compare, curves, drawn, open_app, open_list, texts, told

IDS = [example.creator_id for example in EXAMPLES]
KOLS = f"{IDS[0]}~Luna,{IDS[1]},{IDS[2]}"
SPRING = (
    Creator(IDS[0], "Luna", Prices(98_765), "too dear", Decision.NO),
    Creator(IDS[1], "Momo", decision=Decision.BOOKED),
)


def save_spring() -> None:
    """Save a list, as somebody with the passcode did before."""
    keeper = ListKeeper(history_of(read_settings(os.environ)).archive)
    assert isinstance(keeper.save("Spring", SPRING, None), SavedList)


def decided(app) -> list[Decision | None]:
    known = app.session_state["creators"]
    return [known[key].decision for key in app.session_state["comparison"].ids]


def address(app) -> dict[str, str]:
    values = {name: app.query_params[name] for name in app.query_params}
    return {name: one if isinstance(one, str) else one[-1] for name, one in values.items()}


def shown_as(app) -> tuple[object, ...]:
    """What must be equal where two pages show the same."""
    return curves(app), decided(app), app.session_state["highlight"]


def copied(app) -> list[str]:
    """What the buttons that copy a link copy: the live one, and the pinned one."""
    return [one["text"] for one in told(app) if "text" in one]


def follow(link: str):
    return open_app(**dict(parse_qsl(urlsplit(link).query, keep_blank_values=True)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kols", "☃"),
        ("decisions", "☃<b>"),
        ("mark", "9.x.-1"),
        ("list", "\0 nowhere"),
        ("days", "inf"),
        ("view", "<b>"),
        ("scale", "1e400"),
        ("align", "moon"),
        ("smooth", "-7"),
        ("common", "☃"),
        ("as_of", "2025-13-01"),
        ("growth", "☃<b>"),
        ("tier", "9"),
        ("decision", "perhaps"),
    ],
)
def test_garbage_in_any_parameter_gives_a_notice_and_a_page_that_works(name, value):
    app = open_app(**{"kols": KOLS} | {name: value})
    assert not app.exception
    assert len(app.info) == 1
    if name != "kols":
        assert len(curves(app)) == 6
    compare(app, IDS[0])
    assert not app.exception
    assert drawn(app) == {IDS[0]}


def test_decisions_and_marks_are_those_of_the_link_before_and_after_its_calls(simulated):
    link = {"kols": KOLS, "decisions": "b-n", "mark": "1.3", "days": "60"}
    app = open_app(**link)
    assert simulated.count == 0
    app.button(key="load_link").click().run()
    assert not app.exception
    assert decided(app) == [Decision.BOOKED, None, Decision.NO]
    assert app.session_state["highlight"] == [IDS[0], IDS[2]]
    written = address(app)
    assert {name: written[name] for name in link} == link
    assert shown_as(open_app(**written)) == shown_as(app)
    tick(app, IDS[1])
    assert address(app)["mark"] == "2"
    assert simulated.count == 6


def test_decisions_outlast_another_press_of_compare(simulated):
    app = open_list(open_app(kols=KOLS, decisions="b-n"))
    app.button(key="compare").click().run()
    assert decided(app) == [Decision.BOOKED, None, Decision.NO]
    assert address(app)["decisions"] == "b-n"


def test_a_saved_list_is_opened_by_its_name_and_named_until_it_is_changed(simulated):
    save_spring()
    app = open_app(list="spring", mark="2")
    app.button(key="load_link").click().run()
    assert not app.exception
    assert decided(app) == [Decision.NO, Decision.BOOKED]
    written = address(app)
    assert (written["list"], written["mark"]) == ("Spring", "2")
    assert "kols" not in written
    assert shown_as(open_app(**written)) == shown_as(app)
    assert "98765" not in str(written) + "".join(copied(app))
    compare(app, IDS[1])
    assert address(app)["kols"].startswith(IDS[1])
    assert "list" not in address(app)
    assert simulated.count == 4


def test_a_list_that_is_not_there_leaves_a_page_that_works(simulated):
    app = open_app(list="Autumn")
    assert not app.exception
    assert "There is no list “Autumn”." in texts(app)
    assert "Paste creators and press Compare" in texts(app)
    assert simulated.count == 0


@pytest.mark.fault(112)
def test_without_the_passcode_no_list_is_read(locked, monkeypatch):
    """Row 112."""
    monkeypatch.setenv("AUTO_CALL_LIMIT", "0")
    save_spring()
    app = open_app(list="Spring")
    assert not app.exception
    assert "comparison" not in app.session_state
    assert "Luna" not in texts(app)
    assert decided(unlock(app)) == [Decision.NO, Decision.BOOKED]
    assert locked.count == 0


def test_a_private_app_opens_no_list_without_the_passcode(locked, monkeypatch):
    monkeypatch.setenv("APP_PRIVATE", "1")
    save_spring()
    app = open_app(list="Spring")
    assert not app.exception
    assert "comparison" not in app.session_state
    assert "Luna" not in texts(app)
    assert decided(unlock(app)) == [Decision.NO, Decision.BOOKED]
    assert locked.count == 4, "within the limit for links"


def test_the_links_to_copy_open_the_same_screen_and_hold_nothing_secret(simulated):
    app = open_app(kols=KOLS, decisions="b-n", mark="3", view="total")
    app.button(key="load_link").click().run()
    live, pinned = copied(app)
    assert "as_of=" in pinned
    for link in (live, pinned):
        assert CANARY not in link
        assert shown_as(follow(link)) == shown_as(app)
    assert simulated.count == 6


def test_the_tab_says_what_the_page_shows(simulated, monkeypatch):
    titles = []
    real = st.set_page_config

    def config(**given):
        titles.append(given["page_title"])
        real(**given)

    monkeypatch.setattr(st, "set_page_config", config)
    open_app()
    assert titles == ["KOL Growth Benchmark"]
    app = open_app(kols=f"{IDS[0]}~Luna,{IDS[1]}~Momo,{IDS[2]}", days="60")
    assert titles[-1] == "Luna, Momo and 1 other · 60 days · KOL Growth Benchmark"
    app.switch_page("components/pages/creator.py")
    app.query_params["kol"] = IDS[1]
    assert not app.run().exception
    assert titles[-1] == "Momo · KOL Growth Benchmark"


def test_what_a_link_looks_at_is_drawn_and_stays_in_the_link(simulated):
    link = {"kols": KOLS, "decisions": "b-n", "decision": "booked.no", "find": "luna"}
    app = open_app(**link)
    app.button(key="load_link").click().run()
    assert not app.exception
    assert drawn(app) == {IDS[0]}
    assert [one["name"] for one in curves(app)] == [IDS[0]] * 2
    written = address(app)
    assert {name: written[name] for name in link} == link
    for one in (open_app(**written), *map(follow, copied(app))):
        assert drawn(one) == {IDS[0]}
    app.text_input(key="words").input("").run()
    assert drawn(app) == {IDS[0], IDS[2]}
    assert "find" not in address(app)
    app.button(key="show_everybody").click().run()
    assert drawn(app) == set(IDS[:3])
    assert not {"find", "decision"} & address(app).keys()
    assert simulated.count == 6


def test_another_list_is_not_looked_at_through_the_filters_of_the_one_before(simulated):
    app = open_app(kols=KOLS, find="luna", mark="1")
    app.button(key="load_link").click().run()
    compare(app, IDS[1])
    assert drawn(app) == {IDS[1]}
    assert not {"find", "mark"} & address(app).keys()
    assert simulated.count == 6
