"""Saved lists as pages use them: whatever goes wrong is a value with a sentence for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Connection

from services.archive import list_changes as shortlists
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.shortlist.creator import Creator
from services.shortlist.saved import Conflict, ListName, ListRefused, SavedList

UNDO_FOR = timedelta(days=30)
"""A deleted list can be brought back for this long at least."""

Refusal = ListRefused | ArchiveError
"""Why nothing was read or changed; `message` is the sentence."""

T = TypeVar("T")


@dataclass(frozen=True)
class ListKeeper:
    """The saved lists of an archive. No method raises; nothing that is refused changes anything."""

    archive: Archive

    @property
    def in_own_file(self) -> bool:
        """Whether they are in a file beside the app, whose disk may not last."""
        return self.archive.database.file is not None

    def names(self) -> tuple[ListName, ...] | Refusal:
        """Return the lists, the one that was changed last first."""
        return self._read(shortlists.names)

    def open(self, name: str) -> SavedList | Refusal:
        """Return a list; case and width of its name do not matter."""
        return self._read(lambda c: shortlists.open_list(c, name))

    def save(
        self, name: str, creators: Sequence[Creator], expected_version: int | None
    ) -> SavedList | Conflict | Refusal:
        """Save a list that is new (None) or still at the version that its editor has seen."""
        now = self.archive.now()
        return self._write(lambda c: shortlists.save_list(c, name, creators, expected_version, now))

    def rename(self, name: str, new_name: str) -> SavedList | Refusal:
        """Give a list another name."""
        now = self.archive.now()
        return self._write(lambda c: shortlists.rename(c, name, new_name, now))

    def duplicate(self, name: str) -> SavedList | Refusal:
        """Copy a list to "name (2)", or the next number that is free."""
        now = self.archive.now()
        return self._write(lambda c: shortlists.duplicate(c, name, now))

    def delete(self, name: str) -> int | Refusal:
        """Put a list aside and return its number, which `restore` takes for `UNDO_FOR`."""
        now = self.archive.now()

        def work(connection: Connection) -> int:
            shortlists.purge_deleted(connection, now - UNDO_FOR)
            return shortlists.delete_list(connection, name, now)

        return self._write(work)

    def restore(self, number: int) -> SavedList | Refusal:
        """Bring a deleted list back, while its name is free."""
        return self._write(lambda c: shortlists.restore(c, number))

    def _read(self, work: Callable[[Connection], T]) -> T | Refusal:
        try:
            return self.archive.ask(work)
        except ListRefused as refused:
            return refused
        except ArchiveError as error:
            # What was wrong at the start tells more: a protected archive can lack these tables.
            return self.archive.trouble or error

    def _write(self, work: Callable[[Connection], T]) -> T | Refusal:
        if self.archive.trouble is not None:
            return self.archive.trouble
        try:
            return self.archive.database.write(work)
        except (ListRefused, ArchiveError) as error:
            return error
