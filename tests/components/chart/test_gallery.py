"""The section of small charts."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.chart import gallery
from components.chart.multiples import multiples_figure
from services.growth.lineup import Align, Lineup, Scale, View
from services.screen.screen import Choices
from tests.components.made import A, B, comparison, history, names, settings


def script(shown, called, choices, settings) -> None:
    import streamlit as st

    from components.chart.gallery import multiples
    from components.chart.section import picture_of
    from components.session.address import screen_of
    from services.growth.rules import Rules

    kept = st.session_state.get("kept", len(called))  # as a filter would leave it
    found = shown.insight(choices.days, Rules())
    picture = picture_of(shown, found, called, screen_of(shown, choices), settings)
    from dataclasses import replace

    multiples(shown, found, replace(picture, order=picture.order[:kept]), "stem")


def draw(*histories, choices=None) -> AppTest:
    ids = [one.creator_id for one in histories]
    given = {
        "shown": comparison(*histories),
        "called": names(ids),
        "choices": choices or Choices(30, View.BOTH, Lineup(Scale.COUNT)),
        "settings": settings(),
    }
    app = AppTest.from_function(script, kwargs=given, default_timeout=60).run()
    assert not app.exception
    return app


def grown(count: int):
    return [history(f"{n:024x}", [10_000, 10_000 + 10 * n]) for n in range(count)]


def figure(app: AppTest) -> dict:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def drawn(app: AppTest) -> list[str]:
    return [one["name"] for one in figure(app)["data"] if one.get("text")]


def title(app: AppTest) -> str:
    (text,) = [
        one["text"] for one in figure(app)["layout"]["annotations"] if one["text"][:3] == "<b>"
    ]
    return text


def test_a_page_is_chosen_and_named_in_the_title():
    app = draw(*grown(30))
    assert "1 to 12 of 30" in title(app)
    first = drawn(app)
    app.pagination(key="multiples_page").select(3).run()
    assert not app.exception
    assert "25 to 30 of 30" in title(app)
    assert len(first) == 12
    assert len(drawn(app)) == 6
    assert not {*first} & {*drawn(app)}


def test_up_to_twelve_need_no_choice():
    app = draw(*grown(12))
    assert len(drawn(app)) == 12
    assert not app.get("pagination")
    assert " of 12" not in title(app)


def test_a_shorter_list_falls_back_to_a_page_that_there_is():
    app = draw(*grown(30))
    app.pagination(key="multiples_page").select(3).run()
    app.session_state["kept"] = 13
    app.run()
    assert not app.exception
    assert "1 to 12 of 13" in title(app)


@pytest.mark.parametrize("scale", [Scale.COUNT, Scale.LOG, Scale.INDEX, Scale.PERCENT])
def test_whatever_the_scale_of_the_picture_the_small_charts_are_in_percent(scale):
    app = draw(
        history(A, [1000, 1020]),
        history(B, [500_000, 505_000]),
        choices=Choices(30, View.BOTH, Lineup(scale)),
    )
    values = {one["name"]: one["y"][-1] for one in figure(app)["data"] if one.get("text")}
    assert values == {A: 2, B: 1}


def test_it_says_that_common_days_are_taken_out():
    falling = [history(f"{n:024x}", [10_000] * 9 + [9_800] * 9) for n in range(5)]
    app = draw(*falling, choices=Choices(30, View.BOTH, Lineup(Scale.PERCENT, without_common=True)))
    assert "common days taken out" in title(app)
    assert all(one["y"][-1] == 0 for one in figure(app)["data"] if one.get("text"))


def test_it_is_described_and_a_picture_of_it_has_a_name():
    (chart,) = draw(*grown(3)).get("plotly_chart")
    assert "3 small charts, one a creator" in str(chart.proto)
    assert json.loads(chart.proto.config)["toImageButtonOptions"]["filename"] == "stem-each-1"


def test_where_nobody_can_be_lined_up_nothing_is_drawn():
    around = Choices(30, View.BOTH, Lineup(Scale.PERCENT, Align.PEAK))
    assert not draw(*grown(3), choices=around).get("plotly_chart")


def test_who_has_no_total_has_an_empty_panel_and_no_number():
    app = draw(history(A, None, [1, 2]), history(B, [100, 101]))
    texts = [one["text"] for one in figure(app)["layout"]["annotations"]]
    assert any(text.endswith("Name 01 <b>—</b>") for text in texts)


def test_a_page_is_built_once(monkeypatch):
    built = []

    def counted(*given):
        built.append(given)
        return multiples_figure(*given)

    monkeypatch.setattr(gallery, "multiples_figure", counted)
    app = draw(*grown(13))
    for page in (2, 1, 2):
        app.pagination(key="multiples_page").select(page).run()
    assert len(built) == 2
