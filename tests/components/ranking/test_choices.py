from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.ranking.choices import chosen_kind_name, kinds_of
from services.shortlist.creator import Creator
from services.shortlist.prices import Prices
from tests.components.made import A, B, C
from tests.components.running import run_script

PICTURE, BOTH, UNNAMED = Creator(A, "", Prices(500)), Creator(B, "", Prices(600, 800)), Creator(C)
OTHER = Creator(C, "", Prices(other=70))


def draw(*creators: Creator, **state: object) -> AppTest:
    def script(creators) -> None:
        import streamlit as st

        from components.ranking.choices import price_control, price_kind_name, sheet_of

        st.session_state["sheet"] = sheet_of(creators)  # before the control, as on the page
        st.session_state["prices"] = st.session_state["sheet"].prices
        st.session_state["kind_name"] = price_kind_name(creators)
        price_control(creators)

    return run_script(script, {"creators": creators}, **state)


@pytest.mark.parametrize(
    ("creators", "kinds"),
    [
        ((), []),
        ((UNNAMED,), []),
        ((PICTURE, UNNAMED), ["image"]),
        ((OTHER,), ["other"]),
        ((OTHER, BOTH), ["image", "video", "other"]),
        ((Creator(A, "", Prices(video=1)),), ["video"]),
    ],
)
def test_the_kinds_are_those_that_somebody_has(creators, kinds):
    assert kinds_of(creators) == kinds


@pytest.mark.parametrize(
    ("creators", "name"),
    [((), ""), ((OTHER,), ""), ((PICTURE,), "Picture post"), ((OTHER, BOTH), "Picture post")],
)
def test_the_kind_is_named_also_where_there_is_no_choice(creators, name):
    assert chosen_kind_name(creators) == name


def test_without_a_price_there_is_nothing_to_choose_and_no_price():
    app = draw(UNNAMED)
    assert app.session_state["prices"] == {}
    assert not app.segmented_control


@pytest.mark.parametrize(("who", "price"), [(PICTURE, 500), (OTHER, 70)])
def test_of_one_kind_there_is_no_choice_but_it_is_named(who, price):
    app = draw(who, Creator(B))
    assert app.session_state["kind_name"] == {A: "Picture post", C: ""}[who.creator_id]
    assert app.session_state["prices"] == {who.creator_id: price}
    assert not app.segmented_control


def test_two_kinds_give_a_choice_and_the_picture_post_comes_first():
    app = draw(PICTURE, BOTH)
    (control,) = app.segmented_control
    assert (control.label, control.options) == ("Price of a", ["Picture post", "Video"])
    assert control.value == "image"
    assert app.session_state["prices"] == {A: 500, B: 600}
    control.set_value("video").run()
    assert app.session_state["prices"] == {B: 800}, "the price of another kind is no stand-in"


def test_a_price_without_a_kind_stands_in_where_the_chosen_kind_has_none():
    mixed = Creator(A, "", Prices(image=500, other=90))
    app = draw(mixed, BOTH, OTHER)
    assert app.session_state["prices"] == {A: 500, B: 600, C: 70}
    assert app.session_state["sheet"].kinds == {A: "image", B: "image", C: "other"}
    app.segmented_control[0].set_value("video").run()
    assert app.session_state["prices"] == {A: 90, B: 800, C: 70}
    app.segmented_control[0].set_value("other").run()
    assert app.session_state["prices"] == {A: 90, C: 70}


def test_what_the_sheet_claims_goes_along():
    app = draw(Creator(A, followers=356_000), PICTURE, Creator(B, followers=1))
    assert app.session_state["sheet"].followers == {A: 356_000, B: 1}
    assert draw(PICTURE).session_state["sheet"].followers == {}


def test_a_kind_that_the_list_no_longer_has_gives_way_to_the_first():
    app = draw(Creator(A, "", Prices(500, other=5)), price_kind="video")
    assert app.session_state["prices"] == {A: 500}
    assert app.segmented_control[0].value == "image"
    assert draw(PICTURE, price_kind="video").session_state["prices"] == {A: 500}
