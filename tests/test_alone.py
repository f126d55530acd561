"""Who measures has no other test beside it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from tests.alone import turn


@pytest.fixture
def item(tmp_path):
    """Return a function that makes a test of a worker, `alone` or not."""
    factory = SimpleNamespace(getbasetemp=lambda: tmp_path / "worker")
    config = SimpleNamespace(workerinput={}, _tmp_path_factory=factory)
    return lambda *, alone: SimpleNamespace(
        config=config, get_closest_marker=lambda _: "alone" if alone else None
    )


def test_others_run_beside_each_other(item):
    with turn(item(alone=False)), turn(item(alone=False)):
        pass


@pytest.mark.parametrize(("first", "second"), [(True, True), (True, False), (False, True)])
def test_one_that_is_alone_waits_and_is_waited_for(item, first, second):
    entered = threading.Event()

    def enter() -> None:
        with turn(item(alone=second)):
            entered.set()

    with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
        stack.enter_context(turn(item(alone=first)))
        waiting = pool.submit(enter)
        assert not entered.wait(0.2)
        stack.close()
        waiting.result(10)
