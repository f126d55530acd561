"""What many visitors of two replicas pay for one list, and what its controls cost."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from tempfile import TemporaryDirectory

from services.sandbox.vendor import respond
from tests.bench.beside import BARE, VIEWS, beside, ids, paid, query, see_all
from tests.bench.cold_compare import CONCURRENCY, sdk_in
from tests.bench.row import Hold, Row
from tests.browser import serve_app
from tests.fault_server import FaultServer, answering
from tests.websocket import Visitor, visiting

CREATORS = 20
VISITORS, REPLICAS = 6, 2
CALL_SECONDS = 0.1
ROUNDS = 8

Press = Callable[[Visitor], None]


def _choice(label: str, option: str) -> Press:
    return lambda visitor: visitor.press(label, option)


CONTROLS: Mapping[str, tuple[Press, Press]] = {
    "window": (_choice("Days", "60"), _choice("Days", "30")),
    "view": (_choice("Curves", "Total"), _choice("Curves", "Both")),
    "scale": (_choice("Scale", "Index"), _choice("Scale", "Percent")),
    "line-up": (_choice("Line up by", "First day"), _choice("Line up by", "Date")),
    "smoothing": (_choice("New followers", "7-day mean"), _choice("New followers", "Daily")),
    "language": (lambda one: one.press("中文"), lambda one: one.press("English")),
    "page": (lambda one: one.go("calls"), lambda one: one.go("")),
}
"""Each change that must cost nothing, there and back."""


def paid_calls() -> Iterator[Row]:
    """Have visitors of two replicas over one archive open the same list at once, twice."""
    with TemporaryDirectory() as folder, FaultServer(_vendor()) as vendor, ExitStack() as stack:
        env = paid(vendor.url, folder, CREATORS)
        urls = [stack.enter_context(serve_app(env)) for _ in range(REPLICAS)]
        for _ in range(2):
            with ThreadPoolExecutor(VISITORS) as pool:
                list(pool.map(_see_all, [urls[n % REPLICAS] for n in range(VISITORS)]))
        asked = vendor.count
    with FaultServer(answering(respond)) as vendor:
        for _ in range(VISITORS):
            with sdk_in(CONCURRENCY, vendor.url) as ask:
                ask(ids(CREATORS))
        other = vendor.count
    what = f"paid calls for {CREATORS} creators, {VISITORS} sessions on {REPLICAS} replicas at once"
    rival, exactly = "vendor's SDK in each session", Hold(1, "floor")
    yield Row(what, "", asked, 2 * CREATORS, rival, other, exactly)


def reruns() -> Iterator[Row]:
    """Change each control there and back over a websocket, in turn with one of a bare script."""
    with TemporaryDirectory() as folder, FaultServer(_vendor()) as vendor:
        with (
            beside(CREATORS, env=paid(vendor.url, folder, CREATORS)) as (ours, bare),
            visiting(ours.app.url, query=ours.queries[CREATORS]) as app,
            visiting(bare.app.url, query=bare.queries[CREATORS]) as other,
        ):
            for name, ways in CONTROLS.items():
                mine, theirs = _in_turn(app, ways, other)
                what = f"{name} changed, {CREATORS} creators, over a websocket"
                yield Row(what, "ms", mine, None, BARE, theirs, Hold(1, "rival"))
        asked = vendor.count - 2 * CREATORS
    yield Row("calls made by all these changes", "", asked, 0, hold=Hold(0))


def _in_turn(app: Visitor, ways: tuple[Press, Press], bare: Visitor) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 + ROUNDS):
        for visitor, press, taken in (
            (app, ways[turn % 2], times[0]),
            (bare, _choice("Curves", VIEWS[turn % 2]), times[1]),
        ):
            began = time.perf_counter()
            press(visitor)
            taken.append((time.perf_counter() - began) * 1000)
    mine, theirs = (statistics.median(taken[2:]) for taken in times)
    return mine, theirs


def _see_all(url: str) -> None:
    with visiting(url, query=query(CREATORS)) as visitor:
        see_all(visitor)
        assert visitor.elements("plotly_chart")


def _vendor() -> Callable[..., bool]:
    return answering(respond, delay=CALL_SECONDS)
