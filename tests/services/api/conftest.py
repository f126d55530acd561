"""The fixture that watches every test of the wire for the token."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator

import pytest

from services.api import transport as transport_module
from tests.services.api.probing import Probe, shows_token


@pytest.fixture
def probe(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[Probe]:
    """Row 88: whatever the test does, at DEBUG no logger and no dropped exception has the token."""
    for name in ("", "urllib3", "urllib3.connection", "urllib3.connectionpool", "requests"):
        caplog.set_level(logging.DEBUG, logger=name or None)
    probe = Probe()
    classify: Callable[..., object] = transport_module._classify

    def spying(call: object, error: Exception) -> object:
        probe.tracebacks.append("".join(traceback.format_exception(error)) + repr(error))
        return classify(call, error)

    monkeypatch.setattr(transport_module, "_classify", spying)
    threads = threading.active_count()
    yield probe
    for transport in probe.opened:
        transport.close()
    logged = caplog.get_records("call")  # caplog.text would hold what the teardown logs
    assert not shows_token("".join(f"{caplog.handler.format(one)}{vars(one)}" for one in logged))
    assert not shows_token("".join(probe.tracebacks))
    settle = time.monotonic() + 1
    while threading.active_count() > threads and time.monotonic() < settle:
        time.sleep(0.01)
    assert threading.active_count() <= threads, "a watchdog outlived its call"
