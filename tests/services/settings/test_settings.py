"""Row 84 of the fault matrix, and every other mistake that a setting can hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.secret import Secret
from services.settings.addresses import SANDBOX_URL
from services.settings.settings import Settings, SettingsMistakes, read_settings

TOKEN = "canary7f3a"


def good(**env: str) -> Settings:
    read = read_settings({"JUSTONEAPI_TOKEN": TOKEN, **env})
    assert isinstance(read, Settings)
    return read


def mistakes(**env: str) -> list[str]:
    """Return the sentences, after a look for the token in each form they have."""
    read = read_settings({"JUSTONEAPI_TOKEN": TOKEN, **env})
    assert isinstance(read, SettingsMistakes)
    assert read.sentences
    seen = repr(read) + "".join(map(str, read.sentences))
    assert "canary" not in seen
    return [str(sentence) for sentence in read.sentences]


def test_the_defaults() -> None:
    settings = good()
    assert isinstance(settings.token, Secret)
    assert settings.token.reveal() == TOKEN
    assert (settings.environment, settings.base_url) == (
        "prod-global",
        "https://api.justoneapi.com",
    )
    assert (settings.endpoint, settings.series) == ("auto", "both")
    assert (settings.concurrency, settings.auto_call_limit) == (8, 0)
    assert settings.daily_call_limit == 500
    assert settings.database_url.reveal() == "sqlite:///data/archive.db"
    assert (settings.passcode, settings.private) == (None, False)
    assert not settings.sandbox
    assert not settings.plain_http


def test_without_a_token_it_is_the_sandbox() -> None:
    settings = read_settings({"PATH": "/bin", "OTHER": TOKEN})
    assert isinstance(settings, Settings)
    assert settings.sandbox
    assert (settings.token, settings.environment) == (None, "sandbox")
    assert settings.base_url == SANDBOX_URL
    assert (settings.endpoint, settings.series) == ("auto", "both")
    assert (settings.concurrency, settings.auto_call_limit) == (8, 0)


@pytest.mark.parametrize("base_url", ["prod-global", "https://proxy.example.com"])
def test_the_sandbox_has_no_address(base_url: str) -> None:
    settings = read_settings({"JUSTONEAPI_BASE_URL": base_url})
    assert isinstance(settings, Settings)
    assert (settings.base_url, settings.plain_http) == (SANDBOX_URL, False)


TOKENS = {
    "empty": ("", "blank"),
    "blank": ("   ", "blank"),
    "newline at the end": ("canary\n", "line break"),
    "newline within": ("canary\ncanary", "line break"),
    "newline alone": ("\n", "line break"),
    "CRLF": ("canary\r\nHost: evil.example", "line break"),
    "tab": ("canary\tcanary", "line break"),
    "NUL": ("canary\0", "line break"),
    "space within": ("canary canary", "space"),
    "no-break space": ("canary\u00a0", "space"),
    "full width": ("ｃａｎａｒｙ", "character"),
    "double quotes": ('"canary"', "quotation mark"),
    "single quotes": ("'canary'", "quotation mark"),
    "one quote": ('canary"', "quotation mark"),
    "curly quotes": ("“canary”", "quotation mark"),
    "backtick": ("`canary`", "quotation mark"),
}


@pytest.mark.parametrize(("token", "word"), TOKENS.values(), ids=TOKENS)
@pytest.mark.fault(84)
def test_a_token_that_is_none(token: str, word: str) -> None:
    [sentence] = mistakes(JUSTONEAPI_TOKEN=token)
    assert "JUSTONEAPI_TOKEN" in sentence
    assert word in sentence


def test_spaces_around_a_token_are_not_part_of_it() -> None:
    settings = good(JUSTONEAPI_TOKEN=f"  {TOKEN} ")
    assert settings.token is not None
    assert settings.token.reveal() == TOKEN
    assert settings.fingerprint == good().fingerprint


@pytest.mark.parametrize("token", ["a+b/c=", "eyJ.x-y_z~", "x&y?z#%20", "7"])
def test_any_other_printable_ascii_is_a_token(token: str) -> None:
    settings = good(JUSTONEAPI_TOKEN=token)
    assert settings.token is not None
    assert settings.token.reveal() == token


CHOICES = {
    "JUSTONEAPI_ENDPOINT": ["auto", "legacy", "successor"],
    "JUSTONEAPI_ACCEPT_CACHE": ["0", "1"],
    "JUSTONEAPI_SERIES": ["both", "total"],
    "JUSTONEAPI_ALLOW_HTTP": ["0", "1"],
    "APP_PRIVATE": ["0", "1"],
}


@pytest.mark.parametrize(("name", "options"), CHOICES.items())
@pytest.mark.parametrize("value", ["", "AUTO", "new", "true", "legacy,successor", "٠"])
def test_a_choice_that_is_not_offered(name: str, options: list[str], value: str) -> None:
    assert mistakes(**{name: value}) == [f"{name} must be one of: {', '.join(options)}."]


def test_the_choices() -> None:
    for option in CHOICES["JUSTONEAPI_ENDPOINT"]:
        assert good(JUSTONEAPI_ENDPOINT=f" {option} ").endpoint == option
    for option in CHOICES["JUSTONEAPI_SERIES"]:
        assert good(JUSTONEAPI_SERIES=option).series == option
    for option in CHOICES["JUSTONEAPI_ACCEPT_CACHE"]:
        assert good(JUSTONEAPI_ACCEPT_CACHE=option).accept_cache == (option == "1")


NUMBERS = {
    "JUSTONEAPI_CONCURRENCY": (1, 64),
    "AUTO_CALL_LIMIT": (0, 1000),
    "DAILY_CALL_LIMIT": (0, 1_000_000),
}


@pytest.mark.parametrize(("name", "bounds"), NUMBERS.items())
@pytest.mark.parametrize(
    "value", ["", "-1", "+5", "1.5", "8 calls", "1e2", "0x8", "٨", "1_0", "1000001", "9" * 5000]
)
def test_a_number_that_is_none(name: str, bounds: tuple[int, int], value: str) -> None:
    least, most = bounds
    assert mistakes(**{name: value}) == [f"{name} must be a whole number from {least} to {most}."]


def test_the_numbers() -> None:
    for value in (1, 8, 64):
        assert good(JUSTONEAPI_CONCURRENCY=f" {value} ").concurrency == value
    for value in (0, 40, 1000):
        assert good(AUTO_CALL_LIMIT=str(value)).auto_call_limit == value
    for value in (0, 499, 1_000_000):
        assert good(DAILY_CALL_LIMIT=str(value)).daily_call_limit == value
    assert mistakes(AUTO_CALL_LIMIT="1001")
    assert mistakes(JUSTONEAPI_CONCURRENCY="0")
    assert mistakes(JUSTONEAPI_CONCURRENCY="65")


def test_all_mistakes_are_told_at_once() -> None:
    told = mistakes(
        JUSTONEAPI_TOKEN="canary canary",
        JUSTONEAPI_BASE_URL="ftp://x",
        JUSTONEAPI_ALLOW_HTTP="yes",
        JUSTONEAPI_ENDPOINT="new",
        JUSTONEAPI_CONCURRENCY="many",
        JUSTONEAPI_SERIES="new",
        AUTO_CALL_LIMIT="all",
        DAILY_CALL_LIMIT="none",
        DATABASE_URL="mysql://x",
        APP_PASSCODE="short",
        APP_PRIVATE="yes",
    )
    assert len(told) == 11
    assert all(text.endswith(".") and "{" not in text for text in told)


def test_the_token_is_in_no_form_of_the_settings() -> None:
    settings = good()
    assert "canary" not in f"{settings!r} {settings} {settings.fingerprint} {vars(settings)}"


@pytest.mark.parametrize(
    "change",
    [
        {"JUSTONEAPI_TOKEN": TOKEN + "b"},
        {"JUSTONEAPI_BASE_URL": "https://proxy.example.com"},
        {"JUSTONEAPI_ENDPOINT": "legacy"},
        {"JUSTONEAPI_ACCEPT_CACHE": "1"},
        {"JUSTONEAPI_CONCURRENCY": "9"},
        {"JUSTONEAPI_SERIES": "total"},
        {"DAILY_CALL_LIMIT": "501"},
        {"DATABASE_URL": "sqlite:///data/other.db"},
        {"DATABASE_URL": "postgresql+psycopg://u:p@h/db"},
        {"APP_PASSCODE": "open sesame"},
    ],
)
def test_the_fingerprint_tells_settings_apart(change: dict[str, str]) -> None:
    assert good().fingerprint == good().fingerprint
    assert good(**change).fingerprint != good().fingerprint


def test_the_sandbox_has_a_fingerprint_of_its_own() -> None:
    sandbox = read_settings({})
    assert isinstance(sandbox, Settings)
    assert sandbox.fingerprint != good().fingerprint


def test_days_are_kept_for_good_or_at_least_as_long_as_they_may_be_shown():
    assert good().keep_days is good(ARCHIVE_KEEP_DAYS=" ").keep_days is None
    assert good(ARCHIVE_KEEP_DAYS="180").keep_days == 180
    for odd in ("179", "36501", "a year", "-1"):
        told = "ARCHIVE_KEEP_DAYS must be a whole number from 180 to 36500."
        assert mistakes(ARCHIVE_KEEP_DAYS=odd) == [told]


def test_the_lookup_of_names_and_the_price_of_a_call() -> None:
    assert (good().profile_lookup, good().call_price) == ("ask", None)
    for option in ("ask", "off", "always"):
        assert good(PROFILE_LOOKUP=option).profile_lookup == option
    assert good(CALL_PRICE=" 0.05 ").call_price == Decimal("0.05")
    assert good(CALL_PRICE="").call_price is None
    for odd in ("0", "-1", "cheap", "1e3", "0,05", "¥1", "10001"):
        assert mistakes(CALL_PRICE=odd) == ["CALL_PRICE must be a number from 0.0001 to 10000."]
    assert mistakes(PROFILE_LOOKUP="yes") == ["PROFILE_LOOKUP must be one of: ask, off, always."]
    assert good(CALL_PRICE="0.05").fingerprint != good().fingerprint
