"""A vendor that answers most calls, some late, and some not at all; it counts what that costs."""

from __future__ import annotations

import random
import threading
from collections import Counter

from services.sandbox.vendor import respond
from tests import faults
from tests.exchange import Behaviour, Exchange
from tests.fault_server import answering, reply
from tests.services.api.fakes import body


def _late_then_gone(exchange: Exchange) -> bool:
    exchange.pause(3)
    return False


MOODS: tuple[tuple[int, str, Behaviour], ...] = (
    (850, "paid", answering(respond)),
    (50, "free", reply(200, body(301))),
    (30, "free", reply(500, body(500))),
    (2, "free", reply(429, body(302), {"Retry-After": "1"})),
    (25, "unknown", reply(502, b"<html>Bad gateway</html>")),
    (15, "unknown", faults.closing),
    (10, "unknown", faults.resetting),
    (8, "unknown", faults.short_body),
    (5, "unknown", faults.half_header),
    (5, "unknown", _late_then_gone),
)
"""How often in a thousand calls, what such an answer costs, and what it is."""


class Moody:
    """A behaviour for `FaultServer`: `cost` counts its answers by what they cost."""

    def __init__(self, seed: int) -> None:
        self.cost: Counter[str] = Counter()
        self._chance = random.Random(seed)
        self._lock = threading.Lock()

    def __call__(self, exchange: Exchange) -> bool:
        with self._lock:
            delay = self._chance.uniform(0.02, 0.6)
            weights = [often for often, _, _ in MOODS]
            ((_, cost, behave),) = self._chance.choices(MOODS, weights)
            self.cost[cost] += 1
        return exchange.pause(delay) and behave(exchange)
