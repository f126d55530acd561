"""A phone, from the link in a chat to the stage and back, by touch alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from services.sandbox.creators import EXAMPLES
from tests.visits import CHART, PHONE, picture, stands, still, visit

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES]
RANGE = f"document.querySelector('{CHART}')._fullLayout.xaxis.range.join()"


def fits(page: Page) -> bool:
    """Say whether the page, and what scrolls in it, is no wider than the phone."""
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    return page.evaluate(f"[document.documentElement.scrollWidth, {main}].join()") == "390,390"


def test_a_link_is_read_by_touch_from_the_picture_to_the_stage_and_back(sandbox, browser):
    with visit(browser, **PHONE) as page:
        page.goto(f"{sandbox}/?kols={','.join(IDS[:6])}")
        stands(page)
        assert fits(page)
        page.get_by_role("radio", name="Total").tap()
        page.wait_for_url("**view=total*")
        before = picture(page)
        window = page.evaluate(RANGE)
        page.locator(CHART).scroll_into_view_if_needed()
        box = page.locator(CHART).bounding_box()
        for share in (0.3, 0.5, 0.7):
            page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(400)  # what a tap does to an axis, it does a moment later
        assert page.evaluate(RANGE) == window
        page.get_by_role("tab", name="Small multiples").tap()
        page.wait_for_selector(".st-key-multiples .trace")
        assert fits(page)
        page.get_by_role("tab", name="Ranking").tap()
        table = page.locator("[class*=st-key-ranking_editor]").get_by_test_id("stDataFrame")
        expect(table).to_be_visible()
        assert fits(page)
        page.get_by_role("button", name="Present").tap()
        page.wait_for_url("**present=1**")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_selector(".js-plotly-plot .trace")
        still(page)
        assert fits(page)
        page.get_by_role("button", name="Exit").tap()
        page.wait_for_url(lambda url: "present" not in url)
        assert picture(page) == before
        assert page.evaluate(RANGE) == window
        assert fits(page)
