"""Row 100: the comparison with the vendor's public words, against servers of our own.

The real ones were never asked from here; `make drift` is for whoever can.
"""

from __future__ import annotations

import json
from contextlib import ExitStack

import pytest

from services.endpoints import LEGACY, PROFILES, SUCCESSOR
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests import drift
from tests.fault_server import FaultServer, answering, reply
from tests.pages import CANARY

pytestmark = pytest.mark.fault(100)


def example(synthetic=False, **changes):
    """Return the vendor's public example as it is described: an answer within an answer."""
    query = LEGACY.query(EXAMPLES[0].creator_id, "total", 30)
    answer = json.loads(respond(LEGACY.path, query)[2])
    answer["data"] |= changes
    told = {"api": LEGACY.path, "synthetic": synthetic, "example": answer}
    return json.dumps({"code": 0, "data": told, "message": None}).encode()


def specification(*left_out, **changes):
    """Return a specification of both endpoints, without what contains one of these words."""
    paths = {}
    for profile in PROFILES.values():
        parameters = [
            {"name": "token", "in": "query"},
            {"name": profile.id_parameter, "in": "query"},
            {"name": "dateType", "schema": {"enum": list(profile.windows.values())}},
            {"name": "increaseType", "description": " ".join(profile.metrics.values())},
        ]
        kept = [one for one in parameters if not any(word in str(one) for word in left_out)]
        paths[profile.path] = {"get": {"parameters": kept, **changes}}
    return {"openapi": "3.1.0", "paths": paths}


@pytest.fixture
def told(monkeypatch):
    """Return what is found when the vendor says this, and the exit code."""
    monkeypatch.setenv("JUSTONEAPI_TOKEN", CANARY)

    def found(capsys, example_body, specified):
        with ExitStack() as stack:
            examples, specifications = (
                stack.enter_context(FaultServer(reply(200, body)))
                for body in (example_body, json.dumps(specified).encode())
            )
            monkeypatch.setattr(drift.findings, "__defaults__", (examples.url, specifications.url))
            code = drift.main()
            asked = [one.target for one in (*examples.requests, *specifications.requests)]
        assert len(asked) == 3
        assert not any("token" in target or CANARY in target for target in asked)
        return code, capsys.readouterr().out

    return found


def test_what_is_as_it_was_is_said(told, capsys):
    code, said = told(capsys, example(), specification())
    assert code == drift.AS_EXPECTED
    assert "legacy, example: of a real call, read as ok, 30 days" in said
    assert "successor, specification: offers what we ask for" in said
    assert "CHANGED" not in said


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (example(list=[{"day": "2025-12-07", "value": 5}]), "read as protocol, 0 days"),
        (example(list="x"), "the list is not a list"),
        (
            example(list=[{"dateKey": "2025-12-07", "num": 5}, {"dateKey": "7 Dec", "num": 6}]),
            "1 of its rows cannot be read",
        ),
    ],
)
def test_an_example_that_we_cannot_read_is_a_change(told, capsys, body, words):
    code, said = told(capsys, body, specification())
    assert code == drift.DRIFTED
    assert words in said


def test_what_is_new_and_harmless_is_named(told, capsys):
    body = example(synthetic=True, list=[{"dateKey": "2025-12-07", "num": 5, "rank": 1}], more=2)
    code, said = told(capsys, body, specification(deprecated=True))
    assert code == drift.AS_EXPECTED
    for words in ("made up by the vendor", "new in data: more", "new in list: rank", "deprecated"):
        assert words in said


@pytest.mark.parametrize(
    ("word", "missing"),
    [("DAY_90", "dateType DAY_30 DAY_90"), ("userId", "userId"), ("FANS_TOTAL", "increaseType")],
)
def test_a_word_that_is_gone_is_a_change(told, capsys, word, missing):
    code, said = told(capsys, example(), specification(word))
    assert code == drift.DRIFTED
    assert f"successor, specification: no longer offers {missing}" in said


def test_the_legacy_path_may_be_hidden_and_its_successor_may_not(told, capsys):
    hidden, gone = specification(), specification()
    del hidden["paths"][LEGACY.path]
    del gone["paths"][SUCCESSOR.path]
    assert told(capsys, example(), hidden)[0] == drift.AS_EXPECTED
    assert told(capsys, example(), gone)[0] == drift.DRIFTED


@pytest.mark.parametrize("status", [404, 503])
def test_where_nobody_can_be_asked_nothing_is_claimed(monkeypatch, capsys, status):
    with FaultServer(answering(lambda *_: (status, {}, b"<html>"))) as server:
        monkeypatch.setattr(drift.findings, "__defaults__", (server.url, server.url))
        assert drift.main() == drift.NOT_ASKED
    assert f"could not be asked: HTTP {status}" in capsys.readouterr().out
