"""A page behind the gate, as the tests of the gate visit it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.calls import gate
from services.settings.settings import Settings, read_settings
from tests.pages import restart

PASSCODE = "open canary sesame"
WRONG = "close canary sesame"


@pytest.fixture
def locked(monkeypatch):
    """An app with a token and a passcode, in a process that nobody has tried yet."""
    restart()
    monkeypatch.setenv("JUSTONEAPI_TOKEN", "7f3a")
    monkeypatch.setenv("APP_PASSCODE", PASSCODE)
    yield
    restart()


def page():
    """Stand in for the app: the gate, the form, and whether calls may be made."""
    import os

    import streamlit as st

    from components.calls.gate import access_of, may_spend, private_gate, unlock_form
    from services.settings.settings import read_settings

    settings = read_settings(os.environ)
    access = access_of(settings)
    private_gate(settings, access)
    st.caption("may spend" if may_spend(settings) else "may look")
    st.markdown("the archive")
    unlock_form(settings, access)
    st.text_input("Other")


def visit(**user: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.user = user
    return app.run()


def submit(app: AppTest, text: str) -> AppTest:
    app.text_input(key=gate.FIELD).input(text)
    return app.button(key="unlock_button").click().run()


def spends(app: AppTest) -> bool:
    assert not app.exception
    return verdict(app) == "may spend"


def verdict(app: AppTest) -> str | None:
    """Return what `may_spend` said; None where a private app did not come that far."""
    return app.caption[0].value if app.caption else None


def asked(app: AppTest) -> bool:
    return any(field.label == "Passcode" for field in app.text_input)


def everything(app: AppTest) -> str:
    """Return the page as it is sent, and all that the session remembers."""
    page = "".join(str(element.proto) for element in app.main if hasattr(element, "proto"))
    state = app.session_state._state._state
    kept = [state._new_session_state, state._old_state, state._new_widget_state.states]
    return f"{page} {app.main} {app.query_params} {state.filtered_state!r} {kept!r}"


def settings_now() -> Settings:
    settings = read_settings({"JUSTONEAPI_TOKEN": "7f3a", "APP_PASSCODE": PASSCODE})
    assert isinstance(settings, Settings)
    return settings
