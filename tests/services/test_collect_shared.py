"""A long list that several processes are given: they share it, and nobody is paid for twice."""

from __future__ import annotations

import os
import re
import time

import pytest
from sqlalchemy import func, select

from services.archive.database import Database
from services.archive.schema import calls, shards
from services.collect import DONE, STOPPED
from services.sandbox.vendor import respond
from tests import faults
from tests.fault_server import FaultServer, answering
from tests.pages import vendor
from tests.processes import waiting
from tests.services.test_processes import env, go, wait_until

__all__ = ["env"]

IDS = [f"{0x5F6 * 16**21 + number:024x}" for number in range(33)]


def count(url, table):
    database = Database(url)
    with database.read() as connection:
        found = connection.execute(select(func.count()).select_from(table)).scalar_one()
    database.close()
    return found


def collectors(number, env, path):
    return waiting(number, "tests.services.collecting", [path], os.environ | env)


def ends(process):
    """What a process says, up to its exit code."""
    told = []
    while not (told and told[-1].startswith("ended with")):
        told.append(process.stdout.readline())
        assert told[-1], told
    return int(told[-1].split()[-1]), "".join(told)


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "creators.txt"
    path.write_text("\n".join(IDS), encoding="utf-8")
    return path


def three_collect(env, listed):
    """Have three processes collect the list at once; return how each ended, and whom they asked."""
    with vendor(delay=0.03) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with collectors(3, env, listed) as started:
            for process in started:
                go(process)
            return [ends(process) for process in started], server


def test_three_processes_share_a_list_and_all_know_that_it_is_done(env, listed):
    told, server = three_collect(env, listed)
    asked = [(one.query["kolId"], one.query["increaseType"]) for one in server.requests]
    assert [code for code, _ in told] == [DONE] * 3
    assert all("Done: 33 creators, 0 series failed." in text for _, text in told)
    assert len(asked) == len(set(asked)) == 66
    assert count(env["DATABASE_URL"], shards) == 0, "each gave its shards back"


def test_the_days_budget_is_one_for_all(env, listed):
    env["DAILY_CALL_LIMIT"] = "41"
    told, server = three_collect(env, listed)
    assert server.count in (40, 41), "whole creators, as long as nobody is quicker by one call"
    assert [code for code, _ in told] == [STOPPED] * 3
    assert count(env["DATABASE_URL"], calls) == server.count
    for _, text in told:
        done, left = (int(re.search(words, text)[1]) for words in (r"Done: (\d+)", r"for: (\d+)"))
        assert done + left == 33


@pytest.mark.fault(72, 75)
def test_a_killed_process_leaves_its_shard_to_the_others(env, listed):
    """Rows 72, 75: when its lease has run out; what it had sent is counted."""
    env |= {"LEASE_SECONDS": "3", "JUSTONEAPI_CONCURRENCY": "2"}
    with FaultServer(faults.hanging) as server:
        env["JUSTONEAPI_BASE_URL"] = server.url
        with collectors(1, env, listed) as [killed], collectors(1, env, listed) as [other]:
            go(killed)
            wait_until(lambda: server.count == 2)
            server.behaviour = answering(respond)
            go(other)
            wait_until(lambda: server.count == 2 + 2 * 28, 60)
            time.sleep(4)
            assert server.count == 2 + 2 * 28, "a shard is renewed while its process lives"
            killed.kill()
            killed.wait()
            code, text = ends(other)
        assert server.count == 2 + 2 * 33
    assert code == DONE, text
    assert "Done: 33 creators, 0 series failed." in text
