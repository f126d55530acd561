from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from services.growth.rules import Rules
from services.history.results import Results


def test_many_who_ask_at_once_wait_for_one_of_them():
    results, begun, computed = Results(), threading.Barrier(8), []
    go_on = threading.Event()

    def compute() -> list[int]:
        computed.append(1)
        assert go_on.wait(10)
        return computed

    def ask() -> list[int]:
        begun.wait(10)
        return results.get("key", compute)

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask) for _ in range(8)]
        assert results.get("other", lambda: "at once") == "at once", "other keys do not wait"
        go_on.set()
        assert all(one.result(10) is computed for one in asked)
    assert computed == [1]
    assert results.get("key", list) is computed


def test_what_fails_is_tried_again():
    results = Results()
    with pytest.raises(ZeroDivisionError):
        results.get("key", lambda: 1 / 0)
    assert results.get("key", lambda: 2) == 2


def test_nothing_is_a_result_too():
    results, computed = Results(), []
    for _ in range(2):
        assert results.get("key", lambda: computed.append(1)) is None
    assert computed == [1]


def test_it_stays_within_its_bytes_and_the_least_used_go_first():
    results, computed = Results(most_bytes=50_000), []

    def get(key: int, size: int = 10_000) -> bytes:
        results._at_hand.clear()  # as if others had been asked for meanwhile
        return results.get(key, lambda: computed.append(key) or os.urandom(size))

    for key in (1, 2, 3, 4, 1, 5, 6):
        get(key)
    assert computed == [1, 2, 3, 4, 5, 6]
    get(1)
    get(2)
    assert computed[6:] == [2], "the first was used meanwhile"
    get(7, size=60_000)
    get(1)
    assert computed[7:] == [7], "what is too large is not kept, and drives nobody out"
    assert not results._turns


class Found:
    """Equal to itself alone, as an insight is."""

    number = 0


def test_what_is_at_hand_is_one_object_and_now_and_then_a_new_one_of_the_same_name():
    results, computed = Results(), []
    handed = [results.get("found", lambda: computed.append(1) or Found()) for _ in range(25)]
    assert computed == [1]
    assert handed[0] is handed[1]
    assert 2 <= len(set(handed)) <= 5, "what pandas notes in a frame ends with the frame"
    assert len({results.names.name(("drawn from", one)) for one in handed}) == 1
    assert results.names.name(Found()) != results.names.name(Found())


def test_names_go_by_value():
    name = Results().names.name
    same = [(Rules(), frozenset("abcdef"), None, date(2026, 3, 9)) for _ in range(2)]
    assert name(same[0]) == name(same[1])
    others = [
        ("a", "b"),
        ("ab",),
        ("a", ("b",)),
        (1,),
        ("1",),
        (1.0,),
        (None,),
        (Rules(together=1),),
    ]
    assert len(set(map(name, others))) == len(others)


def test_results_may_be_made_of_each_other():
    results = Results()
    assert results.get("sum", lambda: results.get("part", lambda: 2) + 1) == 3
