"""A real PostgreSQL for the tests that need one."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.processes import postgresql


@pytest.fixture(scope="session")
def postgresql_server():
    """One PostgreSQL server for the whole run; its URL for psycopg."""
    with postgresql() as url:
        _do_not_wait_for_the_disk(url)
        yield url


def _do_not_wait_for_the_disk(url):
    """Tests kill clients and connections, never the server: its disk need not be waited for."""
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()


@pytest.fixture
def postgresql_url(postgresql_server):
    """An empty database on that server, dropped after the test."""
    name = f"test_{uuid4().hex}"
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgresql_server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
