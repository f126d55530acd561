"""The buttons that copy a link: what they copy, and what they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.exports.share import address_of, handed_on
from services.screen.filters import Filters
from services.screen.link import read_link, write_link
from services.screen.screen import Screen
from services.settings.settings import read_settings
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import NASTY, A, B

BASE = "https://kol.example/app"
TODAY = date(2025, 12, 7)
SCREEN = Screen(
    (Creator(A, "甜,品 & +1~%", Prices(987), "dear", Decision.MAYBE), Creator(B)),
    highlighted=(B,),
    filters=Filters(words="甜 & +1"),
)


def offer(screen: Screen, base: str | None = f"{BASE}/") -> AppTest:
    def script(screen, day) -> None:
        from components.exports.share import share, share_pinned

        share(screen)
        share_pinned(screen, day)

    app = AppTest.from_function(script, kwargs={"screen": screen, "day": TODAY}, default_timeout=60)
    if base is not None:
        app.context["url"] = base
    app.run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> list[dict[str, str]]:
    """What each button is told: its label, what it copies, and what it says then."""
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


def links(app: AppTest) -> list[str]:
    return [one["text"] for one in buttons(app)]


def read(address: str) -> Screen:
    query = urlsplit(address).query
    screen, notices = read_link(dict(parse_qsl(query, keep_blank_values=True)))
    assert notices == ()
    return screen


def test_one_link_is_live_and_one_is_pinned_to_the_data_day():
    live, pinned = links(offer(SCREEN))
    assert live.startswith(f"{BASE}/?kols={A}~")
    assert read(live) == SCREEN
    pinned_screen = Screen(
        SCREEN.creators, as_of=TODAY, highlighted=(B,), filters=Filters(words="甜 & +1")
    )
    assert read(pinned) == pinned_screen
    assert "987" not in live + pinned


def test_each_button_says_what_it_copies_and_that_it_did():
    labels = [(one["label"], one["copied"]) for one in buttons(offer(SCREEN))]
    assert labels == [("Share", "Copied"), ("Copy the link as of 2025-12-07", "Copied")]


def test_a_pinned_screen_stays_pinned_to_its_own_day():
    day = date(2025, 11, 1)
    live, pinned = links(offer(Screen(SCREEN.creators, as_of=day)))
    assert (read(live).as_of, read(pinned).as_of) == (None, day)


def test_a_saved_list_is_linked_by_its_name_which_is_text():
    app = offer(Screen(SCREEN.creators, list_name=NASTY))
    assert all("kols" not in link and "list=" in link for link in links(app))
    (note,) = app.markdown
    assert "](" not in note.value.removeprefix(":gray[")
    assert "<b>" not in note.value
    assert not offer(SCREEN).markdown


def test_no_name_becomes_part_of_the_script_of_the_button():
    nasty = offer(Screen((Creator(A, "</script><img src=x onerror=alert(1)>"),)))
    plain = offer(Screen((Creator(A),)))
    parts = [
        [(one.proto.js_content, one.proto.html_content) for one in app.get("bidi_component")]
        for app in (nasty, plain)
    ]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("base", [BASE, f"{BASE}/"])
def test_the_address_is_the_pages_own(base):
    assert address_of(SCREEN, base).startswith(f"{BASE}/?")
    assert address_of(Screen((Creator(A),)), base).count("kols=") == 1


def test_without_an_address_of_its_own_the_page_offers_the_query():
    live, _pinned = links(offer(SCREEN, base=None))
    assert live.startswith("/?")
    assert read(live) == SCREEN
    assert write_link(read(live)) == write_link(SCREEN)


@pytest.mark.fault(112)
@pytest.mark.parametrize(
    ("env", "by_name"),
    [
        ({}, True),
        ({"APP_PASSCODE": "plum-harbour-9"}, False),
        ({"APP_PASSCODE": "plum-harbour-9", "APP_PRIVATE": "1"}, True),
    ],
)
def test_a_link_names_a_list_only_where_whoever_follows_it_may_open_it(env, by_name):
    """Row 112: a room without the passcode sees the picture, and the list's creators by id."""
    settings = read_settings({"JUSTONEAPI_TOKEN": "7f3a", **env})
    of_list = replace(SCREEN, list_name="Spring")
    link = write_link(handed_on(of_list, settings))
    assert ("list" in link, "kols" in link) == (by_name, not by_name)
    assert handed_on(of_list, read_settings(env)) == of_list
