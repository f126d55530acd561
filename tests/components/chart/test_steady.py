"""A chart that never blinks, in a real browser: while a list loads, after a click, on the stage."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from services.sandbox.vendor import respond
from tests.bench.beside import paid, query
from tests.browser import serve_app
from tests.fault_server import FaultServer, answering
from tests.painted import painting
from tests.visits import CHART, stands, still, visit

pytestmark = pytest.mark.browser

MANY = 20
HELD = """() => {
  window.held = [];
  const hosts = [...document.querySelectorAll("[class*=st-key-steady_] [data-testid]")];
  const front = hosts.find((one) => one.shadowRoot).shadowRoot.querySelector("figure");
  const look = () => window.held.push(front.childElementCount);
  new MutationObserver(look).observe(front, { childList: true });
}"""
"""Takes down how many pictures of the past stand in front of the chart, whenever that changes."""


def control(page, label):
    page.locator("[data-testid=stButtonGroup] button").get_by_text(label, exact=True).click()
    still(page)


def test_no_frame_is_blank_while_a_list_loads(browser, tmp_path):
    with (
        FaultServer(answering(respond, delay=0.5)) as vendor,
        serve_app(paid(vendor.url, str(tmp_path), MANY)) as url,
        visit(browser) as page,
    ):
        with painting(page) as seen:
            page.goto(f"{url}/?{query(MANY)}")
            stands(page)
            page.wait_for_timeout(300)
        assert vendor.count == 2 * MANY
        assert seen.blank() == 0


def test_no_frame_is_blank_after_a_click(sandbox, browser):
    with visit(browser) as page:
        page.goto(f"{sandbox}/?{query(MANY)}")
        stands(page)
        page.wait_for_timeout(300)
        with painting(page) as seen:
            for label in ("Total", "Both", "60", "Index"):
                control(page, label)
                page.wait_for_timeout(300)
        assert len(seen.frames) > 20
        assert seen.blank() == 0


def test_no_frame_is_blank_from_one_scene_to_the_next(sandbox, browser):
    chart = ".st-key-stage_chart .js-plotly-plot"
    with visit(browser) as page:
        page.goto(f"{sandbox}/?{query(MANY)}&present=1")
        page.wait_for_selector(f"{chart} .scatterlayer .trace")
        page.wait_for_timeout(500)
        with painting(page) as seen:
            for _ in range(4):
                page.keyboard.press("PageDown")
                page.wait_for_timeout(800)
        assert seen.blank(chart) == 0


def test_what_stood_is_put_away_when_the_next_stands(sandbox, browser):
    with visit(browser) as page:
        page.goto(f"{sandbox}/?{query(MANY)}")
        stands(page)
        page.wait_for_timeout(300)
        page.evaluate(HELD)
        for step, seen in enumerate(("hidden", ""), 1):  # as Streamlit has a chart not yet drawn
            page.locator(CHART).evaluate("(one, seen) => { one.style.visibility = seen; }", seen)
            page.wait_for_function(f"window.held.length === {step}")
        assert page.evaluate("window.held") == [1, 0]
        control(page, "Total")
        expect(page.locator(CHART)).to_have_count(1)  # the old one is hidden before it goes
        page.wait_for_function("window.held.at(-1) === 0")
