"""`python -m services.archive ranking`: every creator of the archive, by growth."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pandas as pd

from services.archive.archive import Archive
from services.archive.copies import note_copy
from services.archive.private import create
from services.archive.ranking import Ranking, rank_all
from services.exports.csv_table import to_csv
from services.growth.rules import Rules
from services.messages import N_, in_shell, tell

_SUMMARY = N_("rank all creators by growth over the last days, as CSV or the first ones printed")
_COLUMNS = N_(
    "The days are those that four fifths of the creators have in full, N at most, as for a list on "
    "screen. Columns of the file, a row a creator: rank (by growth_rate, 1 is the fastest; empty "
    "for who lacks some of the days), creator_id, alias, first_day and last_day (China dates of "
    "the first and last total among the days), points (days with a total), first_total and "
    "latest_total (followers on these days), net_change (followers, latest_total - first_total), "
    "growth_rate (net_change / first_total, a fraction)."
)
_NOTHING = N_("The archive has no totals of recent days to rank by.")


def add_ranking(commands: Any) -> None:  # noqa: ANN401 - argparse gives its class no public name
    """Add the command to those of the archive."""
    parser = commands.add_parser("ranking", help=in_shell(_SUMMARY), description=in_shell(_COLUMNS))
    file = in_shell(N_("a new file for all of them; without it, the first ones are printed"))
    parser.add_argument("what", metavar="FILE", nargs="?", help=file)
    days = in_shell(N_("over so many days at most (30)"))
    parser.add_argument("--days", metavar="N", type=_from_two, default=30, help=days)
    top = in_shell(N_("print so many (20)"))
    parser.add_argument("--top", metavar="N", type=_from_two, default=20, help=top)


def rank(archive: Archive, given: argparse.Namespace) -> int:
    """Run the command; return its exit code, 0. Raises `ArchiveError`, `OSError`, and
    `FileExistsError` where the file is there already.
    """
    found = archive.ask(lambda c: rank_all(c, given.days, Rules().together))
    if not found.window.days:
        tell(_NOTHING)
        return 0
    _tell_window(found)
    if given.what is None:
        _print(found.table.head(given.top))
    else:
        _write(archive, found.table, Path(given.what))
    return 0


def _tell_window(found: Ranking) -> None:
    tell(
        N_("Growth from {first} to {last}: {ranked} of {n} creators have all of these days."),
        first=found.window.first.date().isoformat(),
        last=found.window.last.date().isoformat(),
        ranked=int(found.table["rank"].notna().sum()),
        n=len(found.table),
    )


def _print(table: pd.DataFrame) -> None:
    line = N_("{rank}. {creator_id} {alias}: {first_total} to {latest_total} followers, {rate}")
    for row in table[table["rank"].notna()].to_dict("records"):
        shown = {str(name): value for name, value in row.items()}
        tell(line, **shown, rate=f"{row['growth_rate']:+.1%}")


def _write(archive: Archive, table: pd.DataFrame, path: Path) -> None:
    create(path, to_csv(table))
    note_copy(archive.folder, path)
    tell(N_("{n} rows written to {file}."), n=len(table), file=str(path))


def _from_two(text: str) -> int:
    number = int(text)
    if not 2 <= number <= 100_000:
        raise ValueError
    return number
