"""Rows 76, 106 and 107: what keeps retries back, in whichever process they are pressed."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.api.answers import Kind
from services.api.sending import send
from services.china_time import Clocks
from services.history.build import build_history
from services.history.history import History
from services.history.memory import Memory
from services.history.waiting import again, paused_until
from services.sandbox.creators import EXAMPLES
from services.settings.settings import read_settings
from tests import faults
from tests.fault_server import FaultServer, answering, reply
from tests.pages import failing
from tests.services.api.fakes import NOON
from tests.services.history.test_cache import finish

IDS = [example.creator_id for example in EXAMPLES[:5]]


@pytest.fixture
def process(token, own_archive):
    """Return a function that starts another process of the app, as far as it matters."""
    started: list[History] = []

    def start(server: FaultServer, clocks: Clocks | None = None) -> History:
        token(server)
        started.append(build_history(read_settings(os.environ), Memory(), clocks or Clocks()))
        return started[-1]

    yield start
    for history in started:
        history.archive.stop()


@pytest.fixture
def token(monkeypatch):
    def set_for(server: FaultServer) -> None:
        monkeypatch.setenv("JUSTONEAPI_TOKEN", "token")
        monkeypatch.setenv("JUSTONEAPI_BASE_URL", server.url)

    return set_for


def press(history: History, ids: Sequence[str], *, retrying: bool = True) -> None:
    finish(history.open(ids, ask=ids, retrying=retrying))


@pytest.mark.fault(76, 106)
@pytest.mark.parametrize("behaviour", [faults.closing, reply(502), reply(200, b"<p>portal</p>")])
def test_several_processes_together_send_at_most_twice_the_first_press(process, behaviour):
    """Rows 76 and 106: pressed in turn, at once, and again after a restart."""
    with FaultServer(behaviour) as server:
        one, other = process(server), process(server)
        press(one, IDS[:1], retrying=False)
        assert server.count == 2
        for _ in range(5):
            finish(*[it.open(IDS[:1], ask=IDS[:1], retrying=True) for it in (one, other)])
            press(other, IDS[:1])
        restarted = process(server)
        for _ in range(5):
            press(restarted, IDS[:1])
        assert server.count == 4
        assert restarted.missing(IDS[:1], retrying=True) == ()
        waits = again(restarted, IDS[:1])
        assert waits.spared
        left = waits.at - restarted.client.clocks.now()
        assert timedelta(minutes=9) < left <= timedelta(minutes=10)


@pytest.mark.fault(76, 107)
def test_ten_minutes_of_outage_and_fifty_presses(process):
    """Rows 76 and 107: for ten minutes only what probes is sent, one request at a time."""
    ahead = [0.0]
    clocks = Clocks(lambda: NOON + timedelta(seconds=ahead[0]), lambda: time.monotonic() + ahead[0])
    with FaultServer(reply(502)) as server:
        history = process(server, clocks)
        press(history, IDS, retrying=False)
        first = server.count
        assert paused_until(history) is not None
        for _ in range(50):
            ahead[0] += 12
            before = server.count
            press(history, IDS)
            assert server.count <= before + 1
        assert server.count == first + 3  # after one, two and five minutes more


def test_from_when_failed_creators_may_be_asked_again(process, monkeypatch):
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    codes = {IDS[0]: 301, IDS[1]: 201, IDS[2]: 400}
    with FaultServer(answering(failing(codes))) as server:
        history = process(server)
        press(history, IDS[:4], retrying=False)
        kinds = [found.failures for found in history.open(IDS[:4]).histories().values()]
        assert [dict(them).get("total") and dict(them)["total"].kind for them in kinds] == [
            Kind.COLLECTION_FAILED,
            Kind.NO_SERIES,
            Kind.INVALID_PARAMETERS,
            None,
        ]
        waits = {key: again(history, [key]) for key in IDS[:4]}
        assert [key for key, wait in waits.items() if wait is not None] == [IDS[0]]
        assert not waits[IDS[0]].spared
        assert waits[IDS[0]].at - history.client.clocks.now() <= timedelta(minutes=2)
        assert paused_until(history) is None


@pytest.mark.fault(106)
def test_a_fault_of_ours_after_sending_counts_as_maybe_charged(process, monkeypatch):
    """Row 106: nobody knows what the vendor made of the calls, so that pressing on must end."""

    def sent_and_lost(*given):
        send(*given)
        raise RuntimeError("a fault in this program")

    monkeypatch.setattr("services.api.client.send", sent_and_lost)
    with FaultServer(reply(200, b"{}")) as server:
        history = process(server)
        for _ in range(6):
            press(history, IDS[:1])
        assert server.count == 4
        assert again(history, IDS[:1]).spared
