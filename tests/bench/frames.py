"""What a page shows from frame to frame, taken down in the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launch_browser
from tests.visits import DESK, still

WATCH = """
window.watched = {first: null, heights: []};
const PLACE = ".st-key-growth_chart, [data-testid=stMain] [data-testid=stSkeleton]";
const lines = (where) => document.querySelectorAll(`.js-plotly-plot ${where} .js-line`).length;
const look = () => {
  const main = document.querySelector("[data-testid=stMain]"), seen = window.watched;
  const begun = document.querySelector(PLACE) && main.scrollHeight;
  if (begun && begun !== seen.heights.at(-1)) seen.heights.push(begun);
  const drawn = lines(".subplot.xy") > 0;
  if (drawn && seen.first === null) seen.first = performance.now();
  const goal = window.goal;
  if (goal && drawn && (lines(".subplot.xy2") > 0) === goal.both) {
    window.goal = null;
    seen.took = performance.now() - goal.began;
  }
};
const painted = new MessageChannel();
painted.port1.onmessage = look;
const frame = () => { painted.port2.postMessage(null); requestAnimationFrame(frame); };
requestAnimationFrame(frame);
window.press = (label) => {
  const buttons = [...document.querySelectorAll("[data-testid=stButtonGroup] button")];
  const button = buttons.find((one) => one.textContent.trim() === label);
  window.goal = {both: label === "Both", began: performance.now()};
  window.watched.took = null;
  button.click();
};
"""
"""Looks when a frame has been painted, which a message sent from within it waits for: when curves
stood first, and each height of the page since the chart had its place. `press` clicks a view, and
`took` are then the ms until its curves stand.
"""


@contextmanager
def surfing() -> Iterator[Browser]:
    """Start a browser for a measurement."""
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, address: str, **kind: Any) -> Iterator[Page]:
    """Open an address in a browser that knows nothing of it yet, and wait for its curves.

    The browser is of that `kind`, on a desk without one.
    """
    context = browser.new_context(**(kind or DESK))
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("window.watched.first !== null")
    yield page
    context.close()


def settle(page: Page) -> dict[str, Any]:
    """Wait until nothing more comes, and return what was seen until then."""
    still(page)
    page.wait_for_timeout(500)
    still(page)
    seen: dict[str, Any] = page.evaluate("window.watched")
    return seen


def press(page: Page, label: str) -> float:
    """Click a view, and return the milliseconds until its curves stand."""
    page.evaluate("label => window.press(label)", label)
    page.wait_for_function("window.watched.took !== null")
    took = float(page.evaluate("window.watched.took"))
    still(page)
    page.wait_for_timeout(100)  # a breath, as no reader clicks in the same moment
    return took
