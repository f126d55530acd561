"""Who may spend: whoever gave the passcode in this session, and who is signed in."""

from __future__ import annotations

import pytest

from components.calls import gate
from services.settings.passcode import Access
from tests.components.gated import (
    PASSCODE,
    WRONG,
    asked,
    locked,  # noqa: F401
    spends,
    submit,
    visit,
)

pytestmark = pytest.mark.usefixtures("locked")


@pytest.fixture
def clock(monkeypatch):
    """Seconds since the start, which pass when a test says so."""
    seconds = [0.0]
    monkeypatch.setattr(gate, "Access", lambda passcode: Access(passcode, lambda: seconds[0]))
    return seconds


def test_the_passcode_lets_this_session_spend():
    app = visit()
    assert not spends(app)
    assert asked(app)
    app = submit(app, f" {PASSCODE} ")
    assert spends(app)
    assert not asked(app)
    assert spends(app.run())
    assert not app.error


def test_it_does_so_for_no_other_session():
    submit(visit(), PASSCODE)
    assert not spends(visit())


def test_what_is_archived_shows_without_it():
    assert "the archive" in [block.value for block in visit().markdown]


def test_without_a_passcode_everybody_may_spend(monkeypatch):
    monkeypatch.delenv("APP_PASSCODE")
    app = visit()
    assert spends(app)
    assert not asked(app)


def test_the_sandbox_costs_nothing(monkeypatch):
    monkeypatch.delenv("JUSTONEAPI_TOKEN")
    assert spends(visit())


def test_a_wrong_one_is_told_so_once():
    app = submit(visit(), WRONG)
    assert not spends(app)
    assert [error.value for error in app.error] == ["This is not the passcode."]
    assert not app.run().error


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_typed_is_wrong(text):
    app = submit(visit(), text)
    assert not spends(app)
    assert [error.value for error in app.error] == ["This is not the passcode."]


def test_wrong_ones_make_the_next_wait(clock):
    app = visit()
    told = [submit(app, WRONG).error[0].value for _time in range(3)]
    assert told[1:] == [
        "This is not the passcode.",
        "This is not the passcode. Wait 1 second, then try again.",
    ]
    clock[0] += 1.0
    assert submit(app, WRONG).error[0].value.endswith("Wait 2 seconds, then try again.")
    app = submit(app, PASSCODE)
    assert [error.value for error in app.error] == ["Wait 2 seconds, then try again."]
    assert not spends(app)


@pytest.mark.parametrize("logged_in", [True, False, "yes", None])
def test_a_signed_in_visitor_may_spend(logged_in):
    app = visit(is_logged_in=logged_in)
    assert spends(app) is (logged_in is True)
    assert asked(app) is not spends(app)


def test_without_oidc_there_is_no_signing_in():
    assert "Sign in instead" not in [button.label for button in visit(email="a@b.example").button]


def test_with_oidc_there_is(monkeypatch):
    called = []
    monkeypatch.setattr(gate.st, "login", lambda: called.append(1))
    app = visit(is_logged_in=False)
    app.button(key="sign_in").click().run()
    assert called == [1]
    assert not spends(app)


@pytest.mark.parametrize("token", ["7f3a", None])
def test_a_private_app_shows_only_its_title_and_the_form(monkeypatch, token):
    monkeypatch.setenv("APP_PRIVATE", "1")
    if token is None:
        monkeypatch.delenv("JUSTONEAPI_TOKEN")
    app = visit()
    assert [title.value for title in app.title] == ["KOL Growth Benchmark"]
    private = "This app is private. Enter the passcode to open it."
    assert [block.value for block in app.markdown] == [private]
    assert [field.label for field in app.text_input] == ["Passcode"]
    assert [button.label for button in app.button] == ["中文", "Unlock"]
    app = submit(app, WRONG)
    assert [block.value for block in app.markdown] == [private]
    app = submit(app, PASSCODE)
    assert [block.value for block in app.markdown] == ["the archive"]
    assert spends(app)
    assert not asked(app)
    assert not app.title


def test_a_private_app_lets_a_signed_in_visitor_pass(monkeypatch):
    monkeypatch.setenv("APP_PRIVATE", "1")
    assert spends(visit(is_logged_in=True))
