"""Who may spend: without the passcode no way leads to a call, and the archive still shows."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services.sandbox.creators import EXAMPLES
from tests.components.pages.unlocking import PASSCODE, paid, unlock
from tests.pages import (
    ROOT,
    buttons,
    compare,
    curves,
    drawn,
    is_list_open,
    open_app,
    open_list,
    paste,
    restart,
    texts,
)

IDS = [example.creator_id for example in EXAMPLES]


def test_links_buttons_and_reruns_make_no_call(locked):
    link = {"kols": ",".join(IDS[:3])}
    for app in (open_app(**link), compare(open_app(), "\n".join(IDS[:3])), open_app(**link).run()):
        assert not app.exception
        assert not app.get("plotly_chart")
    app = open_app(**link)
    app.session_state["load_link"] = True
    app.run()
    open_list(app).button(key="compare").click().run()
    for key in ("load_link", "retry"):
        if any(button.key == key for button in app.button):
            app.button(key=key).click().run()
    assert locked.count == 0
    assert "from the archive" in open_list(app).button(key="compare").label


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
    paid(*IDS[:2])
    assert locked.count == 4
    restart()
    other = open_app(kols=",".join(IDS[:3]))
    assert len(curves(other)) == 4
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
    assert [title.value for title in app.title] == ["KOL Growth Benchmark"]
    assert [field.label for field in app.text_input] == ["Passcode"]
    assert buttons(app) == ["Unlock"]
    assert not is_list_open(app)
    for kind in ("plotly_chart", "metric", "dataframe", "caption", "download_button"):
        assert not app.get(kind)
    assert "This app is private" in texts(app)
    assert locked.count == 0
    unlock(app)
    assert "This app is private" not in texts(app)


def test_after_unlocking_a_link_can_be_loaded(locked, monkeypatch):
    monkeypatch.setenv("AUTO_CALL_LIMIT", "0")
    app = unlock(open_app(kols=",".join(IDS[:2])))
    assert locked.count == 0
    app.button(key="load_link").click().run()
    assert locked.count == 4
    assert drawn(app) == set(IDS[:2])


def test_private_may_be_written_as_true_in_the_secrets(simulated):
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.secrets["APP_PASSCODE"] = "plum-harbour-9"
    app.secrets["APP_PRIVATE"] = True
    app.run()
    assert "This app is private" in texts(app)
    assert not is_list_open(app)
    assert simulated.count == 0


@pytest.mark.fault(118)
@pytest.mark.parametrize(
    ("allowed", "auth", "said"),
    [
        ("@agency.example", None, "add the section [auth]"),
        ("@agency.example", {"google": {"client_id": "growth"}}, "add the section [auth]"),
        (None, {"client_id": "growth"}, "name in APP_ALLOWED_EMAILS"),
        ("@agency.example", {"client_id": "growth"}, ""),
    ],
)
def test_the_list_and_the_section_of_the_secrets_need_each_other(simulated, allowed, auth, said):
    """Row 118: said at the start, before anything is drawn."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.secrets["AUTO_CALL_LIMIT"] = 0
    given = {"APP_ALLOWED_EMAILS": allowed, "auth": auth}
    for name in given:
        if given[name] is not None:
            app.secrets[name] = given[name]
    app.run()
    assert ("The app cannot start" in texts(app)) == bool(said)
    assert said in texts(app)
