"""How large the room's screen is, and how large things are drawn for it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.present.room import Room

SCREENS = [(1206, 744), (1760, 1056), (3680, 2136), (1120, 696), (864, 744), (1206, 626)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_a_figure_and_what_is_beside_it_take_the_whole_height(width, height):
    look = Room(width, height).look(160)
    assert look.height + 160 == height
    assert look.width == width
    assert not look.source


def test_letters_and_lines_grow_with_the_screen_and_are_never_small_on_a_usual_one():
    looks = [Room(width, height).look(160) for width, height in SCREENS[:3]]
    assert [look.type for look in looks] == sorted({look.type for look in looks})
    assert looks[0].type >= 22, "hover is two smaller"
    assert looks[0].line == 4
    assert Room(1206, 626).look(160).type == looks[0].type, "a low window has the same letters"


def test_a_narrow_one_has_smaller_letters_and_a_phone_no_names():
    assert Room(864, 744).look(100).type < Room().look(100).type
    assert Room(864, 744).look(100).labels == 8
    assert Room(358, 820).look(100).labels == 0


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([1760, 1056], (1760, 1056)),
        ([1760.5, 1056.0], (1760, 1056)),
        (None, None),
        ("1760", None),
        ([1760], None),
        ([1760, -3], None),
        ([1e9, 1056], None),
        ([float("nan"), 1056], None),
        (["<b>", 1056], None),
        ({"0": 1760}, None),
    ],
)
def test_what_a_browser_says_is_taken_only_where_it_is_a_size(said, kept):
    def script(said) -> None:
        import streamlit as st

        from components.present.room import measured, room

        measured(said)
        st.session_state["room"] = room()

    app = AppTest.from_function(script, kwargs={"said": said}, default_timeout=60).run()
    assert not app.exception
    assert app.session_state["room"] == (Room(*kept) if kept else None)
