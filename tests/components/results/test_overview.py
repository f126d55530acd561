from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.chart.palette import line_style
from components.wording.failures import OWNER_ADVICE
from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.lineup import Scale, View
from services.shortlist.creator import Creator
from tests.components.made import (
    IDS,
    NASTY,
    A,
    B,
    C,
    comparison,
    history,
    names,
    sandbox,
    settings,
    shared,
)
from tests.components.running import run_script
from tests.pages import coloured, curves

GROWN = history(A, [100, 150], [0, 50])
FALLEN = history(B, [200, 100], [0, -100])
FAILED = history(C, ApiError(Kind.VENDOR_ERROR, code=500), ApiError(Kind.VENDOR_ERROR, code=500))


def draw(*histories, held=None, given=None, called=None, prices=None, **state: object) -> AppTest:
    def script(shown, called, held, given) -> None:
        import streamlit as st

        from components.results.overview import results

        st.session_state["outcome"] = results(shown, called, held, given)

    shown = comparison(*histories)
    called = names([one.creator_id for one in histories], **(called or {}))
    arguments = {
        "shown": shown,
        "called": called,
        "held": held or shared(),
        "given": given or settings(),
    }
    known = {key: Creator(key, prices=one) for key, one in (prices or {}).items()}
    return run_script(script, arguments, **{"creators": known, **state})


def figure(app: AppTest) -> dict:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def drawn(app: AppTest) -> dict[str, str]:
    """Who is drawn with what colour."""
    return {one["name"]: one["line"]["color"] for one in curves(app)}


def set_off(app: AppTest) -> list[str]:
    """Who is drawn in colour; everybody else is grey context."""
    return sorted(coloured(app))


def captions(app: AppTest) -> list[str]:
    return [block.value for block in app.caption]


def test_source_cards_chart_and_table_of_what_is_there():
    app = draw(GROWN, FALLEN, view=View.TOTAL)
    assert captions(app)[0].startswith("Pugongying via Just One API, data up to 2025-12-07")
    assert [card.label for card in app.metric] == ["Name 01", "Name 02"]
    assert list(drawn(app)) == [A, B]
    assert list(app.dataframe[0].value["creator_id"]) == [A, B]
    outcome = app.session_state["outcome"]
    assert (outcome.retry, outcome.opened) == (False, None)
    choices = outcome.choices
    assert (choices.days, choices.view, choices.lineup.scale) == (30, View.TOTAL, Scale.PERCENT)


def test_in_the_sandbox_the_source_says_so():
    assert captions(draw(GROWN, given=sandbox()))[0].startswith("Demo data")


def test_a_creator_keeps_its_colour_when_another_fails():
    # As in the list: the first slot stays with the creator that failed.
    alone = drawn(draw(history(C, [1, 2], [1, 1]), GROWN, view=View.TOTAL))
    failing = drawn(draw(FAILED, GROWN, view=View.TOTAL))
    assert alone[C] == line_style(0, "light").color
    assert alone[A] == failing[A] == line_style(1, "light").color


def test_who_failed_is_named_above_and_below_and_the_others_stay(monkeypatch):
    monkeypatch.setattr("components.calls.cost_button.READING_SECONDS", 0.0)
    held = shared({C: 2, A: 1})
    app = draw(GROWN, FAILED, held=held)
    assert held.asked == [([C], True)], "only the failed one is asked for again"
    assert "1 of 2 creators is not complete; the reason is below the table." in captions(app)
    assert app.button(key="retry").label == "Retry the failed ones · 2 calls"
    assert len(app.metric) == 1
    app.button(key="retry").click().run()
    assert app.session_state["outcome"].retry is True


def test_where_all_failed_there_is_nothing_to_draw():
    app = draw(
        FAILED,
        history(B, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES)),
        days=60,
        view=View.NEW,
    )
    assert not app.get("plotly_chart")
    assert not app.dataframe
    assert "None of the 2 creators could be loaded" in app.markdown[0].value
    choices = app.session_state["outcome"].choices
    assert (choices.days, choices.view, choices.lineup.scale) == (60, View.NEW, Scale.PERCENT)


@pytest.mark.parametrize("others", [(), (FALLEN,)])
def test_new_followers_are_drawn_where_the_totals_did_not_come(others):
    app = draw(history(A, ApiError(Kind.VENDOR_ERROR, code=500), [5, 6]), *others)
    found = {(one["name"], one["yaxis"]): one["y"] for one in curves(app)}
    assert found[A, "y2"] == [5, 6] if not others else [None, None]
    assert found[A, "y"] == [None, None]
    assert len(app.metric) == len(others)
    assert "Total followers: The vendor had an internal" in app.markdown[-1].value


def test_nothing_arrived_yet():
    app = draw(history(A, None, None))
    assert not app.get("plotly_chart")
    assert not app.markdown


@pytest.mark.parametrize("latched", [None, ApiError(Kind.TOKEN_INVALID, code=100)])
def test_what_stops_every_call_stands_above_all(latched):
    app = draw(GROWN, held=shared(latched=latched))
    shown = [block.value for block in app.error]
    assert shown == ([OWNER_ADVICE[Kind.TOKEN_INVALID]] if latched else [])
    assert app.metric, "what is held is shown all the same"


def test_the_days_narrow_the_chart_and_what_is_computed_from_it():
    long = history(A, list(range(1000, 1060)), [1] * 60)
    app = draw(long, view=View.TOTAL, scale=Scale.COUNT)
    assert len(curves(app)[0]["x"]) == 30
    assert app.metric[0].delta == "+29"
    app.segmented_control(key="days").set_value(60).run()
    assert len(curves(app)[0]["x"]) == 60
    assert app.metric[0].delta == "+59"


def test_highlights_are_offered_to_several_and_set_one_off():
    assert not draw(GROWN).multiselect
    app = draw(GROWN, FALLEN, view=View.TOTAL)
    assert set_off(app) == [A, B]
    app.multiselect(key="highlight").set_value([B]).run()
    assert set_off(app) == [B]


def test_a_highlight_of_somebody_who_has_gone_does_no_harm():
    app = draw(GROWN, FALLEN, view=View.TOTAL, highlight=[C])
    assert len(set(drawn(app).values())) == 2


def test_beyond_twenty_it_is_said_who_is_in_colour():
    many = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:21])]
    app = draw(*many, view=View.TOTAL)
    assert "The first 8 of the ranking are in colour, the others in grey." in captions(app)
    assert len(set_off(app)) == len({drawn(app)[key] for key in set_off(app)}) == 8
    app.multiselect(key="highlight").set_value([A]).run()
    assert not [text for text in captions(app) if "of the ranking" in text]


def test_the_picture_is_described_and_its_names_are_text():
    app = draw(GROWN, FALLEN, called={A: NASTY}, view=View.TOTAL)
    (chart,) = app.get("plotly_chart")
    assert "Follower curves of 2 creators" in str(chart.proto)
    spec = json.loads(chart.proto.spec)
    written = [one["text"] for one in spec["layout"]["annotations"]]
    written += spec["data"][-1]["text"]
    assert any("Nasty" in text or "&lt;" in text for text in written)
    assert not any("<b>bold" in text or "<script" in text for text in written)
