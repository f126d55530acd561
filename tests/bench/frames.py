"""What a page shows from frame to frame, taken down in the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.visits import DESK, still

WATCH = """
window.watched = {first: null, blank: 0, frames: 0, heights: []};
const PLACE = ".st-key-growth_chart, [data-testid=stMain] [data-testid=stSkeleton]";
const lines = (where) => document.querySelectorAll(`.js-plotly-plot ${where} .js-line`).length;
const look = () => {
  const main = document.querySelector("[data-testid=stMain]"), seen = window.watched;
  const begun = document.querySelector(PLACE) && main.scrollHeight;
  if (begun && begun !== seen.heights.at(-1)) seen.heights.push(begun);
  const drawn = lines(".subplot.xy") > 0;
  if (drawn && seen.first === null) seen.first = performance.now();
  if (seen.first !== null) { seen.frames++; seen.blank += !drawn; }
  const goal = window.goal;
  if (goal && drawn && (lines(".subplot.xy2") > 0) === goal.both) {
    window.goal = null;
    goal.done(performance.now() - goal.began);
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
window.press = (label) => new Promise((done) => {
  const buttons = [...document.querySelectorAll("[data-testid=stButtonGroup] button")];
  const button = buttons.find((one) => one.textContent.trim() === label);
  window.goal = {both: label === "Both", began: performance.now(), done};
  button.click();
});
"""
"""Looks before each frame is painted: when curves stood first, in how many frames after that there
were none, and each height of the page since the chart had its place. `press` clicks a view and
returns the ms until its curves stand.
"""


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Page]:
    """Open an address in a browser that knows nothing of it yet, and wait for its curves."""
    context = browser.new_context(**DESK)
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
    took = float(page.evaluate("label => window.press(label)", label))
    settle(page)
    return took
