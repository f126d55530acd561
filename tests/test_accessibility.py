"""Whoever hears the page or sees little of it can use it: axe-core finds nothing serious."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from services.sandbox.creators import EXAMPLES
from tests.visits import keep, no_error

SCHEME = "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"

pytestmark = pytest.mark.browser

# Streamlit's own, which no theme can mend: in the dark it writes a chosen segment in the colour on
# which it also writes in white.
_STREAMLITS = [["[data-testid=stButtonGroup] [data-selected=true] p"]]


@pytest.fixture(params=["light", "dark"])
def page(browser, request):
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, color_scheme=request.param
    )
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(700)


def serious(page: Page, part: str = "html") -> list[str]:
    """Return what axe-core finds serious or worse in a part of the page as it stands.

    A part is enough where the rest stands as it was looked at: axe-core takes seconds for a page.
    """
    settle(page)
    where = {"include": [[part]], "exclude": _STREAMLITS}
    found = Axe().run(page, where, {"resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def test_the_comparison_its_tabs_and_its_list(sandbox, page):
    page.goto(sandbox)
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
    assert serious(page) == []
    tabs = page.get_by_role("tab")
    assert tabs.count() == 6
    for at in range(tabs.count()):
        tabs.nth(at).click()
        assert serious(page, "[role=tabpanel]") == []
    page.get_by_role("button", name="Paste / upload").click()
    page.get_by_role("dialog").wait_for()
    assert serious(page, "[role=dialog]") == []


@pytest.mark.parametrize(
    "path", [f"creator?kol={EXAMPLES[2].creator_id}", "calls", "?present=1", "?embed=true"]
)
def test_the_other_pages(sandbox, page, path):
    page.goto(f"{sandbox}/{path}")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(1500)
    assert serious(page) == []
    no_error(page)
    name = re.match(r"\W*(\w+)", path)[1]  # the page, without what it shows
    keep(page, f"{name}-{page.evaluate(SCHEME)}")
