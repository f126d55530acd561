from __future__ import annotations

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.chart.palette import line_style
from components.chart.picture import HEIGHTS
from components.wording.failures import OWNER_ADVICE
from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.lineup import Align, Scale, View
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
from tests.pages import coloured, curves, ranking_of, standings_of

GROWN = history(A, [100, 150], [0, 50])
FALLEN = history(B, [200, 100], [0, -100])
FAILED = history(C, ApiError(Kind.VENDOR_ERROR, code=500), ApiError(Kind.VENDOR_ERROR, code=500))


def draw(
    *histories, held=None, given=None, called=None, prices=None, creators=(), **state: object
) -> AppTest:
    """Draw a comparison; `called` are names by id, `creators` what else is known of them."""

    def script(shown, held, given) -> None:
        from components.results.overview import results

        results(shown, held, given)

    shown = comparison(*histories)
    arguments = {"shown": shown, "held": held or shared(), "given": given or settings()}
    known = {who.creator_id: who for who in creators}
    known |= {key: Creator(key, prices=one) for key, one in (prices or {}).items()}
    listed = {
        key: replace(known.get(key, Creator(key)), alias=name)
        for key, name in names(shown.ids, **(called or {})).items()
    }
    return run_script(script, arguments, creators=listed, **state)


def figure(app: AppTest) -> dict:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def drawn(app: AppTest) -> dict[str, str]:
    """Who is drawn with what colour."""
    return {one["name"]: one["line"]["color"] for one in curves(app)}


def set_off(app: AppTest) -> list[str]:
    """Who is drawn in colour; everybody else is grey context."""
    return sorted(coloured(app))


def told(app: AppTest) -> list[str]:
    """Every line of text on the page."""
    return [block.value for block in app.markdown]


def grey(*sentences: str) -> str:
    return f":gray[{' '.join(sentences)}]"


def address(app: AppTest) -> dict[str, str]:
    values = {name: app.query_params[name] for name in app.query_params}
    return {name: one if isinstance(one, str) else one[-1] for name, one in values.items()}


def test_source_chart_and_both_rankings_of_what_is_there():
    app = draw(GROWN, FALLEN, view=View.TOTAL)
    assert ":gray[Data to Dec 7, 2025] :orange-badge[Stale]" in told(app)
    assert list(drawn(app)) == [A, B]
    assert list(standings_of(app).value["creator_id"]) == [A, B]
    assert list(ranking_of(app).value["creator_id"]) == [A, B]
    assert any(line.startswith(":gray[Compared over 2 days: 2025-12-06") for line in told(app))


def test_the_address_says_what_stands_on_screen_after_every_choice():
    app = draw(GROWN, FALLEN)
    assert address(app) == {
        "kols": f"{A}~Name 01,{B}~Name 02",
        "days": "30",
        "view": "both",
        "scale": "percent",
        "align": "calendar",
        "smooth": "1",
    }
    app.segmented_control(key="view").set_value(View.NEW).run()
    app.segmented_control(key="align").set_value(Align.START).run()
    assert (address(app)["view"], address(app)["align"]) == ("new", "start")


def test_in_the_sandbox_the_source_says_so():
    badge = ":blue-badge[Demo data] :gray[to Dec 7, 2025] :orange-badge[Stale]"
    assert badge in told(draw(GROWN, given=sandbox()))


def test_a_creator_keeps_its_colour_when_another_fails():
    # As in the list: the first slot stays with the creator that failed.
    alone = drawn(draw(history(C, [1, 2], [1, 1]), GROWN, view=View.TOTAL))
    failing = drawn(draw(FAILED, GROWN, view=View.TOTAL))
    assert alone[C] == line_style(0, "light").color
    assert alone[A] == failing[A] == line_style(1, "light").color


def test_who_failed_is_named_in_its_tab_and_alone_asked_for_again(monkeypatch):
    monkeypatch.setattr("components.calls.cost_button.READING_SECONDS", 0.0)
    retried = []
    monkeypatch.setattr(
        "components.results.overview.retry", lambda *given: retried.append(given[-1].ids)
    )
    held = shared({C: 2, A: 1})
    app = draw(GROWN, FAILED, held=held, view=View.TOTAL, tab="What is missing")
    assert held.asked == [([C], True)], "only the failed one is asked for again"
    assert "**1 creator could not be loaded**" in told(app)
    assert app.button(key="retry").label == "Retry the failed ones · 2 calls, up to 6 requests"
    assert list(drawn(app)) == [A]
    app.button(key="retry").click().run()
    assert not app.exception
    assert retried == [(A, C)]


def test_where_all_failed_there_is_nothing_to_draw_and_the_address_is_theirs():
    app = draw(
        FAILED,
        history(B, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES)),
        days=60,
        view=View.NEW,
    )
    assert not app.get("plotly_chart")
    assert not app.dataframe
    assert not app.tabs
    assert told(app)[0] == "**None of the 2 creators could be loaded**"
    link = address(app)
    assert (link["kols"], link["days"], link["view"]) == (f"{C}~Name 03,{B}~Name 02", "60", "new")


def test_where_nothing_is_missing_the_tab_says_so():
    app = draw(GROWN, tab="What is missing")
    assert told(app)[-1] == "Nothing is missing: every series came whole."


@pytest.mark.parametrize("others", [(), (FALLEN,)])
def test_new_followers_are_drawn_where_the_totals_did_not_come(others):
    without = history(A, ApiError(Kind.VENDOR_ERROR, code=500), [5, 6])
    app = draw(without, *others, tab="What is missing")
    found = {(one["name"], one["yaxis"]): one["y"] for one in curves(app)}
    assert found[A, "y2"] == [5, 6] if not others else [None, None]
    assert found[A, "y"] == [None, None]
    assert "Total followers: The vendor had an internal" in told(app)[-1]


@pytest.fixture
def at_once(monkeypatch):
    """Somebody looks before the answers have come."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 0.0)


def test_until_the_first_answer_its_places_are_held(at_once):
    app = draw(history(A, None, None), history(B, None, None))
    assert len(app.get("skeleton")) == 3
    assert [one.proto.text for one in app.get("progress")] == ["0 of 2 creators"]
    assert not app.get("plotly_chart")
    assert not app.tabs, "nothing has failed that only is on its way"


def test_while_answers_arrive_those_that_have_are_drawn_and_nothing_is_concluded(at_once):
    app = draw(GROWN, FALLEN, history(C, None, None), view=View.TOTAL)
    assert list(drawn(app)) == [A, B]
    assert [one.proto.text for one in app.get("progress")] == ["2 of 3 creators · Name 01, Name 02"]
    assert not app.get("skeleton")
    assert not app.checkbox
    assert not app.tabs
    below = [line for line in told(app) if "Compared over" in line or "in colour" in line]
    assert not below, "it would come and go, and move"
    assert address(app)["kols"] == f"{A}~Name 01,{B}~Name 02,{C}~Name 03"


@pytest.mark.parametrize("latched", [None, ApiError(Kind.TOKEN_INVALID, code=100)])
def test_what_stops_every_call_stands_above_all(latched):
    app = draw(GROWN, held=shared(latched=latched))
    shown = [block.value for block in app.error]
    assert shown == ([OWNER_ADVICE[Kind.TOKEN_INVALID]] if latched else [])
    assert figure(app), "what is held is shown all the same"


def test_the_days_narrow_the_chart_and_what_is_computed_from_it():
    long = history(A, list(range(1000, 1060)), [1] * 60)
    app = draw(long, view=View.TOTAL, scale=Scale.COUNT)
    assert len(curves(app)[0]["x"]) == 30
    assert ranking_of(app).value["net_change"].to_list() == [29]
    app.segmented_control(key="days").set_value(60).run()
    assert len(curves(app)[0]["x"]) == 60
    assert ranking_of(app).value["net_change"].to_list() == [59]


def test_a_highlight_of_somebody_who_has_gone_does_no_harm():
    app = draw(GROWN, FALLEN, view=View.TOTAL, highlight=[C])
    assert len(set(drawn(app).values())) == 2


def test_beyond_twenty_it_is_said_who_is_in_colour():
    many = [history(key, [100, 100 + n], [0, n]) for n, key in enumerate(IDS[:21])]
    app = draw(*many, view=View.TOTAL)
    said = grey("The first 8 of the ranking are in colour, the others in grey.")
    assert said in told(app)
    assert len(set_off(app)) == len({drawn(app)[key] for key in set_off(app)}) == 8
    app.session_state["highlight"] = [A]
    app.run()
    assert set_off(app) == [A]
    assert said not in told(app)


def test_the_picture_is_described_and_its_names_are_text():
    app = draw(GROWN, FALLEN, called={A: NASTY}, view=View.TOTAL)
    (chart,) = app.get("plotly_chart")
    assert "Follower curves of 2 creators" in str(chart.proto)
    spec = json.loads(chart.proto.spec)
    written = [one["text"] for one in spec["layout"]["annotations"]]
    written += spec["data"][-1]["meta"]
    assert any("&lt;" in text for text in written)
    assert not any("<b>x" in text for text in written)


def test_the_chart_is_as_high_as_chosen():
    app = draw(GROWN, FALLEN)
    assert figure(app)["layout"]["height"] == HEIGHTS[0]
    app.segmented_control(key="chart_size").set_value(HEIGHTS[2]).run()
    assert figure(app)["layout"]["height"] == HEIGHTS[2]


@pytest.fixture
def phone(monkeypatch):
    monkeypatch.setattr("components.results.places.on_a_phone", lambda: True)
    monkeypatch.setattr("components.chart.section.on_a_phone", lambda: True)


def test_on_a_phone_the_sentence_and_the_picture_come_first(phone):
    app = draw(GROWN, FALLEN, view=View.TOTAL)
    kinds = [one.type for one in app.main]
    first = min(kinds.index(kind) for kind in ("multiselect", "button_group"))
    assert kinds.index("plotly_chart") < first
    assert list(drawn(app)) == [A, B]
