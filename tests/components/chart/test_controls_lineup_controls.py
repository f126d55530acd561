from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services.growth.lineup import AFTER, BEFORE, Align
from tests.components.running import run_script


def draw(**state: object) -> AppTest:
    def script() -> None:
        import streamlit as st

        from components.chart.controls import align_control, smooth_control

        st.session_state["seen"] = (align_control(), smooth_control())

    return run_script(script, **state)


def offered(app: AppTest, key: str) -> list[str]:
    return [option.content for option in app.segmented_control(key=key).proto.options]


def test_curves_begin_by_date_and_as_reported():
    app = draw()
    assert app.session_state["seen"] == (Align.CALENDAR, 1)
    assert offered(app, "align") == ["Date", "First day", "Largest spike"]
    assert offered(app, "smooth") == ["Daily", "7-day mean"]


@pytest.mark.parametrize("align", list(Align))
def test_what_is_chosen_is_returned(align):
    app = draw()
    app.segmented_control(key="align").set_value(align).run()
    app.segmented_control(key="smooth").set_value(7).run()
    assert not app.exception
    assert app.session_state["seen"] == (align, 7)


def test_what_a_link_has_set_stands_at_the_controls():
    app = draw(align=Align.PEAK, smooth=7)
    assert app.session_state["seen"] == (Align.PEAK, 7)
    assert app.segmented_control(key="align").value is Align.PEAK


def test_a_value_that_is_not_offered_becomes_the_first():
    assert draw(align="moon", smooth=30).session_state["seen"] == (Align.CALENDAR, 1)


def test_the_days_around_a_spike_are_explained():
    explained = draw().segmented_control(key="align").help
    assert f"{BEFORE} days before and {AFTER} days after" in explained
