"""Many sessions that rerun without a pause, beside as many of a bare script.

Each server is a process of its own, and all visitors share this one: two cores are enough.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import psutil

from tests.bench.beside import BARE, VIEWS, Side, beside, come, query
from tests.bench.row import Hold, Row
from tests.browser import running
from tests.websocket import Visitor

CREATORS = 20
SIZES = (10, 25, 50)
ROUNDS, ROUNDS_BESIDE, SECONDS = 2, 4, 3.0
P95_SECONDS = {25: 2.0}
NOT_FALLING = Hold(0.95, "rival", least=True)


def sessions(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Have crowds of these sizes press a control of the chart again and again, at both in turn."""
    with beside(CREATORS) as sides, ExitStack() as stack:
        crowds: tuple[list[Visitor], list[Visitor]] = ([], [])
        for size in sizes:
            for side, crowd in zip(sides, crowds, strict=True):
                crowd += come(stack, side, size - len(crowd), CREATORS)
            alone = _cpu_seconds(sides[0], crowds[0][0])
            taken = [[_press(crowd, SECONDS) for crowd in crowds] for _ in range(ROUNDS)]
            mine, other = ([one[place] for one in taken] for place in (0, 1))
            what = f"{size} sessions re-running at once, {CREATORS} creators each"
            yield Row(f"{what}: reruns a second", "/s", _rate(mine), 1 / alone, BARE, _rate(other))
            yield Row(
                f"{what}: 95 % are done within",
                "s",
                _p95(mine),
                size * alone,
                BARE,
                _p95(other),
                Hold(P95_SECONDS[size]) if size in P95_SECONDS else None,
            )
    if len(sizes) > 1:
        yield _beside_few(min(sizes), max(sizes))


def _beside_few(few: int, many: int) -> Row:
    """Measure a small crowd and a large one in turn, each at a server that has no other sessions.

    A machine's own speed changes more from one half minute to the next than what is looked for.
    """
    with ExitStack() as stack:
        crowds = []
        for size in (few, many):
            side = Side(stack.enter_context(running({})), {CREATORS: query(CREATORS)})
            crowds.append(come(stack, side, size, CREATORS))
        taken = [[_press(crowd, SECONDS) for crowd in crowds] for _ in range(ROUNDS_BESIDE)]
    small, large = (_rate([one[place] for one in taken]) for place in (0, 1))
    what = f"reruns a second of {many} sessions beside those of {few}"
    return Row(what, "/s", large, None, f"{few} sessions", small, NOT_FALLING)


def _cpu_seconds(side: Side, visitor: Visitor) -> float:
    """Return how long the server computes for one rerun: its threads compute one at a time."""
    assert side.app.process is not None
    process = psutil.Process(side.app.process.pid)
    before = sum(process.cpu_times()[:2])
    taken, _ = _press([visitor], SECONDS / 2)
    return (sum(process.cpu_times()[:2]) - before) / len(taken)


def _press(crowd: Sequence[Visitor], seconds: float) -> tuple[list[float], float]:
    """Have everybody press for so long; return the seconds of each rerun, and of all together."""
    began = time.perf_counter()
    taken: list[float] = []

    def go_on(visitor: Visitor) -> None:
        turn = 0
        while (now := time.perf_counter()) < began + seconds:
            visitor.press("Curves", VIEWS[turn % 2])
            taken.append(time.perf_counter() - now)
            visitor.frames.clear()
            turn += 1

    threads = [threading.Thread(target=go_on, args=(one,)) for one in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, time.perf_counter() - began


def _rate(rounds: Sequence[tuple[list[float], float]]) -> float:
    return sum(len(taken) for taken, _ in rounds) / sum(seconds for _, seconds in rounds)


def _p95(rounds: Sequence[tuple[list[float], float]]) -> float:
    taken = sorted(one for some, _ in rounds for one in some)
    return taken[int(len(taken) * 0.95)]
