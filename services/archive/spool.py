"""The spool: paid answers that the database could not take, in files, until it can.

`<name>.json` is an answer that waits; its name is `<when>-<random>-<mark of the archive>`.
`<name>.<second>.busy` is one that some process has been writing or taking in since that second;
after `ABANDONED` that process is dead and the file is anybody's. `<name>.bad` is damaged, and left
for a person to look at.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from services.api.book import Answer
from services.archive.errors import (
    ArchiveCorrupt,
    ArchiveEmptied,
    ArchiveLocked,
    ArchiveNewer,
    ArchiveReadOnly,
    ArchiveUnavailable,
)
from services.archive.private import create, is_ours_alone, make_folder, narrow
from services.archive.spooled import as_bytes, from_bytes, owner_of

ABANDONED = 300.0
"""Seconds after which a busy file has outlived whoever was at work on it."""

_NOT_NOW = (
    ArchiveCorrupt,
    ArchiveEmptied,
    ArchiveLocked,
    ArchiveNewer,
    ArchiveReadOnly,
    ArchiveUnavailable,
)
"""Errors that the next answer would meet as well."""

_log = logging.getLogger(__name__)

Store = Callable[[int | None, Answer], None]


class Spool:
    """A folder of answers that wait; any number of threads and processes may use it at once."""

    def __init__(
        self,
        folder: Path,
        *,
        archive: str = "",
        clock: Callable[[], float] = time.time,
        distrust: bool = False,
    ) -> None:
        """`folder` is made when it is first needed; `clock` returns seconds since 1970.

        Archives may share a folder: an `archive`, named so, leaves alone what others have. With
        `distrust` the folder lies where everybody may write, so that only one of our own is used.
        """
        self.folder = folder
        self._mark = f"-{sha256(archive.encode()).hexdigest()[:8]}" if archive else ""
        self._clock = clock
        self._distrust = distrust

    def keep(self, answer: Answer, call_id: int | None) -> Path:
        """Write `answer`, and the ledger's call it belongs to, to one file and return its path.

        When this returns, the file is on the disk in full. Raises `OSError` where it cannot be.
        """
        make_folder(self.folder)
        if not self._is_trusted():
            raise PermissionError(self.folder)
        narrow(self.folder)
        micros = int(answer.fetched_at.timestamp() * 1_000_000)
        name = f"{micros:018d}-{uuid.uuid4().hex}{self._mark}"
        busy = self._busy(name)
        try:
            create(busy, as_bytes(answer, call_id))
            kept = busy.rename(self.folder / f"{name}.json")
        except OSError:
            with suppress(OSError):
                busy.unlink(missing_ok=True)
            raise
        self._sync_folder()
        return kept

    def waiting(self) -> tuple[Path, ...]:
        """Return the files that can be taken in now, oldest answer first."""
        found = self._files()
        return tuple(path for path in found if path.suffix == ".json" or self._abandoned(path))

    def unfinished(self) -> tuple[Path, ...]:
        """Return what waits or is being written or taken in right now, in whichever process."""
        return tuple(path for path in self._files() if path.suffix in (".json", ".busy"))

    def forget(self, creator_id: str) -> list[Path]:
        """Delete the damaged answers of a creator; return those that do not say whose they are."""
        illegible = []
        for path in self._files():
            owner = owner_of(path.read_bytes()) if path.suffix == ".bad" else ""
            if owner is None:
                illegible.append(path)
            elif owner == creator_id:
                path.unlink(missing_ok=True)
        return illegible

    def _files(self) -> list[Path]:
        try:
            found = sorted(self.folder.iterdir()) if self._is_trusted() else []
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [path for path in found if self._is_mine(path)]

    def _is_mine(self, path: Path) -> bool:
        """Say whether an answer is our archive's; one of an earlier version does not tell."""
        name = _name(path)
        return not self._mark or name.count("-") < 2 or name.endswith(self._mark)

    def _is_trusted(self) -> bool:
        return not self._distrust or is_ours_alone(self.folder)

    def take_in(self, store: Store) -> int:
        """Hand each waiting answer to `store(call_id, answer)`; return how many it took.

        A file goes only after `store` has returned, so a crash in between hands it over once more:
        `store` must bear that. An error that every answer would meet (the database is locked, gone,
        protected) ends it and is raised; an answer that fails alone stays, and is logged.
        Raises `ArchiveError`, and `OSError` where the folder cannot be written.
        """
        if self._is_trusted():
            for path in (self.folder, *self._files()):
                narrow(path)  # an earlier version of this app let others read them
        taken = 0
        for path in self.waiting():
            busy = self._claim(path)
            if busy is not None:
                taken += self._hand_over(busy, store)
        return taken

    def _hand_over(self, busy: Path, store: Store) -> bool:
        name = _name(busy)
        try:
            call_id, answer = from_bytes(busy.read_bytes())
        except ValueError:
            _log.warning("Spooled answer %s is damaged and was set aside.", name)
            _move(busy, self.folder / f"{name}.bad")
            return False
        try:
            store(call_id, answer)
        except BaseException as error:
            _move(busy, self.folder / f"{name}.json")
            if isinstance(error, _NOT_NOW) or not isinstance(error, Exception):
                raise
            _log.warning("Spooled answer %s was not taken: %s.", name, type(error).__name__)
            return False
        busy.unlink(missing_ok=True)
        return True

    def _claim(self, path: Path) -> Path | None:
        """Make a file ours by its name; None where another process was quicker."""
        try:
            return path.rename(self._busy(_name(path)))
        except FileNotFoundError:
            return None

    def _busy(self, name: str) -> Path:
        return self.folder / f"{name}.{int(self._clock())}.busy"

    def _abandoned(self, path: Path) -> bool:
        name, _, since = path.stem.partition(".")
        if path.suffix != ".busy" or not name or not since.isdecimal():
            return False
        # a time far ahead was written before the clock was set back
        return abs(self._clock() - int(since)) > ABANDONED

    def _sync_folder(self) -> None:
        """Make the new name last through a power cut; Windows has no such call."""
        if os.name == "posix":
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _name(path: Path) -> str:
    return path.name.partition(".")[0]


def _move(busy: Path, to: Path) -> None:
    with suppress(FileNotFoundError):  # we were too slow, and another process took it over
        busy.rename(to)
