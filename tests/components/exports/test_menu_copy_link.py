from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.exports.menu import address_of
from services.screen.link import read_link, write_link
from services.screen.screen import Screen
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import NASTY, A, B

BASE = "https://kol.example/app"
TODAY = date(2025, 12, 7)
SCREEN = Screen(
    (Creator(A, "甜,品 & +1~%", Prices(987), "dear", Decision.MAYBE), Creator(B)), highlighted=(B,)
)


def offer(screen: Screen, base: str | None = f"{BASE}/") -> AppTest:
    def script(screen, day) -> None:
        from components.exports.menu import copy_link

        copy_link(screen, day)

    app = AppTest.from_function(script, kwargs={"screen": screen, "day": TODAY})
    if base is not None:
        app.context["url"] = base
    app.run()
    assert not app.exception
    return app


def links(app: AppTest) -> list[str]:
    return [block.value for block in app.code]


def read(address: str) -> Screen:
    query = urlsplit(address).query
    screen, notices = read_link(dict(parse_qsl(query, keep_blank_values=True)))
    assert notices == ()
    return screen


def test_one_link_is_live_and_one_is_pinned_to_the_data_day():
    live, pinned = links(offer(SCREEN))
    assert live.startswith(f"{BASE}/?kols={A}~")
    assert read(live) == SCREEN
    assert read(pinned) == Screen(SCREEN.creators, as_of=TODAY, highlighted=(B,))
    assert "987" not in live + pinned


def test_each_link_is_explained():
    shown = [block.value for block in offer(SCREEN).markdown]
    assert shown == [
        "Opens this screen with the newest data there are then:",
        "Opens it with the data up to 2025-12-07, whenever that is:",
    ]


def test_a_pinned_screen_stays_pinned_to_its_own_day():
    day = date(2025, 11, 1)
    live, pinned = links(offer(Screen(SCREEN.creators, as_of=day)))
    assert (read(live).as_of, read(pinned).as_of) == (None, day)


def test_a_saved_list_is_linked_by_its_name_which_is_text():
    app = offer(Screen(SCREEN.creators, list_name=NASTY))
    assert all("kols" not in link and "list=" in link for link in links(app))
    (caption,) = app.caption
    assert "](" not in caption.value
    assert "<b>" not in caption.value


@pytest.mark.parametrize("base", [BASE, f"{BASE}/"])
def test_the_address_is_the_pages_own(base):
    assert address_of(SCREEN, base).startswith(f"{BASE}/?")
    assert address_of(Screen((Creator(A),)), base).count("kols=") == 1


def test_without_an_address_of_its_own_the_page_offers_the_query():
    live, _pinned = links(offer(SCREEN, base=None))
    assert live.startswith("/?")
    assert read(live) == SCREEN
    assert write_link(read(live)) == write_link(SCREEN)
