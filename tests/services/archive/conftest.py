"""A fresh database for each test: an SQLite file, and a schema in a real PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.migrations import migrate
from tests.services.archive.crew import NOON


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/archive.db"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture
def database(database_url):
    """A database of the current schema."""
    opened = Database(database_url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def opened(database_url, tmp_path, monkeypatch):
    """Open archives at one database, with a spool in the test's own folder; closed at the end.

    The clock that decides stands at `now`: the machine's, and a server's own.
    """
    monkeypatch.chdir(tmp_path)
    made = []
    server = database_url.startswith("postgresql")
    url = f"{database_url}&options=-csearch_path%3Dpublic,pg_catalog" if server else database_url

    def at(limit=None, now=NOON):
        if server:
            stop_the_clock(url, now)
        archive = open_archive(url, limit, lambda: now)
        assert archive.trouble is None
        made.append(archive)
        return archive

    yield at
    for archive in made:
        archive.database.close()


def stop_the_clock(url, moment):
    """Let the server show this moment to those whose search path begins with our own schema."""
    engine = create_engine(url)
    with engine.begin() as connection:
        shown = f"SELECT timestamptz '{moment.isoformat()}'"
        function = "public.clock_timestamp() RETURNS timestamptz LANGUAGE sql"
        connection.execute(text(f"CREATE OR REPLACE FUNCTION {function} AS $${shown}$$"))
    engine.dispose()
