"""Rows 69 to 74 of the fault matrix: what many sessions and several processes pay together."""

from __future__ import annotations

import json
import os
import time
from contextlib import ExitStack

import pytest
from sqlalchemy import select

from services.archive.database import Database
from services.archive.leases import LEASE_SECONDS
from services.archive.schema import calls
from services.endpoints import CREATOR_PROFILE
from services.sandbox.vendor import respond
from tests import faults
from tests.fault_server import FaultServer, answering
from tests.pages import CANARY, failing, vendor
from tests.processes import waiting

IDS = [f"{0x5F3 * 16**21 + number:024x}" for number in range(20)]


OTHERS = [f"{0x5F4 * 16**21:024x}"]


def processes(
    count: int, env: dict[str, str], ids: list[str], sessions: int = 1, others: list[str] = ()
):
    """Start processes that ask for `ids` when a line comes; killed at the end if still alive.

    Then somebody else asks there for `others`.
    """
    asks = ";".join(",".join(group) for group in (ids, others) if group)
    return waiting(count, "tests.services.asker", [asks, sessions], os.environ | env)


def go(process) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


def let_go(started: list) -> list[dict]:
    """Let all ask at once, and return what each of their sessions got."""
    for process in started:
        go(process)
    return [one for process in started for one in json.loads(process.stdout.readline())]


@pytest.fixture(params=["sqlite", "postgresql"])
def env(request, tmp_path):
    """The settings of the processes, over a database of each kind."""
    url = f"sqlite:///{tmp_path}/archive.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    return {"JUSTONEAPI_TOKEN": CANARY, "DATABASE_URL": url, "JUSTONEAPI_CONCURRENCY": "4"}


@pytest.mark.fault(69, 71)
def test_four_processes_that_ask_at_once_make_forty_calls(env):
    """Rows 69, 71: each series is one process's to fetch, and all get it."""
    with vendor(delay=0.05) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with processes(4, env, IDS) as started:
            told = let_go(started)
    assert told == [{"held": 40, "failed": []}] * 4
    assert server.count == 40
    asked = [(request.query["kolId"], request.query["increaseType"]) for request in server.requests]
    assert len(set(asked)) == 40


@pytest.mark.fault(69)
def test_names_cost_one_call_each_whoever_asks(env):
    with vendor(delay=0.05) as server:
        env |= {"JUSTONEAPI_BASE_URL": server.url, "ASKS_FOR_NAMES": "1"}
        with processes(4, env, IDS[:6], sessions=5) as started:
            told = let_go(started)
    assert told == [{"held": 12, "failed": [], "named": 6}] * 20
    of_names = [one.query["userId"] for one in server.requests if one.path == CREATOR_PROFILE.path]
    assert sorted(of_names) == IDS[:6]
    assert server.count == 18


def test_a_hundred_sessions_make_forty_calls(env):
    with vendor(delay=0.02) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with processes(1, env, IDS, sessions=100) as started:
            told = let_go(started)
        assert told == [{"held": 40, "failed": []}] * 100
        assert server.count == 40
        assert server.peak <= 4


@pytest.mark.fault(70)
def test_a_failure_reaches_the_other_process_and_is_not_tried_twice(env):
    body = b'{"code": 400, "data": null}'
    with FaultServer(answering(lambda *_: (200, {}, body), delay=0.1)) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with processes(2, env, IDS[:4]) as started:
            told = let_go(started)
    assert [len(one["failed"]) for one in told] == [8, 8]
    assert server.count == 8


@pytest.mark.fault(73)
@pytest.mark.fault(74)
def test_the_daily_limit_holds_for_four_processes(env):
    """Row 74: exactly as many as are left, and who gets none is told why."""
    env["DAILY_CALL_LIMIT"] = "7"
    with vendor(delay=0.05) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with ExitStack() as stack:  # each wants others, and sees a budget that does for three
            groups = [IDS[at : at + 5] for at in range(0, 20, 5)]
            told = let_go([stack.enter_context(processes(1, env, ids))[0] for ids in groups])
    assert server.count == 7
    for one in told:
        assert any("budget_spent" in text for text in one["failed"])


@pytest.mark.fault(72, 75)
def test_who_waits_goes_on_when_the_holder_of_the_lease_is_killed(env):
    """Rows 72, 75: and what the killed one had sent is counted, as unknown."""
    env["LEASE_SECONDS"] = "2"
    with FaultServer(faults.hanging) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with processes(1, env, IDS[:1]) as [killed], processes(1, env, IDS[:1]) as [waits]:
            go(killed)
            wait_until(lambda: server.count == 2)
            go(waits)
            time.sleep(2.5)
            assert server.count == 2, "a lease is renewed while the call is under way"
            server.behaviour = answering(respond)
            killed.kill()
            assert json.loads(waits.stdout.readline()) == [{"held": 2, "failed": []}]
        assert server.count == 4
    assert states(env["DATABASE_URL"]) == ["unknown", "unknown", "yes", "yes"]


@pytest.mark.alone
@pytest.mark.fault(72, 75, 103, 104)
def test_after_a_kill_others_are_asked_at_once_and_the_same_when_its_leases_end(env):
    """Rows 72, 75, 103, 104: 8 calls out, kill -9, restart."""
    env |= {"JUSTONEAPI_CONCURRENCY": "8", "LEASE_SECONDS": "4"}
    with FaultServer(faults.hanging) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        following = processes(1, env, IDS[:4], others=OTHERS)  # stands ready, for it starts slowly
        with processes(1, env, IDS) as [killed], following as [restarted]:
            go(killed)
            wait_until(lambda: server.count == 8)
            time.sleep(0.5)  # for what would be booked beyond them
            killed.kill()
            killed.wait()
            assert states(env["DATABASE_URL"]) == ["sent"] * 8, "what was not sent is not booked"
            server.behaviour = answering(respond)
            began = time.monotonic()
            go(restarted)
            told = json.loads(restarted.stdout.readline())
    assert told == [{"held": 8, "failed": []}, {"held": 2, "failed": []}]
    assert server.count == 8 + 2 + 8
    of_others = [asked.at - began for asked in server.requests[8:10]]
    assert [asked.query["kolId"] for asked in server.requests[8:10]] == OTHERS * 2
    assert max(of_others) < 1, of_others
    assert server.requests[-1].at - began < 6
    assert states(env["DATABASE_URL"]) == ["unknown"] * 8 + ["yes"] * 10
    assert LEASE_SECONDS < 60, "the same creators are asked within a minute"


@pytest.mark.fault(113)
@pytest.mark.parametrize("env", ["postgresql"], indirect=True)
def test_machines_whose_clocks_differ_make_one_attempt_failures_included(env):
    """Row 113: one is a minute ahead, one a minute behind, and one comes when both have failed."""
    env["DAILY_CALL_LIMIT"] = "16"  # whoever presses later must not find the others' calls too many
    answers = failing(dict.fromkeys(IDS[:2], 400))
    with FaultServer(answering(answers, delay=0.5)) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        machines = [
            processes(1, env | {"AHEAD_SECONDS": ahead}, IDS[:4]) for ahead in ("60", "-60", "60")
        ]
        with ExitStack() as stack:
            *both, late = [stack.enter_context(machine)[0] for machine in machines]
            told = let_go(both)
            assert server.count == 8
            told += let_go([late])
    assert [(one["held"], len(one["failed"])) for one in told] == [(4, 4)] * 3
    assert server.count == 8
    assert states(env["DATABASE_URL"]) == ["no"] * 4 + ["yes"] * 4


def wait_until(true, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def states(url: str) -> list[str]:
    database = Database(url)
    with database.read() as connection:
        found = connection.execute(select(calls.c.state).order_by(calls.c.state)).scalars().all()
    database.close()
    return list(found)
