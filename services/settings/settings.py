"""The settings, read in one place and checked at start, with a sentence for every mistake."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from services.endpoints import PROFILES
from services.growth.rules import Rules, SpikeRule, VerdictRule
from services.messages import N_, Message
from services.secret import Secret
from services.settings.addresses import is_loopback, read_base_url, read_database_url
from services.settings.allowed import Allowed, read_allowed
from services.settings.passcode import read_passcode
from services.settings.reader import Reader


def read_token(reader: Reader) -> Secret | None:
    """Return JUSTONEAPI_TOKEN; None where there is none, which means the sandbox."""
    text = reader.env.get("JUSTONEAPI_TOKEN")
    if text is None:
        return None
    value = text.strip(" ")
    if not value:
        reader.refuse(N_("JUSTONEAPI_TOKEN is set but blank. Remove it to use the demo data."))
    elif any(quote in value for quote in "\"'`“”‘’"):
        reader.refuse(N_("JUSTONEAPI_TOKEN contains a quotation mark. Paste the token alone."))
    elif not value.isascii() or not value.isprintable() or " " in value:
        reader.refuse(
            N_("JUSTONEAPI_TOKEN contains a space, a line break or a character no token has.")
        )
    return Secret(value)


def read_rules(reader: Reader) -> Rules:
    """Return the bounds: of days that need a human look (SPIKE_FOLLOWERS, SPIKE_PERCENT and
    SPIKE_TIMES), of flat growth (FLAT_PERCENT, a day), of what a sheet may claim (CLAIM_PERCENT),
    and the TIERS.
    """
    usual = Rules()
    spike = SpikeRule(
        least=reader.number("SPIKE_FOLLOWERS", usual.spike.least, 0, 10_000_000),
        share=reader.decimal("SPIKE_PERCENT", usual.spike.share * 100, 0, 100) / 100,
        times=reader.decimal("SPIKE_TIMES", usual.spike.times, 0, 100),
    )
    flat = reader.decimal("FLAT_PERCENT", usual.verdict.flat * 100, 0, 100) / 100
    claim = reader.decimal("CLAIM_PERCENT", usual.claim * 100, 0, 1000) / 100
    tiers = reader.ascending("TIERS", usual.tiers)
    return Rules(spike, tiers, VerdictRule(flat=flat), claim=claim)


def read_call_price(reader: Reader) -> Decimal | None:
    """Return CALL_PRICE, what a call costs in yuan; None where the owner does not say."""
    if not reader.text("CALL_PRICE", ""):
        return None
    reader.decimal("CALL_PRICE", 0.0, 0.0001, 10_000)
    return Decimal(reader.text("CALL_PRICE", "")) if not reader.mistakes else None


def read_keep_days(reader: Reader) -> int | None:
    """Return ARCHIVE_KEEP_DAYS, how long days are kept at least; None where that is for good."""
    if not reader.text("ARCHIVE_KEEP_DAYS", ""):
        return None
    return reader.number("ARCHIVE_KEEP_DAYS", 0, LEAST_KEPT, _MOST_KEPT)


LEAST_KEPT = 180
"""Days that the app may show: the widest window, and what the usual day of its first day needs."""

_MOST_KEPT = 36_500

_ENDPOINTS = ("auto", *PROFILES)

_SERIES = ("both", "total")

_LOOKUPS = ("ask", "off", "always")

_MOST_CONCURRENCY = 64

_MOST_AUTO_CALLS = 1000

_MOST_DAILY_CALLS = 1_000_000

_SALT = secrets.token_bytes(32)


@dataclass(frozen=True)
class Settings:
    """The checked settings. `token` is None on the sandbox; `environment` is a name or `custom`.

    `daily_call_limit` is in paid calls a China day, so it binds no sandbox; `database_url` is the
    sandbox's own file there. `passcode` is None where there is none; `allowed` says who may sign in
    instead; `private` is whether even looking needs one of the two. `accept_cache` lets the vendor
    answer from its own cache. `profile_lookup` is whether a click looks up names: `ask` (the reader
    chooses), `off` or `always`. `call_price` is what a call costs in yuan, None where that is to be
    learned. `keep_days` is how many days the archive keeps at least, None for good. `rules` are the
    bounds of spikes and tiers.

    `fingerprint` tells two states of the settings apart, the secrets included, within this process
    only: it is keyed with a number that no one else has, so nothing can be read back from it.
    """

    token: Secret | None
    environment: str
    base_url: str
    endpoint: str
    concurrency: int
    series: str
    accept_cache: bool
    profile_lookup: str
    call_price: Decimal | None
    auto_call_limit: int
    daily_call_limit: int
    database_url: Secret
    keep_days: int | None
    passcode: Secret | None
    allowed: Allowed
    private: bool
    rules: Rules

    @property
    def sandbox(self) -> bool:
        """Whether the app runs on built-in demo data, because there is no token."""
        return self.token is None

    @property
    def locked(self) -> bool:
        """Whether paid calls are made by those alone who know the passcode or sign in."""
        return self.passcode is not None or bool(self.allowed)

    @property
    def lists_for_all(self) -> bool:
        """Whether everybody who sees anything sees the saved lists, with what they say."""
        return self.sandbox or self.private or not self.locked

    @property
    def plain_http(self) -> bool:
        """Whether the token travels unencrypted to a machine other than this one."""
        parts = urlsplit(self.base_url)
        return not self.sandbox and parts.scheme == "http" and not is_loopback(parts)

    @property
    def fingerprint(self) -> str:
        """A text that is equal for equal settings.

        The limit of automatic calls, the rules and who may sign in are not in it: no client depends
        on them.
        """
        kept = (
            self.base_url,
            self.endpoint,
            self.concurrency,
            self.series,
            self.accept_cache,
            self.call_price,
            self.daily_call_limit,
            self.private,
        )
        secret = (self.token, self.database_url, self.passcode)
        digests = ("-" if value is None else value.fingerprint(_SALT) for value in secret)
        return " ".join([*map(str, kept), *digests])


@dataclass(frozen=True)
class SettingsMistakes:
    """Why the app does not start: one sentence a mistake. No sentence quotes a secret."""

    sentences: tuple[Message, ...]


def read_private(reader: Reader, *, locked: bool) -> bool:
    """Return whether APP_PRIVATE asks everybody to come in by a way that there has to be."""
    private = reader.flag("APP_PRIVATE")
    if private and not locked:
        reader.refuse(
            N_("APP_PRIVATE is 1, which needs a way in: set APP_PASSCODE or APP_ALLOWED_EMAILS.")
        )
    return private


def read_settings(
    env: Mapping[str, str], *, sign_in: bool | None = None
) -> Settings | SettingsMistakes:
    """Check the settings in `env` (environment variables, as strings) and return them.

    `sign_in` is whether the host's secrets set up signing in, None where that is not known.

    Returns `SettingsMistakes`, with every mistake at once, instead of raising: the page shows them.
    """
    reader = Reader(env)
    token = read_token(reader)
    environment, base_url = read_base_url(reader, sandbox=token is None)
    passcode, allowed = read_passcode(reader), read_allowed(reader, sign_in=sign_in)
    settings = Settings(
        token=token,
        environment=environment,
        base_url=base_url,
        endpoint=reader.choice("JUSTONEAPI_ENDPOINT", _ENDPOINTS),
        concurrency=reader.number("JUSTONEAPI_CONCURRENCY", 8, 1, _MOST_CONCURRENCY),
        series=reader.choice("JUSTONEAPI_SERIES", _SERIES),
        accept_cache=reader.flag("JUSTONEAPI_ACCEPT_CACHE"),
        profile_lookup=reader.choice("PROFILE_LOOKUP", _LOOKUPS),
        call_price=read_call_price(reader),
        auto_call_limit=reader.number("AUTO_CALL_LIMIT", 0, 0, _MOST_AUTO_CALLS),
        daily_call_limit=reader.number("DAILY_CALL_LIMIT", 500, 0, _MOST_DAILY_CALLS),
        database_url=read_database_url(reader, sandbox=token is None),
        keep_days=read_keep_days(reader),
        passcode=passcode,
        allowed=allowed,
        private=read_private(reader, locked=passcode is not None or bool(allowed)),
        rules=read_rules(reader),
    )
    return SettingsMistakes(tuple(reader.mistakes)) if reader.mistakes else settings
