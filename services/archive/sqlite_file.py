"""SQLite's file: made for its owner alone, set up on each connection, and missed once it is gone.

We never leave a file of 0 bytes: a new one comes under its name with its first page in it. So one
that is empty has lost what it held, and to begin anew, and pay anew, is for its owner to decide.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from services.archive.errors import ArchiveEmptied
from services.archive.private import create, make_folder, narrow

_BESIDE = ("-wal", "-shm", "-journal")
_WAL_FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Say whether this SQLite has the WAL-reset bug fixed (3.44.6, 3.50.7, or from 3.51.3 on)."""
    if version >= _WAL_FIXED[-1]:
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in _WAL_FIXED)


class SqliteFile:
    """The file of one archive, as this process knows it."""

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._known: tuple[int, int] | None = None

    def check(self) -> bool:
        """Make the file where there never was one; say whether it is another than last time.

        Connections to the one before are stale then. Raises `ArchiveEmptied` where the file is
        empty, or gone though it was there, and `OSError`.
        """
        if not self.path.exists():
            if not self._known and not any(_size(one) for one in self._beside()):
                self._create()
            elif not self.path.exists():  # nor has another process made it just now
                raise ArchiveEmptied
        found = self.path.stat()
        if not found.st_size:
            raise ArchiveEmptied
        identity = (found.st_dev, found.st_ino)
        changed = self._known not in (None, identity)
        if identity != self._known:
            for one in (self.path, *self._beside()):
                narrow(one)
        self._known = identity
        return changed

    def prepare(self, dbapi: Any, _record: object) -> None:  # noqa: ANN401
        """Set and check what SQLite forgets with every connection."""
        dbapi.isolation_level = None  # transactions are begun by the database, not by the driver
        journal, synchronous = ("wal", 2) if wal_is_safe() else ("delete", 3)
        cursor = dbapi.cursor()
        cursor.execute(f"PRAGMA journal_mode={journal}")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={int(self._busy_seconds * 1000)}")
        cursor.close()

    def begin_anew(self) -> bool:
        """Put an empty archive where an emptied file is; False, without a change, where none is.

        What SQLite left beside the old file is set aside: it would be taken for the new one's.
        Raises `OSError`.
        """
        if _size(self.path):
            return False
        for one in self._beside():
            with suppress(FileNotFoundError):
                one.rename(one.with_name(f"{one.name}.{int(time.time())}.aside"))
        if self.path.exists():
            self.path.write_bytes(_first_page())  # in its place: it may be a mount of its own
        return True

    def _create(self) -> None:
        """Let the file appear under its name in one piece, unless another process was quicker."""
        make_folder(self.path.parent)
        new = self.path.with_name(f".{self.path.name}.{uuid4().hex}.new")
        create(new, _first_page())
        try:
            os.link(new, self.path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            new.rename(self.path)
        finally:
            new.unlink(missing_ok=True)

    def _beside(self) -> list[Path]:
        return [self.path.with_name(self.path.name + end) for end in _BESIDE]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _first_page() -> bytes:
    """Return an SQLite file without a table."""
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.execute("PRAGMA user_version = 0")
        return empty.serialize()
