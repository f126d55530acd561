"""A planner's morning: the MCN's sheet goes in, decisions are made, a deck comes out."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from tests.services.made_sheets import CHINESE, creator_id, planners_rows, saved, workbook
from tests.visits import visit

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_sheet_of_60_rows_goes_from_upload_to_deck(sandbox, browser, tmp_path):
    sheet = saved(workbook([CHINESE, *planners_rows()]))
    with visit(browser) as page:
        page.goto(sandbox)
        page.get_by_role("button", name="Paste / upload").click()
        upload = page.locator("input[type=file]")
        upload.set_input_files({"name": "MCN 名单.xlsx", "mimeType": XLSX, "buffer": sheet})
        button = page.get_by_role("button", name="Compare 55 creators · free")
        expect(button).to_be_visible()
        expect(page.get_by_text("1 entry stands twice and counts once.")).to_be_visible()
        expect(page.get_by_text("3 entries cannot be used")).to_be_visible()
        expect(page.get_by_text("Row 11", exact=False)).to_be_visible()
        button.click()
        expect(page.locator(".st-key-open_list")).to_contain_text("55 creators", timeout=60_000)
        expect(page.get_by_text("of 55 creators")).to_have_count(0, timeout=60_000)
        findings = page.locator(".st-key-findings button")
        expect(findings).to_be_visible(timeout=60_000)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        findings.click()
        expect(page.get_by_text("asks least per 1 k followers")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Take away").click()
        with page.expect_download() as waiting:
            page.get_by_test_id("stPopoverBody").get_by_text("PowerPoint", exact=True).click()
        waiting.value.save_as(tmp_path / "deck.pptx")
    deck = Presentation(io.BytesIO((tmp_path / "deck.pptx").read_bytes()))
    written = "\n".join(words(deck))
    assert "小鱼2🐟" in written
    assert "小鱼61🐟" in written
    assert creator_id(11) not in written
    assert sum(name.startswith("小鱼") for name in first_cells(deck)) == 55


def words(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                for row in shape.table.rows:
                    yield from (cell.text_frame.text for cell in row.cells)


def first_cells(deck):
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    return [row.cells[0].text_frame.text for table in tables for row in table.rows]
