"""`python -m services.archive export FILE | import FILE | forget CREATOR | backup FILE`."""

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
from services.settings.reader import process_environment
from services.settings.settings import SettingsMistakes, read_settings
from services.text import CREATOR_ID

DONE, FAILED, UNUSABLE = range(3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on the archive that DATABASE_URL names; return its exit code.

    0: done. 1: it failed, and nothing was changed. 2: the settings or the arguments cannot be used.
    """
    given = _parser().parse_args(arguments)
    # With a token or without: this is about the archive of real data, not the sandbox's.
    settings = read_settings({"JUSTONEAPI_TOKEN": "none-is-sent"} | _without_token())
    if isinstance(settings, SettingsMistakes):
        for sentence in settings.sentences:
            _say(str(sentence))
        return UNUSABLE
    url = settings.database_url.reveal()
    database = Database(url)
    try:
        migrate(database)
        if given.command in ("export", "forget") and not _spool_is_empty(url):
            _say("Answers wait in the spool and cannot be taken in just now; nothing was changed.")
            return FAILED
        return _run(database, given.command, given.what)
    except ArchiveError as error:
        _say(str(error.message))
    except FileExistsError:
        _say(f"{given.what} is there already; nothing was written.")
    except NotEmpty:
        _say("The archive has data of its own. Import into an empty one; nothing was changed.")
    except NotAnExport:
        _say(f"{given.what} is no export of an archive; nothing was changed.")
    except OSError:
        _say(f"{given.what} cannot be read or written.")
    finally:
        database.close()
    return FAILED


def _without_token() -> dict[str, str]:
    found = process_environment()
    return {name: value for name, value in found.items() if name != "JUSTONEAPI_TOKEN"}


def _spool_is_empty(url: str) -> bool:
    """Take in the answers that wait: they are the archive's too. Say whether none is left."""
    archive = open_archive(url, None)
    archive.database.close()
    return not archive.spool.waiting()


def _run(database: Database, command: str, what: str) -> int:
    if command == "export":
        _say(f"{export_to(database, Path(what))} rows written to {what}.")
    elif command == "import":
        _say(f"{import_from(database, Path(what))} rows brought in.")
    elif command == "backup":
        if not backup_to(database, Path(what)):
            _say("The archive is in PostgreSQL: back it up with pg_dump.")
            return UNUSABLE
        _say(f"Copied to {what}.")
    elif not CREATOR_ID.fullmatch(what.lower()):
        _say("A creator id has 24 hexadecimal digits.")
        return UNUSABLE
    else:
        _say(f"Forgotten: {forget(database, what.lower())} answers and all their days.")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.archive", description="Look after the archive as a whole."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what, text in (
        ("export", "FILE", "write everything to FILE, one JSON object a line (.gz compresses)"),
        ("import", "FILE", "fill an empty archive from such a FILE"),
        ("forget", "CREATOR", "delete all data of a creator, by id"),
        ("backup", "FILE", "copy an SQLite archive to FILE while the app runs"),
    ):
        commands.add_parser(name, help=text).add_argument("what", metavar=what)
    return parser


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
