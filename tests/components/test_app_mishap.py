"""An error that nobody caught: a number on the page, and the rest in the log alone."""

from __future__ import annotations

import re

import pytest

from tests.browser import ROOT, AppProcess
from tests.components.gated import PASSCODE
from tests.pages import CANARY
from tests.websocket import Visitor, visiting

BROKEN = f"""
import services.history.cache, services.settings.passcode

def broken(*_):
    raise RuntimeError("/srv/canary-path?token={CANARY}")

services.history.cache.history_of = broken
services.settings.passcode.Access.try_passcode = broken
"""


def elements(visitor: Visitor) -> str:
    """Return what the last run drew, without Streamlit's own words about the session."""
    return "\n".join(str(one) for one in visitor.drawn if one.HasField("delta"))


@pytest.mark.fault(87)
def test_a_page_and_a_callback_that_fail_say_a_number_and_nothing_else(tmp_path):
    """Row 87: no text, no path, no source line and no token, and the number is in the log."""
    (tmp_path / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    env = {
        "JUSTONEAPI_TOKEN": CANARY,
        "APP_PASSCODE": PASSCODE,
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
    }
    app = AppProcess(env, str(tmp_path))
    app.start()
    try:
        said = []
        with visiting(app.url) as visitor:
            said.append(elements(visitor))
        with visiting(app.url, page="calls") as visitor:
            visitor.try_passcode("guess")
            said.append(elements(visitor))
    finally:
        app.stop()
    log = app.log.read_text(encoding="utf-8")
    for page in said:
        (number,) = re.findall(r"finds the reason in the log: ([0-9a-f]{8})", page)
        assert f"error {number} on a page" in log
        for told in ("canary", "RuntimeError", "Traceback", ".py", str(ROOT), "broken"):
            assert told not in page
    assert "/srv/canary-path" in log
