"""Guesses of the passcode over raw websockets: few are looked at, and nobody is locked out."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from services.settings.brake import LONGEST_WAIT
from tests.browser import serve_app
from tests.components.gated import PASSCODE, WRONG
from tests.websocket import Visitor, visiting

TOGETHER = 40


@pytest.fixture(scope="module")
def guarded():
    """A server of its own: what was guessed there is kept in its process."""
    env = {"JUSTONEAPI_TOKEN": "7f3a", "APP_PASSCODE": PASSCODE, "APP_PRIVATE": "1"}
    with serve_app(env) as url:
        with visiting(url) as owner:
            owner.try_passcode(PASSCODE)  # the first page that opens has much to load
        yield url


def looked_at(visitor: Visitor) -> bool:
    """Have all caches emptied, guess, and say whether the guess was looked at."""
    visitor.clear_cache()
    visitor.run()  # a text that is sent right after is dropped with everything else
    return "This is not the passcode" in visitor.try_passcode(WRONG)


@contextmanager
def strangers(url: str, count: int):
    with ExitStack() as stack, ThreadPoolExecutor(count) as pool:
        yield [stack.enter_context(visiting(url)) for _ in range(count)], pool


@pytest.mark.fault(101, 109)
@pytest.mark.parametrize("connections", [1, 4])
def test_clearing_the_caches_clears_no_failures(guarded, connections):
    """Rows 101 and 109: all 40 were looked at, over one connection and over four."""
    started = time.monotonic()
    with strangers(guarded, connections) as (those, pool):
        each = TOGETHER // connections
        count = sum(pool.map(lambda one: sum(looked_at(one) for _ in range(each)), those))
    seconds = time.monotonic() - started
    assert 1 <= count <= 10 + connections * (1 + seconds / LONGEST_WAIT)
    assert count < TOGETHER


@pytest.mark.fault(109)
def test_the_right_one_opens_within_five_seconds_whoever_guesses_beside(guarded):
    """Row 109: from the same address, of which a server on this machine knows nothing."""
    opened = threading.Event()

    def guess(visitor: Visitor) -> int:
        return sum(looked_at(visitor) for _ in iter(opened.is_set, True))

    with strangers(guarded, 4) as (those, pool), visiting(guarded) as owner:
        guessing = [pool.submit(guess, one) for one in those]
        try:
            while sum(len(one.frames) for one in those) < 200:
                time.sleep(0.05)
            assert seconds_refused(owner) <= 5
        finally:
            opened.set()
        assert sum(one.result() for one in guessing) > 0


def seconds_refused(owner: Visitor) -> float:
    """Send the right passcode until it opens; return for how long it was refused.

    That is until the last refusal came, which on a busy machine takes its time.
    """
    refused = []
    while "This app is private" in (said := owner.try_passcode(PASSCODE)):
        assert "Wait" in said
        refused.append(time.monotonic())
        time.sleep(0.2)
    return refused[-1] - refused[0] if refused else 0.0
