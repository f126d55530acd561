from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.session.address import screen_of
from components.session.draft import Saved
from components.wording.plain_text import plain
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.verdict import Growth
from services.screen.filters import Filters
from services.screen.screen import Choices, Screen
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from services.shortlist.saved import NoSuchList, SavedList
from tests.components.made import NASTY, A, B, C, comparison, history

FULL = {
    "kols": f"{A}~Luna,{B}",
    "decisions": "b-",
    "mark": "2",
    "days": "60",
    "view": "total",
    "scale": "index",
    "align": "peak",
    "smooth": "7",
    "common": "out",
    "growth": "steady.falling",
    "tier": "0.3",
    "decision": "booked",
    "find": "late",
}
LOOKED_AT = Filters(
    (Growth.STEADY, Growth.FALLING), tiers=(0, 3), decisions=(Decision.BOOKED,), words="late"
)
FULL_SCREEN = Screen(
    (Creator(A, "Luna", decision=Decision.BOOKED), Creator(B)),
    Choices(60, View.TOTAL, Lineup(Scale.INDEX, Align.PEAK, 7, True)),
    highlighted=(B,),
    filters=LOOKED_AT,
)
PRICED = (Creator(A, "Luna", Prices(987), "dear", Decision.NO), Creator(B))
NEITHER_A_LINK_NOR_ITS_END = [
    {"days": "0", "view": "<b>", "scale": "1e400"},
    {"kols": ",,,~~~,%%%"},
    {"kols": "x" * 5000, "days": "\x00", "view": "☃", "scale": ""},
    {"kols": "[z](https://evil.example) :red[y]"},
    {"decisions": "<b>☃", "mark": "[z](https://evil.example)"},
    {"growth": ":red[y]", "tier": "[z](https://evil.example)", "decision": "<b>☃"},
    {"list": "<b>:red[y] [z](https://evil.example)"},
    {"list": "empty"},
]


@pytest.fixture
def clock(monkeypatch):
    """Time passes only when a test says so."""
    told = SimpleNamespace(seconds=1000.0)
    now = SimpleNamespace(monotonic=lambda: told.seconds)
    monkeypatch.setattr("components.session.address.time", now)
    return told


def with_lists() -> SimpleNamespace:
    """A history with two saved lists: one with prices, and one without creators."""
    kept = {"Spring": PRICED, "Empty": ()}

    def find(name: str) -> SavedList | NoSuchList:
        if name.title() not in kept:
            return NoSuchList(name)
        at = datetime(2025, 12, 8, tzinfo=UTC)
        return SavedList(name.title(), 7, at, kept[name.title()])

    return SimpleNamespace(lists=SimpleNamespace(open=find))


def script(history, lists_too) -> None:
    import streamlit as st

    from components.session.address import link_notices, opened_link, write_screen

    st.session_state["opened"] = opened_link(
        history, lists_too=lists_too or bool(st.session_state.get("unlocked"))
    )
    link_notices()
    if st.session_state.get("write") is not None:
        write_screen(st.session_state["write"])


def visit(*, lists_too: bool = True, **params: str) -> AppTest:
    given = {"history": with_lists(), "lists_too": lists_too}
    app = AppTest.from_function(script, kwargs=given, default_timeout=60)
    return go_to(app, **params)


def go_to(app: AppTest, **params: str) -> AppTest:
    app.query_params.clear()
    app.query_params.update(params)
    app.run()
    assert not app.exception
    return app


def address(app: AppTest) -> dict[str, str]:
    values = {name: app.query_params[name] for name in app.query_params}
    return {name: one if isinstance(one, str) else one[-1] for name, one in values.items()}


def test_a_link_is_read_once_and_sets_every_control():
    app = visit(**FULL)
    assert app.session_state["opened"] == FULL_SCREEN
    state = app.session_state
    assert state["paste"] == f"{A}\n{B}"
    assert (state["days"], state["view"], state["scale"]) == (60, View.TOTAL, Scale.INDEX)
    assert (state["align"], state["smooth"], state["without_common"]) == (Align.PEAK, 7, True)
    assert state["highlight"] == [B]
    assert (state["growth"], state["tiers"]) == ([Growth.STEADY, Growth.FALLING], [0, 3])
    assert (state["decisions"], state["words"]) == ([Decision.BOOKED], "late")
    assert not app.info
    app.run()
    assert app.session_state["opened"] is None


def test_an_address_without_creators_leaves_the_page_as_it_is():
    app = visit()
    assert app.session_state["opened"] is None
    assert "paste" not in app.session_state
    app.session_state["paste"] = "typed"
    go_to(app, days="60")
    assert app.session_state["opened"] is None
    assert app.session_state["paste"] == "typed"


@pytest.mark.parametrize("params", NEITHER_A_LINK_NOR_ITS_END)
@pytest.mark.fault(83)
def test_whatever_the_address_holds_opens_nothing_and_says_so_as_text(params):
    app = visit(**params)
    assert app.session_state["opened"] is None
    assert app.info
    shown = "\n".join(notice.value for notice in app.info)
    for mark in ("](", ":red[", "<b>"):
        assert mark not in shown
    app.run()
    assert app.info, "a notice stays until the address changes"


def test_an_alias_from_the_address_stays_text():
    app = visit(kols=f"{A}~{NASTY.replace(',', '')}")
    (opened,) = app.session_state["opened"].creators
    assert opened.alias == NASTY[:40].rstrip()
    assert plain(opened.alias).count("\\") > 8


def test_what_cannot_be_followed_is_said_and_the_rest_is_opened():
    app = visit(kols=f"{A},rubbish", days="31", view="new")
    assert app.session_state["opened"] == Screen((Creator(A),), Choices(30, View.NEW))
    assert len(app.info) == 2
    go_to(app, kols=A)
    assert not app.info


def test_the_screen_is_written_and_not_taken_for_a_new_link():
    app = visit()
    app.session_state["write"] = FULL_SCREEN
    app.run()
    assert address(app) == FULL
    app.run()
    assert app.session_state["opened"] is None
    assert address(app) == FULL


def test_a_saved_list_is_opened_by_its_name_with_all_that_is_noted_in_it():
    app = visit(list="spring", days="60")
    expected = Screen(PRICED, Choices(60), list_name="Spring")
    assert app.session_state["opened"] == expected
    state = app.session_state
    assert state["paste"] == f"{A}\n{B}"
    assert state["creators"] == {who.creator_id: who for who in PRICED}
    assert state["list_edited"] == set(state["creators"])
    assert state["list_saved"] == Saved("Spring", 7, PRICED)
    assert not app.info
    app.session_state["write"] = expected
    app.run()
    written = address(app)
    assert written["list"] == "Spring"
    assert "kols" not in written
    assert "987" not in str(written)


def test_a_list_that_is_empty_or_not_there_is_said_and_the_page_stays():
    app = visit(list="empty")
    assert app.info[0].value == "The list “Empty” has no creators yet."
    go_to(app, list="Autumn")
    assert app.info[0].value.startswith("There is no list “Autumn”.")
    assert "list_saved" not in app.session_state


def test_a_link_takes_the_place_of_the_list_that_was_worked_on():
    app = visit(list="Spring")
    go_to(app, kols=f"{A}~Momo", decisions="m")
    assert app.session_state["opened"].creators == (Creator(A, "Momo", decision=Decision.MAYBE),)
    assert app.session_state["list_edited"] == frozenset()
    assert app.session_state["list_saved"] is None
    assert app.session_state["highlight"] == []


def test_the_screen_is_that_of_the_list_and_of_all_controls(monkeypatch):
    of_two = comparison(*(history(who.creator_id, [1], [1]) for who in FULL_SCREEN.creators))
    shown = replace(of_two, as_of=date(2025, 12, 7))
    monkeypatch.setattr(
        "components.session.address.session.creators", lambda ids: FULL_SCREEN.creators
    )
    choices = Choices(60, View.TOTAL, Lineup(Scale.INDEX, Align.PEAK, 7, True))
    monkeypatch.setattr("components.session.address.session.highlighted", lambda: [C, B])
    monkeypatch.setattr("components.session.address.session.list_name", lambda: "Spring")
    monkeypatch.setattr("components.session.address.session.filters", lambda: LOOKED_AT)
    expected = replace(FULL_SCREEN, as_of=date(2025, 12, 7), list_name="Spring")
    assert screen_of(shown, choices) == expected


def test_what_cannot_be_lined_up_so_is_said_and_drawn_by_default():
    app = visit(kols=A, align="moon", smooth="30", common="maybe")
    assert app.session_state["opened"] == Screen((Creator(A),))
    assert [app.session_state[key] for key in ("align", "smooth")] == [Align.CALENDAR, 1]
    assert len(app.info) == 3


def two_screens() -> tuple[AppTest, dict[str, str]]:
    """Show the total, then new followers; return the page and the address of the first."""
    app = visit(kols=A)
    for view in (View.TOTAL, View.NEW):
        app.session_state["write"] = Screen((Creator(A), Creator(B)), Choices(30, view))
        app.run()
    app.session_state["write"] = None
    return app, address(app) | {"view": "total"}


def test_the_back_button_brings_the_screen_before(clock):
    app, before = two_screens()
    clock.seconds += 10
    go_to(app, **before)
    assert app.session_state["opened"] == Screen((Creator(A), Creator(B)), Choices(30, View.TOTAL))
    assert app.session_state["view"] is View.TOTAL


def test_a_click_that_left_before_the_new_address_came_is_no_way_back(clock):
    app, before = two_screens()
    clock.seconds += 1
    app.session_state["view"] = View.NEW
    go_to(app, **before)
    assert app.session_state["opened"] is None
    assert app.session_state["view"] is View.NEW


def test_a_link_edited_by_hand_is_opened():
    app = visit(**FULL)
    go_to(app, **FULL | {"days": "30"})
    assert app.session_state["opened"].choices.days == 30
    assert app.session_state["days"] == 30


def test_a_link_forgets_highlights_and_filters_of_the_one_before():
    app = visit(**FULL)
    app.session_state["highlight"] = [A]
    go_to(app, kols=B)
    assert app.session_state["opened"] == Screen((Creator(B),))
    for key in ("highlight", "growth", "tiers", "decisions"):
        assert app.session_state[key] == []
    assert app.session_state["words"] == ""


def test_other_parameters_do_no_harm():
    app = visit(**FULL, utm_source="mail", embed="true")
    assert app.session_state["opened"].choices.days == 60
    assert not app.info


def test_a_link_that_presents_opens_the_screen_and_keeps_saying_so():
    app = visit(**FULL, present="1", scene="ranking")
    assert app.session_state["opened"] == FULL_SCREEN
    assert not app.info
    app.session_state["write"] = replace(FULL_SCREEN, highlighted=())
    app.run()
    left = {name: value for name, value in FULL.items() if name != "mark"}
    assert address(app) == left | {"present": "1", "scene": "ranking"}


def test_to_begin_and_to_leave_presenting_opens_no_link_anew():
    app = visit(**FULL)
    for params in ({"present": "1"}, {"present": "1", "scene": "new"}, {}):
        go_to(app, **FULL, **params)
        assert app.session_state["opened"] is None


@pytest.mark.fault(112)
def test_a_saved_list_is_withheld_until_it_is_allowed():
    """Row 112."""
    app = visit(lists_too=False, list="spring")
    assert app.session_state["opened"] is None
    assert [one.value for one in app.info] == [
        "The link opens the saved list “spring”, which shows once you unlock the app or sign in."
    ]
    assert visit(lists_too=False, list="No such").info[0].value.count("No such") == 1
    app.session_state["unlocked"] = True
    app.run()
    assert app.session_state["opened"].list_name == "Spring"
    assert not app.info
    app.run()
    assert app.session_state["opened"] is None
