"""The picture first: where it stands on a desk, a large screen and a phone, in a real browser."""

from __future__ import annotations

from itertools import product

import pytest

from services.sandbox.creators import EXAMPLES
from tests.visits import CHART, DESK, PHONE, keep, no_error, stands, still, visit

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES]
MANY = [f"5f000000000000000300{number:04x}" for number in range(200)]
"""Creators that the demo makes up on request, beyond its examples."""

SCREENS = ((1366, 768), (1920, 1080))
CURVES = ".st-key-creator_curves .js-plotly-plot"
RANGE = f"document.querySelector('{CHART}')._fullLayout.xaxis.range.join()"
WIDTHS = "[document.documentElement, document.querySelector('[data-testid=stMain]')]"


def listed(count: int) -> str:
    return ",".join(IDS[:count] if count <= len(IDS) else MANY[:count])


def place(page) -> tuple[float, float]:
    """Return where the chart begins and ends, in pixels from the top of the screen."""
    box = page.locator(CHART).bounding_box()
    return box["y"], box["y"] + box["height"]


def drawn_over(page, width: float) -> None:
    """Wait until the list is drawn, and fills more than `width` pixels of a screen resized."""
    stands(page)
    page.wait_for_function(f"document.querySelector('{CHART} .main-svg').clientWidth > {width}")


def fits(page) -> bool:
    """Say whether nothing is wider than the screen."""
    widths = page.evaluate(f"{WIDTHS}.map(one => one.scrollWidth)")
    return max(widths) <= page.viewport_size["width"]


@pytest.mark.parametrize(
    ("scheme", "counts"), [("light", (1, 2, 6, 12, 20, 60, 200)), ("dark", (6, 60))]
)
def test_the_whole_chart_stands_above_the_fold(sandbox, browser, scheme, counts):
    with visit(browser, color_scheme=scheme, **DESK) as page:
        for at, (count, (width, height)) in enumerate(product(counts, SCREENS)):
            page.set_viewport_size({"width": width, "height": height})
            if at % len(SCREENS) == 0:
                page.goto(f"{sandbox}/?kols={listed(count)}")
            drawn_over(page, width / 2)
            keep(page, f"compare-{count}-{width}-{scheme}")
            top, bottom = place(page)
            assert top <= 250, (count, width)
            assert bottom <= height, (count, width)
            assert fits(page), (count, width)
            no_error(page)


def test_a_first_visit_to_the_demo_needs_no_click_to_a_picture(sandbox, browser):
    with visit(browser) as page:
        page.goto(sandbox)
        stands(page)
        top, bottom = place(page)
        assert top <= 250
        assert bottom <= 768
        assert page.locator(f"{CHART} .scatterlayer .trace").count() >= 6


def test_one_creator_s_curves_stand_on_the_first_screen_of_a_large_one(sandbox, browser):
    """On a small one they begin in its upper two thirds."""
    with visit(browser, viewport={"width": 1920, "height": 1080}) as page:
        page.goto(f"{sandbox}/?kols={listed(6)}")
        stands(page)
        page.evaluate(f"void history.pushState({{}}, '', 'creator?kol={IDS[0]}&kols={listed(6)}')")
        page.evaluate("void dispatchEvent(new PopStateEvent('popstate'))")
        page.wait_for_selector(f"{CURVES} .js-line")
        still(page)
        box = page.locator(CURVES).bounding_box()
        assert box["y"] <= 500
        assert box["y"] + box["height"] <= 1080
        assert fits(page)


@pytest.mark.parametrize(("scheme", "counts"), [("light", (1, 6, 20, 200)), ("dark", (6,))])
def test_on_a_phone_the_chart_is_in_sight(sandbox, browser, scheme, counts):
    with visit(browser, color_scheme=scheme, **PHONE) as page:
        for count in counts:
            page.goto(f"{sandbox}/?kols={listed(count)}")
            stands(page)
            keep(page, f"compare-{count}-390-{scheme}")
            top, _bottom = place(page)
            assert top <= 420, count
            assert fits(page), f"no sideways scrolling with {count}"
            others = page.locator(".st-key-findings").bounding_box()
            assert others["x"] + others["width"] <= 390, "no button is beside the screen"
            no_error(page)


def test_taps_on_a_phone_move_nothing(sandbox, browser):
    with visit(browser, **PHONE) as page:
        page.goto(f"{sandbox}/?kols={listed(6)}")
        stands(page)
        before = page.evaluate(RANGE)
        box = page.locator(CHART).bounding_box()
        for share in (0.3, 0.5, 0.7):
            page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            page.wait_for_timeout(400)  # a second tap sooner would be a double one
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(400)
        assert page.evaluate(RANGE) == before
