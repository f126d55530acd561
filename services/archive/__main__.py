"""`python -m services.archive export | import | forget | backup | ranking | renew`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from services.archive.archive import Archive, open_archive
from services.archive.copies import note_copy
from services.archive.database import Database
from services.archive.errors import ArchiveError
from services.archive.forgetting import forget_everywhere
from services.archive.migrations import migrate
from services.archive.owners import NotAnExport, NotEmpty, backup_to, export_to, import_from
from services.archive.rank_command import add_ranking, rank
from services.messages import N_, in_shell, tell
from services.settings.reader import process_environment
from services.settings.settings import SettingsMistakes, read_settings
from services.text import CREATOR_ID

DONE, FAILED, UNUSABLE = range(3)

_SPOOLED = N_("Answers wait in the spool and cannot be taken in just now; nothing was changed.")
_BEYOND = N_(
    "An app that runs has to be restarted: it may hold the creator in memory. Copies made by other "
    "means, such as pg_dump or a copied file, are not known here."
)
_NOT_REWRITTEN = N_(
    "The creator is deleted, but the database could not be written anew: remains may be legible in "
    "its free pages. Run this again when the disk has room and nobody uses the archive."
)
_NOT_EMPTY = N_("The archive has data of its own. Import into an empty one; nothing was changed.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on the archive that DATABASE_URL names; return its exit code.

    0: done. 1: it failed, and what was changed all the same is said. 2: the settings or the
    arguments cannot be used.
    """
    given = _parser().parse_args(arguments)
    # With a token or without: this is about the archive of real data, not the sandbox's.
    settings = read_settings({"JUSTONEAPI_TOKEN": "none-is-sent"} | _without_token())
    if isinstance(settings, SettingsMistakes):
        for sentence in settings.sentences:
            tell(sentence)
        return UNUSABLE
    url = settings.database_url.reveal()
    database = Database(url)
    try:
        if given.command == "renew":
            return _renew(database)
        migrate(database)
        if given.command == "import":
            tell(N_("{n} rows brought in."), n=import_from(database, Path(given.what)))
            return DONE
        with closing(open_archive(url, None)) as archive:
            return _COMMANDS[given.command](archive, given)
    except ArchiveError as error:
        tell(error.message)
    except FileExistsError:
        tell(N_("{file} is there already; nothing was written."), file=given.what)
    except NotEmpty:
        tell(_NOT_EMPTY)
    except NotAnExport:
        tell(N_("{file} is no export of an archive; nothing was changed."), file=given.what)
    except OSError:
        tell(N_("{file} cannot be read or written."), file=getattr(given, "what", database.file))
    finally:
        database.close()
    return FAILED


def _renew(database: Database) -> int:
    """Begin a new archive, as its owner says, where the file of one was emptied or removed."""
    if database.sqlite is None or not database.sqlite.begin_anew():
        tell(N_("The archive is not empty; nothing was changed."))
        return FAILED
    migrate(database)
    tell(N_("A new archive begins in {file}."), file=database.file)
    return DONE


def _without_token() -> dict[str, str]:
    found = process_environment()
    return {name: value for name, value in found.items() if name != "JUSTONEAPI_TOKEN"}


def _export(archive: Archive, given: argparse.Namespace) -> int:
    what = given.what
    if any(place.unfinished() for place in archive.waiting.places):
        tell(_SPOOLED)
        return FAILED
    rows = export_to(archive.database, Path(what))
    note_copy(archive.folder, Path(what))
    tell(N_("{n} rows written to {file}."), n=rows, file=what)
    return DONE


def _backup(archive: Archive, given: argparse.Namespace) -> int:
    what = given.what
    if not backup_to(archive.database, Path(what)):
        tell(N_("The archive is in PostgreSQL: back it up with pg_dump."))
        return UNUSABLE
    note_copy(archive.folder, Path(what))
    tell(N_("Copied to {file}."), file=what)
    return DONE


def _forget(archive: Archive, given: argparse.Namespace) -> int:
    what = given.what
    if not CREATOR_ID.fullmatch(what.lower()):
        tell(N_("A creator id has 24 hexadecimal digits."))
        return UNUSABLE
    done = forget_everywhere(archive, what.lower())
    if done is None:
        tell(_SPOOLED)
        return FAILED
    tell(N_("Forgotten: {n} answers and all their days."), n=done.answers)
    for path in done.copies:
        tell(N_("{file} is a copy and may still hold this creator: delete it."), file=path)
    for path in done.illegible:
        tell(N_("{file} is damaged and does not say whose it is: look at it."), file=path)
    tell(_BEYOND)
    if not done.rewritten:
        tell(_NOT_REWRITTEN)
    return DONE if done.rewritten else FAILED


_COMMANDS = {"export": _export, "backup": _backup, "forget": _forget, "ranking": rank}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.archive",
        description=in_shell(N_("Look after the archive as a whole.")),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what, text in (
        ("export", "FILE", N_("write everything to FILE, one JSON object a line (.gz compresses)")),
        ("import", "FILE", N_("fill an empty archive from such a FILE")),
        ("forget", "CREATOR", N_("delete all data of a creator, by id")),
        ("backup", "FILE", N_("copy an SQLite archive to FILE while the app runs")),
    ):
        commands.add_parser(name, help=in_shell(text)).add_argument("what", metavar=what)
    add_ranking(commands)
    renew = N_("begin a new archive where the file of one was emptied or removed")
    commands.add_parser("renew", help=in_shell(renew))
    return parser


if __name__ == "__main__":
    sys.exit(main())
