"""The section of prices and growth."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from components.chart import offers
from components.chart.scatter import scatter_figure
from services.growth.lineup import Lineup, Scale, View
from services.screen.screen import Choices
from tests.components.made import A, B, C, D, comparison, history, names, settings

GROWN = history(A, [10_000, 10_100, 10_200])
FALLEN = history(B, [10_000, 10_000, 9_900])
STILL = history(C, [10_000, 10_001, 10_002])
CHOICES = Choices(30, View.BOTH, Lineup(Scale.PERCENT, without_common=True))


def script(shown, called, choices, settings, prices, kind) -> None:
    from components.chart.offers import price_and_growth
    from components.chart.section import picture_of
    from components.session.address import screen_of
    from services.growth.ranking import Sheet, ranking
    from services.growth.rules import Rules

    found = shown.insight(choices.days, Rules())
    picture = picture_of(shown, found, called, screen_of(shown, choices), settings)
    ranked = ranking(found, list(called), Sheet(prices))
    price_and_growth(shown, found, ranked, picture, kind)


def draw(*histories, prices, kind="Video", called=None) -> AppTest:
    given = {
        "shown": comparison(*histories),
        "called": names([one.creator_id for one in histories]) | (called or {}),
        "choices": CHOICES,
        "settings": settings(),
        "prices": prices,
        "kind": kind,
    }
    app = AppTest.from_function(script, kwargs=given, default_timeout=60).run()
    assert not app.exception
    return app


def figure(app: AppTest) -> dict:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def said(app: AppTest) -> list[str]:
    return [one.value for one in app.markdown]


def test_a_list_without_prices_says_what_it_takes():
    app = draw(GROWN, FALLEN, prices={})
    assert not app.get("plotly_chart")
    assert not app.segmented_control
    (text,) = said(app)
    assert "No creator here has a price." in text


def test_what_the_price_is_divided_by_can_be_chosen_and_who_then_has_no_point_is_said():
    app = draw(GROWN, FALLEN, STILL, prices={A: 1020.0, B: 99.0})
    assert set(figure(app)["data"][0]["ids"]) == {A, B}
    assert said(app) == [":gray[Not drawn, since they have no price or no growth rate: Name 03.]"]
    app.segmented_control(key="price_by").set_value("price_per_follower_gained").run()
    assert not app.exception
    assert figure(app)["data"][0]["ids"] == [A]
    assert "gained no followers: Name 02, Name 03" in said(app)[0].replace(
        "Name 03, Name 02", "Name 02, Name 03"
    )


def test_where_nobody_has_a_point_it_is_said_and_the_choice_stays():
    app = draw(FALLEN, history(D, [10, 9]), prices={B: 5.0})
    app.segmented_control(key="price_by").set_value("price_per_follower_gained").run()
    assert not app.exception
    assert not app.get("plotly_chart")
    assert app.segmented_control
    assert "gained no followers" in said(app)[0]


def test_the_title_says_whose_price_and_of_which_days_and_not_that_growth_was_corrected():
    falling = [history(f"{n:024x}", [10_000] * 9 + [9_800] * 9) for n in range(5)]
    app = draw(*falling, prices={one.creator_id: 100.0 for one in falling})
    (title,) = [
        one["text"] for one in figure(app)["layout"]["annotations"] if one["text"][:3] == "<b>"
    ]
    assert title.startswith("<b>Price per 1 k followers (Video) and growth rate · 18 days to")
    assert "taken out" not in title, "growth rates are as published"


def test_it_is_described_and_a_picture_of_it_has_a_name():
    (chart,) = draw(GROWN, FALLEN, prices={A: 10.0, B: 10.0}).get("plotly_chart")
    assert "2 creators as points" in str(chart.proto)
    name = json.loads(chart.proto.config)["toImageButtonOptions"]["filename"]
    assert name == "kol-growth-pugongying-30-days-to-2025-12-07-prices"


def test_a_name_in_the_sentence_is_text():
    app = draw(GROWN, FALLEN, prices={A: 10.0}, called={B: ":red[x] [y](z)"})
    assert ":red[x]" not in said(app)[0]


def test_a_figure_is_built_once(monkeypatch):
    built = []

    def counted(*given):
        built.append(given)
        return scatter_figure(*given)

    monkeypatch.setattr(offers, "scatter_figure", counted)
    app = draw(GROWN, FALLEN, prices={A: 10.0, B: 10.0})
    for by in ("price_per_follower_gained", "price_per_thousand", "price_per_follower_gained"):
        app.segmented_control(key="price_by").set_value(by).run()
    assert len(built) == 2
