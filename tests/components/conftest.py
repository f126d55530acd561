"""Components are drawn hundreds of times here, so that a drawing has to be quick."""

from __future__ import annotations

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(autouse=True, scope="session")
def packages_are_searched_once():
    """Every AppTest searches all installed packages for custom components: most of its time."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(autouse=True)
def answers_before_a_look(monkeypatch):
    """A page is looked at when its answers have come; tests of the waiting look earlier."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 30.0)
