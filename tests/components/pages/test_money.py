"""Money on the pages: asked for by a click alone, and told before a click that it won't do for."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest
import time_machine

from services.api.balance import PATH
from services.china_time import utc_now
from services.sandbox.vendor import respond
from tests.components.pages.test_access_forged import press_forged
from tests.components.pages.unlocking import unlock
from tests.fault_server import FaultServer, answering
from tests.pages import CANARY, buttons, compare, open_app, open_list, paste, texts, vendor

PAGE = "components/pages/calls.py"
IDS = [f"{0x5F3 * 16**21 + number:024x}" for number in range(6)]


class Till:
    """A vendor with an account, of which each answer takes `price` cents."""

    def __init__(self, cents, price=5, currency="CNY"):
        self.cents, self.price, self.currency = cents, price, currency

    def __call__(self, path, query):
        if path != PATH:
            self.cents -= self.price
            return respond(path, query)
        data = {"balance": f"{self.cents / 100:.2f}", "currency": self.currency}
        return 200, {}, json.dumps({"code": 0, "message": None, "data": data}).encode()


def figures(app):
    return {one.label: (one.value, one.delta) for one in app.metric}


def asked(server):
    return sum(one.path == PATH for one in server.requests)


def ask(app):
    return app.button(key="ask_balance").click().run()


def until_asked(server, times):
    end = time.monotonic() + 20
    while asked(server) < times and time.monotonic() < end:
        time.sleep(0.02)
    assert asked(server) == times


def test_the_balance_is_asked_for_by_its_button_alone_and_seldom(token):
    with vendor(Till(12345)) as server:
        token(server)
        app = compare(open_app(), IDS[0]).switch_page(PAGE).run()
        app.run()
        assert asked(server) == 0
        assert figures(app)["Balance"][0] == figures(app)["Price of a call"][0] == "not known yet"
        ask(app)
        assert figures(app)["Balance"][0] == "¥123.35"
        app.run()
        ask(app)
        assert asked(server) == 1
        assert CANARY not in texts(app)


def test_a_click_is_told_what_it_costs_and_that_the_money_will_not_do(token):
    with vendor(Till(100)) as server:
        token(server)
        page = open_app().switch_page(PAGE).run()
        ask(page)
        with time_machine.travel(utc_now() + timedelta(minutes=11)):
            compare(open_app(), "\n".join(IDS[:4]))  # 8 calls: 0.40 of 1.00
            until_asked(server, 2)
            page.run()
            deadline = time.monotonic() + 20
            while "about" not in figures(page)["Price of a call"][0]:
                assert time.monotonic() < deadline
                time.sleep(0.1)
                page = open_app().switch_page(PAGE).run()
            assert figures(page)["Price of a call"] == ("about ¥0.05", "from 8 calls")
            assert figures(page)["Paid calls"] == ("8", "about ¥0.40")
            assert figures(page)["Balance"][0] == "¥0.60"
            app = paste(open_app(), "\n".join(f"{0x5F4 * 16**21 + n:024x}" for n in range(7)))
            assert "About ¥0.60 left, this click about ¥0.70" in texts(app)
            app = paste(app, f"{0x5F4 * 16**21:024x}")
            assert "left, this click" not in texts(app)


def test_the_owner_may_say_the_price(token, monkeypatch):
    monkeypatch.setenv("CALL_PRICE", "0.25")
    with vendor(Till(30)) as server:
        token(server)
        app = compare(open_app(), IDS[0])
        assert "left, this click" not in texts(app), "of an unknown balance nothing is foreseen"
        page = app.switch_page(PAGE).run()
        assert figures(page)["Price of a call"][0] == "¥0.25"
        assert figures(page)["Paid calls"] == ("2", "about ¥0.50")
        ask(page)
        assert figures(page)["Balance"][0] == "¥0.20"
        assert "About ¥0.20 left, this click about ¥0.50" in texts(paste(open_app(), IDS[1]))


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("1,234,567.891", "¥1,234,567.89"),
        ("-3.10", "−¥3.10"),
        ("1.2E+3", "¥1,200.00"),
        ("1" * 40, "¥1" + ",111" * 13),
        (None, "not known yet"),
        ("garbage", "not known yet"),
    ],
)
def test_odd_balances_are_told_or_unknown(token, told, shown):
    body = {"code": 0, "data": {"balance": told, "currency": "CNY"}}
    with vendor(lambda *_: (200, {}, json.dumps(body).encode())) as server:
        token(server)
        app = ask(open_app().switch_page(PAGE).run())
        assert figures(app)["Balance"][0].removesuffix(".00" if len(shown) > 40 else "") == shown
        assert not app.exception


def test_another_currency_is_named(token):
    with vendor(Till(310, currency="USD")) as server:
        token(server)
        assert figures(ask(open_app().switch_page(PAGE).run()))["Balance"][0] == "USD 3.10"


def test_a_vendor_that_breaks_leaves_it_unknown(token):
    with FaultServer(answering(lambda *_: (502, {}, b"<html>"))) as server:
        token(server)
        app = ask(open_app().switch_page(PAGE).run())
        assert figures(app)["Balance"][0] == "not known yet"
        assert not app.exception
        assert server.count == 1


def test_a_stranger_gets_no_money_and_a_forged_click_asks_for_none(locked):
    app = open_app().switch_page(PAGE).run()
    assert "ask_balance" not in [one.key for one in app.button]
    press_forged(app, "ask_balance")
    assert locked.count == 0
    assert "Balance" not in texts(app)
    assert "Ask for the balance" in buttons(unlock(app))


def test_the_demo_has_no_money(monkeypatch):
    monkeypatch.delenv("JUSTONEAPI_TOKEN", raising=False)
    app = open_app().switch_page(PAGE).run()
    assert "Balance" not in figures(app)
    assert "left, this click" not in texts(open_list(open_app()))
    (spent,) = open_app(kols=IDS[0]).switch_page(PAGE).run().get("plotly_chart")
    assert [one["name"] for one in json.loads(spent.proto.spec)["data"]] == [
        "Simulated calls",
        "Unknown",
    ]


def test_what_a_list_cost_and_costs_a_day_to_keep_fresh(simulated, monkeypatch):
    monkeypatch.setenv("CALL_PRICE", "0.05")
    app = compare(open_app(), "\n".join(IDS[:3]))
    open_list(app)
    app.text_input(key="list_name_input").input("Spring").run()
    app.button(key="save_list").click().run()
    page = open_app().switch_page(PAGE).run()
    (table,) = [one.value for one in page.dataframe if "Money a day" in one.value]
    assert table.iloc[0].to_dict() == {
        "List": "Spring",
        "Creators": 3,
        "Calls this month": 6,
        "Spent this month": "about ¥0.30",
        "Calls a day to keep it fresh": 6,
        "Money a day": "about ¥0.30",
    }
    assert "Calls a day" in [one.value for one in page.subheader]
