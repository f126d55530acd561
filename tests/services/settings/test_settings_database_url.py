"""Where the archive lives: what is taken, what is refused, and that no password shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import make_url

from services.settings.settings import Settings, SettingsMistakes, read_settings

SANDBOX = "sqlite:///data/sandbox.db"
PG = "postgresql+psycopg://"
BAD = {
    "empty": "",
    "blank": "  ",
    "a path": "data/canary.db",
    "in memory": "sqlite://",
    "in memory, three slashes": "sqlite:///",
    "in memory, by name": "sqlite:///:memory:",
    "in memory, by query": "sqlite:///file:canary?mode=memory&uri=true",
    "file with a query": "sqlite:///data/canary.db?mode=ro",
    "folder": "sqlite:///data/",
    "this folder": "sqlite:///data/.",
    "folder above": "sqlite:///data/..",
    "host": "sqlite://canary/data.db",
    "another driver": "sqlite+aiosqlite:///data/canary.db",
    "line break": "sqlite:///data/canary\n.db",
    "NUL": "sqlite:///data/canary\0.db",
    "bytes that are no text": "sqlite:///data/canary\udcff.db",
    "quotes": '"sqlite:///data/canary.db"',
    "upper case": "SQLITE:///data/canary.db",
    "mysql": "mysql://user:canary@host/name",
    "psycopg2": "postgresql+psycopg2://user:canary@host/name",
    "asyncpg": "postgresql+asyncpg://user:canary@host/name",
    "https": "https://user:canary@host/name",
    "javascript": "javascript:alert('canary')",
    "scheme alone": PG,
    "no database": f"{PG}user:canary@host",
    "no database after the slash": f"{PG}user:canary@host/",
    "two databases": f"{PG}user:canary@host/one/two",
    "@ in the password": f"{PG}user:canary@canary@host/name",
    "@ after a slash": f"{PG}user:can/ary@canary@host/name",
    "no user": f"{PG}:canary@host/name",
    "port that is none": f"{PG}user:canary@host:canary/name",
    "port 0": f"{PG}user:canary@host:0/name",
    "port 65536": f"{PG}user:canary@host:65536/name",
    "two hosts": f"{PG}user:canary@one:1,two:2/name",
    "query without a value": f"{PG}user:canary@host/name?canary",
    "space": f"{PG}user:canary@ho st/name",
    "line break in it": f"{PG}user:canary@host/na\nme",
}
GOOD = {
    "sqlite:///data/archive.db": "sqlite:///data/archive.db",
    " sqlite:///a.db ": "sqlite:///a.db",
    "sqlite:////var/lib/kol/archive.db": "sqlite:////var/lib/kol/archive.db",
    "sqlite:///../shared/archive": "sqlite:///../shared/archive",
    "sqlite:///数据/a b@c#d%41.db": "sqlite:///数据/a b@c#d%41.db",
    "sqlite:///C:\\kol\\archive.db": "sqlite:///C:\\kol\\archive.db",
    f"{PG}user:pass@host:5432/name": f"{PG}user:pass@host:5432/name",
    "postgresql://user:pass@host/name": f"{PG}user:pass@host/name",
    "postgres://user:pass@host/name": f"{PG}user:pass@host/name",
    "postgresql://u.ref:[pw]%40:/?x@h-1.example.com:6543/name?sslmode=require&channel_binding=x": (
        f"{PG}u.ref:[pw]%40:/?x@h-1.example.com:6543/name?sslmode=require&channel_binding=x"
    ),
    "postgresql://user@[2001:db8::1]:65535/name": f"{PG}user@[2001:db8::1]:65535/name",
    "postgresql://postgres:@/name?host=/tmp/pg": f"{PG}postgres:@/name?host=/tmp/pg",
    "postgresql:///name": f"{PG}/name",
}


def read(url: str, **env: str) -> Settings | SettingsMistakes:
    return read_settings({"JUSTONEAPI_TOKEN": "7f3a", "DATABASE_URL": url, **env})


@pytest.mark.parametrize("url", BAD.values(), ids=BAD)
def test_what_is_no_archive(url: str) -> None:
    refused = read(url)
    assert isinstance(refused, SettingsMistakes), refused
    [sentence] = refused.sentences
    assert str(sentence).startswith("DATABASE_URL must be a file, such as sqlite:///data/archive")
    assert "canary" not in f"{sentence} {refused!r}"


@pytest.mark.parametrize(("url", "used"), GOOD.items())
def test_what_is_an_archive(url: str, used: str) -> None:
    settings = read(url)
    assert isinstance(settings, Settings), settings
    assert settings.database_url.reveal() == used


def test_the_parts_are_those_that_were_meant() -> None:
    settings = read("postgres://us%40er:p/w?d:x@host:6543/name?sslmode=require")
    assert isinstance(settings, Settings)
    url = make_url(settings.database_url.reveal())
    assert (url.drivername, url.username, url.password) == (
        "postgresql+psycopg",
        "us@er",
        "p/w?d:x",
    )
    assert (url.host, url.port, url.database) == ("host", 6543, "name")
    assert dict(url.query) == {"sslmode": "require"}


SIGNS = st.text(alphabet="aZ1:/@?#%[]&=.,+- _é\\", max_size=30)


@given(st.sampled_from(["sqlite:///", PG, "postgres://", f"{PG}u:p@"]), SIGNS)
@example(PG, "u:p@h:1/d?a=b&c=d")
def test_whatever_is_taken_sqlalchemy_can_read(scheme: str, rest: str) -> None:
    """Its own error for a port that is no number quotes a piece of the address."""
    settings = read(scheme + rest)
    if isinstance(settings, SettingsMistakes):
        return
    url = make_url(settings.database_url.reveal())
    assert url.drivername in {"sqlite", "postgresql+psycopg"}
    assert url.database
    assert "@" not in (url.host or "")


def test_the_password_is_in_no_form_of_the_settings() -> None:
    settings = read(f"{PG}user:canary@host/name")
    assert isinstance(settings, Settings)
    shown = f"{settings!r} {settings} {settings.fingerprint} {vars(settings)}"
    assert "canary" not in shown
    assert "host/name" not in shown


@pytest.mark.parametrize("url", ["sqlite:///data/mine.db", f"{PG}user:pass@host/name"])
def test_the_sandbox_has_a_file_of_its_own(url: str) -> None:
    for env in ({}, {"DATABASE_URL": url}):
        settings = read_settings(env)
        assert isinstance(settings, Settings)
        assert settings.database_url.reveal() == SANDBOX


def test_the_sandbox_checks_it_too() -> None:
    """So that the mistake shows before the token is there."""
    assert isinstance(read_settings({"DATABASE_URL": "mysql://x"}), SettingsMistakes)


@pytest.mark.parametrize(
    "file",
    ["data/sandbox.db", "./data/../data/sandbox.db", "{here}/data/sandbox.db"],
)
def test_real_data_never_go_to_the_file_of_the_demo_data(file: str) -> None:
    refused = read(f"sqlite:///{file.format(here=Path.cwd())}")
    assert isinstance(refused, SettingsMistakes)
    [sentence] = refused.sentences
    assert str(sentence) == "DATABASE_URL names the file of the demo data. Choose another file."
