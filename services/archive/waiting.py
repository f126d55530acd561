"""Paid answers that the database could not take: in the spool, a second place, or at hand.

The second place is a folder of ours in the system's temporary folder, which often is another disk.
What fits there neither stays in memory, and goes to a disk as soon as one has room.
"""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from services.api.book import Answer
from services.archive.spool import Spool, Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waits:
    """How many paid answers wait on a disk, and how many in the memory of this process alone."""

    on_disk: int = 0
    in_memory: int = 0

    def __bool__(self) -> bool:
        return bool(self.on_disk or self.in_memory)


class Waiting:
    """The answers of one archive that wait. Shared by all threads of the process."""

    def __init__(self, spool: Spool, second: Spool) -> None:
        self.spool = spool
        self.second = second
        self._memory: list[tuple[int, Answer]] = []
        self._lock = Lock()

    @property
    def places(self) -> tuple[Spool, Spool]:
        """The folders, in the order in which they are tried."""
        return self.spool, self.second

    def count(self) -> Waits:
        """Return how many wait."""
        return Waits(sum(len(place.waiting()) for place in self.places), len(self._memory))

    def keep(self, answer: Answer, call_id: int) -> None:
        """Keep an answer in the first place that takes it. Never raises: it is paid for."""
        if not self._on_disk(answer, call_id):
            _log.error(
                "a paid answer could be written neither to the archive nor to a disk; "
                "it waits in memory, and is lost where the app ends before there is room"
            )
            with self._lock:
                self._memory.append((call_id, answer))

    def take_in(self, store: Store) -> None:
        """Hand all that waits to `store`; what it does not take goes on waiting.

        Raises `ArchiveError`, and `OSError` where a folder cannot be written.
        """
        self._empty_memory(store)
        failure: OSError | None = None
        for place in self.places:
            try:
                place.take_in(store)
            except OSError as error:
                failure = error
        if failure is not None:
            raise failure

    def _empty_memory(self, store: Store) -> None:
        """Bring what is at hand to the database or to a disk."""
        for entry in list(self._memory):
            call_id, answer = entry
            try:
                store(call_id, answer)
            except Exception as error:
                if not self._on_disk(answer, call_id):
                    _log.warning("a paid answer stays in memory: %s", type(error).__name__)
                    return
            with self._lock, suppress(ValueError):  # another thread was quicker
                self._memory.remove(entry)

    def _on_disk(self, answer: Answer, call_id: int) -> bool:
        for place in self.places:
            with suppress(OSError):
                place.keep(answer, call_id)
                return True
        return False


def second_place(archive: str) -> Path:
    """Return the folder in the system's temporary one for what `archive` (its address) can't take.

    The same after a restart, and another for each archive and each user of the machine.
    """
    user = os.geteuid() if os.name == "posix" else ""
    name = sha256(f"{user} {archive}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kol-growth-benchmark-{name}"
