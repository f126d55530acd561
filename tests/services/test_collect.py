"""The command that lets an archive grow, and the exit codes that a scheduler reads."""

from __future__ import annotations

import io

import pytest

from services import environment
from services.collect import DONE, NO_ARCHIVE, SOME_FAILED, STOPPED, UNUSABLE, main
from services.sandbox.creators import EXAMPLES
from tests.pages import CANARY, failing, vendor

IDS = [example.creator_id for example in EXAMPLES]


@pytest.fixture
def listed(tmp_path, monkeypatch, own_archive):
    """A list of three creators and one line that is none; the settings name a vendor."""
    monkeypatch.setenv("JUSTONEAPI_TOKEN", CANARY)
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    path = tmp_path / "creators.txt"
    path.write_text("\n".join([*IDS[:3], "somebody"]), encoding="utf-8")
    return str(path)


def run(server, monkeypatch, *arguments):
    monkeypatch.setenv("JUSTONEAPI_BASE_URL", server.url)
    return main(list(arguments))


def test_it_collects_once_and_then_costs_nothing(listed, monkeypatch, capsys):
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == DONE
        assert server.count == 6
        assert run(server, monkeypatch, "--list", listed) == DONE
        assert server.count == 6
    told = capsys.readouterr().out
    assert "3 creators: 6 calls to make. Today's budget has 500 left." in told
    assert "3 creators: 0 calls to make. Today's budget has 494 left." in told
    assert "Row 4: somebody" in told
    assert "3 of 3 creators" in told
    assert CANARY not in told


def test_a_dry_run_says_the_price_and_calls_nothing(listed, monkeypatch, capsys):
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed, "--dry-run") == DONE
        assert server.count == 0
    assert "6 calls to make" in capsys.readouterr().out


def test_a_list_may_come_from_standard_input(listed, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(IDS[0]))
    with vendor() as server:
        assert run(server, monkeypatch, "--list", "-") == DONE
        assert server.count == 2


def test_some_failed(listed, monkeypatch, capsys):
    with vendor(failing({IDS[1]: 500})) as server:
        assert run(server, monkeypatch, "--list", listed) == SOME_FAILED
    assert f"{IDS[1]} (total): vendor_error, code 500" in capsys.readouterr().out


def test_no_history_is_no_failure(tmp_path, listed, monkeypatch):
    path = tmp_path / "none.txt"
    path.write_text(IDS[11])
    with vendor() as server:
        assert run(server, monkeypatch, "--list", str(path)) == DONE


@pytest.mark.parametrize("code", [100, 303, 601])
def test_what_stops_every_call_stops_it(listed, monkeypatch, code):
    with vendor(failing(dict.fromkeys(IDS, code))) as server:
        assert run(server, monkeypatch, "--list", listed) == STOPPED


def test_it_stays_within_the_budget(listed, monkeypatch):
    monkeypatch.setenv("DAILY_CALL_LIMIT", "4")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == STOPPED
        assert server.count == 4


def test_an_archive_that_cannot_be_written_costs_nothing(listed, tmp_path, monkeypatch, capsys):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{broken}")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == NO_ARCHIVE
        assert server.count == 0
    assert "damaged" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "", "somebody\n", b"\xff\xfe"])
def test_a_list_that_cannot_be_used(listed, tmp_path, monkeypatch, content):
    path = tmp_path / "odd.txt"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with vendor() as server:
        assert run(server, monkeypatch, "--list", str(path)) == UNUSABLE
        assert server.count == 0


def test_wrong_settings_are_said(listed, monkeypatch, capsys):
    monkeypatch.setenv("JUSTONEAPI_CONCURRENCY", "many")
    assert main(["--list", listed]) == UNUSABLE
    assert "JUSTONEAPI_CONCURRENCY" in capsys.readouterr().out


def test_settings_may_stand_in_the_secrets_file_and_the_environment_outranks_it(
    tmp_path, monkeypatch
):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('JUSTONEAPI_SERIES = "total"\nAUTO_CALL_LIMIT = 7\n[auth]\nx = "y"\n')
    monkeypatch.setattr(environment, "SECRETS", secrets)
    monkeypatch.setenv("AUTO_CALL_LIMIT", "9")
    found = environment.process_environment()
    assert (found["JUSTONEAPI_SERIES"], found["AUTO_CALL_LIMIT"]) == ("total", "9")
    assert "auth" not in found
    secrets.write_text("this is = no toml = at all")
    assert "JUSTONEAPI_SERIES" not in environment.process_environment()
