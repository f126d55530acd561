"""What the archive puts on the disk is readable by its owner alone."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700
_OTHERS = 0o077


def narrow(path: Path) -> None:
    """Take from a file or folder what others may do with it; where it is not ours, it stays."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if mode & _OTHERS:
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone. Raises `OSError`."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(_FOLDER, exist_ok=True)


def create(path: Path, content: bytes) -> None:
    """Write a new file, on the disk in full when this returns. Raises `OSError`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def is_ours_alone(folder: Path) -> bool:
    """Say whether a folder in a place where everybody may write is one that we made."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(found.st_mode)
    ours = found.st_uid == os.geteuid() and not found.st_mode & _OTHERS
    return ours and stat.S_ISDIR(found.st_mode)
