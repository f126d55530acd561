from __future__ import annotations

from streamlit.testing.v1 import AppTest

from services.api.series import Metric
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.rules import Rules, SpikeRule
from services.screen.screen import Choices, Screen
from services.shortlist.creator import Creator
from services.shortlist.prices import Prices
from tests.components.made import A, B, C, comparison, held, history


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


def test_an_insight_is_computed_once_for_its_days_and_rules():
    shown = comparison(history(A, [1000, 1000, 1001, 1001, 1101, 1102], None))
    first = shown.insight(30, Rules())
    assert shown.insight(30, Rules()) is first
    assert first.days == 30
    assert len(first.spikes) == 1
    assert shown.insight(3, Rules()).daily["day"].nunique() == 3
    assert shown.insight(30, Rules(SpikeRule(least=101))).spikes.empty
    assert shown.insight(30, Rules()) is first
    shown.batch.settle(A, Metric.NEW, held(5, 6))
    assert shown.insight(30, Rules()) is not first


def test_where_nothing_arrived_the_frame_is_empty():
    daily = comparison(history(A, None, None)).daily()
    assert daily.empty
    assert list(daily.columns) == ["creator_id", "day", "total_followers", "new_followers"]


def test_a_session_shows_one_comparison_or_none():
    def script(first, second) -> None:
        import streamlit as st

        from components.session import state as session

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

        from components.session import state as session

        st.session_state["seen"] = session.comparison()
        session.show(one)

    given = {"one": comparison(history(A, [1], [1]))}
    for _ in range(2):
        app = AppTest.from_function(script, kwargs=given).run()
        assert app.session_state["seen"] is None


def test_what_a_link_shows_has_the_prices_that_this_session_kept():
    def script(pasted, screen, shown) -> None:
        from dataclasses import replace

        import streamlit as st

        from components.session import state as session

        st.session_state["seen"] = seen = [dict(session.prices())]
        session.keep_prices(pasted)
        session.show(replace(shown, creators=pasted))
        seen.append(dict(session.prices()))
        session.adopt(screen, scale_given=False)
        session.show(replace(shown, creators=screen.creators))
        seen += [dict(session.prices()), session.comparison()]

    pasted = (Creator(A, "Luna", Prices(500)), Creator(B), Creator(C, "", Prices(video=800)))
    shown = comparison(history(A, [1], [1]))
    given = {"pasted": pasted, "screen": Screen(pasted[:2]), "shown": shown}
    app = AppTest.from_function(script, kwargs=given).run()
    assert not app.exception
    before, of_a_paste, of_a_link, on_screen = app.session_state["seen"]
    assert before == of_a_paste == {}
    assert of_a_link == {A: Prices(500), B: Prices()}
    assert on_screen.creators == pasted[:2]
    assert on_screen.batch is shown.batch


def test_a_price_that_is_gone_from_the_list_is_gone():
    def script(priced, bare, shown) -> None:
        from dataclasses import replace

        from components.session import state as session

        session.keep_prices(priced)
        session.keep_prices(bare)
        session.show(replace(shown, creators=bare))

    given = {"priced": (Creator(A, "", Prices(500)),), "bare": (Creator(A),)}
    app = AppTest.from_function(
        script, kwargs=given | {"shown": comparison(history(A, [1], [1]))}
    ).run()
    assert not app.exception
    assert app.session_state["comparison"].creators == (Creator(A),)


def test_remarks_are_kept_as_prices_are():
    def script(pasted, screen, shown) -> None:
        from dataclasses import replace

        import streamlit as st

        from components.session import state as session

        session.keep_prices(who for who in pasted)
        before = dict(session.remarks())
        session.adopt(screen, scale_given=False)
        session.show(replace(shown, creators=screen.creators))
        st.session_state["seen"] = [before, dict(session.remarks()), session.comparison()]
        session.keep_prices([replace(pasted[0], remark="")])
        session.show(replace(shown, creators=screen.creators))

    pasted = (Creator(A, "", Prices(500), "soon"), Creator(B, remark="slow"), Creator(C))
    given = {"pasted": pasted, "screen": Screen(pasted[:2])}
    app = AppTest.from_function(
        script, kwargs=given | {"shown": comparison(history(A, [1], [1]))}
    ).run()
    assert not app.exception
    before, of_a_link, on_screen = app.session_state["seen"]
    assert before == {}
    assert of_a_link == {A: "soon", B: "slow"}
    assert on_screen.creators == pasted[:2]
    assert [who.remark for who in app.session_state["comparison"].creators] == ["", "slow"]


def test_a_link_sets_controls_that_are_drawn_after_it():
    def script(screen) -> None:
        import streamlit as st

        from components.session import state as session

        st.session_state["before"] = dict(session.aliases())
        st.session_state["chosen"] = [session.scale_is_chosen()]
        st.session_state["named"] = [session.list_name()]
        for given in (True, False):
            session.adopt(screen, scale_given=given)
            st.session_state["chosen"].append(session.scale_is_chosen())
        st.session_state["named"].append(session.list_name())
        session.set_list_name("Summer")
        st.session_state["named"].append(session.list_name())
        st.session_state["after"] = dict(session.aliases())
        st.text_area("Paste", key=session.PASTE)
        st.selectbox("Days", [30, 60], key=session.DAYS)
        ids = [who.creator_id for who in screen.creators]
        st.multiselect("Highlight", ids, key=session.HIGHLIGHT)

    creators = (Creator(A, "Luna"), Creator(B))
    screen = Screen(
        creators,
        Choices(60, View.NEW, Lineup(Scale.INDEX, Align.PEAK, 7, True)),
        highlighted=(B,),
        list_name="Spring",
    )
    app = AppTest.from_function(script, kwargs={"screen": screen}).run()
    assert not app.exception
    assert app.text_area(key="paste").value == f"{A}\n{B}"
    assert app.selectbox(key="days").value == 60
    assert app.multiselect(key="highlight").value == [B]
    assert app.session_state["named"] == ["", "Spring", "Summer"]
    assert (app.session_state["view"], app.session_state["scale"]) == (View.NEW, Scale.INDEX)
    set_too = [app.session_state[key] for key in ("align", "smooth", "without_common")]
    assert set_too == [Align.PEAK, 7, True]
    assert app.session_state["chosen"] == [False, True, False]
    assert app.session_state["before"] == {}
    assert app.session_state["after"] == {A: "Luna", B: ""}


def test_a_link_sets_back_what_it_does_not_ask_for():
    def script() -> None:
        import streamlit as st

        from components.session import state as session
        from services.screen.screen import Screen

        session.highlight(["x"])
        session.adopt(Screen(), scale_given=False)
        seen = [session.highlighted(), session.choices()]
        st.session_state["seen"] = seen

    app = AppTest.from_function(script)
    for key, value in {"align": Align.START, "smooth": 7, "without_common": True}.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    assert app.session_state["seen"] == [[], Choices()]


def test_highlights_are_set_from_outside_their_control_and_handed_out_as_a_copy():
    def script() -> None:
        import streamlit as st

        from components.session import state as session

        seen = [session.highlighted()]
        session.highlight(("x", "y"))
        session.highlighted().append("z")
        seen.append(session.highlighted())
        st.multiselect("Highlight", ["x", "y", "z"], key=session.HIGHLIGHT)
        st.session_state["seen"] = seen

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.session_state["seen"] == [[], ["x", "y"]]
    assert app.multiselect(key="highlight").value == ["x", "y"]


def test_before_any_control_is_drawn_curves_are_as_reported_and_by_date():
    def script() -> None:
        import streamlit as st

        from components.session import state as session

        st.session_state["seen"] = session.choices()

    app = AppTest.from_function(script).run()
    assert app.session_state["seen"] == Choices()
