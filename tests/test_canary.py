"""The token's path through the whole app: on the wire, and nowhere else, whatever goes wrong."""

from __future__ import annotations

import functools
import json
import logging
import os
import pickle
import traceback

import pytest
from sqlalchemy import select

from components.ranking.table import labelled
from services.api.answers import Kind
from services.api.balance import PATH
from services.api.errors import ApiError
from services.api.series import Metric
from services.api.transport import Limits, Transport
from services.archive.database import Database
from services.archive.schema import metadata
from services.exports.csv_table import to_csv
from services.history.cache import history_of
from services.sandbox.creators import EXAMPLES
from services.settings.settings import read_settings
from tests import faults
from tests.components.pages.conftest import nothing_kept_and_nobody_slow, token  # noqa: F401
from tests.fault_server import FaultServer, reply
from tests.pages import CANARY, compare, open_app, ranking_of
from tests.services.api.test_transport import ANSWERS, FAULTS

IDS = [example.creator_id for example in EXAMPLES[:2]]
SHORT = Limits(connect=0.5, read=0.3, total=0.5)
ECHO = {
    "an error that quotes the token": reply(
        500, json.dumps({"code": 500, "data": None, "message": f"bad token={CANARY}"}).encode()
    ),
    "an address that echoes the request": faults.echoing,
    "a redirect": faults.redirecting(302, f"http://127.0.0.1:9/?token={CANARY}"),
    "an invalid token": reply(401, b'{"code": 100, "data": null, "message": "TOKEN INVALID"}'),
}
BEHAVIOURS = {
    **{name: row[0] for name, row in FAULTS.items()},
    **{name: row[0] for name, row in ANSWERS.items()},
    **ECHO,
}


@pytest.fixture(autouse=True)
def short_of_time(monkeypatch):
    """Bound the calls so that a vendor that never answers costs half a second, and never wait."""
    monkeypatch.setattr(
        "services.history.build.Transport", functools.partial(Transport, limits=SHORT)
    )
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)


@pytest.mark.usefixtures("nothing_kept_and_nobody_slow")
@pytest.mark.parametrize("behaviour", BEHAVIOURS.values(), ids=BEHAVIOURS)
@pytest.mark.fault(88)
def test_the_canary_is_on_the_wire_and_nowhere_else(behaviour, token, caplog, capfd):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    with FaultServer(behaviour) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS))
        page = "".join(str(element.proto) for element in app.main if hasattr(element, "proto"))
        page += str(app.main) + str(app.query_params)
        page += repr(app.session_state._state.filtered_state)
        shown = _errors(server.url) + page + (_csv(app) if app.tabs else "")
        assert server.count > 0
        assert all(request.target.count(CANARY) == 1 for request in server.requests)
    out, err = capfd.readouterr()
    assert " kol.calls call outcome=" in err, "the owner reads of each call, and no token"
    for text in (shown, caplog.text, out, err, _archived()):
        assert CANARY not in text
    assert not app.exception


@pytest.mark.usefixtures("nothing_kept_and_nobody_slow")
@pytest.mark.parametrize("behaviour", ECHO.values(), ids=ECHO)
def test_nor_is_it_elsewhere_where_names_and_the_balance_are_asked_for(
    behaviour,
    token,  # noqa: F811
    caplog,
    capfd,
    monkeypatch,
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("PROFILE_LOOKUP", "always")
    with FaultServer(behaviour) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS))
        page = str(app.main) + repr(app.session_state._state.filtered_state)
        app.switch_page("components/pages/calls.py").run()
        app.button(key="ask_balance").click().run()
        page += str(app.main) + "".join(str(one.proto) for one in app.main if hasattr(one, "proto"))
        asked = {request.path for request in server.requests}
        assert PATH in asked
        assert all(request.target.count(CANARY) == 1 for request in server.requests)
    out, err = capfd.readouterr()
    for text in (page, caplog.text, out, err, _archived()):
        assert CANARY not in text
    assert not app.exception


def _errors(url: str) -> str:
    """Return all that an error of the client can say of itself."""
    settings = read_settings(os.environ | {"JUSTONEAPI_BASE_URL": url})
    history = history_of(settings)
    client = history.client
    told = [repr(settings), str(settings), repr(client), repr(vars(client))]
    outcome = _outcome(history)
    if isinstance(outcome, ApiError):
        assert outcome.__context__ is None
        assert outcome.__cause__ is None
        told += [str(outcome), repr(outcome), repr(vars(outcome)), str(pickle.dumps(outcome))]
        told += traceback.TracebackException.from_exception(outcome, capture_locals=True).format()
        assert outcome.calls == 1 or outcome.kind is not Kind.UNCERTAIN
    return "".join(told)


def _archived() -> str:
    """Return all rows of the archive's tables, the bodies inflated."""
    database = Database(os.environ["DATABASE_URL"])
    with database.read() as connection:
        rows = [
            row for table in metadata.tables.values() for row in connection.execute(select(table))
        ]
    database.close()
    assert rows
    return repr(rows)


def _outcome(history):
    try:
        return history.client.fetch(IDS[0], Metric.TOTAL, history.archive)
    except ApiError as error:
        return error


def _csv(app) -> str:
    return to_csv(labelled(ranking_of(app).value)).decode("utf-8-sig")
