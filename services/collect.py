"""Refresh a list once, within the budget: `python -m services.collect --list FILE`.

The API returns a rolling window. Run once a day, this is how an archive grows beyond it. A long
list may be given to several at once, on one machine or many: they share it among themselves.

Exit codes: 0 everything is up to date; 1 some creators failed, the others are archived; 2 the
settings or the list cannot be used, nothing was called; 3 stopped (token, quota, balance, today's
budget, or a vendor that is down), what came before is archived; 4 the archive cannot be written,
nothing was called; 143 it was told to end, calls under way are archived or unknown in the ledger.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from services.archive.errors import ArchiveError
from services.archive.retention import let_go
from services.china_time import Clocks, china_today
from services.history.build import build_history
from services.history.history import History
from services.history.memory import Memory
from services.history.run import DONE, NO_ARCHIVE, SOME_FAILED, STOPPED, UNUSABLE, Run, wanting
from services.history.sharding import Shard, shards_of
from services.messages import N_, in_shell, tell
from services.settings.reader import process_environment
from services.settings.settings import SettingsMistakes, read_settings
from services.shortlist.bounds import AN_OWNERS_LIST
from services.shortlist.header import called
from services.shortlist.paste import read_shortlist
from services.shortlist.refusals import MOST_ROWS, Refusal

__all__ = ["DONE", "NO_ARCHIVE", "SOME_FAILED", "STOPPED", "UNUSABLE", "main"]


def main(arguments: Sequence[str] | None = None, clocks: Clocks | None = None) -> int:
    """Run the command and return its exit code. `clocks` replaces time and chance in tests."""
    given = _parser().parse_args(arguments)
    settings = read_settings(process_environment())
    if isinstance(settings, SettingsMistakes):
        for sentence in settings.sentences:
            tell(sentence)
        return UNUSABLE
    ids = _ids(given.list)
    if not ids:
        return UNUSABLE
    history = build_history(settings, Memory(), clocks or Clocks())
    try:
        code = _collect(history, ids, dry_run=given.dry_run, names=given.names)
        if settings.keep_days is not None and code != NO_ARCHIVE and not given.dry_run:
            _let_go(history, settings.keep_days)
        return code
    finally:
        history.archive.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.collect", description=in_shell(N_("Refresh a shortlist once."))
    )
    parser.add_argument(
        "--list",
        required=True,
        metavar="FILE",
        help=in_shell(N_("creators as they are pasted; - reads stdin")),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=in_shell(N_("say what it would cost and call nothing")),
    )
    parser.add_argument(
        "--names",
        action="store_true",
        help=in_shell(N_("look up names and prices too, one call a creator")),
    )
    return parser


def _ids(name: str) -> tuple[str, ...]:
    """Return the creators that a list names, after telling what was not read of it."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        tell(N_("The list {name} cannot be read."), name=name)
        return ()
    shortlist = read_shortlist(text, bounds=AN_OWNERS_LIST)
    _tell_rows(shortlist.refusals)
    if shortlist.unread:
        names = tuple(map(called, shortlist.unread))
        tell(N_("Columns that were not read: {names}."), names=names)
    _tell_rows(shortlist.unpriced)
    if not shortlist.creators:
        tell(N_("The list names no creator."))
    return tuple(who.creator_id for who in shortlist.creators)


def _tell_rows(rows: Sequence[Refusal]) -> None:
    line = N_("Row {row}: {text} - {reason}")
    for one in rows[:MOST_ROWS]:
        tell(line, row=one.row, text=one.text, reason=one.reason)
    if len(rows) > MOST_ROWS:
        tell(N_("More rows like these: {n}."), n=len(rows) - MOST_ROWS)


def _collect(history: History, ids: Sequence[str], *, dry_run: bool, names: bool) -> int:
    shards = shards_of(ids)
    try:
        if history.trouble is None:
            _tell_price(history, shards, names=names)
        if history.trouble is not None:
            raise history.trouble
        return DONE if dry_run else Run(history, len(ids), names).over(shards)
    except ArchiveError as error:
        tell(error.message)
        return NO_ARCHIVE


def _tell_price(history: History, shards: Sequence[Shard], *, names: bool) -> None:
    """Tell what the list costs now; of a long one, a shard at a time is looked up."""
    calls = sum(len(history.missing(wanting(history, one, names), names=names)) for one in shards)
    n, left = sum(map(len, shards)), history.calls_left()
    price = N_("{n} creators: {calls} calls to make.")
    if left is not None:
        price = N_("{n} creators: {calls} calls to make. Today's budget has {left} left.")
    tell(price, n=n, calls=calls, left=left)
    tell(N_("Kept fresh, the list costs {n} calls a day."), n=n * len(history.metrics))


def _let_go(history: History, keep_days: int) -> None:
    """Let go of what is older than the owner keeps; where that fails, the next run tries it."""
    today = china_today(history.client.clocks.now)
    try:
        gone = let_go(history.archive.database, keep_days, today)
    except ArchiveError as error:
        tell(N_("What is too old to be kept was not let go: {reason}"), reason=error.message)
        return
    kept = N_("Kept from {day} on, as ARCHIVE_KEEP_DAYS says; {n} older answers were let go.")
    tell(kept, day=gone.kept_from.isoformat(), n=gone.answers)


def _asked_to_end(number: int, _frame: object) -> None:
    """End as if it had been done, so that the ledger learns what was under way."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _asked_to_end)
    sys.exit(main())
