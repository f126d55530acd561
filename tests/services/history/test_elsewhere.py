"""What one process does while another is fetching the same series, both at one archive."""

from __future__ import annotations

import os
import threading

import pytest

from services.api.answers import Kind
from services.api.errors import ApiError
from services.china_time import Clocks
from services.history.build import build_history
from services.history.memory import Memory
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from services.settings.settings import read_settings
from tests.fault_server import FaultServer, answering
from tests.pages import CANARY
from tests.services.history.test_cache import finish
from tests.services.test_processes import wait_until

WHO, OTHER = (example.creator_id for example in EXAMPLES[:2])
REFUSED = 200, {}, b'{"code": 400, "data": null}'


@pytest.fixture
def process(own_archive):
    """Start what stands for a process: with its own holder of leases, and one call at once."""
    started = []

    def at(server):
        env = {"JUSTONEAPI_TOKEN": CANARY, "JUSTONEAPI_BASE_URL": server.url}
        env |= {"DATABASE_URL": os.environ["DATABASE_URL"], "JUSTONEAPI_CONCURRENCY": "1"}
        env |= {"JUSTONEAPI_SERIES": "total"}
        started.append(build_history(read_settings(env), Memory(), Clocks()))
        return started[-1]

    yield at
    for history in started:
        history.archive.stop(0.0)
        history.archive.close()


@pytest.fixture
def told():
    """Set when the vendor may answer for the creator that both want."""
    return threading.Event()


def vendor(told, answer=respond):
    def when_told(path, query):
        if query["kolId"] != WHO:
            return respond(path, query)
        assert told.wait(60)
        return answer(path, query)

    return FaultServer(answering(when_told))


@pytest.mark.fault(103)
def test_row103_who_waits_for_another_process_holds_neither_worker_nor_place(process, told):
    """Row 103: with one place for calls, somebody else is served meanwhile."""
    with vendor(told) as server:
        here, there = process(server), process(server)
        first = here.open([WHO], ask=[WHO])
        wait_until(lambda: server.count == 1)
        waits = there.open([WHO], ask=[WHO])
        finish(there.open([OTHER], ask=[OTHER]))
        assert not waits.done
        told.set()
        finish(first, waits)
        assert waits.histories()[WHO].totals.points == first.histories()[WHO].totals.points
        assert server.count == 2


@pytest.mark.fault(103)
@pytest.mark.parametrize("answer", [respond, lambda *_: REFUSED], ids=["ok", "refused"])
def test_row103_what_the_other_process_got_takes_no_place(process, told, answer):
    """Row 103: a place that a slow call holds keeps nobody from what is there already."""
    with vendor(told, answer) as server:
        here, there = process(server), process(server)
        first = here.open([WHO], ask=[WHO])
        wait_until(lambda: server.count == 1)
        waits = there.open([WHO], ask=[WHO])
        wait_until(lambda: there.collector.watch._waiting)
        with there.client.slots.taken():
            told.set()
            finish(first, waits)
        assert server.count == 1
    outcome = waits.histories()[WHO].totals
    if answer is not respond:
        assert isinstance(outcome, ApiError)
        assert outcome.kind is Kind.INVALID_PARAMETERS
    else:
        assert outcome.points == first.histories()[WHO].totals.points
