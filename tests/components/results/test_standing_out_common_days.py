from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from services.growth.insight import insight
from services.growth.rules import Rules
from tests.components.running import run_script
from tests.services.growth.made import cleanup


def draw(common: pd.DataFrame, **state: object) -> AppTest:
    def script(common) -> None:
        import streamlit as st

        from components.results.standing_out import common_days_note, common_days_toggle
        from components.session import state as session

        common_days_toggle(common)
        common_days_note(common)
        st.session_state["seen"] = session.choices().lineup.without_common

    return run_script(script, {"common": common}, **state)


def moved(*medians: float) -> pd.DataFrame:
    """One common day after the other from 1 December on."""
    return pd.DataFrame(
        {
            "day": pd.date_range("2025-12-01", periods=len(medians), unit="us"),
            "median": pd.array(medians, dtype="Float64"),
            "creators": pd.array([6] * len(medians), dtype="Int64"),
            "together": pd.array([5] * len(medians), dtype="Int64"),
        }
    )


def said(app: AppTest) -> str:
    (note,) = app.markdown
    return note.value


def test_the_day_is_named_with_who_moved_and_how_far():
    assert said(draw(insight(cleanup(), 0, Rules()).common)) == (
        "Common days, when the whole list moved at once: Dec 11 (5 of 6, median −2.00%)"
    )


def test_of_many_days_the_four_largest_are_named_by_date():
    text = said(draw(moved(0.01, -0.05, 0.002, 0.02, -0.001, 0.03)))
    days = [part.split(" (")[0].split(" ")[-1] for part in text.split("), ")]
    assert days == ["1", "2", "4", "6"]


def test_without_common_days_nothing_is_drawn():
    app = draw(moved())
    assert not app.markdown
    assert not app.toggle


def test_they_stay_in_the_curves_until_somebody_takes_them_out():
    app = draw(moved(0.01))
    assert app.session_state["seen"] is False
    app.toggle(key="without_common").set_value(True).run()
    assert not app.exception
    assert app.session_state["seen"] is True


def test_a_link_can_take_them_out():
    assert draw(moved(0.01), without_common=True).toggle(key="without_common").value is True
