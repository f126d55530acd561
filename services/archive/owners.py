"""What an owner does with the archive as a whole: take it away, bring it back."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import Column, Connection, Table, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError, StatementError

from services.archive.database import Database, on_sqlite
from services.archive.months import add_months
from services.archive.private import create
from services.archive.schema import (
    balances,
    calls,
    creators,
    fetches,
    points,
    revisions,
    served,
    shortlist_entries,
    shortlists,
)

_LISTS = (shortlists, shortlist_entries)
_TABLES = (creators, calls, fetches, points, revisions, served, *_LISTS, balances)
_AT_ONCE = 1000
_LATER: dict[str, dict[str, Any]] = {"shortlist_entries": {"followers": None}}
"""Columns that earlier exports lack, by table, and what stands in for them."""


class NotAnExport(ValueError):
    """The file is none that `export_to` wrote."""


class NotEmpty(ValueError):
    """The archive has rows of its own."""


def export_to(database: Database, path: Path) -> int:
    """Write every row but the leases to `path`, one JSON object a line; return their number.

    A name that ends in `.gz` is compressed. `path` is there in full, or stays as it was. Raises
    `ArchiveError` and `OSError`.
    """
    written = 0
    with _replacing(path) as file, database.read() as connection:
        for table in _TABLES:
            # a server would hand over all rows at once else, more than memory may hold
            some_at_once = {"yield_per": _AT_ONCE}
            with connection.execute(select(table), execution_options=some_at_once) as rows:
                for row in rows.mappings():
                    values = {name: _plain(value) for name, value in row.items()}
                    file.write(json.dumps({"table": table.name, **values}) + "\n")
                    written += 1
    return written


def import_from(database: Database, path: Path) -> int:
    """Fill an empty archive from an export, of SQLite or PostgreSQL; return its number of rows.

    All of it goes in, or nothing. An archive that has collected already numbers its creators in its
    own way, so it is refused. Raises `NotAnExport`, `NotEmpty`, `ArchiveError` and `OSError`.
    """
    by_name = {table.name: table for table in _TABLES}

    def work(connection: Connection) -> int:
        if any(connection.execute(select(table).limit(1)).first() for table in _TABLES):
            raise NotEmpty
        read = 0
        for table, rows in _batches(_lines(path), by_name):
            _insert(connection, table, rows)
            read += len(rows)
        numbered = (
            creators.c.key,
            *(table.c.id for table in (calls, fetches, shortlists, balances)),
        )
        _raise_sequences(connection, numbered)
        return read

    path.open("rb").close()  # in a transaction, what is wrong with this file would be the archive's
    return database.write(work)


def backup_to(database: Database, path: Path) -> bool:
    """Copy an SQLite archive to a new file while the app runs; False for PostgreSQL, which has
    `pg_dump` for it. Raises `ArchiveError`, `FileExistsError` where the file is there, and
    `FileNotFoundError` where its folder is not.
    """
    if database.file is None:
        return False
    create(path, b"")  # SQLite fills an empty file, and makes one that everybody may read
    try:
        database.outside_transactions(
            lambda connection: connection.execute(text("VACUUM INTO :path"), {"path": str(path)})
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


def _opened(path: Path, mode: str) -> IO[Any]:
    if path.suffix == ".gz":
        return cast("IO[Any]", gzip.open(path, mode, encoding="utf-8"))
    return path.open(mode.replace("t", ""), encoding="utf-8")


@contextmanager
def _replacing(path: Path) -> Iterator[IO[Any]]:
    """Yield a file to write that becomes `path` when all went well, and is gone when it did not."""
    part = path.with_name(f".part-{path.name}")  # ends as it does: `.gz` or not
    part.unlink(missing_ok=True)
    create(part, b"")
    try:
        with _opened(part, "wt") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    try:
        if table is points:
            days = [row["day"] for row in rows if isinstance(row["day"], date)]
            add_months(connection, days)
        connection.execute(insert(table), rows)
    except StatementError as error:
        # what the types, the constraints or the keys refuse: the file's fault, not the database's
        if isinstance(error, DataError | IntegrityError) or type(error) is StatementError:
            raise NotAnExport from error
        raise


def _raise_sequences(connection: Connection, keys: Iterable[Column[Any]]) -> None:
    """Let the counters of PostgreSQL go on after the numbers that an import brought."""
    if on_sqlite(connection):
        return
    for key in keys:
        sequence = func.pg_get_serial_sequence(key.table.name, key.name)
        newest = select(func.coalesce(func.max(key), 1)).scalar_subquery()
        connection.execute(select(func.setval(sequence, newest)))


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _rich(value: object) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, written),) = value.items()
    if kind == "base64":
        return base64.b64decode(written)
    return datetime.fromisoformat(written) if kind == "moment" else date.fromisoformat(written)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with _opened(path, "rt") as file:
            for line in file:
                yield {name: _rich(value) for name, value in json.loads(line).items()}
    except (ValueError, TypeError, AttributeError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotAnExport from error


def _batches(
    lines: Iterable[dict[str, Any]], tables: dict[str, Table]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    name = ""
    rows: list[dict[str, Any]] = []
    for row in lines:
        table = row.pop("table", None)
        row = {**_LATER.get(table, {}), **row}
        if table not in tables or set(row) != set(tables[table].c.keys()):
            raise NotAnExport
        if rows and (table != name or len(rows) == _AT_ONCE):
            yield tables[name], rows
            rows = []
        name = table
        rows.append(row)
    if rows:
        yield tables[name], rows
