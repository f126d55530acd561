"""From six bare ids to six names on the curves, in a browser, with the price before and after."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from services.endpoints import CREATOR_PROFILE
from services.sandbox.profiles import profile_of
from services.sandbox.vendor import respond
from tests.browser import serve_app
from tests.pages import CANARY, vendor
from tests.visits import keep, picture, stands, visit

pytestmark = pytest.mark.browser

_ALL = [f"{0x5F3 * 16**21 + number:024x}" for number in range(12)]
IDS = sorted({profile_of(one)["name"]: one for one in _ALL}.values())[:6]  # no two of one name
NAMES = [profile_of(one)["name"] for one in IDS]


def slow_names(path, query):
    """Answer as the sandbox does; names come after the curves."""
    if path == CREATOR_PROFILE.path:
        time.sleep(0.8)
    return respond(path, query)


def test_six_bare_ids_become_six_names_for_a_price_that_is_told(browser, tmp_path):
    with vendor(slow_names) as server:
        env = {
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/archive.db",
            "JUSTONEAPI_CONCURRENCY": "4",
        }
        with serve_app(env) as url, visit(browser) as page:
            page.goto(url)
            page.locator("textarea").first.fill("\n".join(IDS))
            expect(page.get_by_role("button", name="Compare 6 creators · 12 calls")).to_be_visible()
            choice = page.get_by_text("Look up names · + 6 calls for names")
            expect(choice).to_be_visible()
            keep(page, "names-before")
            choice.click()
            button = page.get_by_role("button", name="Compare 6 creators · 18 calls")
            expect(button).to_be_visible()
            assert server.count == 0
            time.sleep(0.8)  # as long as a person takes to read a price
            button.click()
            stands(page)
            expect(page.locator(".st-key-tools")).to_contain_text(NAMES[5], timeout=30_000)
            drawn = picture(page)
            assert all(json.dumps(one)[1:-1] in drawn or one in drawn for one in NAMES)
            assert "…" not in page.locator(".st-key-tools").inner_text().replace("……", "")
            keep(page, "names-after")
            assert server.count == 18
            page.get_by_role("button", name="Take away").click()
            with page.expect_download() as waiting:
                page.get_by_test_id("stPopoverBody").get_by_text("Excel", exact=True).click()
            waiting.value.save_as(tmp_path / "names.xlsx")
            page.keyboard.press("Escape")
            page.get_by_role("button", name="Paste / upload").click()
            expect(page.get_by_role("button", name="Compare 6 creators · 0 calls")).to_be_visible()
            expect(page.get_by_text("calls for names")).to_have_count(0)
            page.reload()
            stands(page)
            assert server.count == 18, "neither the link nor the reload asks again"
    written = in_cells(tmp_path / "names.xlsx")
    assert set(NAMES) <= written
    assert {"Marketplace", profile_of(IDS[0])["contentTags"][0]["taxonomy1Tag"]} <= {
        part for cell in written for part in cell.split(" · ")
    }


def in_cells(path: Path) -> set[str]:
    return {
        str(cell)
        for sheet in load_workbook(path, read_only=True)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    }
