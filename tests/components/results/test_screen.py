"""The picture first: where it stands on a desk, a large screen and a phone, in a real browser."""

from __future__ import annotations

import pytest

from services.sandbox.creators import EXAMPLES
from tests.browser import serve_app

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES]
MANY = [f"5f000000000000000300{number:04x}" for number in range(60)]
"""Creators that the demo makes up on request, beyond its examples."""

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": (
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.0.0 Mobile Safari/537.36"
    ),
    "has_touch": True,
    "is_mobile": True,
}
CHART = ".js-plotly-plot"
RANGE = f"document.querySelector('{CHART}')._fullLayout.xaxis.range.join()"


@pytest.fixture(scope="module")
def sandbox():
    with serve_app({}) as url:
        yield url


@pytest.fixture
def visit(browser, sandbox):
    """Return a function that opens the demo in a browser of its own, and what its console said."""
    contexts = []

    def open_page(query: str = "", **kind):
        context = browser.new_context(**kind)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{sandbox}/{query}")
        stands(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def stands(page) -> None:
    """Wait until the whole list is drawn and nothing is on its way."""
    page.wait_for_selector(f"{CHART} .scatterlayer .trace", timeout=60_000)
    page.wait_for_selector(".st-key-findings", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function(f"document.querySelectorAll('{CHART}').length === 1")


def place(page) -> tuple[float, float]:
    """Return where the chart begins and ends, in pixels from the top of the screen."""
    box = page.locator(CHART).bounding_box()
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("count", [2, 6, 20, 60])
def test_the_whole_chart_stands_above_the_fold(visit, count):
    listed = IDS[:count] if count <= len(IDS) else MANY[:count]
    page = visit(f"?kols={','.join(listed)}", viewport={"width": 1366, "height": 768})
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            f"document.querySelector('{CHART}').getBoundingClientRect().width > {width / 2}"
        )
        top, bottom = place(page)
        assert top <= 250, (width, height)
        assert bottom <= height, (width, height)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []


def test_a_first_visit_to_the_demo_needs_no_click_to_a_picture(visit):
    page = visit(viewport={"width": 1366, "height": 768})
    top, bottom = place(page)
    assert top <= 250
    assert bottom <= 768
    assert page.locator(f"{CHART} .scatterlayer .trace").count() >= 6
    assert page.complaints == []


def test_on_a_phone_the_chart_is_in_sight_and_a_tap_moves_nothing(visit):
    page = visit(f"?kols={','.join(IDS[:6])}", **PHONE)
    top, _bottom = place(page)
    assert top <= 420
    assert page.evaluate("document.documentElement.scrollWidth") == 390, "no sideways scrolling"
    others = page.locator(".st-key-findings").bounding_box()
    assert others["x"] + others["width"] <= 390, "no button is beside the screen"
    before = page.evaluate(RANGE)
    box = page.locator(CHART).bounding_box()
    for share in (0.3, 0.5, 0.7):
        page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(400)  # a second tap sooner would be a double one
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(400)
    assert page.evaluate(RANGE) == before
    assert page.complaints == []
