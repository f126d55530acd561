"""Tests for who computes when: in order, one at a time, and nobody for ever."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest

from components.session.turns import Turns
from tests.services.test_processes import wait_until


def started(turns, name, said, go=None):
    """Start a thread that takes a turn, says so, and keeps it until `go` is set."""

    def work():
        with turns.turn():
            said.append(name)
            if go is not None:
                go.wait(10)

    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def in_a_row(turns, count, said):
    """Start threads that stand in the queue in this order."""
    threads = []
    for name in range(count):
        threads.append(started(turns, name, said))
        wait_until(lambda so_far=name + 1: len(turns._waiting) == so_far)
    return threads


def test_turns_come_in_the_order_of_coming_and_one_at_a_time():
    turns, said, go = Turns(seconds=60), [], Event()
    first = started(turns, "first", said, go)
    wait_until(lambda: said == ["first"])
    others = in_a_row(turns, 12, said)
    time.sleep(0.02)
    assert said == ["first"]
    go.set()
    for thread in (first, *others):
        thread.join(10)
    assert said == ["first", *range(12)]


def test_a_turn_that_fails_is_passed_on():
    turns, said = Turns(seconds=60), []
    with pytest.raises(KeyError), turns.turn():
        raise KeyError
    started(turns, "next", said).join(10)
    assert said == ["next"]


def test_who_takes_too_long_is_passed_over_once_and_brings_no_disorder():
    turns, said, go = Turns(seconds=1), [], Event()
    slow = started(turns, "slow", said, go)
    wait_until(lambda: said == ["slow"])
    for thread in in_a_row(turns, 5, said):
        thread.join(10)
    assert said == ["slow", *range(5)]
    kept, last = Event(), Event()
    started(turns, "keeps", said, kept)
    wait_until(lambda: said[-1] == "keeps")
    go.set()  # the slow one ends in somebody else's turn, which goes on
    slow.join(10)
    turns._seconds = 60
    waiting = started(turns, "waits", said, last)
    time.sleep(0.02)
    assert said[-1] == "keeps"
    kept.set()
    last.set()
    waiting.join(10)
    assert said[-1] == "waits"
