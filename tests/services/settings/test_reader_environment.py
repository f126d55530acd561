from __future__ import annotations

import os

import pytest

from services.settings import reader as environment
from services.settings.reader import process_environment


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    """A secrets file that is not there yet."""
    path = tmp_path / "secrets.toml"
    monkeypatch.setattr(environment, "SECRETS", path)
    return path


def test_the_files_root_keys_are_settings_and_outrank_the_environment(secrets, monkeypatch):
    secrets.write_text('JUSTONEAPI_SERIES = "total"\nAUTO_CALL_LIMIT = 7\n[auth]\nx = "y"\n')
    monkeypatch.setenv("AUTO_CALL_LIMIT", "9")
    found = process_environment()
    assert (found["JUSTONEAPI_SERIES"], found["AUTO_CALL_LIMIT"]) == ("total", "7")
    assert "auth" not in found
    assert "x" not in found


def test_numbers_become_text_and_lists_are_no_settings(secrets):
    secrets.write_text("DAILY_CALL_LIMIT = 12\nAPP_ODD = [1, 2]\n")
    found = process_environment()
    assert found["DAILY_CALL_LIMIT"] == "12"
    assert "APP_ODD" not in found


@pytest.mark.parametrize(
    "content", [None, b"", b"this is = no toml = at all", b"\xff\xfe\x00", b'A = "\x00"']
)
def test_without_a_usable_file_the_environment_stands_alone(secrets, content):
    if content is not None:
        secrets.write_bytes(content)
    assert process_environment() == dict(os.environ)


def test_a_folder_in_its_place_counts_as_none(secrets):
    secrets.mkdir()
    assert process_environment() == dict(os.environ)


def test_the_process_itself_is_not_changed(secrets):
    secrets.write_text('APP_PASSCODE = "plum harbour"\n')
    assert process_environment()["APP_PASSCODE"] == "plum harbour"
    assert "APP_PASSCODE" not in os.environ


def test_true_and_false_are_one_and_zero(secrets):
    secrets.write_text("APP_PRIVATE = true\nJUSTONEAPI_ALLOW_HTTP = false\n")
    found = process_environment()
    assert (found["APP_PRIVATE"], found["JUSTONEAPI_ALLOW_HTTP"]) == ("1", "0")
