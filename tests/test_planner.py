"""A planner's morning: the MCN's sheet goes in, decisions are made, a deck comes out."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect
from pptx import Presentation

from services.shortlist.paste import read_shortlist
from tests.browser import serve_app
from tests.pages import CANARY, vendor
from tests.services.made_sheets import (
    CHINESE,
    PROFILE,
    creator_id,
    planners_rows,
    saved,
    workbook,
)
from tests.visits import SCREENSHOTS, visit

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
    # The ranking has so many columns that it goes on in a second table.
    assert len({name for name in first_cells(deck) if name.startswith("小鱼")}) == 55


ONE, TWO, THREE = map(creator_id, range(2, 5))
CELLS = f"""<style>td {{ color: red }}</style><table>
<tr><td>达人昵称<td>主页链接<td>图文报价<td>平台</tr>
<tr><td rowspan=2>小鱼<br>(上海)<td rowspan=2>{PROFILE}{ONE}<td>1.2w<td>小红书</tr>
<tr><td>不含税<td>小红书</tr>
<tr><td><a href="{PROFILE}{TWO}">小"红"</a><td><a href="{PROFILE}{THREE}">{PROFILE}{TWO}</a>
<td>8,000<td></tr></table>"""


def test_cells_are_pasted_with_their_links_and_lines_as_from_a_sheet(sandbox, browser):
    with visit(browser) as page:
        other = page.context.new_page()
        page.goto(sandbox)
        page.get_by_role("button", name="Paste / upload").click()
        box = page.locator("textarea")
        for html, count in [(CELLS, 2), (f"<p>{THREE}</p>{CELLS}", 3)]:
            other.bring_to_front()
            other.set_content(html)
            other.keyboard.press("ControlOrMeta+A")
            other.keyboard.press("ControlOrMeta+C")
            page.bring_to_front()
            box.click()
            page.keyboard.press("ControlOrMeta+A")
            page.keyboard.press("ControlOrMeta+V")
            button = page.get_by_role("button", name=f"Compare {count} creators · free")
            expect(button).to_be_visible()
            if count == 2:
                found = read_shortlist(box.input_value()).creators
                expect(page.get_by_text("1 column was not read: 平台")).to_be_visible()
    assert [(one.creator_id, one.alias, one.prices.image) for one in found] == [
        *((ONE, "小鱼 (上海)", 12_000), (TWO, '小"红"', 8_000))
    ]


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


def test_an_odd_sheet_says_what_was_taken_and_what_was_not_before_anything_costs(browser, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["note_id", "user_id", "达人昵称", "图文报价", "视频报价", "平台"])
    for at in range(1, 7):
        row = [f"{at:024x}".replace("0", "a"), creator_id(at), f"小鱼{at}"]
        sheet.append(
            [*row, "1.2w" if at % 2 else "5000含税", "面议" if at == 2 else 8000, "小红书"]
        )
    sheet.row_dimensions[5].hidden = sheet.row_dimensions[6].hidden = True
    with vendor() as server:
        pays = {
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/archive.db",
        }
        with serve_app(pays) as url, visit(browser) as page:
            page.goto(url)
            upload = page.locator("input[type=file]")
            upload.set_input_files({"name": "6.xlsx", "mimeType": XLSX, "buffer": saved(book)})
            expect(page.get_by_role("button", name="Compare 4 creators · 8 calls")).to_be_visible()
            expect(page.get_by_text("Rows hidden in the sheet, and left out: 2.")).to_be_visible()
            expect(page.get_by_text("1 column was not read: 平台")).to_be_visible()
            expect(page.get_by_text("1 price was not read")).to_be_visible()
            page.get_by_role("button", name="Take in the 2 hidden rows").click()
            button = page.get_by_role("button", name="Compare 6 creators · 12 calls")
            expect(button).to_be_visible()
            assert server.count == 0
            page.screenshot(path=SCREENSHOTS / "an-odd-sheet.png")
