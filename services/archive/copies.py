"""Which backups and exports were made of an archive: a forgotten creator is in them still."""

from __future__ import annotations

import os
from pathlib import Path

from services.archive.private import create, make_folder

_NAME = "copies.txt"


def note_copy(folder: Path, copy: Path) -> None:
    """Note in `folder`, the archive's own, that a copy was made. Raises `OSError`."""
    notes = folder / _NAME
    known = _noted(notes)
    whole = copy.resolve()
    if whole not in known:
        make_folder(folder)  # which a database elsewhere has not made
        new = notes.with_name(f".{_NAME}.{os.getpid()}")
        new.unlink(missing_ok=True)
        lines = [str(path) for path in (*known, whole) if path.exists()]
        create(new, "".join(f"{line}\n" for line in lines).encode())
        new.replace(notes)


def copies(folder: Path) -> list[Path]:
    """Return the copies that were made and are still there, and what an emptied archive left."""
    kept = [path for path in _noted(folder / _NAME) if path.exists()]
    return kept + sorted(folder.glob("*.aside"))


def _noted(notes: Path) -> list[Path]:
    try:
        return [Path(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    except (FileNotFoundError, UnicodeDecodeError):
        return []
