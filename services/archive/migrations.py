"""The archive's schema, brought up to date in ordered steps, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)

from services.archive.database import Database, Lock, on_sqlite, one_at_a_time
from services.archive.errors import ArchiveNewer
from services.archive.months import part_by_month, value_beside_key
from services.archive.schema import (
    balances,
    calls,
    creators,
    fetches,
    leases,
    metadata,
    points,
    revisions,
    served,
    shards,
    shortlist_entries,
    shortlists,
)

Step = Callable[[Connection], None]


schema_version = Table(
    "schema_version",
    MetaData(),
    Column("version", Integer, primary_key=True, autoincrement=False),
    sqlite_strict=True,
)


def _first_schema(connection: Connection) -> None:
    tables = [creators, calls, fetches, points, revisions, leases, served]
    metadata.create_all(connection, tables, checkfirst=False)


def _saved_lists(connection: Connection) -> None:
    metadata.create_all(connection, [shortlists, shortlist_entries], checkfirst=False)


def _claimed_followers(connection: Connection) -> None:
    kind = shortlist_entries.c.followers.type.compile(connection.dialect)
    check = "CONSTRAINT ck_shortlist_entries_followers CHECK (followers > 0)"
    connection.execute(text(f"ALTER TABLE shortlist_entries ADD COLUMN followers {kind} {check}"))


def _profiles(connection: Connection) -> None:
    for table in (calls, fetches):
        change_check(connection, table, "series", "series IN (1, 2)", "series IN (1, 2, 3)")


def _balances(connection: Connection) -> None:
    metadata.create_all(connection, [balances], checkfirst=False)


def _shards(connection: Connection) -> None:
    metadata.create_all(connection, [shards], checkfirst=False)


STEPS: tuple[Step, ...] = (
    _first_schema,
    _saved_lists,
    _claimed_followers,
    _profiles,
    _balances,
    part_by_month,
    _shards,
    value_beside_key,
)
"""What leads from each version to the next; step n makes version n + 1 of version n."""


def migrate(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Bring the schema up to date; an archive that is so already is only read.

    One transaction holds all the steps and the new version, so that a killed process leaves the old
    schema or the new one. Of several processes that start at once, one migrates and the others
    wait. Raises `ArchiveNewer`, without a write, for a schema that this code does not know yet, and
    other `ArchiveError`s as the database does.
    """
    with database.read() as connection:
        version = _version(connection)
    if version > len(steps):
        raise ArchiveNewer
    if version < len(steps):
        database.write(lambda c: _climb(c, steps))


def change_check(connection: Connection, table: Table, name: str, old: str, new: str) -> None:
    """Put a check that lets more rows in, `new`, for the `old` one; SQLite's manual knows how."""
    if not on_sqlite(connection):
        check = f"ck_{table.name}_{name}"
        swap = f"DROP CONSTRAINT {check}, ADD CONSTRAINT {check} CHECK ({new})"
        connection.exec_driver_sql(f"ALTER TABLE {table.name} {swap}")
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (f"({old})", f"({new})", table.name),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def _climb(connection: Connection, steps: Sequence[Step]) -> None:
    one_at_a_time(connection, Lock.MIGRATION)
    version = _version(connection)  # another process may have been quicker
    if version == 0:
        schema_version.create(connection, checkfirst=True)
    for number, step in enumerate(steps[version:], start=version + 1):
        step(connection)
        connection.execute(insert(schema_version).values(version=number))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table(schema_version.name):
        return 0
    return connection.execute(select(func.max(schema_version.c.version))).scalar_one() or 0
