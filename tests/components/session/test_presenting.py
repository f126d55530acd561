"""Whether the address asks for the bare picture, and how that begins and ends."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.components.made import A


def script() -> None:
    import streamlit as st

    from components.session import presenting

    st.session_state["seen"] = presenting.presenting(), presenting.bare(), presenting.scene()
    st.button("present", on_click=presenting.present)
    st.button("go", on_click=presenting.go_to, args=("ranking",))
    st.button("leave", on_click=presenting.leave)


def visit(*, framed: bool = False, **params: str) -> AppTest:
    app = AppTest.from_function(script, default_timeout=60)
    app.query_params.update(params)
    app.context["is_embedded"] = framed
    return app.run()


@pytest.mark.parametrize(
    ("params", "framed", "seen"),
    [
        ({}, False, (False, False, "")),
        ({"present": "1", "scene": "new"}, False, (True, True, "new")),
        ({"present": "0"}, False, (False, False, "")),
        ({"present": "<b>"}, False, (False, False, "")),
        ({}, True, (False, True, "")),
        ({"present": "1"}, True, (True, True, "")),
    ],
)
def test_the_picture_is_bare_before_a_room_and_in_a_frame(params, framed, seen):
    assert visit(framed=framed, **params).session_state["seen"] == seen


def test_it_begins_steps_on_and_ends_with_the_rest_of_the_address_as_it_was():
    app = visit(kols=A)
    app.button[0].click().run()
    assert app.session_state["seen"] == (True, True, "")
    app.button[1].click().run()
    assert app.session_state["seen"] == (True, True, "ranking")
    assert set(app.query_params) == {"kols", "present", "scene"}
    app.button[2].click().run()
    assert set(app.query_params) == {"kols"}


def test_a_step_that_left_before_the_address_had_come_still_presents():
    app = visit(kols=A)
    app.button[1].click().run()
    assert app.session_state["seen"] == (True, True, "ranking")
