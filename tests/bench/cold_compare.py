"""Twenty creators that nobody has asked for yet, at 0.3 s a call, beside what others write."""

from __future__ import annotations

import logging
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import product
from tempfile import TemporaryDirectory

import requests
from justoneapi import JustOneAPIClient

from services.endpoints import LEGACY
from services.history.cache import history_of
from services.settings.settings import Settings, read_settings
from tests.bench.beside import ids
from tests.bench.quick_vendor import vendor
from tests.bench.row import Hold, Row

CREATORS = 20
CALLS = 2 * CREATORS
CALL_SECONDS = 0.3
CONCURRENCY = 8
ROUNDS = 3

Ask = Callable[[Sequence[str]], object]


def cold_compare() -> Iterator[Row]:
    """Time the whole way from the ask to the last series, over a real socket; the app's with an
    empty cache and an archive in a file.

    The limit is what the calls alone take: as many rounds as there are calls for each place.
    """
    ours, pooled = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(_app))
        pooled.append(_seconds(partial(sdk_in, CONCURRENCY)))
    mine, limit = statistics.median(ours), math.ceil(CALLS / CONCURRENCY) * CALL_SECONDS
    what = f"cold compare of {CREATORS} creators, {CALLS} calls of {CALL_SECONDS} s"
    fast = Hold(1 / 7, "rival")
    yield Row(f"{what}, {CONCURRENCY} at once", "s", mine, limit, hold=Hold(1.1, "floor"))
    yield Row(what, "s", mine, None, "requests, in turn", _seconds(_plain_requests), fast)
    yield Row(what, "s", mine, None, "vendor's SDK, in turn", _seconds(partial(sdk_in, 1)), fast)
    other = statistics.median(pooled)
    yield Row(what, "s", mine, None, f"vendor's SDK, {CONCURRENCY} threads", other)


def _seconds(client: Callable[[str], AbstractContextManager[Ask]]) -> float:
    """Return how long a client takes from the ask to the last answer; it stands ready before."""
    with vendor(CALL_SECONDS) as asked, client(asked.url) as ask:
        started = time.monotonic()
        ask(ids(CREATORS))
        seconds = time.monotonic() - started
        assert asked.said() == [CALLS, 0]
    return seconds


@contextmanager
def _app(url: str) -> Iterator[Ask]:
    def ask(wanted: Sequence[str]) -> None:
        batch = history.open(wanted, ask=wanted)
        seen = batch.version
        while not batch.done:
            batch.wait(seen, 1.0)
            seen = batch.version
        assert sum(len(found.held) for found in batch.histories().values()) == CALLS

    # A handler in place of the app's own, which would print a line a call.
    logging.getLogger("kol.calls").addHandler(logging.NullHandler())
    with TemporaryDirectory() as folder:
        history = history_of(_settings(url, f"sqlite:///{folder}/archive.db"))
        yield ask
        history.client.transport.close()
        history.archive.stop()


@contextmanager
def _plain_requests(url: str) -> Iterator[Ask]:
    def ask(wanted: Sequence[str]) -> None:
        for one, metric in product(wanted, LEGACY.metrics):
            query = LEGACY.query(one, metric, LEGACY.widest) | {"token": "bench"}
            answer = requests.get(url + LEGACY.path, params=query, timeout=120)
            assert answer.json()["code"] == 0

    yield ask


@contextmanager
def sdk_in(threads: int, url: str) -> Iterator[Ask]:
    """Yield what asks for both series of each creator, by the vendor's own client."""
    with JustOneAPIClient("bench", base_url=url) as sdk, ThreadPoolExecutor(threads) as pool:
        one_call = partial(_ask_sdk, sdk)
        yield lambda wanted: list(pool.map(one_call, product(wanted, LEGACY.metrics.values())))


def _ask_sdk(sdk: JustOneAPIClient, question: tuple[str, str]) -> None:
    one, metric = question
    answer = sdk.xiaohongshu_pgy.get_kol_fans_trend_v1(
        kol_id=one, date_type=LEGACY.windows[LEGACY.widest], increase_type=metric
    )
    assert answer.success


def _settings(url: str, database: str) -> Settings:
    settings = read_settings(
        {
            "JUSTONEAPI_TOKEN": "bench",
            "JUSTONEAPI_BASE_URL": url,
            "DATABASE_URL": database,
            "JUSTONEAPI_CONCURRENCY": str(CONCURRENCY),
        }
    )
    assert isinstance(settings, Settings), settings
    return settings
