"""`python -m services.archive export FILE | import FILE | forget CREATOR | backup FILE | renew`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveError
from services.archive.migrations import migrate
from services.archive.owners import NotAnExport, NotEmpty, backup_to, export_to, forget, import_from
from services.messages import N_, in_shell, tell
from services.settings.reader import process_environment
from services.settings.settings import SettingsMistakes, read_settings
from services.text import CREATOR_ID

DONE, FAILED, UNUSABLE = range(3)

_SPOOLED = N_("Answers wait in the spool and cannot be taken in just now; nothing was changed.")
_NOT_EMPTY = N_("The archive has data of its own. Import into an empty one; nothing was changed.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on the archive that DATABASE_URL names; return its exit code.

    0: done. 1: it failed, and nothing was changed. 2: the settings or the arguments cannot be used.
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
        if given.command in ("export", "forget") and not _spool_is_empty(url):
            tell(_SPOOLED)
            return FAILED
        return _run(database, given.command, given.what)
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


def _spool_is_empty(url: str) -> bool:
    """Take in the answers that wait: they are the archive's too. Say whether none is left."""
    archive = open_archive(url, None)
    archive.database.close()
    return not archive.waiting.spool.waiting()


def _run(database: Database, command: str, what: str) -> int:
    if command == "export":
        tell(N_("{n} rows written to {file}."), n=export_to(database, Path(what)), file=what)
    elif command == "import":
        tell(N_("{n} rows brought in."), n=import_from(database, Path(what)))
    elif command == "backup":
        if not backup_to(database, Path(what)):
            tell(N_("The archive is in PostgreSQL: back it up with pg_dump."))
            return UNUSABLE
        tell(N_("Copied to {file}."), file=what)
    elif not CREATOR_ID.fullmatch(what.lower()):
        tell(N_("A creator id has 24 hexadecimal digits."))
        return UNUSABLE
    else:
        gone = forget(database, what.lower())
        tell(N_("Forgotten: {n} answers and all their days."), n=gone)
    return DONE


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
    renew = N_("begin a new archive where the file of one was emptied or removed")
    commands.add_parser("renew", help=in_shell(renew))
    return parser


if __name__ == "__main__":
    sys.exit(main())
