"""The command that lets an archive grow, and the exit codes that a scheduler reads."""

from __future__ import annotations

import io
import os
import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from services.archive.database import Database
from services.archive.schema import calls, fetches
from services.china_time import utc_now
from services.collect import DONE, NO_ARCHIVE, SOME_FAILED, STOPPED, UNUSABLE, main
from services.endpoints import CREATOR_PROFILE
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.browser import ROOT, SETTINGS
from tests.clock import in_step
from tests.fault_server import FaultServer, answering, in_turn, reply
from tests.pages import CANARY, failing, vendor
from tests.services.api.fakes import FakeTime

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


@pytest.mark.parametrize(("setting", "sent"), [("0", "false"), ("1", "true")])
def test_the_vendors_cache_answers_where_the_owner_accepts_it(listed, monkeypatch, setting, sent):
    monkeypatch.setenv("JUSTONEAPI_ACCEPT_CACHE", setting)
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == DONE
        assert [request.query["acceptCache"] for request in server.requests] == [sent] * 6


def test_some_failed_and_only_those_are_asked_for_later(listed, monkeypatch, capsys, own_archive):
    with vendor(failing({IDS[1]: 500})) as server:
        assert run(server, monkeypatch, "--list", listed) == SOME_FAILED
        server.behaviour = answering(respond)
        server.requests.clear()
        assert run(server, monkeypatch, "--list", listed) == SOME_FAILED
        assert server.count == 0, "a failure stands for half a minute"
        database = Database(own_archive)
        a_minute_ago = utc_now() - timedelta(minutes=1)
        database.write(lambda c: c.execute(update(fetches).values(fetched_at=a_minute_ago)))
        database.close()
        assert run(server, monkeypatch, "--list", listed) == DONE
        assert {request.query["kolId"] for request in server.requests} == {IDS[1]}
    assert f"{IDS[1]} (total): vendor_error, code 500" in capsys.readouterr().out


def test_no_history_is_no_failure(tmp_path, listed, monkeypatch):
    path = tmp_path / "none.txt"
    path.write_text(IDS[11])
    with vendor() as server:
        assert run(server, monkeypatch, "--list", str(path)) == DONE
        assert server.count == 2
        assert run(server, monkeypatch, "--list", str(path)) == DONE
        assert server.count == 2, "for a day"


def test_a_cool_down_is_kept_by_the_next_run(listed, monkeypatch):
    with vendor(failing({IDS[1]: 301})) as server:
        assert run(server, monkeypatch, "--list", listed) == SOME_FAILED
        asked = server.count
        assert run(server, monkeypatch, "--list", listed) == SOME_FAILED
        assert server.count == asked


def test_the_days_quota_is_not_tried_again_by_the_next_run(listed, monkeypatch):
    with vendor(failing(dict.fromkeys(IDS, 303))) as server:
        assert run(server, monkeypatch, "--list", listed) == STOPPED
        asked = server.count
        assert run(server, monkeypatch, "--list", listed) == STOPPED
        assert server.count == asked


@pytest.mark.fault(107)
@pytest.mark.parametrize(
    ("failures", "pauses", "sent", "code"),
    [(5, [60], 10, SOME_FAILED), (6, [60, 120], 10, SOME_FAILED), (99, [60, 120, 300], 8, STOPPED)],
)
def test_it_waits_for_a_vendor_that_is_down(
    listed, tmp_path, monkeypatch, capsys, failures, pauses, sent, code
):
    """Row 107: who was not asked is asked after the pause, and nobody else once more."""
    path = tmp_path / "five.txt"
    path.write_text("\n".join(IDS[:5]), encoding="utf-8")
    monkeypatch.setenv("JUSTONEAPI_CONCURRENCY", "1")
    clock = FakeTime(utc_now())
    with FaultServer(in_turn(*[reply(502)] * failures, answering(respond))) as server:
        monkeypatch.setenv("JUSTONEAPI_BASE_URL", server.url)
        assert main(["--list", str(path)], clock.clocks) == code
        assert [round(seconds) for seconds in clock.sleeps if seconds >= 1] == pauses
        assert server.count == sent
    assert "creators wait 60 s." in capsys.readouterr().out


@pytest.mark.parametrize("code", [100, 303, 601])
def test_what_stops_every_call_stops_it(listed, monkeypatch, code):
    with vendor(failing(dict.fromkeys(IDS, code))) as server:
        assert run(server, monkeypatch, "--list", listed) == STOPPED


def test_it_stays_within_the_budget_and_takes_up_where_it_stopped(
    listed, monkeypatch, capsys, own_archive
):
    monkeypatch.setenv("DAILY_CALL_LIMIT", "4")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == STOPPED
        assert capsys.readouterr().out.count(": budget_spent") == 2
        assert run(server, monkeypatch, "--list", listed) == STOPPED
        assert "3 creators: 2 calls to make. Today's budget has 0 left." in capsys.readouterr().out
        assert server.count == in_the_ledger(own_archive) == 4
        monkeypatch.setenv("DAILY_CALL_LIMIT", "6")
        assert run(server, monkeypatch, "--list", listed) == DONE
        assert server.count == in_the_ledger(own_archive) == 6


def in_the_ledger(url):
    database = Database(url)
    with database.read() as connection:
        booked = connection.execute(select(func.count()).select_from(calls)).scalar_one()
    database.close()
    return booked


def test_an_archive_that_cannot_be_written_costs_nothing(listed, tmp_path, monkeypatch, capsys):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{broken}")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == NO_ARCHIVE
        assert run(server, monkeypatch, "--list", listed, "--dry-run") == NO_ARCHIVE
        assert server.count == 0
    assert broken.read_bytes() == b"no database" * 100
    assert "damaged" in capsys.readouterr().out


def test_what_was_not_read_of_the_list_is_told(tmp_path, listed, monkeypatch, capsys):
    path = tmp_path / "sheet.csv"
    rows = "\n".join(f"{who},北京,面议,x" for who in IDS)
    path.write_text(f"creator_id,城市,图文报价,\n{rows}\n" + "x\n" * 101, encoding="utf-8")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", str(path), "--dry-run") == DONE
    told = capsys.readouterr().out
    assert "Columns that were not read: 城市, Column 4." in told
    assert "Row 2: 面议 - This cannot be read as one price in yuan" in told
    assert "More rows like these: 1." in told


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


def test_the_process_ends_with_the_code_and_reads_the_secrets_file(listed, tmp_path):
    """As a scheduler starts it: nothing in the environment, and the token in no line of its own."""
    (tmp_path / ".streamlit").mkdir()
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    plain = {name: text for name, text in os.environ.items() if not name.startswith(SETTINGS)}

    def start(*arguments):
        return subprocess.run(
            in_step("services.collect", *arguments),
            cwd=tmp_path,
            env=plain | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    with vendor(failing({IDS[1]: 400})) as server:
        secrets.write_text(
            f'JUSTONEAPI_TOKEN = "{CANARY}"\nJUSTONEAPI_BASE_URL = "{server.url}"\n'
            f'JUSTONEAPI_SERIES = "total"\nDATABASE_URL = "sqlite:///{tmp_path}/secret.db"\n'
        )
        done = start("--list", listed)
        assert done.returncode == SOME_FAILED
        assert server.count == 3
        told = done.stderr.splitlines()
        assert [" kol.calls call outcome=" in line for line in told] == [True] * 3
        assert all(request.query["token"] == CANARY for request in server.requests)
    assert "3 creators: 3 calls to make." in done.stdout
    assert CANARY not in done.stdout + done.stderr
    assert (tmp_path / "secret.db").exists()
    assert start("--list", "nowhere.txt").returncode == UNUSABLE
    assert start().returncode == 2


def test_names_are_collected_where_they_are_asked_for_once(listed, monkeypatch, capsys):
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed, "--names", "--dry-run") == DONE
        assert server.count == 0
        assert run(server, monkeypatch, "--list", listed, "--names") == DONE
        assert server.count == 9
        assert run(server, monkeypatch, "--list", listed, "--names") == DONE
        assert server.count == 9
    told = capsys.readouterr().out
    assert "3 creators: 9 calls to make. Today's budget has 500 left." in told
    assert CANARY not in told


def test_a_name_that_fails_is_told_beside_the_series_that_did_not(listed, monkeypatch, capsys):
    def handle(path, query):
        if path == CREATOR_PROFILE.path:
            return 200, {}, b'{"code": 400, "data": null}'
        return respond(path, query)

    with FaultServer(answering(handle)) as server:
        assert run(server, monkeypatch, "--list", listed, "--names") == SOME_FAILED
    told = capsys.readouterr().out
    assert "(profile)" in told
    assert "(total)" not in told


def test_what_is_too_old_is_let_go_when_it_is_through(listed, monkeypatch, capsys, own_archive):
    with vendor() as server:
        assert run(server, monkeypatch, "--list", listed) == DONE
        assert "ARCHIVE_KEEP_DAYS" not in capsys.readouterr().out
        monkeypatch.setenv("ARCHIVE_KEEP_DAYS", "180")
        database = Database(own_archive)
        long_ago = utc_now() - timedelta(days=400)
        database.write(lambda c: c.execute(update(fetches).values(fetched_at=long_ago)))
        assert run(server, monkeypatch, "--list", listed, "--dry-run") == DONE
        assert "ARCHIVE_KEEP_DAYS" not in capsys.readouterr().out
        assert run(server, monkeypatch, "--list", listed) == DONE
        database.close()
    kept = (utc_now() - timedelta(days=180)).strftime("%Y-%m-01")
    assert f"Kept from {kept} on, as ARCHIVE_KEEP_DAYS says; 6 older answers" in (
        capsys.readouterr().out
    )


def test_a_list_may_be_longer_than_a_comparison(tmp_path, listed, monkeypatch, capsys):
    path = tmp_path / "many.csv"
    ids = [f"{0x5F8 * 16**21 + number:024x}" for number in range(450)]
    rows = "\n".join(f"小红{at},{who}" for at, who in enumerate(ids))
    path.write_text(f"nickname,creator_id\n{rows}\n{ids[0]}\n", encoding="utf-8")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", str(path), "--dry-run") == DONE
        assert server.count == 0
    told = capsys.readouterr().out
    assert "450 creators: 900 calls to make. Today's budget has 500 left." in told


def test_where_the_budget_ends_it_says_how_many_were_not_asked_for(
    tmp_path, listed, monkeypatch, capsys
):
    monkeypatch.setattr("services.history.sharding.SHARD", 2)
    monkeypatch.setenv("DAILY_CALL_LIMIT", "4")
    path = tmp_path / "five.txt"
    path.write_text("\n".join(IDS[:5]), encoding="utf-8")
    with vendor() as server:
        assert run(server, monkeypatch, "--list", str(path)) == STOPPED
        assert server.count == 4
    told = capsys.readouterr().out
    assert "2 of 5 creators\n4 of 5 creators\n" in told
    assert told.endswith(
        "Creators that were not asked for: 1.\nDone: 4 creators, 4 series failed.\n"
    )
