"""The stage as a presenter walks through it: by keyboard, in a real browser, on two screens."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from services.sandbox.creators import EXAMPLES
from tests.visits import complaints, keep, no_error

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES]
LEAST_TYPE = 20
"""Pixels of the smallest letters that a room can read."""

TEXTS = """() => {
  const found = [];
  const walk = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) walk(one.shadowRoot);
      const own = [...one.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
      const {left, top, right, bottom, width} = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      if (!own.length || width < 2 || style.visibility === "hidden") continue;
      if (["STYLE", "SCRIPT", "NOSCRIPT"].includes(one.tagName)) continue;
      const cut = one.scrollWidth > one.clientWidth + 1 && style.overflow === "hidden";
      const drawn = one instanceof SVGElement;
      found.push({drawn, text: one.textContent, size: parseFloat(style.fontSize), cut,
                  inside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight});
    }
  };
  walk(document.body);
  return found;
}"""
"""Every text that can be seen, in the shadow of components and in figures too."""


SCREENS = [(1366, 768), (1920, 1080)]


@pytest.fixture
def page(browser, request):
    """A page on a screen of that size, which takes note of what its console says."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.complaints = complaints(context)
    yield page
    context.close()


def settled(page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.wait_for_timeout(300)  # the figure is drawn a moment after it came


def chart(page) -> str:
    settled(page)
    return str(page.evaluate("JSON.stringify(document.querySelector('.js-plotly-plot').data)"))


def press(page, key: str) -> None:
    """Press a key that leads to another scene, and wait for it."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_function("before => location.href !== before", arg=before)
    settled(page)


def check(page) -> None:
    """The scene can be read from the last chair, whole, without scrolling."""
    main = page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollHeight <= one.clientHeight"), page.url
    texts = page.evaluate(TEXTS)
    assert len(texts) > 15, page.url
    assert [one for one in texts if one["size"] < LEAST_TYPE] == [], page.url
    assert [one for one in texts if not one["inside"] or one["cut"]] == [], page.url
    no_error(page)
    (scene,) = parse_qs(urlsplit(page.url).query).get("scene", ["curves"])
    keep(page, f"present-{scene}-{page.viewport_size['width']}")
    drawn = page.locator(".js-plotly-plot").bounding_box()
    assert drawn["height"] > 0.7 * page.viewport_size["height"]


@pytest.mark.parametrize("page", SCREENS, indirect=True, ids=["1366x768", "1920x1080"])
def test_all_scenes_are_walked_by_keyboard_and_left_for_the_same_screen(sandbox, page):
    page.goto(f"{sandbox}/?kols={','.join(IDS)}&days=60&view=total&scale=index&mark=1.3.9")
    before, link = chart(page), page.url
    page.get_by_role("button", name="Present").click()
    page.wait_for_url("**present=1**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    check(page)
    onward = page.get_by_role("button", name="Next")
    scenes = [page.url]
    while onward.is_enabled():
        press(page, "PageDown")
        check(page)
        scenes.append(page.url)
    words = [url.rpartition("scene=")[2] for url in scenes[1:]]
    assert words[:2] == ["new", "ranking"]
    assert sorted(words[2:]) == [IDS[0], IDS[2], IDS[8]]
    page.keyboard.press("PageDown")  # at the end nothing happens
    press(page, "PageUp")
    assert page.url == scenes[-2]
    page.get_by_role("button", name="Ranking").click()
    page.wait_for_url("**scene=ranking")
    press(page, "ArrowLeft")  # with the focus in a button
    assert page.url.endswith("scene=new")
    page.reload()
    settled(page)
    check(page)
    assert page.url.endswith("scene=new")
    page.keyboard.press("Escape")
    page.wait_for_url(link)
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    assert chart(page) == before
    assert page.complaints == []


@pytest.mark.parametrize("page", SCREENS[1:], indirect=True)
def test_two_quick_presses_are_two_steps_and_a_resized_window_is_filled(sandbox, page):
    page.goto(f"{sandbox}/?kols={','.join(IDS[:6])}&present=1")
    settled(page)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.wait_for_url("**scene=ranking")
    settled(page)
    expect(page.get_by_role("button", name="Ranking")).to_have_attribute("aria-pressed", "true")
    page.set_viewport_size({"width": 1280, "height": 800})
    figure = page.locator(".js-plotly-plot")
    foot = page.locator("footer")
    page.wait_for_function(
        "before => document.querySelector('.js-plotly-plot')?.offsetHeight !== before",
        arg=figure.bounding_box()["height"],
    )
    settled(page)
    box = foot.bounding_box()
    assert 800 - 30 < box["y"] + box["height"] <= 800
    assert page.complaints == []


@pytest.mark.parametrize("page", SCREENS[:1], indirect=True)
def test_a_frame_has_the_picture_and_nothing_that_could_be_pressed(sandbox, page):
    page.goto(f"{sandbox}/?kols={','.join(IDS[:6])}&embed=true")
    settled(page)
    assert page.get_by_role("button").all() == []
    assert all(one["drawn"] for one in page.evaluate(TEXTS)), "all that can be read is the picture"
    figure = page.locator(".js-plotly-plot").bounding_box()
    assert figure["height"] > 0.9 * page.viewport_size["height"]
    assert page.complaints == []


@pytest.mark.parametrize("page", [(390, 844)], indirect=True)
def test_a_phone_shows_the_whole_headline_above_the_picture(sandbox, page):
    page.goto(f"{sandbox}/?kols={','.join(IDS)}&present=1")
    settled(page)
    title = page.get_by_role("heading", level=1)
    assert len(title.inner_text()) > 50
    assert title.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert title.evaluate("one => one.scrollWidth <= one.clientWidth")
    source = page.get_by_text("Data up to").bounding_box()
    assert source["y"] + source["height"] <= page.locator(".js-plotly-plot").bounding_box()["y"]
    main = page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollHeight <= one.clientHeight")
    assert page.complaints == []
