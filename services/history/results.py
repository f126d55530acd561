"""What is computed from the series of a state: once for everybody in the process, and bounded."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeVar
from uuid import uuid4
from weakref import WeakKeyDictionary

from cachetools import LRUCache

T = TypeVar("T")

_MOST_BYTES = 64_000_000
_MOST_AT_HAND = 24
_MOST_HANDED_OUT = 10


@dataclass
class _Turn:
    """Who computes under a name, and how many wait for that."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    takers: int = 0


@dataclass
class _AtHand:
    """A result as an object, and how often it may still be handed out."""

    result: Any
    left: int = _MOST_HANDED_OUT


class Names:
    """Gives keys short names: equal keys have one name, in this process.

    What equals only itself, as an `Insight` does, goes by the name under which it was handed out.
    """

    def __init__(self) -> None:
        self._of: WeakKeyDictionary[object, bytes] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def name(self, key: Hashable) -> bytes:
        """Return the name of a key made of tuples, sets and values whose `repr` says all."""
        with self._lock:
            spelled = repr(self._spell(key))
        return blake2b(spelled.encode(), digest_size=16).digest()

    def remember(self, result: object, name: bytes) -> None:
        """Take note of the name under which `result` is handed out."""
        if _is_itself_alone(result):
            with self._lock:
                self._of[result] = name

    def _spell(self, part: Hashable) -> object:
        if isinstance(part, tuple):
            return tuple(map(self._spell, part))
        if isinstance(part, frozenset):
            return sorted(repr(self._spell(one)) for one in part)
        if _is_itself_alone(part):
            return self._of.setdefault(part, uuid4().bytes)
        return part


def _is_itself_alone(value: object) -> bool:
    return value is not None and type(value).__eq__ is object.__eq__


class Results:
    """Keeps results by key, the least used going first; shared, so never changed.

    A key holds all that its result follows from, and neither of them a word that a visitor gave.
    Several who ask under one key at once wait for one of them to compute; other keys do not wait.
    A failure is told to whoever computed it, and the next one tries again.

    They are kept as bytes, which no garbage collection walks through; the last used are at hand as
    objects too, but not for ever: pandas notes in a frame whatever was taken from it.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._kept: LRUCache[bytes, bytes] = LRUCache(most_bytes, len)
        self._at_hand: LRUCache[bytes, _AtHand] = LRUCache(_MOST_AT_HAND)
        self._turns: dict[bytes, _Turn] = {}
        self._lock = threading.Lock()
        self.names = Names()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is kept under `key`, else what `compute` returns."""
        name = self.names.name(key)
        with self._turn(name) as turn, turn.lock:
            with self._lock:
                found, packed = self._at_hand.get(name), self._kept.get(name)
            if found is None or not found.left:
                found = _AtHand(self._made(name, packed, compute))
                self.names.remember(found.result, name)
            found.left -= 1
            with self._lock:
                self._at_hand[name] = found
            result: T = found.result
            return result

    def _made(self, name: bytes, packed: bytes | None, compute: Callable[[], T]) -> T:
        if packed is not None:
            known: T = pickle.loads(packed)  # noqa: S301 - our own bytes, of this process
            return known
        result = compute()
        packed = pickle.dumps(result)
        with self._lock:
            if len(packed) <= self._kept.maxsize:
                self._kept[name] = packed
        return result

    @contextmanager
    def _turn(self, name: bytes) -> Iterator[_Turn]:
        with self._lock:
            turn = self._turns.setdefault(name, _Turn())
            turn.takers += 1
        try:
            yield turn
        finally:
            with self._lock:
                turn.takers -= 1
                if not turn.takers:
                    del self._turns[name]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._at_hand.clear()


RESULTS = Results()
"""Those of this process."""
