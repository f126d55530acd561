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
    verdict,
    visit,
)

pytestmark = pytest.mark.usefixtures("locked")


@pytest.fixture
def clock(monkeypatch):
    """Seconds since the start, which pass when a test says so."""
    seconds = [0.0]
    monkeypatch.setattr(gate, "Access", lambda passcode: Access(passcode, lambda: seconds[0]))
    return seconds


@pytest.fixture
def allowed(monkeypatch):
    """One address and one domain that may sign in."""
    monkeypatch.setenv("APP_ALLOWED_EMAILS", "boss@brand.example, @agency.example")


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


@pytest.mark.fault(118)
@pytest.mark.parametrize("logged_in", [True, False, "yes", 1, None])
def test_who_is_signed_in_and_on_the_list_may_spend(allowed, logged_in):
    """Row 118."""
    app = visit(is_logged_in=logged_in, email="Boss@Brand.example", email_verified=True)
    assert spends(app) is (logged_in is True)
    assert asked(app) is not spends(app)


@pytest.mark.fault(118)
@pytest.mark.parametrize(
    "user",
    [{"email": "boss@brand.example"}, {"email": "x@brand.example", "email_verified": True}, {}],
)
def test_who_is_not_on_the_list_or_not_verified_may_look_and_sign_out(allowed, monkeypatch, user):
    """Row 118."""
    called = []
    monkeypatch.setattr(gate.st, "logout", lambda: called.append(1))
    app = visit(is_logged_in=True, **user)
    assert not spends(app)
    assert "You are signed in as" in app.warning[0].value
    app.button(key="sign_out").click().run()
    assert called == [1]


@pytest.mark.fault(118)
def test_without_a_list_nobody_spends_by_signing_in():
    """Row 118: anybody with an account at the provider did."""
    app = visit(is_logged_in=True, email="boss@brand.example", email_verified=True)
    assert not spends(app)
    assert "Sign in instead" not in [button.label for button in app.button]


def test_without_oidc_there_is_no_signing_in(allowed):
    assert "Sign in instead" not in [button.label for button in visit(email="a@b.example").button]


def test_with_oidc_there_is(allowed, monkeypatch):
    called = []
    monkeypatch.setattr(gate.st, "login", lambda: called.append(1))
    app = visit(is_logged_in=False)
    assert app.button(key="sign_in").label == "Sign in instead"
    app.button(key="sign_in").click().run()
    assert called == [1]
    assert not spends(app)


@pytest.mark.fault(118)
def test_a_list_alone_locks_too(allowed, monkeypatch):
    """Row 118: without a passcode nobody else may spend."""
    monkeypatch.delenv("APP_PASSCODE")
    app = visit(is_logged_in=False)
    assert not spends(app)
    assert not asked(app)
    assert app.button(key="sign_in").label == "Sign in"
    assert not spends(visit())


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


@pytest.mark.fault(118)
def test_a_private_app_lets_those_on_the_list_pass(allowed, monkeypatch):
    monkeypatch.setenv("APP_PRIVATE", "1")
    assert spends(visit(is_logged_in=True, email="boss@brand.example", email_verified=True))
    assert verdict(visit(is_logged_in=True, email="x@brand.example", email_verified=True)) is None
