"""How long a reader waits in a browser, beside a bare script that draws the same figure."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import product

from playwright.sync_api import Browser

from tests.bench.beside import BARE, VIEWS, beside
from tests.bench.frames import press, surfing, watched
from tests.bench.row import Hold, Row
from tests.painted import painting
from tests.visits import still

FEW, SOME, MANY = 6, 20, 200
CLICKS, LOOKED_AT, VISITS, LARGE_VISITS = 12, 4, 7, 3


def clicks() -> Iterator[Row]:
    """Click a control of the chart, and wait until the new curves stand."""
    with (
        surfing() as browser,
        beside(SOME) as (ours, bare),
        watched(browser, ours.link(SOME)) as app,
        watched(browser, bare.link(SOME)) as other,
    ):
        times: tuple[list[float], list[float]] = ([], [])
        for click in range(2 + CLICKS):
            for page, taken in zip((app, other), times, strict=True):
                page.bring_to_front()  # a page behind another one draws no frames
                taken.append(press(page, VIEWS[click % 2]))
        mine, theirs = (statistics.median(taken[2:]) for taken in times)
        with painting(app) as seen:
            for click in range(LOOKED_AT):
                press(app, VIEWS[click % 2])
        blank = seen.blank()
    what = f"click on a control until the curves of {SOME} creators stand, in a browser"
    yield Row(what, "ms", mine, None, BARE, theirs, Hold(1.5, "rival"))
    yield Row("frames without curves after a click", "", blank, 0, hold=Hold(0))


def paint() -> Iterator[Row]:
    """Open a held link in a browser that knows nothing of the app."""
    with surfing() as browser, beside(FEW) as (ours, bare):
        mine, theirs = _first(browser, (ours.link(FEW), bare.link(FEW)), VISITS)
    what = f"first curves of a held link of {FEW} creators, in a new browser"
    yield Row(what, "ms", mine, None, BARE, theirs, Hold(1.2, "rival"))


def sizes() -> Iterator[Row]:
    """Open a long list and a short one in turn, and have both redrawn."""
    with surfing() as browser, beside(SOME, MANY) as (ours, _):
        links = (ours.link(MANY), ours.link(SOME))
        many, some = _first(browser, links, LARGE_VISITS)
        what = f"first curves of a held link of {MANY} creators × 60 days, in a new browser"
        yield Row(what, "ms", many, None, f"{SOME} creators", some, Hold(2, "rival"))
        with watched(browser, links[0]) as large, watched(browser, links[1]) as small:
            times: tuple[list[float], list[float]] = ([], [])
            for click, (page, taken) in product(
                range(2 + LARGE_VISITS), zip((large, small), times, strict=True)
            ):
                page.bring_to_front()
                taken.append(press(page, VIEWS[click % 2]))
        many, some = (statistics.median(taken[2:]) for taken in times)
    what = f"click on a control until the curves of {MANY} creators stand"
    yield Row(what, "ms", many, None, f"{SOME} creators", some, Hold(2, "rival"))


def _first(browser: Browser, addresses: tuple[str, str], visits: int) -> Iterator[float]:
    """Return the median of the ms until the first curves stand, for each address in turn."""
    times: dict[str, list[float]] = {address: [] for address in addresses}
    for _, address in product(range(visits), addresses):
        with watched(browser, address) as page:
            times[address].append(page.evaluate("window.watched.first"))
            still(page)
    return map(statistics.median, times.values())
