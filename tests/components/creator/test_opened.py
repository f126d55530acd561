"""Which creator the page is about: the address, the last one, the list."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services.shortlist.creator import Creator
from services.shortlist.prices import Prices
from tests.components.made import A, B, C, comparison, history
from tests.components.running import rerun


def page(shown, known, sandbox):
    import streamlit as st

    from components.creator.opened import creator_choice, opened_creator
    from components.session import state as session

    if shown is not None and session.comparison() is None:
        session.note(known)
        session.show(shown)
    creator_id = opened_creator()
    creator_choice(creator_id, sandbox=sandbox)
    known_of_it = session.creators([creator_id] if creator_id else [])
    st.session_state["opened"] = next(iter(known_of_it), None)


def listing(*creators):
    """A list on screen, and what is known of its creators."""
    return comparison(*(history(who.creator_id, [1], [1]) for who in creators)), creators


def visit(kol=None, listed=(None, ()), **state) -> AppTest:
    shown, known = listed
    given = {"shown": shown, "known": known, "sandbox": False}
    app = AppTest.from_function(page, kwargs=given, default_timeout=30)
    if kol is not None:
        app.query_params["kol"] = kol
    return rerun(app, **state)


def opened(app: AppTest) -> Creator | None:
    return app.session_state["opened"]


def test_the_address_names_the_creator():
    app = visit(A)
    assert opened(app) == Creator(A)
    assert not app.info
    assert opened(visit(f" {A.upper()} ")) == Creator(A)


def test_the_address_may_bring_a_name():
    assert opened(visit(f"{A}~小满 Kitchen")) == Creator(A, "小满 Kitchen")
    assert opened(visit(f"{A}~a%2Cb%7Ec")) == Creator(A, "a,b~c")


def test_only_the_first_of_several_is_opened():
    assert opened(visit(f"{A},{B}")) == Creator(A)


@pytest.mark.parametrize("kol", ["garbage", "%%%", "~", "<script>", A[:-1], f"{A}0", "Ａ" * 24])
def test_garbage_gives_a_notice_and_no_creator(kol):
    app = visit(kol)
    assert opened(app) is None
    assert "no creator ids" in app.info[0].value


@pytest.mark.parametrize("kol", [None, "", ",", " "])
def test_an_address_without_a_creator_opens_none_and_complains_of_nothing(kol):
    app = visit(kol)
    assert opened(app) is None
    assert not app.info


def test_the_last_creator_stays_open_where_the_address_names_none():
    app = visit(f"{A}~Ann")
    app.query_params.clear()
    assert opened(rerun(app)) == Creator(A, "Ann")
    app.query_params["kol"] = B
    assert opened(rerun(app)) == Creator(B)
    app.query_params["kol"] = "garbage"
    assert opened(rerun(app)) == Creator(B)
    assert app.info


def test_a_creator_of_the_list_keeps_its_name_and_prices():
    ann = Creator(A, "Ann", Prices(image=500))
    assert opened(visit(f"{A}~Somebody", listing(ann, Creator(B)))) == ann
    assert opened(visit(f"{C}~Cleo", listing(ann, Creator(B)))) == Creator(C, "Cleo")


def test_the_list_on_screen_can_be_chosen_from():
    app = visit(A, listing(Creator(A, "Ann"), Creator(B, "Bea")))
    (box,) = app.selectbox
    assert box.options == ["Ann", "Bea"]
    assert box.value == A
    box.set_value(B)
    rerun(app)
    assert opened(app) == Creator(B, "Bea")
    assert app.query_params["kol"] == B
    assert app.selectbox[0].value == B


def test_a_creator_from_elsewhere_leaves_the_choice_open():
    app = visit(C, listing(Creator(A, "Ann"), Creator(B, "Bea")))
    assert app.selectbox[0].value is None
    assert app.selectbox[0].proto.placeholder == "Choose from the list on screen"
    app.selectbox[0].set_value(A)
    rerun(app)
    assert opened(app) == Creator(A, "Ann")


def test_nothing_opened_yet_can_be_chosen_from_the_list_too():
    app = visit(None, listing(Creator(A, "Ann")))
    assert opened(app) is None
    app.selectbox[0].set_value(A)
    rerun(app)
    assert opened(app) == Creator(A, "Ann")


def test_without_others_there_is_no_choice():
    assert not visit(A).selectbox
    assert not visit(A, listing(Creator(A))).selectbox
