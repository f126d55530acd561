"""Components are drawn hundreds of times here, so that a drawing has to be quick."""

from __future__ import annotations

from functools import cache

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test


@pytest.fixture(autouse=True, scope="session")
def packages_are_searched_once():
    """Every AppTest searches all installed packages for custom components: most of its time."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(autouse=True, scope="session")
def scripts_are_compiled_once():
    """As the app does, whose sessions share their scripts; each AppTest would compile its own.

    They are compiled as we ship it, too: without Streamlit's magic, and telling nobody of them.
    """
    with pytest.MonkeyPatch.context() as patch:
        scripts = ScriptCache()
        patch.setattr(app_test, "ScriptCache", lambda: scripts)
        config.set_option("runner.magicEnabled", False)
        config.set_option("browser.gatherUsageStats", False)
        yield


@pytest.fixture(autouse=True)
def answers_before_a_look(monkeypatch):
    """A page is looked at when its answers have come; tests of the waiting look earlier."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 30.0)
