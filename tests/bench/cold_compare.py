"""Twenty creators that nobody has asked for yet, at 0.3 s a call."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator
from tempfile import TemporaryDirectory

from services.history.cache import history_of
from services.sandbox.vendor import respond
from services.settings.settings import Settings, read_settings
from tests.fault_server import FaultServer, answering

CREATORS = 20
CALLS = 2 * CREATORS
CALL_SECONDS = 0.3
CONCURRENCY = 8
ROUNDS = 3


def cold_compare() -> Iterator[str]:
    """Time the whole way from the ask to the last series, over a real socket, with an empty cache
    and an archive in a file.

    The limit is what the calls alone take: as many rounds as there are calls for each place.
    """
    limit = math.ceil(CALLS / CONCURRENCY) * CALL_SECONDS
    one_by_one = _seconds(1, 0)
    side_by_side = [_seconds(CONCURRENCY, round_ + 1) for round_ in range(ROUNDS)]
    middle = statistics.median(side_by_side)
    yield (
        f"cold compare of {CREATORS} creators ({CALLS} calls of {CALL_SECONDS} s), "
        f"{CONCURRENCY} at once: median {middle:.2f} s of {ROUNDS}"
        f" (from {min(side_by_side):.2f} to {max(side_by_side):.2f}); "
        f"limit {limit:.2f} s, ratio {middle / limit:.3f} (to hold: 1.10); "
        f"one after another {one_by_one:.2f} s, {one_by_one / middle:.1f} times as long"
    )


def _seconds(concurrency: int, round_: int) -> float:
    ids = [f"{0xBE0000 + round_ * 1000 + number:024x}" for number in range(CREATORS)]
    with (
        TemporaryDirectory() as folder,
        FaultServer(answering(respond, delay=CALL_SECONDS)) as server,
    ):
        history = history_of(_settings(server.url, concurrency, f"sqlite:///{folder}/archive.db"))
        started = time.monotonic()
        batch = history.open(ids, ask=ids)
        seen = batch.version
        while not batch.done:
            batch.wait(seen, 1.0)
            seen = batch.version
        seconds = time.monotonic() - started
        loaded = sum(len(found.held) for found in batch.histories().values())
        assert (loaded, server.count) == (CALLS, CALLS), (loaded, server.count)
        history.client.transport.close()
    history.archive.stop()
    return seconds


def _settings(url: str, concurrency: int, database: str) -> Settings:
    settings = read_settings(
        {
            "JUSTONEAPI_TOKEN": "bench",
            "JUSTONEAPI_BASE_URL": url,
            "DATABASE_URL": database,
            "JUSTONEAPI_CONCURRENCY": str(concurrency),
        }
    )
    assert isinstance(settings, Settings), settings
    return settings
