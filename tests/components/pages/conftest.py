"""Page tests run the real client, parser and cache; only the vendor behind the socket is ours."""

from __future__ import annotations

import pytest

from tests.components.pages.unlocking import PASSCODE
from tests.pages import CANARY, restart, vendor


@pytest.fixture(autouse=True)
def nothing_kept_and_nobody_slow(monkeypatch, own_archive):
    """Start each test with nothing at hand; a test's click comes sooner than a person's could."""
    restart()
    monkeypatch.setattr("components.calls.cost_button.READING_SECONDS", 0.0)
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 30.0)
    yield
    restart()


@pytest.fixture
def token(monkeypatch):
    """Set a token and return a function that points the app at a server."""
    monkeypatch.setenv("JUSTONEAPI_TOKEN", CANARY)
    return lambda server: monkeypatch.setenv("JUSTONEAPI_BASE_URL", server.url)


@pytest.fixture
def simulated(token):
    """A vendor that answers as the sandbox does, with the app pointed at it."""
    with vendor() as server:
        token(server)
        yield server


@pytest.fixture
def locked(simulated, monkeypatch):
    """A vendor, and an app whose calls need the passcode."""
    monkeypatch.setenv("APP_PASSCODE", PASSCODE)
    monkeypatch.setenv("AUTO_CALL_LIMIT", "100")
    return simulated
