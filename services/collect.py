"""Refresh a shortlist once, within the budget: `python -m services.collect --list FILE`.

The API returns a rolling window. Run once a day, this is how an archive grows beyond it.

Exit codes: 0 everything is up to date; 1 some creators failed, the others are archived; 2 the
settings or the list cannot be used, nothing was called; 3 stopped (token, quota, balance, today's
budget, or a vendor that is down), what came before is archived; 4 the archive cannot be written,
nothing was called; 143 it was told to end, calls under way are archived or unknown in the ledger.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from services.api.answers import RULES, Kind, Stops
from services.api.errors import ApiError
from services.api.reasons import REASONS
from services.api.series import Metric
from services.china_time import Clocks
from services.history.batch import Batch
from services.history.build import build_history
from services.history.creator_history import CreatorHistory
from services.history.history import History
from services.history.memory import Memory
from services.messages import N_, Message, in_shell, tell
from services.settings.reader import process_environment
from services.settings.settings import SettingsMistakes, read_settings
from services.shortlist.header import called
from services.shortlist.paste import Shortlist, read_shortlist
from services.shortlist.refusals import MOST_ROWS, Refusal

_NOTHING_THERE = (Kind.NO_SERIES, Kind.NO_PROFILE)

DONE, SOME_FAILED, UNUSABLE, STOPPED, NO_ARCHIVE = range(5)

_PAUSES = 3
"""How often it waits for a vendor that is down: eight minutes in all."""


def main(arguments: Sequence[str] | None = None, clocks: Clocks | None = None) -> int:
    """Run the command and return its exit code. `clocks` replaces time and chance in tests."""
    given = _parser().parse_args(arguments)
    settings = read_settings(process_environment())
    if isinstance(settings, SettingsMistakes):
        for sentence in settings.sentences:
            tell(sentence)
        return UNUSABLE
    shortlist = _shortlist(given.list)
    if shortlist is None or not shortlist.creators:
        return UNUSABLE
    history = build_history(settings, Memory(), clocks or Clocks())
    try:
        return _collect(history, shortlist, dry_run=given.dry_run, names=given.names)
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


def _shortlist(name: str) -> Shortlist | None:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        tell(N_("The list {name} cannot be read."), name=name)
        return None
    shortlist = read_shortlist(text)
    _tell_rows(shortlist.refusals)
    if shortlist.unread:
        names = tuple(map(called, shortlist.unread))
        tell(N_("Columns that were not read: {names}."), names=names)
    _tell_rows(shortlist.unpriced)
    if not shortlist.creators:
        tell(N_("The list names no creator."))
    return shortlist


def _tell_rows(rows: Sequence[Refusal]) -> None:
    line = N_("Row {row}: {text} - {reason}")
    for one in rows[:MOST_ROWS]:
        tell(line, row=one.row, text=one.text, reason=one.reason)
    if len(rows) > MOST_ROWS:
        tell(N_("More rows like these: {n}."), n=len(rows) - MOST_ROWS)


def _collect(history: History, shortlist: Shortlist, *, dry_run: bool, names: bool) -> int:
    ids = [who.creator_id for who in shortlist.creators]
    calls = len(history.missing(ids, names=names))
    left = history.calls_left()
    price = N_("{n} creators: {calls} calls to make.")
    if left is not None:
        price = N_("{n} creators: {calls} calls to make. Today's budget has {left} left.")
    tell(price, n=len(ids), calls=calls, left=left)
    tell(N_("Kept fresh, the list costs {n} calls a day."), n=len(ids) * len(history.metrics))
    if history.trouble is not None:
        tell(history.trouble.message)
        return NO_ARCHIVE
    if dry_run:
        return DONE
    return _verdict(_batches(history, ids, names=names))


def _batches(history: History, ids: Sequence[str], *, names: bool) -> list[Batch]:
    """Ask for the creators, and after each pause for those that were not asked: nobody else is."""
    batches: list[Batch] = []
    while ids and len(batches) <= _PAUSES:
        if batches:
            seconds = history.client.breaker.seconds_left
            tell(
                N_("The vendor answers nothing of use just now: {n} creators wait {seconds} s."),
                n=len(ids),
                seconds=math.ceil(seconds),
            )
            history.client.clocks.sleep(seconds)
        batch = history.open(ids, ask=ids, names=names)
        _follow(batch)
        batches.append(batch)
        ids = [key for key, found in batch.histories().items() if _not_asked(found)]
    return batches


def _not_asked(found: CreatorHistory) -> bool:
    errors = (*found.failures, *found.refresh_failures)
    return any(error.kind is Kind.VENDOR_DOWN for _, error in errors)


def _follow(batch: Batch) -> None:
    seen = batch.version
    while not (batch.done and batch.named):
        batch.wait(seen, 5.0)
        seen = batch.version
        found = batch.histories().values()
        arrived = sum(not history.pending for history in found)
        tell(N_("{arrived} of {n} creators"), arrived=arrived, n=len(found))


def _verdict(batches: Sequence[Batch]) -> int:
    """Tell what failed, of each creator as it was asked for last, and return the exit code."""
    histories = {key: found for batch in batches for key, found in batch.histories().items()}
    failures: list[tuple[str, ApiError]] = []
    for creator_id, found in histories.items():
        failures += [(f"{creator_id} ({metric})", error) for metric, error in found.failures]
        if isinstance(found.profile, ApiError):
            failures.append((f"{creator_id} ({Metric.PROFILE})", found.profile))
    for name, error in failures:
        reason = Message(REASONS[error.kind])
        tell(N_("{name}: {error} - {reason}"), name=name, error=str(error), reason=reason)
    errors = [error for _, error in failures if error.kind not in _NOTHING_THERE]
    done = N_("Done: {n} creators, {failed} series failed.")
    tell(done, n=len(histories), failed=len(errors))
    if any(error.kind is Kind.NOT_RECORDED for error in errors):
        return NO_ARCHIVE
    if any(batch.stopped_by for batch in batches) or any(_stops(error) for error in errors):
        return STOPPED
    return SOME_FAILED if errors else DONE


def _stops(error: ApiError) -> bool:
    if error.kind in (Kind.BUDGET_SPENT, Kind.VENDOR_DOWN):
        return True
    return error.kind in RULES and RULES[error.kind].stops is not Stops.NOTHING


def _asked_to_end(number: int, _frame: object) -> None:
    """End as if it had been done, so that the ledger learns what was under way."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _asked_to_end)
    sys.exit(main())
