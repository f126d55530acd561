"""The two addresses among the settings: where calls go, and where the archive lives."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from services.messages import N_
from services.secret import Secret
from services.settings.reader import Reader

ENVIRONMENTS = {
    "prod-global": "https://api.justoneapi.com",
    "prod-cn": "http://47.117.133.51:30015",
}
SANDBOX_URL = "https://sandbox.invalid"
SANDBOX_FILE = "data/sandbox.db"
ARCHIVE_URL = "sqlite:///data/archive.db"

_LABEL = r"[a-z0-9_-]+"
_ORIGIN = re.compile(
    rf"https?://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::[1-9][0-9]*)?",
    re.ASCII | re.IGNORECASE,
)
_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql+psycopg://"
_HOSTED = ("postgresql://", "postgres://")  # as hosts of databases hand their addresses out
_SERVER = re.compile(
    r"(?:[^:/@?]+(?::[^@]*)?@)?"  # in the password, every sign but "@" may stand as it is
    r"(?:\[[0-9a-f:.]+\]|[a-z0-9_.-]*)(?::(?P<port>[0-9]{1,5}))?"
    r"/[^/?#@]+(?:\?[a-z_]+=[^&@]*(?:&[a-z_]+=[^&@]*)*)?",
    re.ASCII | re.IGNORECASE,
)


def read_base_url(reader: Reader, *, sandbox: bool) -> tuple[str, str]:
    """Return the name of the environment (`custom` for an address) and the URL that calls go to.

    The sandbox has its own; what is set is checked all the same, before the token is there.
    """
    value = reader.text("JUSTONEAPI_BASE_URL", "prod-global")
    allow_http = reader.flag("JUSTONEAPI_ALLOW_HTTP")
    url = ENVIRONMENTS.get(value, value).removesuffix("/")
    parts = _split(url)
    if parts is None:
        reader.refuse(
            N_(
                "JUSTONEAPI_BASE_URL must be prod-global, prod-cn, or a plain address such as "
                "https://api.example.com, without a path, a query or a login."
            )
        )
    elif parts.scheme == "http" and not allow_http and not is_loopback(parts):
        reader.refuse(
            N_(
                "JUSTONEAPI_BASE_URL is plain http: the token would travel unencrypted. Choose "
                "prod-global, or set JUSTONEAPI_ALLOW_HTTP to 1 to accept that."
            )
        )
    if sandbox:
        return "sandbox", SANDBOX_URL
    return (value if value in ENVIRONMENTS else "custom"), url


def read_database_url(reader: Reader, *, sandbox: bool) -> Secret:
    """Return the address of the archive, as SQLAlchemy reads it. It may hold a password.

    The sandbox has a file of its own, so that demo data and real data never mix. Whatever passes
    here can be read by SQLAlchemy, whose own error could quote a piece of the password.
    """
    url = reader.text("DATABASE_URL", ARCHIVE_URL)
    for scheme in _HOSTED:
        if url.startswith(scheme):
            url = _POSTGRESQL + url.removeprefix(scheme)
    if not (url.isprintable() and (_is_file(url) or _is_server(url))):
        reader.refuse(
            N_(
                "DATABASE_URL must be a file, such as sqlite:///data/archive.db, or a database, "
                "such as postgresql+psycopg://user:password@host/name. Write @ in a password as "
                "%40."
            )
        )
    elif _is_file(url) and _same_file(url.removeprefix(_SQLITE), SANDBOX_FILE):
        reader.refuse(N_("DATABASE_URL names the file of the demo data. Choose another file."))
    return Secret(_SQLITE + SANDBOX_FILE if sandbox else url)


def is_loopback(parts: SplitResult) -> bool:
    """Say whether an address is on this machine."""
    if parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult | None:
    """Return the parts of a bare http(s) origin, or None for anything more or less than that."""
    if not _ORIGIN.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises when it is out of range
    except ValueError:
        return None
    return parts


def _is_file(url: str) -> bool:
    """Say whether this is SQLite with a file: in memory, every restart would pay again."""
    file = url.removeprefix(_SQLITE)
    if file == url or "?" in file or file.startswith((":memory:", "file:")):
        return False
    return Path(file).name not in ("", "..") and not file.endswith(("/", "\\", "/.", "\\."))


def _is_server(url: str) -> bool:
    """Say whether this is PostgreSQL with the name of a database."""
    found = _SERVER.fullmatch(url.removeprefix(_POSTGRESQL))
    if found is None or not url.startswith(_POSTGRESQL):
        return False
    return found["port"] is None or 1 <= int(found["port"]) <= 65535


def _same_file(one: str, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()
