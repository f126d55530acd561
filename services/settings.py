"""The settings, read in one place and checked at start, with a sentence for every mistake."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from services.messages import N_, Message
from services.secret import Secret

ENVIRONMENTS = {
    "prod-global": "https://api.justoneapi.com",
    "prod-cn": "http://47.117.133.51:30015",
}
SANDBOX_URL = "https://sandbox.invalid"
_ENDPOINTS = ("auto", "legacy", "successor")
_SERIES = ("both", "total")
_MOST_CONCURRENCY = 64
_MOST_AUTO_CALLS = 1000
_LABEL = r"[a-z0-9_-]+"
_ORIGIN = re.compile(
    rf"https?://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::[1-9][0-9]*)?",
    re.ASCII | re.IGNORECASE,
)
_SALT = secrets.token_bytes(32)


@dataclass(frozen=True)
class Settings:
    """The checked settings. `token` is None on the sandbox; `environment` is a name or `custom`.

    `fingerprint` tells two states of the settings apart, the token included, within this process
    only: it is keyed with a number that no one else has, so nothing can be read back from it.
    """

    token: Secret | None
    environment: str
    base_url: str
    endpoint: str
    concurrency: int
    series: str
    auto_call_limit: int
    fingerprint: str

    @property
    def sandbox(self) -> bool:
        """Whether the app runs on built-in demo data, because there is no token."""
        return self.token is None

    @property
    def plain_http(self) -> bool:
        """Whether the token travels unencrypted to a machine other than this one."""
        parts = urlsplit(self.base_url)
        return not self.sandbox and parts.scheme == "http" and not _is_loopback(parts)


@dataclass(frozen=True)
class SettingsMistakes:
    """Why the app does not start: one sentence a mistake. No sentence quotes the token."""

    sentences: tuple[Message, ...]


class _Reader:
    """Reads single settings and gathers the mistakes."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.mistakes: list[Message] = []

    def refuse(self, template: str, **values: object) -> None:
        self.mistakes.append(Message(template, values))

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        value = self.env.get(name, options[0]).strip()
        if value not in options:
            template = N_("{name} must be one of: {options}.")
            self.refuse(template, name=name, options=", ".join(options))
        return value

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.env.get(name, str(default)).strip()
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
        if not least <= value <= most:
            template = N_("{name} must be a whole number from {least} to {most}.")
            self.refuse(template, name=name, least=least, most=most)
        return value

    def token(self) -> Secret | None:
        text = self.env.get("JUSTONEAPI_TOKEN")
        if text is None:
            return None
        value = text.strip(" ")
        if not value:
            self.refuse(N_("JUSTONEAPI_TOKEN is set but blank. Remove it to use the demo data."))
        elif any(quote in value for quote in "\"'`“”‘’"):
            self.refuse(N_("JUSTONEAPI_TOKEN contains a quotation mark. Paste the token alone."))
        elif not value.isascii() or not value.isprintable() or " " in value:
            self.refuse(
                N_("JUSTONEAPI_TOKEN contains a space, a line break or a character no token has.")
            )
        return Secret(value)

    def base_url(self, sandbox: bool) -> tuple[str, str]:
        value = self.env.get("JUSTONEAPI_BASE_URL", "prod-global").strip()
        allow_http = self.choice("JUSTONEAPI_ALLOW_HTTP", ("0", "1")) == "1"
        url = ENVIRONMENTS.get(value, value).removesuffix("/")
        parts = _split(url)
        if parts is None:
            self.refuse(
                N_(
                    "JUSTONEAPI_BASE_URL must be prod-global, prod-cn, or a plain address such as "
                    "https://api.example.com, without a path, a query or a login."
                )
            )
        elif parts.scheme == "http" and not allow_http and not _is_loopback(parts):
            self.refuse(
                N_(
                    "JUSTONEAPI_BASE_URL is plain http: the token would travel unencrypted. Choose "
                    "prod-global, or set JUSTONEAPI_ALLOW_HTTP to 1 to accept that."
                )
            )
        if sandbox:
            return "sandbox", SANDBOX_URL
        return (value if value in ENVIRONMENTS else "custom"), url


def read_settings(env: Mapping[str, str]) -> Settings | SettingsMistakes:
    """Check the settings in `env` (environment variables, as strings) and return them.

    Returns `SettingsMistakes`, with every mistake at once, instead of raising: the page shows them.
    """
    reader = _Reader(env)
    token = reader.token()
    environment, base_url = reader.base_url(sandbox=token is None)
    endpoint = reader.choice("JUSTONEAPI_ENDPOINT", _ENDPOINTS)
    concurrency = reader.number("JUSTONEAPI_CONCURRENCY", 8, 1, _MOST_CONCURRENCY)
    series = reader.choice("JUSTONEAPI_SERIES", _SERIES)
    auto_calls = reader.number("AUTO_CALL_LIMIT", 0, 0, _MOST_AUTO_CALLS)
    if reader.mistakes:
        return SettingsMistakes(tuple(reader.mistakes))
    state = f"{base_url} {endpoint} {concurrency} {series} "
    fingerprint = state + (token.fingerprint(_SALT) if token else "")
    return Settings(
        token, environment, base_url, endpoint, concurrency, series, auto_calls, fingerprint
    )


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


def _is_loopback(parts: SplitResult) -> bool:
    if parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
