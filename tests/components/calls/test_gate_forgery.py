"""Only a submitted passcode unlocks, whatever else a browser sends, and none is kept."""

from __future__ import annotations

import hmac
import logging

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from components.calls import gate
from services.secret import Secret
from tests.components.gated import (
    PASSCODE,
    WRONG,
    everything,
    locked,  # noqa: F401
    page,
    settings_now,
    spends,
    submit,
    verdict,
    visit,
)

pytestmark = pytest.mark.usefixtures("locked")


def test_a_value_without_a_submit_unlocks_nothing():
    app = visit()
    app.text_input(key=gate.FIELD).input(PASSCODE).run()
    assert not spends(app)
    app = visit()
    app.session_state[gate.FIELD] = PASSCODE
    assert not spends(app.run())


@pytest.mark.parametrize("value", [True, 1, "1", PASSCODE, None, "", Secret(PASSCODE)], ids=repr)
@pytest.mark.parametrize("key", ["unlocked_under", "passcode_verdict"])
def test_a_forged_memory_unlocks_nothing(key, value):
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state[key] = value
    assert not spends(app.run())


def test_the_right_memory_does():
    """So that the forged ones above fail for what they hold, and not for their name."""
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["unlocked_under"] = settings_now().fingerprint
    assert spends(app.run())


@pytest.mark.parametrize("name", ["unlocked_under", "$$ID-0-unlocked_under"])
def test_a_forged_widget_under_the_memorys_name_unlocks_nothing(name):
    app = visit()
    forged = WidgetStates()
    forged.widgets.add(id=name, string_value=settings_now().fingerprint)
    # Streamlit may fail further down over a widget that it never drew: in the forger's own run.
    assert verdict(app._run(forged)) == "may look"


def test_a_changed_passcode_locks_again(monkeypatch):
    app = submit(visit(), PASSCODE)
    assert spends(app)
    monkeypatch.setenv("APP_PASSCODE", "another sesame")
    app.run()
    assert not spends(app)
    assert not spends(submit(app, PASSCODE))
    assert spends(submit(app, "another sesame"))


@pytest.mark.parametrize("text", [PASSCODE, WRONG])
def test_what_was_typed_is_kept_nowhere(text, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    app = submit(visit(), text)
    seen = everything(app)
    seen += everything(app.run())
    for shown in (seen, caplog.text, *capfd.readouterr()):
        assert "canary" not in shown


def test_the_field_hides_what_is_typed():
    proto = visit().text_input(key=gate.FIELD).proto
    assert proto.type == proto.Type.Value("PASSWORD")
    assert proto.value == proto.default == ""


def test_the_comparison_takes_constant_time(monkeypatch):
    real, compared = hmac.compare_digest, []

    def watched(one, other):
        compared.append(one)
        return real(one, other)

    monkeypatch.setattr("services.secret.hmac.compare_digest", watched)
    submit(visit(), WRONG)
    assert compared == [WRONG.encode()]
