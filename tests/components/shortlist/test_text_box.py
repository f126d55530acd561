from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from services.sheet.upload import SIZE_LIMIT_MB
from services.shortlist.bounds import TEXT_LIMIT
from services.shortlist.creator import CREATOR_LIMIT
from services.shortlist.paste import read_shortlist
from tests.components.running import run_script
from tests.pages import pasted, send_typed, type_text


def draw(**state: object) -> AppTest:
    def script() -> None:
        import streamlit as st

        from components.session import draft
        from components.shortlist.text_box import text_box

        st.session_state["text"] = text_box()
        st.button("Another list", key="another", on_click=draft.take, args=("theirs",))

    return run_script(script, **state)


def test_what_is_typed_is_the_text_of_the_list_and_goes_back_to_another_box():
    app = type_text(draw(paste="before"), "typed")
    assert app.session_state["text"] == app.session_state["paste"] == pasted(app) == "typed"


def test_rows_of_a_sheet_arrive_whole():
    rows = "\n".join(f"{number:024x}\t小满 {number}\t1.2w" for number in range(CREATOR_LIMIT))
    text = type_text(draw(), rows).session_state["text"]
    assert text == rows
    assert len(read_shortlist(text).creators) == CREATOR_LIMIT


def test_what_was_typed_into_the_list_before_does_not_overwrite_the_next():
    app = draw(paste="mine")
    late = {"text": "mine, typed on", "turn": 0}
    app.button(key="another").click().run()
    assert pasted(app) == "theirs"
    send_typed(app, late)
    assert app.session_state["text"] == pasted(app) == "theirs"
    assert type_text(app, "theirs, typed on").session_state["text"] == "theirs, typed on"


@pytest.mark.parametrize("said", [None, "x", ["x"], {}, {"text": "x"}, {"turn": "0", "text": "x"}])
def test_what_no_box_of_ours_says_changes_nothing(said):
    app = send_typed(draw(paste="mine"), said)
    assert not app.exception
    assert app.session_state["text"] == "mine"


def test_a_text_is_bounded_here_as_in_the_browser_and_the_largest_file_fits():
    app = draw()
    (box,) = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    assert box["limit"] == TEXT_LIMIT >= SIZE_LIMIT_MB * 1024 * 1024
    assert len(type_text(app, "x" * (TEXT_LIMIT + 1)).session_state["text"]) == TEXT_LIMIT


def test_words_are_data_and_never_part_of_the_script():
    (quiet,) = draw().get("bidi_component")
    (loud,) = draw(paste="<b>evil</b>").get("bidi_component")
    assert "evil" in loud.proto.json
    assert (loud.proto.js_content, loud.proto.html_content) == (
        quiet.proto.js_content,
        quiet.proto.html_content,
    )
