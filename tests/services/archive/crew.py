"""Other processes at the same database: started, let go together, killed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import select

from services.api.answers import Charged, Kind
from services.api.book import Answer, Ask
from services.api.client import Client
from services.api.governor import Breaker, Latch, Slots
from services.api.series import Metric
from services.archive.schema import calls
from services.endpoints import EndpointChoice
from tests.processes import waiting

NOON = datetime(2025, 12, 8, 4, 0, tzinfo=UTC)
"""Noon in China, on 8 December 2025."""


def an_ask(number=0, metric=Metric.TOTAL):
    return Ask(
        creator_id=f"{number:024x}",
        metric=metric,
        days=60,
        environment="prod-global",
        endpoint="legacy",
    )


def an_answer(number=0, fetched_at=NOON, **fields):
    defaults = {"kind": Kind.OK, "charged": Charged.YES, "seconds": 0.3, "code": 0}
    return Answer(ask=an_ask(number), fetched_at=fetched_at, **{**defaults, **fields})


def address(database):
    """The address that another process needs to reach the same database."""
    return database._engine.url.render_as_string(hide_password=False)


def crew(size, task, *arguments):
    """`size` processes that have each printed a line, and wait for one; killed at the end."""
    return waiting(size, "tests.services.archive.workers", [task, *arguments])


def go(process):
    """Let a waiting process go on."""
    process.stdin.write("go\n")
    process.stdin.flush()


def said(process):
    """The next line that a process prints, as the value it is the JSON of."""
    return json.loads(process.stdout.readline())


def together(processes):
    """Let all go at once, and return what each says."""
    for process in processes:
        go(process)
    return [said(process) for process in processes]


def states(archive):
    """How the calls of the ledger stand, in the order in which they were booked."""
    return archive.ask(
        lambda c: c.execute(select(calls.c.state).order_by(calls.c.id)).scalars().all()
    )


def idle_client(transport):
    """A client with nothing behind it yet."""
    return Client(transport, EndpointChoice("legacy"), Slots(1), Latch(), Breaker())


def refusing(monkeypatch, module, name, error):
    """Let a step fail as a database in trouble does."""

    def fail(*_):
        raise error

    monkeypatch.setattr(module, name, fail)
