"""What a session adds to the memory of a server, and what stays when it has gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench.beside import BARE, Side, beside, come
from tests.bench.row import Hold, Row
from tests.soak.measured import use_of

CREATORS = 20
FEW, MANY = 10, 50
ROUNDS = 4
KEPT_SECONDS = 1


def memory() -> Iterator[Row]:
    """Open sessions of the app and of a bare script that each look at two views, and leave."""
    kept = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(KEPT_SECONDS)}
    with beside(CREATORS, env=kept) as (ours, bare):
        mine, theirs = _added(ours), _added(bare)
        what = f"memory that a session of {CREATORS} creators adds to the server"
        yield Row(what, "MB", mine, None, BARE, theirs, Hold(1.5, "rival"))
        levels = [_a_round(ours) for _ in range(ROUNDS)]
    what = f"memory of the server after {ROUNDS} rounds of {FEW} sessions that came and went"
    yield Row(what, "MB", levels[-1], None, "after 2 rounds", levels[1], Hold(1.02, "rival"))


def _added(side: Side) -> float:
    """Return the MB that each session adds, beyond the first few, which bring what all share."""
    with ExitStack() as stack:
        come(stack, side, FEW, CREATORS)
        before = _rss(side)
        come(stack, side, MANY - FEW, CREATORS)
        return (_rss(side) - before) / (MANY - FEW)


def _a_round(side: Side) -> float:
    with ExitStack() as stack:
        come(stack, side, FEW, CREATORS)
    time.sleep(KEPT_SECONDS + 0.5)
    return _rss(side)


def _rss(side: Side) -> float:
    assert side.app.process is not None
    return use_of(side.app.process.pid).rss
