"""Row 117: whatever a vendor repeats, neither archive nor spool has the token."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.series import Metric
from services.api.transport import Transport
from services.archive import store
from services.archive.errors import ArchiveLocked
from services.archive.schema import fetches
from services.archive.spooled import from_bytes
from services.secret import Secret
from tests.fault_server import FaultServer, in_turn, reply
from tests.services.api.test_redaction import SPELLINGS, TOKEN
from tests.services.archive.crew import idle_client, refusing

ID = "5f0a00000000000000000a01"
HEAD = {"Content-Type": "application/json"}


def echoes():
    """A body for each spelling: in the message, in the vendor's own number, in a broken answer."""
    for spell in SPELLINGS.values():
        spelled = spell(TOKEN)
        yield f'{{"code": 999, "message": "no {spelled} here", "requestId": "{spelled}"}}'
        yield f"<html>token={spelled}"


def secrets_in(body):
    """Return the tokens that are legible in a body, read with each usual reader."""
    return [name for name, spell in SPELLINGS.items() if spell(TOKEN).encode("latin-1") in body]


@pytest.mark.fault(117)
@pytest.mark.parametrize("spooled", [False, True], ids=["archive", "spool"])
def test_an_echoed_token_is_neither_in_the_archive_nor_in_the_spool(opened, monkeypatch, spooled):
    """Row 117: 46 answers over a socket, each with its spelling; one request each."""
    archive, bodies = opened(), [body.encode("latin-1") for body in echoes()]
    if spooled:
        refusing(monkeypatch, store, "save", ArchiveLocked())
    answers = in_turn(*(reply(200, body, HEAD) for body in bodies))
    with FaultServer(answers) as server:
        transport = Transport(server.url, Secret(TOKEN))
        for body in bodies:
            client = idle_client(transport)
            with pytest.raises(ApiError) as failed:
                client.fetch(ID, Metric.TOTAL, archive)
            assert failed.value.kind in (Kind.UNKNOWN_CODE, Kind.PROTOCOL), body
        transport.close()
        assert server.count == len(bodies)
        assert all(request.query["token"] == TOKEN for request in server.requests)
    kept = spooled_answers(archive) if spooled else archived(archive)
    assert len(kept) == len(bodies)
    for body, number in kept:
        assert b"***" in body
        assert secrets_in(body + (number or "").encode()) == []


def archived(archive):
    rows = archive.ask(lambda c: c.execute(select(fetches.c.body, fetches.c.request_id)).all())
    return [tuple(row) for row in rows]


def spooled_answers(archive):
    read = [from_bytes(path.read_bytes())[1] for path in archive.waiting.spool.waiting()]
    return [(answer.body, answer.request_id) for answer in read]
