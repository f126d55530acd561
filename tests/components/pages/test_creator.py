"""The page about one creator: what it shows, and what opening it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.china_time import latest_data_day
from services.sandbox.creators import EXAMPLES
from tests.components.pages.creator_page import back, charts, headings, open_creator
from tests.pages import buttons, compare, drawn, open_app, texts

IDS = [example.creator_id for example in EXAMPLES]
NO_HISTORY = IDS[11]
CHARTS = ["creator_curves", "heat_map", "weekdays"]


def test_without_a_creator_it_says_how_to_get_to_one(simulated):
    app = open_creator()
    assert not app.exception
    assert "Compare creators first" in texts(app)
    assert not app.title
    assert simulated.count == 0


@pytest.mark.parametrize("kol", ["garbage", "%%%,~", f"{IDS[0]}f"])
def test_a_bad_address_gives_a_notice_and_a_working_page(simulated, kol):
    app = open_creator(kol)
    assert not app.exception
    assert "no creator ids" in texts(app)
    assert "Compare creators first" in texts(app)
    assert simulated.count == 0


def test_the_sandbox_shows_a_creator_at_once():
    app = open_creator(IDS[0], open_app(kols=IDS[0]))
    assert not app.exception
    assert app.title[0].value == "Luna in Hangzhou"
    assert texts(app).count("Demo data]") == 1, "in the line that names the source"
    assert ":blue-badge[Demo data] :gray[to " in texts(app)
    assert list(charts(app)) == CHARTS
    assert not buttons(app)


def test_where_no_line_names_the_source_demo_data_say_so_all_the_same():
    app = open_creator(NO_HISTORY, open_app(kols=NO_HISTORY))
    assert texts(app).count("Demo data]") == 1
    assert texts(open_creator("garbage")).count("Demo data]") == 1


@pytest.mark.parametrize("kol", IDS)
def test_every_example_has_a_page(kol):
    app = open_creator(kol)
    assert not app.exception
    assert len(app.title) == 1
    assert bool(charts(app)) is (kol != NO_HISTORY)


@pytest.mark.fault(82)
def test_opening_it_costs_nothing_and_a_click_what_it_says(simulated):
    app = open_creator(f"{IDS[0]}~Luna")
    assert app.title[0].value == "Luna"
    assert not charts(app)
    assert app.button(key="load_link").label == "Load 1 creator · 2 calls"
    assert simulated.count == 0
    app.button(key="load_link").click().run()
    assert simulated.count == 2
    assert list(charts(app)) == CHARTS
    assert not buttons(app)
    assert list(charts(open_creator(IDS[0]))) == CHARTS
    assert simulated.count == 2, "another session shares what is held"


def test_a_limit_lets_it_load_by_itself(simulated, monkeypatch):
    monkeypatch.setenv("AUTO_CALL_LIMIT", "2")
    assert list(charts(open_creator(IDS[0]))) == CHARTS
    assert simulated.count == 2


def test_a_creator_of_the_list_costs_nothing_and_has_a_rank(simulated):
    app = open_creator(IDS[1], compare(open_app(), "\n".join(IDS[:3])))
    assert simulated.count == 6
    assert list(charts(app)) == [CHARTS[0], "against_list", *CHARTS[1:]]
    assert "Against the list" in headings(app)
    (rank,) = [metric for metric in app.metric if metric.label == "Rank"]
    assert rank.value.endswith(" of 3")
    alone = open_creator(NO_HISTORY, app)
    assert "Against the list" not in headings(alone)
    assert simulated.count == 6


def test_another_of_the_list_is_one_choice_away(simulated):
    app = open_creator(IDS[1], compare(open_app(), "\n".join(IDS[:3])))
    app.selectbox(key="creator_choice").set_value(IDS[2]).run()
    assert app.query_params["kol"] == IDS[2]
    assert IDS[2] in texts(app)
    assert "Against the list" in headings(app)
    assert simulated.count == 6


def test_a_list_that_is_not_loaded_offers_the_price_of_this_one(simulated):
    compare(open_app(), IDS[0])
    app = open_app(kols=",".join(IDS[:3]))
    assert app.button(key="load_link").label == "Load 3 creators · 4 calls"
    assert not buttons(open_creator(IDS[0], app)), "held, so there is nothing to load"
    open_creator(IDS[1], app)
    assert app.button(key="load_link").label == "Load 1 creator · 2 calls"
    app.button(key="load_link").click().run()
    assert simulated.count == 4
    assert "Against the list" in headings(app)
    assert back(app).button(key="load_link").label == "Load 3 creators · 2 calls"
    assert drawn(app) == set(IDS[:2])


def test_changing_the_window_or_the_campaign_date_calls_nothing(simulated):
    app = open_creator(IDS[0], compare(open_app(), IDS[0]))
    points = len(charts(app)["creator_curves"]["data"][0]["x"])
    app.segmented_control(key="creator_days").set_value(60).run()
    assert (points, len(charts(app)["creator_curves"]["data"][0]["x"])) == (30, 60)
    day = latest_data_day() + timedelta(days=30)
    app.date_input(key="campaign_date").set_value(day).run()
    assert not app.exception
    assert open_creator(IDS[0], back(app)).date_input(key="campaign_date").value == day
    assert simulated.count == 2
