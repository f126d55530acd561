"""How soon a guess is looked at: the more wrong ones, the later, and nobody waits for long."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from cachetools import LRUCache

LONGEST_WAIT = 4.0
"""In seconds, for a guesser and for all others. With a second for the way there and back, the right
passcode is never refused for longer than 5 s.
"""

_OF_A_SESSION, _OF_AN_ADDRESS, _OF_ALL = 2, 5, 20
"""So many wrong ones of late cost no wait: people mistype, and share an address in an office."""

_LONGEST_FOR_ALL = 2.0
_FORGOTTEN_EVERY = 60.0
_MOST_KEPT = 30
_MOST_VISITORS = 10_000


@dataclass(frozen=True)
class Visitor:
    """Who guesses: a session, and the address that it comes from, "" where nobody can tell."""

    session: str
    address: str = ""

    @property
    def neighbourhood(self) -> str:
        """The address, of IPv6 the network: whoever has one such address has all of its network."""
        try:
            known = ipaddress.ip_address(self.address)
        except ValueError:
            return self.address
        if isinstance(known, ipaddress.IPv4Address):
            return str(known)
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((int(known), 64), strict=False))


@dataclass
class _Wrong:
    """The wrong guesses of late: one is forgotten every minute."""

    count: float = 0.0
    at: float = 0.0

    def of_late(self, now: float) -> float:
        return max(0.0, self.count - (now - self.at) / _FORGOTTEN_EVERY)

    def add(self, now: float) -> None:
        self.count, self.at = min(self.of_late(now) + 1, _MOST_KEPT), now

    def wait(self, now: float, free: int) -> float:
        beyond = math.ceil(self.of_late(now)) - free
        return min(2.0 ** (beyond - 1), LONGEST_WAIT) if beyond > 0 else 0.0


@dataclass
class _Turn:
    """When a session is looked at next. Once told it stays, whatever others do meanwhile."""

    at: float
    wrong: _Wrong = field(default_factory=_Wrong)


class Brake:
    """Spaces guesses. Not safe between threads: its caller compares and counts under one lock.

    A session costs a stranger nothing, so its address counts too, also against the first guess of
    a new session; and a stranger with many addresses slows everybody, a little. An owner who comes
    while somebody guesses is told a turn within 4 s, and nothing moves it. So a stranger has at
    most one guess in 4 s for each session kept open; the length of the passcode must do the rest.
    Each process counts by itself: a few processes make a few times as many guesses, which is no
    danger, while in the archive every stranger's guess would be a write to what the owner pays for,
    and an archive that fails would open the door or lock it. `monotonic` replaces the clock.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._turns: LRUCache[str, _Turn] = LRUCache(_MOST_VISITORS)
        self._addresses: LRUCache[str, _Wrong] = LRUCache(_MOST_VISITORS)
        self._all = _Wrong()

    def seconds_left(self, visitor: Visitor) -> float:
        """Return how long until the visitor's turn; 0: now."""
        now = self._monotonic()
        turn = self._turns.get(visitor.session)
        if turn is None:
            turn = self._turns[visitor.session] = _Turn(now + self._crowd(visitor, now))
        return max(0.0, turn.at - now)

    def note_wrong(self, visitor: Visitor) -> float:
        """Count a wrong guess, whose turn it was, and return the seconds until the next turn."""
        now = self._monotonic()
        turn = self._turns.setdefault(visitor.session, _Turn(now))
        address = self._addresses.setdefault(visitor.neighbourhood, _Wrong())
        for wrong in (turn.wrong, address, self._all):
            wrong.add(now)
        wait = max(turn.wrong.wait(now, _OF_A_SESSION), self._crowd(visitor, now))
        turn.at = now + wait
        return wait

    def forgive(self, visitor: Visitor) -> None:
        """Forget a session's wrong guesses: it had the right one. Its address keeps its own."""
        self._turns.pop(visitor.session, None)

    def _crowd(self, visitor: Visitor, now: float) -> float:
        address = self._addresses.get(visitor.neighbourhood, _Wrong())
        for_all = min(self._all.wait(now, _OF_ALL), _LONGEST_FOR_ALL)
        return max(address.wait(now, _OF_AN_ADDRESS), for_all)
