"""A long list in shards, which any number of processes and machines with the same list share."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from services.china_time import latest_data_day
from services.history.history import History

SHARD = 200
"""Creators that are collected at once: some minutes of calls, and little to begin anew."""

_LOOK_SECONDS = 1.0

Shard = tuple[str, ...]
"""The ids of some creators of a list, in its order."""


def shards_of(creator_ids: Sequence[str]) -> list[Shard]:
    """Return a list in parts of `SHARD` creators, the last one shorter."""
    return [tuple(creator_ids[at : at + SHARD]) for at in range(0, len(creator_ids), SHARD)]


def behind(history: History, shard: Shard) -> Shard:
    """Return those of a shard who lack yesterday in a series that is collected.

    That is asked of the database without their points: of who is up to date, nothing is read.
    Raises `ArchiveError`.
    """
    reaching = history.archive.reaching(shard, latest_data_day(history.client.clocks.now))
    return tuple(
        creator_id
        for creator_id in shard
        if any((creator_id, metric) not in reaching for metric in history.metrics)
    )


def in_turn(history: History, shards: Sequence[Shard]) -> Generator[Shard, None, None]:
    """Yield every shard, each when no other process is at it, the first free one of the list next.

    It is ours until the next one is asked for, or `close` is called. What others have collected
    comes up as well: it costs no call, and whoever was killed has left something to do in it.
    Raises `ArchiveError`.
    """
    left = list(shards)
    while left:
        for shard in left:
            with _held(history, shard) as ours:
                if ours:
                    left.remove(shard)
                    yield shard
                    break
        else:
            history.client.clocks.sleep(_LOOK_SECONDS)


@contextmanager
def _held(history: History, shard: Shard) -> Iterator[bool]:
    name = sha256(" ".join(shard).encode()).hexdigest()[:32]
    ours = history.archive.take_shard(name)
    if not ours:
        yield False
        return
    history.collector.watch.keep()
    try:
        yield True
    finally:
        history.archive.release_shard(name)
