"""Files as a person takes them away: clicked in a real browser, then opened."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from components.chart.picture import HEIGHTS
from services.china_time import latest_data_day
from services.sandbox.creators import EXAMPLES
from tests.browser import serve_app
from tests.pages import vendor
from tests.services.exports.made import charts, tables, texts

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES][:6]
FORMULA = '=HYPERLINK("evil","x")'
FILES = {
    "PowerPoint": ".pptx",
    "Excel": ".xlsx",
    "Web page (HTML)": ".html",
    "Ranking (CSV)": "-ranking.csv",
    "Daily data (CSV)": "-daily.csv",
}


@pytest.fixture(scope="module")
def taken(browser, tmp_path_factory) -> dict[str, Path]:
    """Every file of the menu, by its ending: six creators, the first under a formula as alias."""
    folder = tmp_path_factory.mktemp("taken")
    listed = "\n".join(["昵称\tID", f"{FORMULA}\t{IDS[0]}", *(f"\t{key}" for key in IDS[1:])])
    complaints: list[str] = []
    with serve_app({}) as url:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        page.goto(url)
        page.get_by_role("button", name="Paste / upload").click()
        page.get_by_label("Paste Xiaohongshu or Pugongying links").fill(listed)
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Compare 6 creators · free").click()
        expect(page.locator(".st-key-growth_chart").first).to_contain_text(FORMULA[:10])
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.get_by_role("button", name="Take away").click()
        menu = page.get_by_test_id("stPopoverBody")
        files = {}
        for label, ending in FILES.items():
            with page.expect_download() as waiting:
                menu.get_by_text(label, exact=True).click()
            download = waiting.value
            files[ending] = folder / download.suggested_filename
            download.save_as(files[ending])
        expect(menu).to_be_visible()
        with page.expect_download() as waiting:
            menu.get_by_role("button", name="Picture (PNG)").click()
        files[".png"] = folder / waiting.value.suggested_filename
        waiting.value.save_as(files[".png"])
        page.close()
    assert complaints == []
    return files


def test_files_are_called_by_window_and_data_day(taken):
    stems = {ending: path.name.removesuffix(ending) for ending, path in taken.items()}
    assert len(set(stems.values())) == 1
    assert next(iter(stems.values())).startswith("kol-growth-demo-")
    assert next(iter(stems.values())).endswith(f"-days-to-{latest_data_day()}")


def test_the_page_opens_and_draws_without_a_network(taken, browser):
    context = browser.new_context(viewport={"width": 400, "height": 900}, offline=True)
    page = context.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(taken[".html"].as_uri())
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
    drawn = page.evaluate("document.querySelector('.js-plotly-plot').data.map(one => one.name)")
    assert {"band", "median"} < set(drawn), "beside the six creators' curves"
    assert len({name for name in drawn if len(name) == 24}) == 6
    assert FORMULA[:10] in page.locator("#chart").inner_text()
    expect(page.get_by_role("rowheader", name=FORMULA)).to_be_visible()
    expect(page.locator("li", has_text="Demo data, made by this program")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 400, "no sideways scrolling"
    assert asked == [taken[".html"].as_uri()]
    assert told == []
    context.close()


def test_the_page_saves_its_picture_without_a_network(taken, browser):
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(taken[".html"].as_uri())
    page.hover("#chart")
    with page.expect_download() as waiting:
        page.locator('#chart .modebar-btn[data-title*="PNG"]').click()
    assert waiting.value.suggested_filename == taken[".html"].name.replace(".html", ".png")
    context.close()


def test_the_policy_lets_no_request_out_even_if_a_script_asked(taken, browser):
    page = browser.new_page()
    page.goto(taken[".html"].as_uri())
    with vendor() as server:
        ask = f"fetch('{server.url}').then(() => 'sent', () => 'refused')"
        assert page.evaluate(ask) == "refused"
        image = f"document.body.insertAdjacentHTML('beforeend', '<img src={server.url}/x.png>')"
        page.evaluate(image)
        page.wait_for_timeout(300)
        assert server.count == 0
    page.close()


def test_a_formula_is_a_text_in_the_workbook(taken):
    book = load_workbook(taken[".xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == FORMULA]
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_formula_is_a_text_in_the_deck_and_in_its_charts_workbook(taken):
    deck = Presentation(taken[".pptx"])
    assert FORMULA in [row[0] for row in tables(deck)[0]]
    for chart in charts(deck):
        behind = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert not [cell.coordinate for row in behind for cell in row if cell.data_type == "f"]
    assert len(charts(deck)) == 2
    for slide in deck.slides:
        assert "DEMO DATA" in texts(slide)


def test_the_picture_is_that_of_the_screen_at_double_resolution(taken):
    with Image.open(taken[".png"]) as picture:
        width, height = picture.size
    assert height == 2 * HEIGHTS[0]
    assert width > 2 * 700


@pytest.mark.parametrize("ending", ["-ranking.csv", "-daily.csv"])
def test_a_formula_is_a_text_in_a_csv(taken, ending):
    text = taken[ending].read_bytes().decode("utf-8-sig")
    assert '"\'=HYPERLINK(""evil"",""x"")"' in text
    assert "\r\n=" not in text
    assert all(key in text for key in IDS)
