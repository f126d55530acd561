"""Forgets a creator wherever this machine has something, and names what it cannot reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, update

from services.archive.archive import Archive
from services.archive.copies import copies
from services.archive.database import Database, delete_legibly_nothing
from services.archive.list_changes import forget_creator
from services.archive.schema import calls, creators, fetches, leases

FORGOTTEN = "0" * 24
"""Stands for a forgotten creator in the ledger, whose calls stay paid."""


@dataclass(frozen=True)
class Forgotten:
    """How many answers were deleted, and which files may still hold some.

    `copies` are backups and exports; `illegible` are damaged answers that do not say whose they
    are. `rewritten` says whether the database's files hold nothing of it either.
    """

    answers: int
    copies: tuple[Path, ...]
    illegible: tuple[Path, ...]
    rewritten: bool


def forget_everywhere(archive: Archive, creator_id: str) -> Forgotten | None:
    """Forget a creator; None, without a change, where answers wait that cannot be taken in.

    Those are the archive's too: one that waits would bring the creator back. Raises `ArchiveError`
    and `OSError`.
    """
    archive.look_after()
    if archive.trouble is not None:
        raise archive.trouble
    if any(place.unfinished() for place in archive.waiting.places):
        return None
    answers = forget(archive.database, creator_id)
    illegible = [path for place in archive.waiting.places for path in place.forget(creator_id)]
    rewritten = archive.database.rewrite()
    return Forgotten(answers, tuple(copies(archive.folder)), tuple(illegible), rewritten)


def forget(database: Database, creator_id: str) -> int:
    """Delete all data of a creator, as creators may ask; return how many fetches those were.

    Saved lists lose the creator too, deleted ones among them. The ledger keeps that calls were
    paid, without saying for whom. Raises `ArchiveError`.
    """

    def work(connection: Connection) -> int:
        delete_legibly_nothing(connection)
        kept = connection.execute(delete(fetches).where(fetches.c.creator_id == creator_id))
        connection.execute(delete(leases).where(leases.c.creator_id == creator_id))
        connection.execute(
            update(calls).where(calls.c.creator_id == creator_id).values(creator_id=FORGOTTEN)
        )
        forget_creator(connection, creator_id)
        # Points and revisions go with their creator.
        connection.execute(delete(creators).where(creators.c.creator_id == creator_id))
        return kept.rowcount

    return database.write(work)
