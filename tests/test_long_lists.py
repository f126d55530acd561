"""Long lists: sixty creators from the sheet to a colleague, two hundred one by one."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.visits import DESK, curves, picture, stands, still, visit

pytestmark = pytest.mark.browser

SHEET = [f"5f000000000000000400{number:04x}" for number in range(60)]
CROWD = [f"5f000000000000000500{number:04x}" for number in range(200)]
MULTIPLES = ".st-key-multiples .js-plotly-plot"


def ranking(page: Page):
    """Return the whole ranking, in sight: a canvas."""
    table = page.locator("[class*=st-key-ranking_editor]").get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    return table


def screen(page: Page) -> tuple[object, ...]:
    """Return what is on screen: the picture, the filter's label, and the rows of the ranking as
    assistive technology reads them.
    """
    drawn = picture(page)
    lines = ranking(page).locator("canvas tbody tr")
    expect(lines.first).to_be_attached()
    kept = page.locator(".st-key-filters").inner_text()
    return drawn, kept, [row.locator("td").all_inner_texts() for row in lines.all()]


def asked(address: str) -> dict[str, str]:
    """Return what an address asks for, however it is written."""
    return dict(parse_qsl(urlsplit(address).query))


def test_a_sheet_of_60_is_filtered_decided_and_opened_the_same_elsewhere(sandbox, browser):
    sheet = "\n".join(["昵称\tID", *(f"小鱼{at}\t{key}" for at, key in enumerate(SHEET))])
    with visit(browser, permissions=["clipboard-read", "clipboard-write"], **DESK) as page:
        page.goto(sandbox)
        stands(page)
        page.get_by_role("button", name="Paste / upload").click()
        page.get_by_label("Paste Xiaohongshu or Pugongying links").fill(sheet)
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Compare 60 creators · free").click()
        page.wait_for_url(lambda url: url.count(SHEET[0][:20]) == 60)
        stands(page)
        page.locator(".st-key-filters button").click()
        page.get_by_role("button", name="Steady", exact=True).click()
        page.wait_for_url("**growth=steady*")
        page.keyboard.press("Escape")
        still(page)
        ranking(page).dblclick(position={"x": 250, "y": 54})  # the decision in the first row
        page.locator("#portal").get_by_text("Booked", exact=True).click()
        page.wait_for_url("**decisions=*b*")
        still(page)
        before = _, kept, rows = screen(page)
        assert "of 60 creators" in kept
        assert 2 < len(rows) < 60
        assert [row[1] for row in rows] == ["Booked", *[""] * (len(rows) - 1)]
        assert {row[2] for row in rows} == {"Steady"}
        page.get_by_role("button", name="Share").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert asked(link) == asked(page.url)
    with visit(browser) as page:
        page.goto(link)
        assert screen(page) == before
        assert asked(page.url) == asked(link)


def test_200_creators_are_paged_through_and_each_is_drawn_once(sandbox, browser):
    drawn: Counter[str] = Counter()
    with visit(browser) as page:
        page.goto(f"{sandbox}/?kols={','.join(CROWD)}")
        stands(page)
        page.get_by_role("tab", name="Small multiples").click()
        onward = page.get_by_role("button", name="Next page")
        sizes = [turned(page, drawn)]
        while onward.is_enabled():
            onward.click()
            sizes.append(turned(page, drawn))
    assert sizes == [12] * 16 + [8]
    assert drawn == Counter(CROWD)


def turned(page: Page, drawn: Counter[str]) -> int:
    """Wait for a page of others than are in `drawn`; add whom it draws, and count them."""
    page.wait_for_function(
        "([chart, known]) => document.querySelector(chart)?.data?.some(one =>"
        " one.name.length === 24 && !known.includes(one.name))",
        arg=[MULTIPLES, list(drawn)],
    )
    still(page)
    found = curves(page, MULTIPLES)
    drawn.update(found)
    assert page.locator(f"{MULTIPLES} .scatterlayer .trace").count() >= 2 * len(found)
    return len(found)
