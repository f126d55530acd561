"""Who is compared, in one line: one by one where they are few, and changed in place."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.shortlist.chips import MOST_CHIPS
from components.wording.plain_text import plain
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import IDS, A, B, C, names

PRICED = Creator(A, "Ann", Prices(image=500.0), "soon", Decision.MAYBE)


def draw(*ids: str, called=None, **state: object) -> AppTest:
    def script(called) -> None:
        import streamlit as st

        from components.shortlist.chips import chips, refused_chips

        refused_chips()
        ids = st.session_state["ids"]
        changed = chips(ids, called)
        if changed is not None:
            st.session_state["changed"] = changed
            st.session_state["ids"] = tuple(who.creator_id for who in changed)
            st.rerun()

    app = AppTest.from_function(
        script, kwargs={"called": names(IDS, **(called or {}))}, default_timeout=60
    )
    for key, value in {"ids": ids, "changed": None, **state}.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def put(app: AppTest, *entries: str) -> AppTest:
    app.multiselect[0].set_value(list(entries)).run()
    assert not app.exception
    return app


def changed(app: AppTest) -> tuple[Creator, ...] | None:
    return app.session_state["changed"]


def test_a_few_stand_one_by_one_and_as_long_as_nobody_acts_nothing_changes():
    app = draw(A, B)
    assert app.multiselect[0].value == [A, B]
    assert app.multiselect[0].options == ["Name 01", "Name 02"]
    assert changed(app) is None
    assert "paste" not in app.session_state


def test_beyond_a_line_they_are_a_number_that_opens_the_list():
    assert len(draw(*IDS[:MOST_CHIPS]).multiselect) == 1
    app = draw(*IDS[: MOST_CHIPS + 1])
    assert not app.multiselect
    assert app.button(key="open_list").label == "9 creators"
    app.button(key="open_list").click().run()
    assert app.session_state["list_open"] is True


def test_one_that_is_taken_out_leaves_the_others_with_all_that_is_known_of_them():
    app = put(draw(A, B, C, creators={A: PRICED}), C, A)
    assert changed(app) == (Creator(C), PRICED)
    assert app.session_state["paste"] == f"{C}\n{A}"
    assert app.multiselect[0].value == [C, A]


def test_a_link_that_is_typed_adds_its_creator():
    link = f"https://www.xiaohongshu.com/user/profile/{B}?xsec_token=AB12"
    app = put(draw(A), A, link)
    assert changed(app) == (Creator(A), Creator(B))
    assert app.multiselect[0].options == ["Name 01", "Name 02"]


@pytest.mark.parametrize("entry", ["<b>x</b> :red[y] *w* $q$", "小满的店"])
def test_what_cannot_be_used_is_said_once_as_text_and_leaves_the_list(entry):
    app = put(draw(A, B), A, B, entry)
    assert changed(app) == (Creator(A), Creator(B))
    (said,) = [one.value for one in app.info]
    assert said.startswith(f"{plain(entry)} — There is no creator id in this.")
    assert app.multiselect[0].value == [A, B]
    assert app.multiselect[0].options == ["Name 01", "Name 02"]
    app.run()
    assert not app.info


def test_somebody_who_is_there_already_counts_once():
    app = put(draw(A, B), A, B, f"https://www.xiaohongshu.com/user/profile/{A}")
    assert changed(app) == (Creator(A), Creator(B))
    assert app.multiselect[0].value == [A, B]
    assert not app.info


def test_the_last_one_can_be_taken_out_too():
    app = put(draw(A))
    assert changed(app) == ()
    assert app.session_state["paste"] == ""
