from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest


def page():
    from datetime import date

    import streamlit as st

    from components.ranking.choices import campaign_date

    st.markdown(str(campaign_date(date(2025, 12, 7))))


def test_two_weeks_ahead_until_somebody_chooses_and_then_kept():
    app = AppTest.from_function(page, default_timeout=60).run()
    assert app.markdown[0].value == "2025-12-21"
    app.date_input[0].set_value(date(2026, 1, 5)).run()
    assert app.run().markdown[0].value == "2026-01-05"


def test_a_date_that_can_no_longer_be_looked_ahead_to_falls_back():
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["campaign_date"] = date(2025, 12, 1)
    assert app.run().markdown[0].value == "2025-12-21"
    assert (app.date_input[0].min, app.date_input[0].max) == (date(2025, 12, 8), date(2026, 3, 7))
