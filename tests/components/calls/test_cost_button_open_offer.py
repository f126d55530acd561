from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.components.made import A, B, shared
from tests.components.running import run_script


@pytest.fixture(autouse=True)
def nobody_slow(monkeypatch):
    monkeypatch.setattr("components.calls.cost_button.READING_SECONDS", 0.0)


def offer(
    missing: dict[str, int], *ids: str, free: bool = False, left: int | None = None
) -> AppTest:
    def script(ids, held, free) -> None:
        import streamlit as st

        from components.calls.cost_button import open_offer
        from tests.components.made import sandbox, settings

        st.session_state["pressed"] = open_offer(ids, held, sandbox() if free else settings())

    given = {"ids": ids, "held": shared(missing, left=left), "free": free}
    return run_script(script, given)


def test_the_offer_names_what_loading_costs():
    app = offer({A: 2, B: 1}, A, B)
    assert app.info[0].value == "This link compares 2 creators. Opening it made no call."
    assert app.button(key="load_link").label == "Load 2 creators · 3 calls"
    assert app.session_state["pressed"] is False
    app.button(key="load_link").click().run()
    assert app.session_state["pressed"] is True


def test_one_creator_and_one_call():
    app = offer({A: 1}, A)
    assert app.info[0].value.startswith("This link compares 1 creator.")
    assert app.button(key="load_link").label == "Load 1 creator · 1 call"


def test_where_nothing_is_missing_there_is_no_offer():
    app = offer({}, A, B)
    assert not app.info
    assert not app.button
    assert app.session_state["pressed"] is False


def test_in_the_sandbox_it_is_free():
    assert offer({A: 2}, A, free=True).button(key="load_link").label == "Load 1 creator · free"


def test_where_the_budget_does_not_do_for_all_the_button_says_whom_it_loads():
    app = offer({A: 2, B: 2}, A, B, left=3)
    assert app.button(key="load_link").label == "Load 1 of 2 · 2 calls"
    assert app.markdown[0].value == (
        ":gray[Only 3 calls are left in today's budget. The first 1 creator that is missing is "
        "loaded whole, the others are not asked for.]"
    )


def test_where_the_budget_does_for_nobody_there_is_nothing_to_press():
    app = offer({A: 2}, A, left=1)
    assert "No further creator can be loaded whole" not in app.info[0].value
    assert not app.button
