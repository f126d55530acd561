"""What a reader sees of the compare screen in a browser, beside a bare script in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from services.sandbox.vendor import respond
from tests.bench.frames import press, settle, watched
from tests.browser import launch_browser, serve_app
from tests.clock import at_the_moment
from tests.fault_server import FaultServer, answering
from tests.visits import CHART, stands

FEW, SOME = 6, 20
COUNTS = (2, SOME, 200)
SCREENS = ((1366, 768), (1920, 1080))
CLICKS, VISITS = 16, 7
CALL_SECONDS = 0.5


def seen() -> Iterator[str]:
    """Measure in a browser: clicks, the first picture, the calm of both, and where the chart is."""
    with (
        at_the_moment(),  # as the servers are
        sync_playwright() as playwright,
        TemporaryDirectory() as folder,
        serve_app({}) as app,
    ):
        browser = launch_browser(playwright)
        file = Path(folder, "figures.json")
        file.write_text(_figures(browser, app), encoding="utf-8")
        with serve_app({"BENCH_FIGURES": str(file)}, script="tests/bench/bare.py") as bare:
            yield _clicks(browser, _link(app, SOME), f"{bare}/?creators={SOME}")
            yield _first(browser, _link(app, FEW), f"{bare}/?creators={FEW}")
        yield _loading(browser, folder)
        yield _places(browser, app)
        browser.close()


def _link(app: str, creators: int) -> str:
    ids = [f"{0x5F0BE4 * 16**18 + number * 7919:024x}" for number in range(creators)]
    return f"{app}/?kols={','.join(ids)}&view=both&scale=percent"


def _figures(browser: Browser, app: str) -> str:
    """Return the app's own figures as the JSON that the bare script reads; the app is warm then."""
    found = []
    for creators in (FEW, SOME):
        with watched(browser, _link(app, creators)) as page:
            for view in ("Total", "Both"):
                press(page, view)
                spec = "JSON.stringify({data: one.data, layout: one.layout})"
                drawn = page.evaluate(f"(one => {spec})(document.querySelector('{CHART}'))")
                found.append(f'"{creators} {view}": {drawn}')
    return "{" + ", ".join(found) + "}"


def _clicks(browser: Browser, ours: str, theirs: str) -> str:
    with watched(browser, ours) as app, watched(browser, theirs) as bare:
        times: tuple[list[float], list[float]] = ([], [])
        for click in range(CLICKS + 2):
            for page, taken in zip((app, bare), times, strict=True):
                page.bring_to_front()  # a page behind another one draws no frames
                taken.append(press(page, ("Total", "Both")[click % 2]))
        blank = settle(app)["blank"]
    mine, other = (statistics.median(taken[2:]) for taken in times)
    return (
        f"click on a control of the chart until the new curves of {SOME} creators stand: median "
        f"{mine:.0f} ms of {CLICKS}; bare script with the figure in memory: {other:.0f} ms; ratio "
        f"{mine / other:.2f} (to hold: 1.5); {blank} blank frames (to hold: 0)"
    )


def _first(browser: Browser, ours: str, theirs: str) -> str:
    times: dict[str, list[float]] = {ours: [], theirs: []}
    for _, address in product(range(VISITS), times):
        with watched(browser, address) as page:
            times[address].append(settle(page)["first"])
    mine, other = map(statistics.median, times.values())
    return (
        f"first curves of a held link of {FEW} creators, in a browser that knows nothing of the "
        f"app: median {mine:.0f} ms of {VISITS}; bare script: {other:.0f} ms; ratio "
        f"{mine / other:.2f} (to hold: 1.2)"
    )


def _loading(browser: Browser, folder: str) -> str:
    with FaultServer(answering(respond, delay=CALL_SECONDS)) as vendor:
        paid = {
            "JUSTONEAPI_TOKEN": "bench",
            "JUSTONEAPI_BASE_URL": vendor.url,
            "JUSTONEAPI_CONCURRENCY": "4",
            "AUTO_CALL_LIMIT": str(2 * SOME),
            "DATABASE_URL": f"sqlite:///{folder}/archive.db",
        }
        with serve_app(paid) as url, watched(browser, _link(url, SOME)) as page:
            stands(page)
            found = settle(page)
    heights = " → ".join(map(str, found["heights"]))
    return (
        f"loading of {SOME} creators: {found['blank']} of {found['frames']} frames without curves "
        f"after the first (to hold: 0); height of the page {heights} px, "
        f"{len(found['heights']) - 1} changes (to hold: 1)"
    )


def _places(browser: Browser, app: str) -> str:
    tops, shares = [], []
    for creators in COUNTS:
        with watched(browser, _link(app, creators)) as page:
            stands(page)
            for screen in SCREENS:
                top, share = _place(page, *screen)
                tops.append(top)
                shares.append(share)
    return (
        f"chart of {', '.join(map(str, COUNTS))} creators at 1366×768 and 1920×1080: top at "
        f"{min(tops):.0f} to {max(tops):.0f} px (to hold: 250), {min(shares):.0%} of it above the "
        "fold (to hold: 100%)"
    )


def _place(page: Page, width: int, height: int) -> tuple[float, float]:
    page.set_viewport_size({"width": width, "height": height})
    settle(page)
    box = page.locator(CHART).bounding_box()
    assert box is not None
    return box["y"], min(1.0, (height - box["y"]) / box["height"])
