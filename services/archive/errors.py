"""What can be wrong with the archive, in our words: a database's own text can hold its address."""

from __future__ import annotations

from services.messages import N_, Message


class ArchiveError(Exception):
    """The archive could not do what was asked. `message` is the sentence for people."""

    sentence = N_("The archive cannot be used just now.")

    def __init__(self) -> None:
        self.message = Message(self.sentence)
        super().__init__(str(self.message))


class ArchiveUnavailable(ArchiveError):
    """No connection to the database, or it went away in the middle."""

    sentence = N_("The archive's database cannot be reached.")


class ArchiveLocked(ArchiveError):
    """Another process held the database for longer than we wait."""

    sentence = N_("The archive is busy with another process.")


class ArchiveReadOnly(ArchiveError):
    """The database can be read but not written, or its disk is full."""

    sentence = N_("The archive can be read but not written: its disk is full or protected.")


class ArchiveCorrupt(ArchiveError):
    """The file is no database, or a damaged one. It is left as it is."""

    sentence = N_("The archive's file is damaged. It was left untouched; restore a backup.")


class ArchiveEmptied(ArchiveError):
    """The file is there without a byte in it, or is gone though it was there."""

    sentence = N_(
        "The archive's file has been emptied or removed. Restore a backup, or begin a new archive, "
        "which pays anew for everything: python -m services.archive renew"
    )


class ArchiveNewer(ArchiveError):
    """A newer version of the app has written this database."""

    sentence = N_("The archive was written by a newer version of this app. Update the app.")
