"""The passcode, and whether an app without it shows anything."""

from __future__ import annotations

import pytest

from services.settings.settings import Settings, SettingsMistakes, read_settings

PASSCODE = "canary sesame"


def read(**env: str) -> Settings | SettingsMistakes:
    return read_settings({"JUSTONEAPI_TOKEN": "7f3a", **env})


def mistakes(**env: str) -> list[str]:
    found = read(**env)
    assert isinstance(found, SettingsMistakes), found
    assert "canary" not in f"{found!r} {[str(sentence) for sentence in found.sentences]}"
    return [str(sentence) for sentence in found.sentences]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (PASSCODE, PASSCODE),
        (f"  {PASSCODE}\n", PASSCODE),
        ("123456", "123456"),
        ("芝麻开门芝麻", "芝麻开门芝麻"),
        ("１２３４５６", "123456"),
        ("cafe\u0301 12", "caf\u00e9 12"),
        ("x" * 4000, "x" * 4000),
    ],
)
def test_a_passcode(text: str, kept: str) -> None:
    settings = read(APP_PASSCODE=text)
    assert isinstance(settings, Settings)
    assert settings.passcode is not None
    assert settings.passcode.reveal() == kept
    assert settings.private is False


@pytest.mark.parametrize("text", ["", "     ", "12345", "  12345   ", "芝麻开门", "cafe\u03011"])
def test_too_short_or_blank_is_a_mistake_and_never_no_passcode(text: str) -> None:
    assert mistakes(APP_PASSCODE=text) == [
        "APP_PASSCODE must have at least 6 characters. Remove it for no passcode."
    ]


@pytest.mark.parametrize("text", ["canary\ncanary", "canary\tx", "canary\0", "canary\udcff"])
def test_what_nobody_can_type_is_a_mistake(text: str) -> None:
    [sentence] = mistakes(APP_PASSCODE=text)
    assert "APP_PASSCODE contains a line break" in sentence


def test_private_needs_a_passcode() -> None:
    [sentence] = mistakes(APP_PRIVATE="1")
    assert "APP_PASSCODE" in sentence
    settings = read(APP_PRIVATE="1", APP_PASSCODE=PASSCODE)
    assert isinstance(settings, Settings)
    assert settings.private is True


def test_the_sandbox_may_be_private_too() -> None:
    settings = read_settings({"APP_PRIVATE": "1", "APP_PASSCODE": PASSCODE})
    assert isinstance(settings, Settings)
    assert (settings.sandbox, settings.private) == (True, True)
    assert settings.passcode is not None


def test_the_fingerprint_knows_whether_the_app_is_private() -> None:
    seen = [read(APP_PASSCODE=PASSCODE, APP_PRIVATE=value) for value in ("0", "1")]
    prints = {settings.fingerprint for settings in seen if isinstance(settings, Settings)}
    assert len(prints) == 2


def test_the_passcode_is_in_no_form_of_the_settings() -> None:
    settings = read(APP_PASSCODE=PASSCODE)
    assert isinstance(settings, Settings)
    assert "canary" not in f"{settings!r} {settings} {settings.fingerprint} {vars(settings)}"
