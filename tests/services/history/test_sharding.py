"""A list in parts: cut the same by everybody, and looked through without what is up to date."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace

import pytest

from services.archive.archive import open_archive
from services.history import sharding
from services.history.sharding import SHARD, in_turn, shards_of

IDS = [f"{number:024x}" for number in range(2 * SHARD + 1)]


def test_a_list_is_cut_in_its_order():
    parts = shards_of(IDS)
    assert [len(part) for part in parts] == [SHARD, SHARD, 1]
    assert [creator_id for part in parts for creator_id in part] == IDS
    assert shards_of([]) == []


@pytest.fixture
def two(tmp_path):
    """Two processes at one archive, as far as the archive knows; each sleep is noted."""
    made = [open_archive(f"sqlite:///{tmp_path}/archive.db", None) for _ in range(2)]
    slept = []
    watch = SimpleNamespace(keep=lambda: None)
    yield [
        SimpleNamespace(
            archive=archive,
            collector=SimpleNamespace(watch=watch),
            client=SimpleNamespace(clocks=SimpleNamespace(sleep=slept.append)),
            slept=slept,
        )
        for archive in made
    ]
    for archive in made:
        archive.close()


def test_who_comes_second_takes_the_next_one_and_all_in_the_end(two):
    parts = shards_of(IDS)
    with closing(in_turn(two[0], parts)) as first, closing(in_turn(two[1], parts)) as second:
        assert next(first) is parts[0]
        assert next(second) is parts[1]
        assert next(first) is parts[2]
        assert next(second) is parts[0]
        assert next(first) is parts[1]
        assert next(second) is parts[2]
        assert [*first, *second] == []
    assert two[0].slept == []


def test_who_has_only_shards_left_that_others_have_waits(two, monkeypatch):
    parts = shards_of(IDS[:1])
    with closing(in_turn(two[0], parts)) as first, closing(in_turn(two[1], parts)) as second:
        next(first)
        monkeypatch.setattr(two[1].client.clocks, "sleep", lambda _: first.close())
        assert next(second) is parts[0]


def test_a_shard_is_given_back_however_its_time_ends(two):
    parts = shards_of(IDS[:1])
    with closing(in_turn(two[0], parts)) as first:
        next(first)
    with pytest.raises(RuntimeError), closing(in_turn(two[0], parts)) as first:
        raise RuntimeError(next(first))
    assert next(in_turn(two[1], parts)) is parts[0]


def test_other_lists_have_other_shards(two):
    with closing(in_turn(two[0], shards_of(IDS[:2]))) as first:
        next(first)
        assert next(in_turn(two[1], shards_of(IDS[:3]))) == tuple(IDS[:3])
    assert sharding.SHARD == SHARD
