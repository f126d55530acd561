"""Visitors over raw websockets, each in a thread of its own, who look at list after list."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Sequence
from typing import Self

from websockets.exceptions import WebSocketException

from tests.websocket import Visitor, visiting

CREATORS = [f"{0x5F50AC * 16**18 + number * 104_729:024x}" for number in range(400)]
GONE = (WebSocketException, OSError, TimeoutError)
VIEWS, DAYS, SCALES = ("both", "total", "new"), ("30", "60"), ("count", "index", "percent")
DRAWN = re.compile(rb'"name": ?"([0-9a-f]{24})"')


def looking(chance: random.Random, creators: list[str]) -> str:
    """Return a link that looks at creators in one of many ways."""
    view, days, scale = map(chance.choice, (VIEWS, DAYS, SCALES))
    return f"kols={','.join(creators)}&view={view}&days={days}&scale={scale}"


class Crowd:
    """`size` visitors at the app at `url`, for `with`.

    Each looks `looks` times at six of a pool of creators, at most `pause` seconds after each other,
    then leaves and comes again for others.
    `seen` are the creators whose curves somebody was shown, `took` the seconds of each rerun,
    `lost` how often a connection was.
    """

    def __init__(
        self,
        url: str,
        size: int,
        *,
        looks: int = 10,
        pool: Sequence[str] = CREATORS,
        pause: float = 1.0,
    ) -> None:
        self.url, self.size = url, size
        self.looks, self.pool, self.pause = looks, pool, pause
        self.seen: set[str] = set()
        self.took: list[float] = []
        self.lost = 0
        self.errors: list[BaseException] = []
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._come, args=(one,)) for one in range(size)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        if self.errors and not any(failed):
            raise self.errors[0]

    def _come(self, number: int) -> None:
        """Come again and again, and look at a list that is partly new to everybody."""
        chance = random.Random(f"visitor {number}")
        while not self._stopping.is_set():
            creators = chance.sample(self.pool, 6)
            try:
                with visiting(self.url, query=looking(chance, creators)) as visitor:
                    self._look(visitor, chance, creators)
            except GONE:
                self.lost += 1
                self._stopping.wait(0.5)
            except BaseException as error:  # shown by the test's own thread
                self.errors.append(error)
                return

    def _look(self, visitor: Visitor, chance: random.Random, creators: list[str]) -> None:
        self._note(visitor)
        for _ in range(self.looks):
            if self._stopping.wait(chance.uniform(0, self.pause)):
                return
            began = time.monotonic()
            visitor.run(query=looking(chance, creators))
            self.took.append(time.monotonic() - began)
            self._note(visitor)

    def _note(self, visitor: Visitor) -> None:
        for frame in visitor.frames:
            self.seen.update(found.decode() for found in DRAWN.findall(frame))
        visitor.frames.clear()
