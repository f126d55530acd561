"""The main job as a person does it: in a real browser, against a running server."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from services.china_time import latest_data_day
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.browser import serve_app
from tests.fault_server import FaultServer, answering
from tests.pages import CANARY, vendor
from tests.visits import complaints, curves, stands, visit

pytestmark = pytest.mark.browser

IDS = [example.creator_id for example in EXAMPLES]
LINKS = "\n".join(
    [
        f"https://www.xiaohongshu.com/user/profile/{IDS[0]}?xsec_token=AB12&xsec_source=pc_search",
        f"https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/{IDS[1]}?track_id=x",
        f"看看TA的主页 https://www.xiaohongshu.com/user/profile/{IDS[2]} 复制后打开小红书",
    ]
)
NAMES = (
    "new Set((document.querySelector('.js-plotly-plot')?.data ?? [])"
    ".map(one => one.name).filter(name => /^[0-9a-f]{24}$/.test(name)))"
)
"""Who has a curve, as a script on the page counts them."""
RECORDED = [f"5f0000000000000001000a0{number}" for number in range(1, 8)]


def paid(server, folder, **more):
    """Return the settings of an app that pays at `server` and keeps its archive in `folder`."""
    return {
        "JUSTONEAPI_TOKEN": CANARY,
        "JUSTONEAPI_BASE_URL": server.url,
        "DATABASE_URL": f"sqlite:///{folder}/archive.db",
        **more,
    }


def held(go_on, at_once=()):
    """Return a vendor that answers as the sandbox does, but all others than the creators `at_once`
    only when it may go on.
    """
    answer = answering(respond)

    def behave(exchange):
        while exchange.request.query["kolId"] not in at_once and not go_on.is_set():
            if not exchange.pause(0.02):
                return False
        return answer(exchange)

    return behave


@pytest.fixture
def page(browser):
    """A page that takes note of what its console says and what it asks of other machines."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.complaints = complaints(context)
    yield page
    context.close()


def chart(page):
    """Wait for the chart of a finished run and return its creators' lines and bars."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
    return page.evaluate(
        "document.querySelector('.js-plotly-plot').data"
        ".filter(one => /^[0-9a-f]{24}$/.test(one.name) && one.mode !== 'markers')"
        ".map(({name, type, yaxis, x, y}) => ({name, type, yaxis, x, y}))"
    )


def drawn(page):
    """Wait for the chart of a finished run and return who has a curve in it."""
    return {trace["name"] for trace in chart(page)}


def test_a_first_visit_shows_six_examples_without_a_click(sandbox, page):
    page.goto(sandbox)
    assert drawn(page) == set(IDS[:6])
    assert page.complaints == []


def test_three_pasted_links_become_one_picture_with_one_click(sandbox, page):
    page.goto(sandbox)
    chart(page)
    page.get_by_role("button", name="Paste / upload").click()
    page.get_by_label("Paste Xiaohongshu or Pugongying links").fill(LINKS)
    page.locator(".st-key-compare button").click()  # the click that also ends the paste
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_url(lambda url: url.count("5f0000000000000002") == 3)
    traces = chart(page)
    assert len(traces) == 6
    assert {trace["yaxis"] for trace in traces} == {"y", "y2"}
    assert f"kols={IDS[0]}" in page.url
    assert page.complaints == []


def test_the_address_opens_the_same_picture_in_another_browser(sandbox, page, browser):
    page.goto(f"{sandbox}/?kols={','.join(IDS[:3])}&days=60&view=total&scale=index")
    first = chart(page)
    other = browser.new_page()
    other.goto(page.url)
    assert chart(other) == first
    assert len(first) == 3
    assert {trace["y"][0] for trace in first} == {100}
    other.close()
    assert page.complaints == []


def test_a_paste_that_ends_in_a_click_spends_nothing_unseen(page, tmp_path):
    with (
        vendor() as server,
        serve_app(paid(server, tmp_path)) as url,
    ):
        page.goto(url)
        box = page.get_by_label("Paste Xiaohongshu or Pugongying links")
        box.fill(IDS[0])
        button = page.get_by_role("button", name="Compare 1 creator · 2 calls")
        expect(button).to_be_visible()
        page.wait_for_timeout(1000)
        box.fill("\n".join(IDS[:3]))
        page.locator(".st-key-compare button").click()  # the click that also ends the paste
        expect(page.get_by_role("button", name="Compare 3 creators · 6 calls")).to_be_visible()
        page.wait_for_timeout(800)
        assert server.count == 0
        page.get_by_role("button", name="Compare 3 creators · 6 calls").click()
        assert len(chart(page)) == 6
        assert server.count == 6
        assert CANARY not in page.content()


def test_a_paste_has_its_price_before_the_click_and_one_click_starts(page, tmp_path):
    rows = "\n".join(f"小满 {key[-2:]}\t{key}\t1.2w" for key in IDS[:6])
    with (
        vendor() as server,
        serve_app(paid(server, tmp_path)) as url,
    ):
        page.goto(url)
        box = page.get_by_label("Paste Xiaohongshu or Pugongying links")
        box.focus()
        page.keyboard.insert_text(rows)
        button = page.get_by_role("button", name="Compare 6 creators · 12 calls")
        expect(button).to_be_visible()
        assert box.evaluate("box => box.getRootNode().activeElement === box"), "it was not left"
        page.wait_for_timeout(1000)  # long enough to have read the price
        assert server.count == 0
        button.click()
        assert drawn(page) == set(IDS[:6])
        assert server.count == 12
        assert page.complaints == []


def test_what_is_being_typed_survives_the_last_answer(page, tmp_path):
    go_on = threading.Event()
    with (
        FaultServer(held(go_on)) as server,
        serve_app(paid(server, tmp_path, AUTO_CALL_LIMIT="20")) as url,
    ):
        page.goto(f"{url}/?kols={','.join(IDS[:2])}")
        expect(page.get_by_text("0 of 2 creators")).to_be_visible()
        page.get_by_role("button", name="Paste / upload").click()
        box = page.get_by_label("Paste Xiaohongshu or Pugongying links")
        expect(box).to_have_value("\n".join(IDS[:2]))
        box.fill("")
        go_on.set()
        typed = ""
        while page.get_by_text("of 2 creators").count() or len(typed) < 40:
            page.keyboard.type("x")  # quicker than the box reports
            typed += "x"
        expect(box).to_have_value(typed)
        page.keyboard.type(f" {IDS[2]}")
        expect(page.get_by_role("button", name="Compare 1 creator · 2 calls")).to_be_visible()
        expect(box).to_have_value(f"{typed} {IDS[2]}")
        assert server.count == 4
        assert page.complaints == []


def test_a_slow_vendor_shows_progress_and_each_creator_as_it_arrives(page, tmp_path):
    go_on = threading.Event()
    with (
        FaultServer(held(go_on, IDS[:2])) as server,
        serve_app(paid(server, tmp_path, JUSTONEAPI_CONCURRENCY="2", AUTO_CALL_LIMIT="20")) as url,
    ):
        page.goto(f"{url}/?kols={','.join(IDS[:6])}")
        expect(page.get_by_text("2 of 6 creators")).to_be_visible()
        page.wait_for_function(f"{NAMES}.size === 2")
        top = page.locator(".js-plotly-plot").bounding_box()["y"]
        go_on.set()
        page.wait_for_function(f"{NAMES}.size === 6")
        expect(page.get_by_text("of 6 creators")).to_have_count(0)
        assert len(chart(page)) == 12
        assert page.locator(".js-plotly-plot").bounding_box()["y"] == top, "nothing moves"
        assert server.count == 12
        assert page.complaints == []


def test_who_comes_back_to_a_loading_list_joins_its_calls(browser, tmp_path):
    go_on = threading.Event()
    with FaultServer(held(go_on)) as server, serve_app(paid(server, tmp_path)) as url:
        with visit(browser) as page:
            page.goto(f"{url}/?kols={','.join(IDS[:6])}")
            button = page.get_by_role("button", name="Load 6 creators · 12 calls")
            expect(button).to_be_visible()
            page.wait_for_timeout(1000)  # long enough to have read the price
            button.click()
            expect(page.get_by_text("0 of 6 creators")).to_be_visible()
            link = page.url
        with visit(browser) as page:  # the same address, which by itself may not pay
            page.goto(link)
            expect(page.get_by_text("0 of 6 creators")).to_be_visible()
            assert page.get_by_role("button", name="Load 6 creators").count() == 0
            go_on.set()
            page.wait_for_function(f"{NAMES}.size === 6")
            stands(page)
            assert set(curves(page)) == set(IDS[:6])
        assert server.count == 12


def test_a_restarted_app_shows_the_same_picture_for_nothing(page, browser, tmp_path):
    with vendor() as server:
        env = paid(server, tmp_path)
        with serve_app(env) as url:
            page.goto(f"{url}/?kols={','.join(IDS[:3])}&days=60&view=total&scale=count")
            button = page.get_by_role("button", name="Load 3 creators · 6 calls")
            expect(button).to_be_visible()
            page.wait_for_timeout(1000)  # long enough to have read the price
            button.click()
            first = chart(page)
            link = page.url.removeprefix(url)
            assert page.complaints == []
            page.goto("about:blank")  # or it would complain that its server has gone
        assert server.count == 6
        with serve_app(env) as url:
            other = browser.new_page()
            other.goto(f"{url}{link}")
            assert chart(other) == first
            pinned = latest_data_day() - timedelta(days=2)
            other.goto(f"{url}{link}&as_of={pinned}")
            expect(other.get_by_text(f"as it stood on {pinned}")).to_be_visible()
            earlier = chart(other)
            assert [len(trace["x"]) for trace in first] == [60, 60, 60]
            assert [len(trace["x"]) for trace in earlier] == [58, 58, 58]
            assert all(now["y"][:58] == then["y"] for now, then in zip(first, earlier, strict=True))
            other.close()
        assert server.count == 6


def test_a_creator_is_opened_from_the_ranking_and_left_again(sandbox, page, browser):
    page.goto(f"{sandbox}/?kols={','.join(IDS[:6])}&days=60&view=total&scale=percent")
    before, link = chart(page), page.url
    ranking = page.locator(".st-key-ranking").get_by_test_id("stDataFrame")
    ranking.click(position={"x": 75, "y": 54})  # a canvas: the name in the first row
    page.wait_for_url("**/creator?kol=*")
    (opened,) = parse_qs(urlsplit(page.url).query)["kol"]
    name = next(example.nickname for example in EXAMPLES if example.creator_id == opened)
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    assert [trace["type"] for trace in chart(page)[:2]] == ["scatter", "bar"]
    expect(page.get_by_role("heading", name="Against the list")).to_be_visible()
    other = browser.new_page()
    other.goto(page.url)  # nobody but the link tells this browser of the list
    expect(other.get_by_role("heading", name="Against the list")).to_be_visible()
    for tab in (page, other):
        tab.get_by_role("link", name="Back to the comparison").click()
        expect(tab.locator(".st-key-ranking").get_by_test_id("stDataFrame")).to_be_visible()
        tab.wait_for_url(link)
        assert chart(tab) == before
    other.close()
    assert page.complaints == []


def test_one_step_back_from_a_creator_shows_the_same_comparison(sandbox, page):
    page.goto(f"{sandbox}/?kols={','.join(IDS[:4])}&days=60&scale=index&mark=2.3")
    before, steps = (chart(page), page.url), page.evaluate("history.length")
    page.get_by_role("tab", name="Price and growth").click()
    expect(page.get_by_text("No creator here has a price")).to_be_visible()
    ranking = page.locator(".st-key-ranking").get_by_test_id("stDataFrame")
    for _visit in range(2):
        ranking.click(position={"x": 75, "y": 54})  # a canvas: the name in the first row
        page.wait_for_url("**/creator?kol=*")
        expect(page.get_by_text("Needs a human look")).to_be_visible()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        assert page.evaluate("history.length") == steps + 1
        page.go_back()
        expect(page.get_by_role("button", name="Present")).to_be_visible()
        assert (chart(page), page.url) == before
        expect(page.get_by_text("No creator here has a price")).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("Needs a human look")).to_be_visible()
    assert "/creator?kol=" in page.url
    assert page.complaints == []


def test_a_name_typed_into_the_ranking_is_the_name_everywhere_at_once(sandbox, page):
    page.goto(f"{sandbox}/?kols={','.join(IDS[:3])}&view=total")
    chart(page)
    table = page.locator("[class*=st-key-ranking_editor]").get_by_test_id("stDataFrame")
    table.dblclick(position={"x": 60, "y": 54})  # a canvas: the name in the first row
    page.locator("#portal textarea").fill("Lulu")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-growth_chart").first).to_contain_text("Lulu")
    expect(page.get_by_text("Lulu grew most steadily").first).to_be_visible()
    page.wait_for_url("**~Lulu*")
    page.get_by_role("button", name="3 creators").click()
    page.get_by_label("Words in the name, remark, tags or agency").fill("lulu")
    page.keyboard.press("Enter")
    page.wait_for_url("**&find=lulu")
    assert len(drawn(page)) == 1
    expect(page.locator(".st-key-growth_chart").first).to_contain_text("1 of 3 creators")
    assert page.complaints == []


def test_recorded_responses_read_on_screen_as_the_vendor_counts_them(
    page, recorded_responses, tmp_path
):
    with (
        FaultServer(answering(recorded(recorded_responses))) as server,
        serve_app(paid(server, tmp_path, AUTO_CALL_LIMIT="14")) as url,
    ):
        page.goto(f"{url}/?kols={','.join(RECORDED)}&scale=count")
        assert len(chart(page)) == 12
        page.get_by_role("button", name="1 not complete").click()
        expect(page.locator("li", has_text="publishes no history")).to_be_visible()
        for number in (1, 2, 3, 5, 6, 7):  # each alone: the list is compared over common days
            page.goto(f"{url}/?kols={RECORDED[number - 1]}&scale=count")
            chart(page)
            (total,) = [one["y"] for one in chart(page) if one["yaxis"] == "y"]
            data = json.loads((recorded_responses / f"{RECORDED[number - 1]}.json").read_text())
            assert total[-1] - total[0] == data["data"]["fansNumInc"]
        assert page.complaints == []


def recorded(folder: Path):
    """Answer total followers as recorded, and new followers as the steps between them."""

    def handle(_path, query):
        body = json.loads((folder / f"{query['kolId']}.json").read_text())
        if query["increaseType"] == "_2" and body["data"]["list"]:
            days = body["data"]["list"]
            body["data"]["list"] = [
                {"dateKey": day["dateKey"], "num": day["num"] - before["num"]}
                for before, day in pairwise(days)
            ]
        return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()

    return handle
