from __future__ import annotations

import os

from streamlit.testing.v1 import AppTest

from services.api.series import Metric
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.rules import Rules, SpikeRule
from services.growth.verdict import Growth
from services.screen.filters import Filters
from services.screen.screen import Choices, Screen
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import A, B, C, comparison, held, history
from tests.components.running import run_script


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

    def compute(key: int) -> bytes:
        return shown.once(key, lambda: computed.append(key) or os.urandom(20_000))

    first = [compute(key) for key in (1, 2, 1)]
    assert first[0] == first[2] != first[1]
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


def test_in_the_comparison_of_a_moment_nothing_arrives():
    shown = comparison(history(A, [1, 2], None))
    moment = shown.now()
    found = moment.insight(30, Rules())
    shown.batch.settle(A, Metric.NEW, held(5, 6))
    assert moment.histories()[A].news is None
    assert moment.insight(30, Rules()) is found
    assert moment.now() is moment
    later = shown.now()
    assert later is shown.now() is not moment
    assert later.insight(30, Rules()) is not found
    assert (moment.batch.done, later.batch.done) == (False, True)


def test_what_follows_from_the_series_alone_is_computed_once_for_everybody():
    first, second = (comparison(history(A, [1, 2], [0, 1])) for _ in range(2))
    assert first.insight(30, Rules()) is second.insight(30, Rules())
    assert first.daily() is second.daily()
    for other in ([1, 3], [1, 2, 3]):
        assert (
            comparison(history(A, other, [0, 1])).insight(30, Rules()).held.equals(first.daily())
            is False
        )
    derived = comparison(history(A, [1, 2], derived=True))
    assert derived.insight(30, Rules()) is not first.insight(30, Rules())


def test_what_a_visitor_said_is_in_its_own_results_alone():
    first, second = (comparison(history(A, [1, 2], [0, 1])) for _ in range(2))
    assert first.once("key", lambda: "said here") == "said here"
    assert second.once("key", lambda: "said there") == "said there"


def test_an_insight_is_computed_once_for_its_days_and_rules():
    shown = comparison(history(A, [1000, 1000, 1001, 1001, 1101, 1102], None))
    first = shown.insight(30, Rules())
    assert shown.insight(30, Rules()) is first
    assert first.window.asked == 30
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
    app = run_script(script, given)
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
        app = AppTest.from_function(script, kwargs=given, default_timeout=60).run()
        assert app.session_state["seen"] is None


def test_what_a_link_shows_has_the_prices_and_remarks_that_this_session_knows():
    def script(pasted, screen) -> None:
        import streamlit as st

        from components.session import state as session

        ids = [who.creator_id for who in pasted]
        st.session_state["seen"] = seen = [session.creators(ids)]
        session.note(who for who in pasted)
        session.adopt(screen, scale_given=False)
        seen.append(session.creators(ids))

    pasted = (
        Creator(A, "Luna", Prices(500), "soon", Decision.NO),
        Creator(B),
        Creator(C, "", Prices(video=800), "slow"),
    )
    link = Screen((Creator(A, "Lu", decision=Decision.BOOKED), Creator(C)))
    app = run_script(script, {"pasted": pasted, "screen": link})
    before, after = app.session_state["seen"]
    assert before == (Creator(A), Creator(B), Creator(C))
    of_the_link = Creator(A, "Lu", Prices(500), "soon", Decision.BOOKED)
    assert after == (of_the_link, *pasted[1:])


def test_a_link_without_a_decision_takes_it_back():
    def script(before, link) -> None:
        import streamlit as st

        from components.session import state as session

        session.note([before])
        session.adopt(link, scale_given=False)
        st.session_state["seen"] = session.creators([before.creator_id])

    given = {"before": Creator(A, decision=Decision.MAYBE), "link": Screen((Creator(A, "Luna"),))}
    app = run_script(script, given)
    assert app.session_state["seen"] == (Creator(A, "Luna"),)


def test_what_is_noted_replaces_what_was_known_and_the_list_on_screen_follows():
    def script(before, after, shown) -> None:
        import streamlit as st

        from components.session import state as session

        session.note([before])
        session.show(shown)
        session.note([after])
        st.session_state["seen"] = session.listed()

    given = {"before": Creator(A, "Luna", Prices(500)), "after": Creator(A, "Lu")}
    shown = {"shown": comparison(history(A, [1], [1]))}
    app = run_script(script, given | shown)
    assert app.session_state["seen"] == (Creator(A, "Lu"),)


def test_a_link_sets_controls_that_are_drawn_after_it():
    def script(screen) -> None:
        import streamlit as st

        from components.session import state as session

        st.session_state["chosen"] = [session.scale_is_chosen()]
        st.session_state["named"] = [session.list_name()]
        for given in (True, False):
            session.adopt(screen, scale_given=given)
            st.session_state["chosen"].append(session.scale_is_chosen())
        st.session_state["named"].append(session.list_name())
        session.set_list_name("Summer")
        st.session_state["named"].append(session.list_name())
        st.session_state["after"] = session.creators(who.creator_id for who in screen.creators)
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
    app = run_script(script, {"screen": screen})
    assert app.session_state["paste"] == f"{A}\n{B}"
    assert app.selectbox(key="days").value == 60
    assert app.multiselect(key="highlight").value == [B]
    assert app.session_state["named"] == ["", "Spring", "Summer"]
    assert (app.session_state["view"], app.session_state["scale"]) == (View.NEW, Scale.INDEX)
    set_too = [app.session_state[key] for key in ("align", "smooth", "without_common")]
    assert set_too == [Align.PEAK, 7, True]
    assert app.session_state["chosen"] == [False, True, False]
    assert app.session_state["after"] == creators


def test_a_link_sets_back_what_it_does_not_ask_for():
    def script() -> None:
        import streamlit as st

        from components.session import state as session
        from services.screen.filters import Filters
        from services.screen.screen import Screen

        session.highlight(["x"])
        session.set_filters(Filters(tiers=(1,), words="late"))
        session.adopt(Screen(), scale_given=False)
        seen = [session.highlighted(), session.choices(), session.filters()]
        st.session_state["seen"] = seen

    app = AppTest.from_function(script, default_timeout=60)
    for key, value in {"align": Align.START, "smooth": 7, "without_common": True}.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    assert app.session_state["seen"] == [[], Choices(), Filters()]


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

    app = run_script(script)
    assert app.session_state["seen"] == [[], ["x", "y"]]
    assert app.multiselect(key="highlight").value == ["x", "y"]


def test_before_any_control_is_drawn_curves_are_as_reported_and_by_date():
    def script() -> None:
        import streamlit as st

        from components.session import state as session

        st.session_state["seen"] = session.choices()

    app = AppTest.from_function(script, default_timeout=60).run()
    assert app.session_state["seen"] == Choices()


def test_filters_are_those_of_the_controls_also_before_they_are_drawn():
    def script() -> None:
        import streamlit as st

        from components.session import state as session

        st.session_state.setdefault("seen", []).append(session.filters())

    app = AppTest.from_function(script, default_timeout=60).run()
    for key, value in {"growth": [Growth.FALLING], "tiers": None, "words": " late\n"}.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    assert app.session_state["seen"] == [Filters(), Filters((Growth.FALLING,), words="late")]


def test_another_list_begins_without_filters_and_highlights_and_once():
    def script() -> None:
        import streamlit as st

        from components.session import state as session
        from services.screen.filters import Filters

        session.set_filters(Filters(tiers=(1,)))
        session.highlight(["x"])
        session.settle()
        seen = [(session.filters(), session.highlighted())]
        session.begin_anew()
        seen.append((session.filters(), session.highlighted()))
        session.settle()
        seen.append((session.filters(), session.highlighted()))
        session.highlight(["y"])
        session.settle()
        seen.append((session.filters(), session.highlighted()))
        st.session_state["seen"] = seen

    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception
    before = (Filters(tiers=(1,)), ["x"])
    expected = [before, before, (Filters(), []), (Filters(), ["y"])]
    assert app.session_state["seen"] == expected


def test_a_visit_begins_once():
    def script() -> None:
        import streamlit as st

        from components.session import state as session

        st.session_state["seen"] = [session.first_visit(), session.first_visit()]

    app = AppTest.from_function(script, default_timeout=60).run()
    assert app.session_state["seen"] == [True, False]
    assert app.run().session_state["seen"] == [False, False]
