from __future__ import annotations

from streamlit.testing.v1 import AppTest

from services.api.profiles import Metric
from services.screen import Scale, Screen, View
from services.shortlist import Creator
from tests.components.made import A, B, comparison, held, history


def test_what_has_arrived_is_in_the_order_of_the_list():
    shown = comparison(history(B, None, None), history(A, [1, 2], [1, 1]))
    assert list(shown.histories()) == [B, A]
    assert list(shown.daily()["creator_id"]) == [A, A]


def test_it_is_put_together_once_for_each_arrival():
    shown = comparison(history(A, [1, 2], None))
    histories, daily = shown.histories(), shown.daily()
    assert shown.histories() is histories
    assert shown.daily() is daily
    assert daily["new_followers"].isna().all()
    shown.batch.settle(A, Metric.NEW, held(5, 6))
    assert list(shown.daily()["new_followers"]) == [5, 6]
    assert shown.histories()[A].news is not None
    assert daily["new_followers"].isna().all(), "what was handed out stays as it was"


def test_what_was_computed_is_kept_until_something_arrives_and_only_the_newest_of_it():
    shown = comparison(history(A, [1, 2], None))
    computed = []

    def compute(key: int) -> int:
        return shown.once(key, lambda: computed.append(key) or key)

    assert [compute(key) for key in (1, 2, 1)] == [1, 2, 1]
    assert computed == [1, 2]
    shown.batch.settle(A, Metric.NEW, held(5, 6))
    for key in range(1, 101):
        compute(key)
    before = len(computed)
    compute(100)
    compute(99)
    assert len(computed) == before
    compute(1)
    assert len(computed) == before + 1, "a session stays small"


def test_where_nothing_arrived_the_frame_is_empty():
    daily = comparison(history(A, None, None)).daily()
    assert daily.empty
    assert list(daily.columns) == ["creator_id", "day", "total_followers", "new_followers"]


def test_a_session_shows_one_comparison_or_none():
    def script(first, second) -> None:
        import streamlit as st

        from components import session

        seen = [session.comparison()]
        for one in (first, second, None):
            session.show(one)
            seen.append(session.comparison())
        st.session_state["seen"] = seen

    given = {name: comparison(history(A, [1], [1])) for name in ("first", "second")}
    app = AppTest.from_function(script, kwargs=given).run()
    assert not app.exception
    seen = app.session_state["seen"]
    assert seen[0] is None
    assert seen[1] is given["first"]
    assert seen[2] is given["second"]
    assert seen[3] is None


def test_a_session_does_not_see_another_ones():
    def script(one) -> None:
        import streamlit as st

        from components import session

        st.session_state["seen"] = session.comparison()
        session.show(one)

    given = {"one": comparison(history(A, [1], [1]))}
    for _ in range(2):
        app = AppTest.from_function(script, kwargs=given).run()
        assert app.session_state["seen"] is None


def test_a_link_sets_controls_that_are_drawn_after_it():
    def script(screen) -> None:
        import streamlit as st

        from components import session

        st.session_state["before"] = dict(session.aliases())
        st.session_state["chosen"] = [session.scale_is_chosen()]
        for given in (True, False):
            session.adopt(screen, scale_given=given)
            st.session_state["chosen"].append(session.scale_is_chosen())
        st.session_state["after"] = dict(session.aliases())
        st.text_area("Paste", key=session.PASTE)
        st.selectbox("Days", [30, 60], key=session.DAYS)
        st.multiselect("Highlight", ["x"], key=session.HIGHLIGHT)

    screen = Screen((Creator(A, "Luna"), Creator(B)), 60, View.NEW, Scale.INDEX)
    app = AppTest.from_function(script, kwargs={"screen": screen}).run()
    assert not app.exception
    assert app.text_area(key="paste").value == f"{A}\n{B}"
    assert app.selectbox(key="days").value == 60
    assert app.multiselect(key="highlight").value == []
    assert (app.session_state["view"], app.session_state["scale"]) == (View.NEW, Scale.INDEX)
    assert app.session_state["chosen"] == [False, True, False]
    assert app.session_state["before"] == {}
    assert app.session_state["after"] == {A: "Luna", B: ""}
