"""Rows 99 and 119: reruns without end, and rounds of visitors, leave a process as it was."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.browser import AppProcess
from tests.soak.crowd import CREATORS, Crowd
from tests.soak.measured import Use, use_of
from tests.websocket import visiting

LINK = f"kols={','.join(CREATORS[:20])}&days=60"
KEPT_SECONDS = 1
MB_A_SESSION = 0.7
A_ROUND = int(os.environ.get("SOAK_VISITORS", "8"))


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """A server of its own, which keeps a session for a second after its visitor has left."""
    env = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(KEPT_SECONDS)}
    served = AppProcess(env, str(tmp_path_factory.mktemp("served")))
    served.start()
    with visiting(served.url, query=LINK) as visitor:
        for view in ("total", "new", "both"):
            visitor.run(query=f"{LINK}&view={view}")
    yield served
    served.stop()


def used(app: AppProcess) -> Use:
    assert app.process is not None
    return use_of(app.process.pid)


def a_round(app: AppProcess) -> tuple[Use, Use]:
    """Let visitors come, look and leave; return what is used while they are there, and after."""

    def come(stack: ExitStack) -> None:
        visitor = stack.enter_context(visiting(app.url, query=LINK))
        visitor.run(query=f"{LINK}&view=total")

    with ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        list(pool.map(come, [stack] * A_ROUND))
        there = used(app)
    time.sleep(KEPT_SECONDS + 0.5)
    return there, used(app)


@pytest.mark.fault(119)
def test_row119_rounds_of_visitors_stay_at_the_level_of_the_second(app):
    before = used(app)
    rounds = [a_round(app) for _ in range(4)]
    print(before, *rounds, sep="\n")
    (_, second), (_, last) = rounds[1], rounds[-1]
    # Streamlit lets an expired session go when another ends: one round more or less may be there.
    assert last.rss <= second.rss + A_ROUND * MB_A_SESSION
    assert last.threads <= second.threads + 2
    assert last.fds <= second.fds + A_ROUND * 4
    most = max(there.rss for there, _ in rounds)
    assert (most - before.rss) / (2 * A_ROUND) <= 2 * MB_A_SESSION


@pytest.mark.fault(99)
def test_row99_reruns_leave_memory_threads_and_files_as_they_were(app):
    with Crowd(app.url, 5, looks=10_000, pool=CREATORS[:6], pause=0.05) as crowd:
        uses = []
        for count in (50, 150):
            until = time.monotonic() + 60
            while len(crowd.took) < count and time.monotonic() < until:
                time.sleep(0.05)  # until they have looked so often: it times nothing
            assert len(crowd.took) >= count
            uses.append(used(app))
    first, last = uses
    print(*uses, sep="\n")
    assert crowd.lost == 0
    assert last.rss <= first.rss + 6
    # Each visitor's rerun may be under way or not in the moment of measuring.
    assert last.threads <= first.threads + crowd.size
    assert last.fds <= first.fds + crowd.size
