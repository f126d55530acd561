"""What a click pays for, whoever clicks how often: counted at a vendor on a real socket."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import streamlit

from services.api.answers import Charged, Kind
from services.api.series import Held, Metric, Stamp
from services.history.cache import history_of
from services.history.history import History
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from services.settings.settings import Settings, read_settings
from tests import faults
from tests.fault_server import FaultServer, answering
from tests.pages import CANARY, failing, vendor

IDS = [example.creator_id for example in EXAMPLES]


@pytest.fixture(autouse=True)
def nothing_kept(own_archive):
    history_of.cache_clear()


def history_at(server: FaultServer, concurrency: int = 4) -> History:
    settings = read_settings(
        {
            "DATABASE_URL": os.environ["DATABASE_URL"],
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "JUSTONEAPI_CONCURRENCY": str(concurrency),
        }
    )
    assert isinstance(settings, Settings)
    return history_of(settings)


def finish(*batches, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    for batch in batches:
        seen = batch.version
        while not batch.done:
            assert time.monotonic() < end, "a batch was never done"
            batch.wait(seen, 0.5)
            seen = batch.version


def test_a_retry_pays_for_the_failed_and_nobody_else():
    with vendor(failing({IDS[1]: 400})) as server:
        history = history_at(server)
        finish(history.open(IDS[:2], ask=IDS[:2]))
        assert server.count == 4
        announced = history.missing([IDS[1]], retrying=True)
        finish(history.open(IDS[:6], ask=[IDS[1]], retrying=True))
        assert server.count - 4 == len(announced) == 2


@pytest.mark.parametrize("clicks", [2, 5])
def test_clicks_while_calls_are_under_way_pay_once(clicks):
    behaviour = answering(_no_history, delay=0.1)
    with FaultServer(behaviour) as server:
        history = history_at(server, concurrency=2)
        batches = []
        for _ in range(clicks):
            batches.append(history.open(IDS[:6], ask=IDS[:6]))
            assert history.missing(IDS[:6]) == ()
        finish(*batches)
        assert server.count == 12
        for batch in batches:
            assert all(f.totals.kind is Kind.NO_SERIES for f in batch.histories().values())


def test_an_impatient_retry_while_it_is_under_way_pays_once():
    asked = threading.Event()

    def closing_then(exchange):
        assert asked.wait(20)
        return faults.closing(exchange)

    with FaultServer(closing_then) as server:
        history = history_at(server, concurrency=1)
        batches = [
            history.open(IDS[:2], ask=IDS[:2], retrying=again)
            for again in (False, True, True)
            for retrying in (False, True, True)
        ]
        asked.set()
        finish(*batches)
        assert server.count == 4
        assert batches[2].histories()[IDS[0]].totals.charged is Charged.UNKNOWN


def test_what_may_have_been_charged_is_not_asked_again_without_retry():
    with FaultServer(faults.closing) as server:
        history = history_at(server)
        for _ in range(3):
            finish(history.open(IDS[:1], ask=IDS[:1]))
        assert server.count == 2
        assert history.missing(IDS[:1]) == ()
        assert len(history.missing(IDS[:1], retrying=True)) == 2


def test_one_slow_creator_does_not_hold_up_the_others():
    def slow(path, query):
        if query["kolId"] == IDS[0]:
            time.sleep(1.5)
        return _no_history(path, query)

    with FaultServer(answering(slow)) as server:
        history = history_at(server, concurrency=4)
        waiting = [history.open([IDS[0]], ask=[IDS[0]]) for _ in range(8)]
        healthy = history.open([IDS[1]], ask=[IDS[1]])
        finish(healthy, seconds=1.0)
        assert not waiting[0].done
        finish(*waiting)
        assert server.count == 4


def test_a_single_creator_does_not_wait_behind_two_hundred():
    with vendor(delay=0.02) as server:
        history = history_at(server, concurrency=2)
        many = [f"{0x5F77 * 16**20 + number:024x}" for number in range(100)]
        long = history.open(many, ask=many)
        short = history.open([IDS[0]], ask=[IDS[0]])
        finish(short, seconds=2.0)
        assert not long.done
        assert server.count < 50
        finish(long, seconds=30)


def test_a_failed_refresh_leaves_the_old_series_and_its_reason(monkeypatch):
    with vendor() as server:
        history = history_at(server)
        finish(history.open(IDS[:1], ask=IDS[:1]))
        monkeypatch.setattr(Stamp, "is_fresh", lambda *_: False)
        server.behaviour = faults.closing
        batch = history.open(IDS[:1], ask=IDS[:1])
        finish(batch)
        found = batch.histories()[IDS[0]]
        assert isinstance(found.totals, Held)
        assert [metric for metric, _ in found.refresh_failures] == [Metric.TOTAL, Metric.NEW]
        assert found.failed
        assert not found.failures


@pytest.mark.fault(67)
def test_row67_an_answer_that_stays_old_is_not_paid_for_over_and_over():
    def old(path, query):
        return respond(path, query, now=lambda: datetime.now(UTC) - timedelta(days=3))

    with FaultServer(answering(old)) as server:
        history = history_at(server)
        for _ in range(5):
            finish(history.open(IDS[:1], ask=IDS[:1]))
        assert server.count == 2
        assert history.missing(IDS[:1]) == ()


def test_a_link_opened_without_calls_joins_what_is_under_way():
    with vendor(delay=0.2) as server:
        history = history_at(server)
        asked = history.open(IDS[:2], ask=IDS[:2])
        opened = history.open(IDS[:3])
        assert not opened.done
        finish(asked, opened)
        found = opened.histories()
        assert [found[key].pending for key in IDS[:3]] == [False, False, True]
        assert server.count == 4
        assert not history.could_show_more(found)


def _no_history(_path, _query):
    return 200, {"Content-Type": "application/json"}, b'{"code": 0, "data": {"list": null}}'


@pytest.mark.fault(101)
def test_it_outlives_a_visitor_who_has_streamlits_caches_emptied():
    """Row 101: with it the latches, the failures and the paid answers at hand."""
    with vendor() as server:
        history = history_at(server)
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()
        assert history_at(server) is history
