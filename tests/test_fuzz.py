"""Thousands of broken answers and links in each run; `make soak` tries more than a million."""

from __future__ import annotations

import random

import pytest

from services.api.answers import Kind
from services.api.parsing import read_answer
from tests.fuzz.__main__ import FAMILIES, try_many, try_one
from tests.fuzz.bodies import TODAY, body


@pytest.mark.parametrize(("kind", "count"), [("bodies", 10_000), ("links", 5000)])
def test_whatever_comes_is_a_value_or_a_sentence(kind, count):
    assert try_many(kind, 0, count) == count


def test_the_bodies_are_neither_all_good_nor_all_broken_alike():
    made = [body(random.Random(f"bodies {seed}")) for seed in range(500)]
    kinds = {read_answer(one.status, one.content, one.metric, TODAY).kind for one in made}
    assert {Kind.OK, Kind.NO_SERIES, Kind.PROTOCOL, Kind.GATEWAY} <= kinds
    assert len({one.content for one in made}) > 300


def test_a_failure_says_how_to_see_it_again(monkeypatch):
    def wrong(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(FAMILIES, "links", type(FAMILIES["links"])(lambda _: "x=1", wrong, 1))
    with pytest.raises(ZeroDivisionError) as caught:
        try_one("links", 7)
    assert caught.value.__notes__ == ["again: python -m tests.fuzz links 7\ninput: 'x=1'"]
