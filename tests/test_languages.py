"""Two languages at once, and in each everything that a person reads: pages, dialogs, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation

from services.sandbox.creators import EXAMPLES
from tests.browser import serve_app
from tests.pages import CANARY, failing, vendor
from tests.visits import still

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES]
NAMES = sorted((example.nickname for example in EXAMPLES), key=len, reverse=True)

# Every text of the page: also of shadow trees, pictures and tables, and what is read out.
READ = """() => {
  const found = [];
  const read = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) read(one.shadowRoot);
      if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(one.tagName)) continue;
      for (const name of ["aria-label", "placeholder", "title", "alt", "data-title"])
        if (one.getAttribute(name)) found.push(one.getAttribute(name));
      if (one.closest("[data-testid=stIconMaterial]")) continue;
      for (const part of one.childNodes)
        if (part.nodeType === Node.TEXT_NODE && part.data.trim()) found.push(part.data.trim());
    }
    for (const area of root.querySelectorAll("textarea, input"))
      if (area.value && area.type !== "radio" && area.type !== "checkbox") found.push(area.value);
  };
  read(document);
  return [...found, document.title];
}"""

# What stays in Latin letters in Chinese: names of things, codes, settings, symbols of formulas.
LATIN = re.compile(
    r"KOL Growth Benchmark|Just One API|English|PowerPoint|Excel|HTTPS?|HTML|CSV|PNG|JSON|PDF|Token"
    r"|JavaScript|App\b"
    r"|\bIDs?\b|\bPageUp|PageDown|px\b|sandbox|TIERS|custom|legacy|successor|prod-\w+|https?://\S+|KOL|AI"
    r"|\b[A-Z]+(?:_[A-Z]+)+\b(?: ?= ?\S+)?|[FN]_[n1t(]\S*|\b[0-9a-f]{4,24}…?[0-9a-f]*\b"
    r"|\b(?:kols|scale|as_of|decisions|mark|days|lang)\b(?:=\S*)?|\b[a-z_]+\.toml|\.streamlit"
)
# Streamlit's own, which no setting translates: its uploader, its tables, its menu.
STREAMLITS = re.compile(
    r"Upload|\d+MB per file.*|XLS\w?|Press .*|(?:Search|Fullscreen)\b.*|Close\b.*|Clear\b.*|Help"
    r"|Main menu|Select\b.*|Selected.*|Remove\b.*|Help for .*|Show/hide.*|App pages|Esc|Open\b.*"
    r"|Choose (?:an option|date).*|Data grid.*|Show password.*|Calendar.*"
    r"|tooltip|Expand.*|Collapse.*|Produced with Plotly.*|Skip to main content|Link to heading"
    r"|table_rows|(?:year|month|day), .*|progress|row \d+.*|file upload|• XLSX,.*"
)


def said(page: Page) -> list[str]:
    """Return what the page as it stands says, without Streamlit's own words."""
    page.wait_for_timeout(400)
    still(page)
    page.wait_for_timeout(600)
    return [text for text in page.evaluate(READ) if not STREAMLITS.fullmatch(text)]


def latin(texts: list[str]) -> set[str]:
    """Return the texts with Latin words that are no names."""
    return {text for text in texts if re.search("[A-Za-z]{2}", LATIN.sub("", unnamed(text)))}


def chinese(texts: list[str]) -> set[str]:
    """Return the texts with Chinese words that are no names."""
    return {text for text in texts if re.search("[\u4e00-\u9fff]", unnamed(text))}


CUT = {re.escape(name[:at].rstrip()) for name in NAMES for at in range(2, len(name))}
NAMED = re.compile(
    "|".join([*map(re.escape, NAMES), rf"(?:{'|'.join(sorted(CUT, key=len, reverse=True))}) ?…\S*"])
)
"""A creator's name, whole or shortened."""


def unnamed(text: str) -> str:
    """Take the creators' names out, and pictures in cells."""
    return NAMED.sub("", re.sub(r"data:image\S+|\u2060", "", text))  # which parts quoted links


WRONG = {"zh": latin, "en": lambda texts: chinese(texts) - {"中文"}}
LIST = {"zh": "粘贴 / 上传", "en": "Paste / upload"}
LOCALES = {"zh": "zh-CN", "en": "en-US"}


@contextmanager
def reader(browser, language: str, height: int = 900) -> Iterator[Page]:
    """Open a browser whose reader has this language.

    It hears less than `tests.visits.visit`: opened at another page, Streamlit looks for its own
    files below that page's address first, and the console complains that they are not there.
    """
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": 1366, "height": height}
    )
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert page.complaints == []
    context.close()


def test_two_readers_of_one_server_have_each_their_language(sandbox, browser):
    with reader(browser, "zh") as there, reader(browser, "en") as here:
        there.goto(sandbox)
        here.goto(sandbox)
        for page, language in ((there, "zh"), (here, "en"), (there, "zh"), (here, "en")):
            page.get_by_role("button", name=LIST[language]).wait_for()
            page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
            page.get_by_text("60", exact=True).or_(page.get_by_text("30", exact=True)).first.click()
            assert WRONG[language](said(page)) == set()


def test_the_switch_is_kept_over_pages_and_in_the_copied_link(sandbox, browser):
    with reader(browser, "en") as page:
        page.goto(sandbox)
        page.get_by_role("button", name="中文").click()
        expect(page.get_by_role("button", name="粘贴 / 上传")).to_be_visible()
        expect(page).to_have_url(re.compile("lang=zh"))
        link = page.url
        page.get_by_role("link", name="接口调用").click()
        expect(page.get_by_role("heading", name="接口调用")).to_be_visible()
        page.get_by_role("link", name="对比").click()
        expect(page).to_have_url(re.compile("lang=zh"))
    with reader(browser, "en") as page:
        page.goto(link)
        expect(page.get_by_role("button", name="粘贴 / 上传")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_comparison_with_everything_that_opens_on_it(sandbox, browser, language):
    wrong = WRONG[language]
    with reader(browser, language) as page:
        page.goto(f"{sandbox}/?kols={','.join(IDS[:12])}&scale=warp&decisions=b")
        page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
        assert wrong(said(page)) == set()
        for key in ("more", "findings", "filters", "take_away"):
            page.locator(f".st-key-{key} button").first.click()
            page.get_by_test_id("stPopoverBody").wait_for()
            assert wrong(said(page)) == set(), key
            page.keyboard.press("Escape")
            page.get_by_test_id("stPopoverBody").wait_for(state="detached")
        tabs = page.get_by_role("tab")
        assert tabs.count() == 6
        for at in range(tabs.count()):
            tabs.nth(at).click()
            assert wrong(said(page)) == set(), at
        page.get_by_role("button", name=LIST[language]).click()
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        assert wrong(said(page)) == set()
        dialog.locator("textarea").first.fill("\n".join([*REFUSED, *IDS[:2]]))
        page.wait_for_timeout(1500)
        texts = said(page)
        assert sum("5f0000000000000000000ab" in text for text in texts) > 0, "it is refused"
        assert wrong(texts) == set()


REFUSED = (
    f"https://www.xiaohongshu.com/explore/{'a' * 24}",
    "https://xhslink.com/a1",
    "5f0000000000000000000ab",
    "12345678",
    f"{IDS[0]} {IDS[1]}",
)

PATHS = (
    f"creator?kol={IDS[2]}",
    "creator",
    "calls",
    f"?kols={','.join(IDS[:6])}&present=1",
    f"?kols={','.join(IDS[:6])}&present=1&scene=ranking",
    f"?kols={','.join(IDS[:6])}&align=peak&view=new&smooth=7",
    f"?kols={','.join(IDS[:6])}&embed=true&align=start&scale=log&common=out",
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_other_page(sandbox, browser, language):
    with reader(browser, language) as page:
        for path in PATHS:
            page.goto(f"{sandbox}/{path}")
            still(page)
            page.wait_for_timeout(1000)
            texts = said(page)
            assert len(texts) > 3
            assert WRONG[language](texts) == set(), path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_failed_what_is_locked_and_what_is_set_wrongly(browser, language, tmp_path):
    wrong = WRONG[language]
    codes = {IDS[1]: 301, IDS[2]: 500, IDS[3]: 400, IDS[4]: 999}
    with vendor(failing(codes)) as server:
        pays = {
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/archive.db",
            "AUTO_CALL_LIMIT": "20",
        }
        with serve_app(pays) as url, reader(browser, language) as page:
            page.goto(f"{url}/?kols={','.join(IDS[:5])}")
            page.wait_for_timeout(6000)
            assert wrong(said(page)) == set()
            page.goto(f"{url}/calls")
            assert wrong(said(page)) == set()
        locked = pays | {"APP_PASSCODE": "correct horse", "APP_PRIVATE": "1"}
        with serve_app(locked) as url, reader(browser, language) as page:
            page.goto(url)
            page.get_by_role("textbox").fill("wrong")
            page.keyboard.press("Enter")
            page.wait_for_timeout(1000)
            assert wrong(said(page)) == set()
    mistaken = {"JUSTONEAPI_TOKEN": " ", "TIERS": "1"}
    with serve_app(mistaken) as url, reader(browser, language) as page:
        page.goto(url)
        page.wait_for_selector("h1")
        assert wrong(said(page)) == set()


FILES = {
    "pptx": "file.pptx",
    "xlsx": "file.xlsx",
    "html": "file.html",
    "csv": "ranking.csv",
    "daily": "daily.csv",
}
"""By what a button of the menu is called in the code."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_file_is_in_the_language_of_the_page(sandbox, browser, language, tmp_path):
    with reader(browser, language) as page:
        page.goto(f"{sandbox}/?kols={','.join(IDS[:12])}&common=out&tier=1.2.3")
        page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
        still(page)
        page.locator(".st-key-take_away button").click()
        for key, name in FILES.items():
            with page.expect_download() as waiting:
                page.locator(f".st-key-download_{key} button").click()
            waiting.value.save_as(tmp_path / name)
    for name in FILES.values():
        texts = read_file(tmp_path / name, language)
        assert len(texts) > 20, name
        assert WRONG[language](texts) == set(), name


def read_file(path: Path, language: str) -> list[str]:
    """Return the texts of a file as its reader sees them."""
    if path.suffix == ".xlsx":
        sheets = load_workbook(path).worksheets
        cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
        return [*(sheet.title for sheet in sheets), *(one for one in cells if isinstance(one, str))]
    if path.suffix == ".pptx":
        shapes = [shape for slide in Presentation(str(path)).slides for shape in slide.shapes]
        tables = [shape.table for shape in shapes if shape.has_table]
        return [
            *(shape.text_frame.text for shape in shapes if shape.has_text_frame),
            *(cell.text for table in tables for row in table.rows for cell in row.cells),
        ]
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        return re.split(r"[,\n]", text)
    assert f'<html lang="{language}"' in text
    body = re.sub(r"<(script|style).*?</\1>|<noscript>|<[^>]*>", "\n", text, flags=re.DOTALL)
    return [unescape(line) for line in body.splitlines() if line.strip()]
