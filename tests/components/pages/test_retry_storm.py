"""A vendor that is down, and a reader who presses Retry over and over: what reaches the vendor."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest

from services.china_time import Clocks, utc_now
from services.history.cache import history_of
from services.history.history import History
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from services.settings.settings import read_settings
from tests.fault_server import FaultServer, answering, reply
from tests.pages import buttons, compare, curves, open_app, paste, texts

IDS = [example.creator_id for example in EXAMPLES[:5]]
BAD_GATEWAY = reply(502, b"<html>Bad Gateway</html>")
PRESSES = 20


def press_retry(app):
    return app.button(key="retry").click().run()


@pytest.mark.fault(76, 106)
@pytest.mark.parametrize("creators", [1, 5])
def test_twenty_presses_of_retry_send_at_most_twice_the_first_press(token, creators):
    """Rows 76 and 106: each request may be charged, so that pressing on must end, and say so."""
    with FaultServer(BAD_GATEWAY) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:creators]))
        for _ in range(PRESSES):
            app = press_retry(app)
        assert server.count <= 2 * 2 * creators
        assert "can be asked again from" in texts(app)
        assert app.button(key="retry").label == "Retry the failed ones · 0 calls"


@dataclass
class Later:
    """Clocks that go on as ever, and jump where a test says so."""

    seconds: float = 0.0

    def history(self) -> History:
        """Return the app's own history, which goes by these clocks."""
        clocks = Clocks(
            now=lambda: utc_now() + timedelta(seconds=self.seconds),
            monotonic=lambda: time.monotonic() + self.seconds,
        )
        return history_of(read_settings(os.environ), clocks)


@pytest.mark.fault(107)
def test_an_outage_is_said_and_ends_with_one_call_that_probes(token):
    """Row 107: nothing is sent meanwhile, and the page says what a click will do."""
    later = Later()
    with FaultServer(BAD_GATEWAY) as server:
        token(server)
        later.history()
        app = compare(open_app(), "\n".join(IDS))
        first = server.count
        assert 5 <= first <= 10
        assert "so nothing is sent. From " in texts(app)
        assert app.button(key="retry").label == "Retry the failed ones · 0 calls"
        other = paste(open_app(), "\n".join(IDS))
        assert "Compare 5 creators · 0 calls" in buttons(other)
        assert "so nothing is sent. From " in texts(other)
        other.button(key="compare").click().run()
        assert server.count == first
        later.seconds += 60
        app = press_retry(app)
        assert "This costs 10 calls. Press the button again to go ahead." in texts(app)
        assert "so nothing is sent" not in texts(app)
        assert server.count == first
        app = press_retry(app)
        assert server.count == first + 1
        server.behaviour = answering(respond)
        later.seconds += 600
        app = press_retry(app.run())
        assert server.count == first + 11
        assert {one["name"] for one in curves(app)} == {*IDS}
        assert "so nothing is sent" not in texts(app)


@pytest.mark.fault(106)
@pytest.mark.parametrize("status", [500, 503])
def test_a_press_sends_no_more_than_its_button_says(token, monkeypatch, status):
    """Row 106: the app's own further tries are in the price, of a first press and of Retry."""
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    body = b'{"code": 301, "data": null, "message": "COLLECT FAILED"}'
    later = Later()
    with FaultServer(reply(status, body)) as server:
        token(server)
        later.history()
        app = compare(open_app(), "\n".join(IDS[:2]))
        assert server.count == 12
        later.seconds += 120
        app.run()
        assert app.button(key="retry").label == (
            "Retry the failed ones · 4 calls, up to 12 requests"
        )
        press_retry(app)
        assert server.count == 24
