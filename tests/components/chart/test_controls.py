from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.chart.picture import HEIGHTS
from services.growth.lineup import Align, Lineup, Scale, View
from tests.components.running import run_script
from tests.pages import popovers


def draw(widest: int = 60, creators: int = 3, **state: object) -> AppTest:
    def script(widest, creators) -> None:
        import streamlit as st

        from components.chart.controls import chart_controls

        st.session_state["choices"], more = chart_controls(widest, creators)
        more.text("more of it")

    return run_script(script, {"widest": widest, "creators": creators}, **state)


def choices(app: AppTest) -> tuple[int, View, Scale]:
    chosen = app.session_state["choices"]
    return chosen.days, chosen.view, chosen.lineup.scale


def offered(app: AppTest, key: str) -> list[str]:
    return [option.content for option in app.segmented_control(key=key).proto.options]


def test_several_creators_begin_in_percent_and_one_as_counted():
    assert choices(draw(creators=2)) == (30, View.BOTH, Scale.PERCENT)
    assert choices(draw(creators=1)) == (30, View.BOTH, Scale.COUNT)


@pytest.mark.parametrize(("widest", "ninety"), [(60, False), (90, True)])
def test_only_windows_that_there_are_data_for_are_offered(widest, ninety):
    windows = offered(draw(widest), "days")
    assert windows[:2] == ["30", "60"]
    assert ("90" in windows) is ninety


def test_what_is_chosen_is_returned_and_stays():
    app = draw()
    app.segmented_control(key="days").set_value(60).run()
    app.segmented_control(key="view").set_value(View.TOTAL).run()
    app.segmented_control(key="scale").set_value(Scale.LOG).run()
    assert not app.exception
    assert choices(app) == (60, View.TOTAL, Scale.LOG)
    assert choices(app.run()) == (60, View.TOTAL, Scale.LOG)


def test_a_logarithm_is_not_offered_for_new_followers():
    app = draw()
    assert offered(app, "scale") == ["Count", "Index", "Percent", "Log"]
    app.segmented_control(key="view").set_value(View.NEW).run()
    assert offered(app, "scale") == ["Count", "Index", "Percent"]


def test_choosing_new_followers_on_a_log_scale_gives_one_that_can_be_drawn():
    app = draw(view=View.TOTAL, scale=Scale.LOG, scale_chosen=True)
    assert choices(app)[2] is Scale.LOG
    app.segmented_control(key="view").set_value(View.NEW).run()
    assert not app.exception
    assert choices(app) == (30, View.NEW, Scale.COUNT)


def test_a_link_that_asks_for_more_days_than_there_are_gets_the_most_and_a_word():
    app = draw(60, days=90)
    assert choices(app) == (60, View.BOTH, Scale.PERCENT)
    assert app.info[0].value == "There are no 90 days of data; the last 60 are shown."
    app.run()
    assert not app.info, "said once"
    there = draw(90, days=90)
    assert choices(there)[0] == 90
    assert not there.info


def test_all_days_are_always_offered():
    app = draw(60, days=0)
    assert offered(app, "days") == ["30", "60", "All"]
    assert choices(app)[0] == 0


def test_what_a_link_has_set_stands_at_the_controls():
    app = draw(days=60, view=View.NEW, scale=Scale.INDEX, scale_chosen=True)
    assert choices(app) == (60, View.NEW, Scale.INDEX)
    assert app.segmented_control(key="days").value == 60


def test_until_somebody_chooses_the_scale_goes_by_the_number_of_creators():
    def script() -> None:
        import streamlit as st

        from components.chart.controls import chart_controls

        st.session_state["choices"], _more = chart_controls(60, st.session_state["creators"])

    app = AppTest.from_function(script, default_timeout=60)
    seen = []
    for creators in (1, 3, 1):
        app.session_state["creators"] = creators
        app.run()
        seen.append(choices(app)[2])
    assert seen == [Scale.COUNT, Scale.PERCENT, Scale.COUNT]
    app.segmented_control(key="scale").set_value(Scale.INDEX).run()
    app.session_state["creators"] = 3
    assert choices(app.run())[2] is Scale.INDEX


def test_what_curves_are_laid_over_each_other_by_is_returned_and_stays():
    app = draw()
    assert app.session_state["choices"].lineup == Lineup(Scale.PERCENT)
    app.segmented_control(key="align").set_value(Align.START).run()
    app.segmented_control(key="smooth").set_value(7).run()
    assert not app.exception
    for _ in range(2):
        assert app.session_state["choices"].lineup == Lineup(Scale.PERCENT, Align.START, 7)
        app.run()


def test_around_a_spike_only_index_and_percent_are_offered():
    app = draw(view=View.TOTAL, scale=Scale.LOG, scale_chosen=True)
    app.segmented_control(key="align").set_value(Align.PEAK).run()
    assert not app.exception
    assert offered(app, "scale") == ["Index", "Percent"]
    assert choices(app)[2] is Scale.INDEX
    app.segmented_control(key="align").set_value(Align.START).run()
    assert offered(app, "scale") == ["Count", "Index", "Percent", "Log"]


def test_a_single_creator_begins_around_its_spike_with_a_scale_that_there_is():
    assert choices(draw(creators=1, align=Align.PEAK))[2] is Scale.INDEX


@pytest.mark.parametrize(("view", "there"), [(View.BOTH, 1), (View.NEW, 1), (View.TOTAL, 0)])
def test_averaging_is_offered_only_where_new_followers_are_drawn_and_kept_elsewhere(view, there):
    app = draw(view=view, smooth=7)
    assert len([one for one in app.segmented_control if one.key == "smooth"]) == there
    assert app.session_state["choices"].lineup.smooth == 7


def test_averaging_survives_a_look_at_the_totals_alone():
    app = draw()
    app.segmented_control(key="smooth").set_value(7).run()
    app.segmented_control(key="view").set_value(View.TOTAL).run()
    assert app.session_state["choices"].lineup.smooth == 7
    app.segmented_control(key="view").set_value(View.NEW).run()
    assert app.segmented_control(key="smooth").value == 7


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ({}, "More"),
        ({"days": 60, "view": View.TOTAL, "scale": Scale.LOG, "scale_chosen": True}, "More"),
        ({"align": Align.START}, "More •"),
        ({"smooth": 7}, "More •"),
        ({"without_common": True}, "More •"),
        ({"chart_size": HEIGHTS[1]}, "More •"),
    ],
)
def test_what_is_seldom_changed_waits_and_a_dot_says_that_something_was(state, label):
    assert popovers(draw(**state)) == [label]


def test_the_seldom_ones_share_their_place_with_what_a_page_adds():
    (place,) = draw().get("popover")
    assert [one.value for one in place.text] == ["more of it"]
    assert {"align", "smooth", "chart_size"} == {one.key for one in place.segmented_control}


def test_a_size_that_is_none_is_the_first():
    assert draw(chart_size=1).segmented_control(key="chart_size").value == HEIGHTS[0]


@pytest.mark.parametrize("without", [True, False])
def test_whether_common_days_are_out_is_among_the_choices(without):
    assert draw(without_common=without).session_state["choices"].lineup.without_common is without


def test_a_second_choice_of_days_is_one_of_its_own():
    def script() -> None:
        import streamlit as st

        from components.chart.controls import days_control

        st.session_state["seen"] = [days_control(60), days_control(60, key="creator_days")]

    app = AppTest.from_function(script, default_timeout=60)
    app.session_state["creator_days"] = 90
    app.run()
    assert not app.exception
    assert app.session_state["seen"] == [30, 60]
    assert len(app.info) == 1, "only the second was asked for more than there is"
    app.segmented_control(key="creator_days").set_value(0).run()
    assert app.session_state["seen"] == [30, 0]
