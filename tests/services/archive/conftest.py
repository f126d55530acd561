"""A fresh database for each test: an SQLite file, and a schema in a real PostgreSQL."""

from __future__ import annotations

import pytest

from services.archive.database import Database
from services.archive.migrations import migrate


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
