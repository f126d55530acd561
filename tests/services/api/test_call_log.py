"""What the owner reads of calls: a line each, with what it cost, and never the token."""

from __future__ import annotations

import io
import logging
import shlex
from collections.abc import Iterator

import pytest

from services.api.answers import Kind
from services.api.call_log import show_on_stderr
from services.api.series import Held
from tests.services.api.fakes import CREATOR, GOOD, SERIES, bench, body, coded, raw


@pytest.fixture(autouse=True)
def shown() -> Iterator[None]:
    """Show the lines, and leave the logger as it was."""
    log = logging.getLogger("kol.calls")
    before = log.handlers, log.level, log.propagate
    log.handlers = []
    show_on_stderr()
    yield
    log.handlers, log.level, log.propagate = before


def lines(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, dict[str, str]]]:
    """Return what each line is of, and its fields."""
    told = []
    for line in capsys.readouterr().err.splitlines():
        _moment, name, what, *fields = shlex.split(line)
        assert name == "kol.calls"
        told.append((what, dict(field.split("=", 1) for field in fields)))
    return told


def test_a_line_says_what_a_call_was_and_what_it_cost(capsys: pytest.CaptureFixture[str]) -> None:
    answer = raw(200, body(0, SERIES, requestId="01J9-a.b_c"))
    bench(coded(503, 301), answer, environment="prod-cn").fetch()
    same = {"creator": CREATOR, "metric": "total", "endpoint": "legacy", "environment": "prod-cn"}
    same["seconds"] = "0.100"
    assert lines(capsys) == [
        (
            "call",
            {"outcome": "collection_failed", "charged": "no", "http": "503", "code": "301"}
            | {"attempt": "1"}
            | same,
        ),
        (
            "call",
            {"outcome": "ok", "charged": "yes", "http": "200", "code": "0", "attempt": "2"}
            | {"request_id": "01J9-a.b_c"}
            | same,
        ),
    ]


def test_what_is_shown_twice_is_still_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_on_stderr()
    bench(GOOD).fetch()
    assert len(lines(capsys)) == 1


def test_what_the_owner_has_set_up_stays(capsys: pytest.CaptureFixture[str]) -> None:
    own = logging.NullHandler()
    logging.getLogger("kol.calls").handlers = [own]
    show_on_stderr()
    assert logging.getLogger("kol.calls").handlers == [own]
    bench(GOOD).fetch()
    assert lines(capsys) == []


def test_a_value_of_several_words_is_one_value(capsys: pytest.CaptureFixture[str]) -> None:
    bench(GOOD, environment='two words="x"').fetch()
    ((_, fields),) = lines(capsys)
    assert fields["environment"] == 'two words="x"'


def test_a_pause_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    it = bench(raw(502))
    for number in range(8):
        it.fetch(f"5f{number:022x}")
    told = lines(capsys)
    assert [what for what, _ in told] == ["call"] * 4 + ["pause", "call"]
    assert told[4][1] == {"reason": Kind.VENDOR_DOWN, "seconds": "60"}
    assert all(fields["charged"] == "unknown" for what, fields in told if what == "call")


def test_a_log_that_is_gone_costs_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = io.StringIO()
    gone.close()
    monkeypatch.setattr("sys.stderr", gone)
    assert isinstance(bench(GOOD).fetch(), Held)
