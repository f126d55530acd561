"""A visit in a real browser: a context of its own, in which nothing may go wrong unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import ROOT

DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": (
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.0.0 Mobile Safari/537.36"
    ),
    "has_touch": True,
    "is_mobile": True,
}
SCREENSHOTS = ROOT / ".screenshots"
"""Where a run leaves a picture of each screen that it judges; no part of the repository."""

CHART = ".st-key-growth_chart .js-plotly-plot"

_NAMED = "/^[0-9a-f]{24}$/.test(one.name)"


@contextmanager
def visit(browser: Browser, **kind: Any) -> Iterator[Page]:
    """Open a page in a browser context of that `kind`, on a desk without one, and close it.

    Fails where anything in it went wrong unseen (`complaints`). A server that the visit needs ends
    after it, or the page would complain that it is gone.
    """
    context = browser.new_context(**(kind or DESK))
    heard = complaints(context)
    try:
        yield context.new_page()
        assert heard == [], heard
    finally:
        context.close()


def complaints(context: BrowserContext) -> list[str]:
    """Return a list that grows with what goes wrong in a context, and what it asks of others.

    That is errors in a console, and requests that fail or go to another machine; not one that the
    browser itself gave up, as it does with whatever a page still loads when it is left.
    """
    heard: list[str] = []
    context.on("console", lambda m: m.type == "error" and heard.append(m.text))
    context.on("weberror", lambda one: heard.append(str(one.error)))
    context.on(
        "requestfailed",
        lambda request: (
            request.failure != "net::ERR_ABORTED"
            and heard.append(f"failed: {request.url}: {request.failure}")
        ),
    )
    context.on(
        "request",
        lambda request: (
            "127.0.0.1" not in request.url
            and not request.url.startswith(("data:", "blob:"))
            and heard.append(f"asked elsewhere: {request.url}")
        ),
    )
    return heard


def stands(page: Page) -> None:
    """Wait until the whole list is drawn and nothing is on its way."""
    page.wait_for_selector(f"{CHART} .scatterlayer .trace", timeout=60_000)
    page.wait_for_selector(".st-key-findings", timeout=60_000)
    still(page)


def still(page: Page) -> None:
    """Wait until the server has nothing more to say."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def picture(page: Page) -> str:
    """Return all that the picture shows, as one text: its curves and every word of it."""
    stands(page)
    said = "(({data, layout}) => JSON.stringify([data, layout.annotations]))"
    return str(page.evaluate(f"{said}(document.querySelector('{CHART}'))"))


def curves(page: Page, chart: str = CHART) -> list[str]:
    """Return whose lines and bars a chart draws, without signs and what stands for the list."""
    drawn = f"document.querySelector('{chart}').data.filter(one => {_NAMED})"
    names: list[str] = page.evaluate(
        f"{drawn}.filter(one => one.mode !== 'markers').map(one => one.name)"
    )
    return names


def keep(page: Page, name: str) -> None:
    """Leave a picture of what is on screen for whoever wants to look at it."""
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def no_error(page: Page) -> None:
    """Fail where the page shows an error."""
    found = page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
    assert found.all_inner_texts() == []
