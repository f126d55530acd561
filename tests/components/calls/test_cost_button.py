from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.calls.cost_button import READING_SECONDS


@pytest.fixture
def clock(monkeypatch):
    """Time passes only when a test says so."""
    told = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr(
        "components.calls.cost_button.time", SimpleNamespace(monotonic=lambda: told.seconds)
    )
    return told


def script() -> None:
    import streamlit as st

    from components.calls.cost_button import cost_button

    state = st.session_state
    state["pressed"] = cost_button("Compare", state["calls"], free=state["free"], key="go")


def draw(calls: int, *, free: bool = False) -> AppTest:
    app = AppTest.from_function(script, default_timeout=60)
    app.session_state["calls"] = calls
    app.session_state["free"] = free
    return app.run()


def press(app: AppTest, calls: int | None = None) -> bool:
    """Press; with `calls`, the price becomes that in the same moment, as by a paste before it."""
    if calls is not None:
        app.session_state["calls"] = calls
    app.button(key="go").click().run()
    assert not app.exception
    return bool(app.session_state["pressed"])


@pytest.mark.parametrize(
    ("calls", "free", "label"),
    [
        (12, False, "Compare · 12 calls"),
        (1, False, "Compare · 1 call"),
        (0, False, "Compare · 0 calls"),
        (12, True, "Compare · free"),
    ],
)
def test_the_button_says_what_it_costs(clock, calls, free, label):
    app = draw(calls, free=free)
    assert app.button(key="go").label == label
    assert app.session_state["pressed"] is False
    assert not app.info


def test_a_price_that_could_be_read_goes_through(clock):
    app = draw(12)
    clock.seconds += READING_SECONDS
    assert press(app)
    assert not app.info


def test_a_price_that_could_not_be_read_does_not(clock):
    app = draw(12)
    clock.seconds += READING_SECONDS - 0.01
    assert not press(app)
    assert app.info[0].value == "This costs 12 calls. Press the button again to go ahead."
    clock.seconds += 0.02
    assert press(app), "it stood there all the time"


def test_a_price_that_rises_in_the_moment_of_the_click_does_not_go_through(clock):
    app = draw(12)
    clock.seconds += 60
    assert not press(app, 14)
    assert app.info[0].value.startswith("This costs 14 calls.")
    assert app.button(key="go").label == "Compare · 14 calls"
    clock.seconds += READING_SECONDS
    assert press(app)


def test_what_was_free_of_calls_and_now_costs_one_does_not_go_through(clock):
    app = draw(0)
    clock.seconds += 60
    assert not press(app, 1)
    assert app.info[0].value == "This costs 1 call. Press the button again to go ahead."


def test_fewer_calls_than_were_read_go_through(clock):
    app = draw(12)
    clock.seconds += 60
    assert press(app, 6)


def test_a_price_that_came_back_has_to_be_read_again(clock):
    app = draw(12)
    clock.seconds += 60
    for calls in (14, 12):
        app.session_state["calls"] = calls
        app.run()
    assert not press(app)


def test_running_again_does_not_make_the_price_new(clock):
    app = draw(12)
    clock.seconds += READING_SECONDS
    app.run()
    assert press(app)


def test_a_press_counts_once(clock):
    app = draw(12)
    clock.seconds += 60
    assert press(app)
    app.run()
    assert app.session_state["pressed"] is False


@pytest.mark.parametrize(("before", "now"), [(12, 12), (0, 12)])
def test_what_is_free_always_goes_through(clock, before, now):
    assert press(draw(before, free=True), now)


@pytest.mark.parametrize("before", [0, 12])
def test_no_calls_always_go_through(clock, before):
    assert press(draw(before), 0)


def again_script() -> None:
    from components.calls.cost_button import cost_button

    cost_button("Retry", 12, free=False, key="go", again=True)


def test_a_retry_says_how_many_requests_it_may_send():
    app = AppTest.from_function(again_script, default_timeout=60).run()
    assert app.button(key="go").label == "Retry · 12 calls, up to 36 requests"
