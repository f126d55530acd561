"""What many tests share: no settings from outside, the recorded responses, one browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect, sync_playwright

from services.history.results import RESULTS
from tests.alone import is_alone, turn
from tests.browser import SETTINGS, launch_browser, serve_app
from tests.clock import at_the_moment

# How long an example takes is no property of it, and two workers make each other slow.
settings.register_profile("slow", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("slow")


def pytest_collection_modifyitems(items):
    """Begin with the tests that run alone: beside them the other worker has short ones.

    At the end it has a browser's, and each of the two would wait for the other's.
    """
    items.sort(key=is_alone, reverse=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Begin every test at the moment of `tests.clock`; from there its clock goes on.

    The sandbox's data and the newest data day follow from it. A hook and not a fixture, so that the
    fixtures of a module or of the whole run, and servers that they start, are there too.
    """
    with turn(item), at_the_moment():
        return (yield)


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """A folder in which nobody has kept settings or an archive."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch, empty_folder):
    """A developer's token, settings and demo data must not be used by a test, or change its result.

    Nor must a test change them: what it kept at a later day would be shown by the app of today.
    """
    monkeypatch.chdir(empty_folder)
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def nothing_computed():
    """What an earlier test computed must not keep the code under test from running."""
    RESULTS.clear()


@pytest.fixture
def own_archive(monkeypatch, tmp_path):
    """Keep what a test collects, on the sandbox too, in a folder of its own; return its URL."""
    url = f"sqlite:///{tmp_path}/archive.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr("services.settings.addresses.SANDBOX_FILE", f"{tmp_path}/sandbox.db")
    return url


@pytest.fixture(scope="session")
def recorded_responses():
    """The folder of recorded response bodies, which is no part of this repository."""
    folder = os.environ.get("RECORDED_RESPONSES", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("RECORDED_RESPONSES names no folder of recorded responses")
    return Path(folder)


@pytest.fixture(scope="session")
def browser():
    """One real browser for the whole run; a test opens its own page in a context of its own."""
    with sync_playwright() as playwright:
        opened = launch_browser(playwright)
        expect.set_options(timeout=30_000)  # a busy machine is no reason to fail
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sandbox():
    """One app without a token for all tests that need none."""
    with serve_app({}) as url:
        yield url
