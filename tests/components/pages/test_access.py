"""Who may spend: without the passcode no way leads to a call, and the archive still shows."""

from __future__ import annotations

import pytest
import streamlit as st

from services.sandbox.creators import EXAMPLES
from tests.pages import compare, figure, open_app, paste, texts

IDS = [example.creator_id for example in EXAMPLES]
PASSCODE = "plum-harbour-9"


@pytest.fixture
def locked(simulated, monkeypatch):
    """A vendor, and an app whose calls need the passcode."""
    monkeypatch.setenv("APP_PASSCODE", PASSCODE)
    monkeypatch.setenv("AUTO_CALL_LIMIT", "100")
    return simulated


def unlock(app, text=PASSCODE):
    app.text_input(key="passcode").input(text)
    return app.button(key="unlock_button").click().run()


def test_links_buttons_and_reruns_make_no_call(locked):
    link = {"kols": ",".join(IDS[:3])}
    for app in (open_app(**link), compare(open_app(), "\n".join(IDS[:3])), open_app(**link).run()):
        assert not app.exception
        assert not app.get("plotly_chart")
    app = open_app(**link)
    app.session_state["load_link"] = True
    app.run()
    app.button(key="compare").click().run()
    for key in ("load_link", "retry"):
        if any(button.key == key for button in app.button):
            app.button(key=key).click().run()
    assert locked.count == 0
    assert "from the archive" in app.button(key="compare").label


def test_forged_session_values_unlock_nothing(locked):
    app = open_app()
    for key in ("unlocked_under", "unlocked", "may_spend"):
        app.session_state[key] = True
    app.run()
    compare(app, IDS[0])
    assert locked.count == 0


def test_the_passcode_opens_it_for_this_session_only(locked):
    app = unlock(paste(open_app(), IDS[0]))
    app.button(key="compare").click().run()
    assert locked.count == 2
    assert PASSCODE not in repr(app.session_state._state.filtered_state)
    assert PASSCODE not in texts(app)
    other = compare(open_app(), IDS[1])
    assert locked.count == 2
    assert not other.get("plotly_chart")


def test_a_wrong_passcode_changes_nothing(locked):
    app = unlock(open_app(), "guess")
    assert app.error
    compare(app, IDS[0])
    assert locked.count == 0


def test_others_see_what_the_archive_has(locked):
    app = unlock(paste(open_app(), "\n".join(IDS[:2])))
    app.button(key="compare").click().run()
    assert locked.count == 4
    st.cache_data.clear()
    st.cache_resource.clear()
    other = open_app(kols=",".join(IDS[:3]))
    assert len(other.metric) == 2
    assert len(figure(other)["data"]) == 4
    assert locked.count == 4


def test_the_calls_page_belongs_to_those_who_may_spend(locked):
    app = open_app()
    app.switch_page("components/pages/calls.py").run()
    assert "Paid calls" not in texts(app)
    unlock(app)
    assert "Paid calls" in texts(app)
    assert locked.count == 0


@pytest.mark.parametrize("page", ["components/pages/compare.py", "components/pages/calls.py"])
def test_a_private_app_shows_nothing_without_it(locked, monkeypatch, page):
    monkeypatch.setenv("APP_PRIVATE", "1")
    app = open_app(kols=IDS[0])
    app.switch_page(page).run()
    assert not app.get("plotly_chart")
    assert not app.text_area
    assert "This app is private" in texts(app)
    assert locked.count == 0
    unlock(app)
    assert "This app is private" not in texts(app)
