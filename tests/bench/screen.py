"""What a reader sees of the screen in a browser: where things are, and whether they stay."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from services.sandbox.vendor import respond
from tests.bench.beside import BARE, beside, ids, paid, query
from tests.bench.frames import settle, surfing, watched
from tests.bench.row import Hold, Row
from tests.browser import serve_app
from tests.fault_server import FaultServer, answering
from tests.painted import painting
from tests.test_phone import RANGE
from tests.test_present import TEXTS
from tests.visits import CHART, DESK, PHONE, stands

FEW, SOME = 6, 20
COUNTS = (2, SOME, 200)
SCREENS = ((1366, 768), (1920, 1080))
CALL_SECONDS, REDRAWS = 0.5, 8
BARE_CHART = ".js-plotly-plot"


def loading() -> Iterator[Row]:
    """Look at a page while a list loads, frame by frame, and at a bare one that draws as often."""
    with surfing() as browser, beside(SOME) as (_, bare):
        with watched(browser, f"{bare.link(SOME)}&growing") as page:
            with painting(page) as seen:
                page.wait_for_timeout(REDRAWS * 1000)
            theirs = seen.blank(BARE_CHART)
        yield from _loading(browser, theirs)


def _loading(browser: Browser, theirs: int) -> Iterator[Row]:
    with (
        TemporaryDirectory() as folder,
        FaultServer(answering(respond, delay=CALL_SECONDS)) as vendor,
        serve_app(paid(vendor.url, folder, SOME) | {"JUSTONEAPI_CONCURRENCY": "4"}) as url,
        watched(browser, f"{url}/?{query(SOME)}") as page,
    ):
        with painting(page) as seen:
            stands(page)
            found = settle(page)
        blank, changes = seen.blank(), len(found["heights"]) - 1
    what = f"while {SOME} creators load"
    text = f"frames without curves after the first, {what}"
    yield Row(text, "", blank, 0, BARE, theirs, hold=Hold(0))
    yield Row(f"changes of the page's height {what}", "", changes, 0, hold=Hold(1))


def places() -> Iterator[Row]:
    """Look where the chart is, on two screens and for short and long lists."""
    found = []
    with surfing() as browser, serve_app({}) as url:
        for creators in COUNTS:
            with watched(browser, f"{url}/?{query(creators)}") as page:
                stands(page)
                found += [_place(page, *screen) for screen in SCREENS]
    tops, shares = zip(*found, strict=True)
    where = f"{COUNTS[0]} to {COUNTS[-1]} creators, at 1366×768 and 1920×1080"
    yield Row(f"top of the chart of {where}", "px", max(tops), hold=Hold(250))
    yield Row("part of it above the fold", "%", min(shares), 100, hold=Hold(100, least=True))


def first_visit() -> Iterator[Row]:
    """Come for the first time, and paste a list; clicks are counted in the page."""
    with surfing() as browser, serve_app({}) as url, watched(browser, url) as page:
        stands(page)
        page.evaluate("void (onclick = () => { window.clicks = (window.clicks ?? 0) + 1; })")
        yield Row("clicks from a first visit to a picture", "", _clicks(page), 0, hold=Hold(0))
        page.get_by_role("button", name="Paste / upload").click()
        page.get_by_label("Paste Xiaohongshu or Pugongying links").fill("\n".join(ids(FEW)))
        before = _clicks(page)
        page.locator(".st-key-compare button").click()  # without leaving the field first
        page.wait_for_url(f"**{ids(FEW)[-1]}**")
        stands(page)
        clicks = _clicks(page) - before
    yield Row("clicks from a paste to a picture", "", clicks, 1, hold=Hold(1))


def _clicks(page: Page) -> int:
    return int(page.evaluate("window.clicks ?? 0"))


def phone() -> Iterator[Row]:
    """Look at the chart on a phone, and tap on it."""
    with (
        surfing() as browser,
        serve_app({}) as url,
        watched(browser, f"{url}/?{query(FEW)}", **PHONE) as page,
    ):
        stands(page)
        box = page.locator(CHART).bounding_box()
        assert box is not None
        ranges = [page.evaluate(RANGE)]
        for share in (0.3, 0.5, 0.7):
            page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            page.wait_for_timeout(400)  # what a tap does to an axis, it does a moment later
            ranges.append(page.evaluate(RANGE))
    yield Row("top of the chart at 390×844", "px", box["y"], hold=Hold(420))
    yield Row("days on the axis that three taps move", "", len(set(ranges)) - 1, 0, hold=Hold(0))


def stage() -> Iterator[Row]:
    """Read everything that stands on the stage, on two screens."""
    sizes = []
    with surfing() as browser, serve_app({}) as url:
        for width, height in SCREENS:
            view = DESK | {"viewport": {"width": width, "height": height}}
            with watched(browser, f"{url}/?{query(FEW)}&present=1", **view) as page:
                settle(page)
                sizes += [one["size"] for one in page.evaluate(TEXTS)]
    yield Row("smallest type in present mode", "px", min(sizes), hold=Hold(20, least=True))


def _place(page: Page, width: int, height: int) -> tuple[float, float]:
    """Return the chart's top, and how many percent of it are above the fold."""
    page.set_viewport_size({"width": width, "height": height})
    settle(page)
    box = page.locator(CHART).bounding_box()
    assert box is not None
    return box["y"], min(100.0, 100 * (height - box["y"]) / box["height"])
