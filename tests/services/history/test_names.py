"""Names through the same client, book and leases: one call a creator, and no curve waits."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric
from services.archive.schema import calls
from services.china_time import Clocks
from services.endpoints import CREATOR_PROFILE
from services.history.build import build_history
from services.history.memory import Memory
from services.sandbox.vendor import respond
from services.settings.settings import read_settings
from tests.fault_server import FaultServer, answering
from tests.faults import hanging
from tests.pages import CANARY

IDS = [f"{0x5F3 * 16**21 + number:024x}" for number in range(6)]
PRICED = {"code": 0, "data": {"name": "Luna", "lowerPrice": 900}, "message": None}


@contextmanager
def opened(server, tmp_path, clocks=None, **settings):
    env = {"JUSTONEAPI_TOKEN": CANARY, "JUSTONEAPI_BASE_URL": server.url}
    env |= {"DATABASE_URL": f"sqlite:///{tmp_path}/archive.db", **settings}
    history = build_history(read_settings(env), Memory(), clocks or Clocks())
    try:
        yield history
    finally:
        server.stopping.set()  # who still waits for a name gets none
        history.archive.stop()
        history.archive.database.close()


def arrived(batch, *, names=True):
    end = time.monotonic() + 20
    while not (batch.done and (batch.named or not names)):
        assert batch.wait(batch.version, end - time.monotonic()) or batch.done
    return batch.histories()


def for_names(handle):
    """Answer histories as the sandbox does, and profiles as `handle` says."""

    def behave(exchange):
        if exchange.request.path == CREATOR_PROFILE.path:
            return handle(exchange)
        return answering(respond)(exchange)

    return behave


def asked(server):
    return [one for one in server.requests if one.path == CREATOR_PROFILE.path]


def test_names_are_asked_for_where_they_are_wanted_once_a_creator(tmp_path):
    with FaultServer(answering(respond)) as server, opened(server, tmp_path) as history:
        assert len(history.missing(IDS)) == 12
        assert history.price(IDS, names=True).calls == 18
        assert history.price(IDS, names=True).names == 6
        arrived(history.open(IDS, ask=IDS))
        assert asked(server) == []
        found = arrived(history.open(IDS, ask=IDS, names=True))
        assert all(one.profile.profile.name for one in found.values())
        for _ in range(3):
            arrived(history.open(IDS, ask=IDS, names=True))
        assert sorted(one.query["userId"] for one in asked(server)) == IDS
        assert server.count == 18
        rows = history.archive.ask(lambda c: c.execute(select(calls.c.series)).scalars().all())
        assert sorted(rows) == [1] * 6 + [2] * 6 + [3] * 6
        with opened(server, tmp_path) as other:
            assert other.price(IDS, names=True).calls == 0
            held = other.open(IDS).histories()
            assert [one.profile.profile.name for one in held.values()] == [
                one.profile.profile.name for one in found.values()
            ]


def test_without_an_ask_no_name_is_asked_for(tmp_path):
    with FaultServer(answering(respond)) as server, opened(server, tmp_path) as history:
        found = arrived(history.open(IDS, names=True))
        assert all(one.profile is None and one.totals is None for one in found.values())
        assert server.count == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"code": 301, "data": null}', Kind.COLLECTION_FAILED),
        (b"garbage", Kind.PROTOCOL),
        (b'{"code": 600, "data": null}', Kind.PROFILE_DENIED),
    ],
)
def test_a_profile_that_fails_leaves_the_curves_untouched(tmp_path, monkeypatch, body, kind):
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    behave = for_names(answering(lambda *_: (200, {}, body)))
    with FaultServer(behave) as server, opened(server, tmp_path) as history:
        batch = history.open(IDS[:2], ask=IDS[:2], names=True)
        for one in arrived(batch).values():
            assert isinstance(one.profile, ApiError)
            assert one.profile.kind is kind
            assert len(one.held) == 2
            assert not one.failed
            assert not one.pending
        assert batch.stopped_by is None
        sent = server.count
        arrived(history.open(IDS[:2], ask=IDS[:2], names=True))
        assert server.count == sent, "a failure is remembered"


def test_names_that_hang_hold_nothing_up(tmp_path):
    with FaultServer(for_names(hanging)) as server, opened(server, tmp_path) as history:
        batch = history.open(IDS, ask=IDS, names=True)
        found = arrived(batch, names=False)
        assert all(len(one.held) == 2 for one in found.values())
        assert batch.done
        assert not batch.named
        others = [f"{0x5F4 * 16**21 + number:024x}" for number in range(3)]
        assert len(arrived(history.open(others, ask=others))) == 3, "nor anybody else"


def test_the_budget_goes_to_curves_first(tmp_path):
    with (
        FaultServer(answering(respond)) as server,
        opened(server, tmp_path, DAILY_CALL_LIMIT="6") as history,
    ):
        price = history.price(IDS[:2], names=True)
        assert (price.loads, price.calls, price.names) == (2, 6, 2)
        more = history.price(IDS[:3], names=True)
        assert (more.loads, more.calls, more.names, more.whole) == (3, 6, 0, True)
        found = arrived(history.open(IDS[:3], ask=IDS[:3], names=True))
        assert [len(one.held) for one in found.values()] == [2, 2, 2]
        assert {one.profile.kind for one in found.values()} == {Kind.BUDGET_SPENT}


def test_a_name_lasts_thirty_days_and_a_price_seven(tmp_path):
    clocks = Clocks()
    later = {"days": 0}
    moved = Clocks(
        lambda: clocks.now() + timedelta(days=later["days"]),
        lambda: clocks.monotonic() + 86_400 * later["days"],
        clocks.sleep,
        clocks.random,
    )
    bodies = {
        IDS[0]: json.dumps(PRICED).encode(),
        IDS[1]: b'{"code": 0, "data": {"name": "Momo"}, "message": null}',
    }
    behave = for_names(answering(lambda _, query: (200, {}, bodies[query["userId"]])))
    with FaultServer(behave) as server, opened(server, tmp_path, moved) as history:
        arrived(history.open(IDS[:2], ask=IDS[:2], names=True))

        def names_missing():
            keys = history.missing(IDS[:2], names=True)
            return [key for key, metric in keys if metric is Metric.PROFILE]

        assert names_missing() == []
        later["days"] = 6
        assert names_missing() == []
        later["days"] = 8
        assert names_missing() == [IDS[0]]
        assert history.open(IDS[:2]).histories()[IDS[0]].profile.profile.name == "Luna"
        later["days"] = 31
        assert names_missing() == IDS[:2]
        assert history.open(IDS[:2]).histories()[IDS[1]].profile is None


def test_a_pinned_day_has_the_names_that_are_held(tmp_path):
    with FaultServer(answering(respond)) as server, opened(server, tmp_path) as history:
        arrived(history.open(IDS[:1], ask=IDS[:1], names=True))
        day = (history.client.clocks.now() - timedelta(days=3)).date()
        found = history.as_of(IDS[:1], day).histories()[IDS[0]]
        assert isinstance(found.profile, Held)
        assert found.profile.profile.name
