from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.wording.plain_text import plain
from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.insight import insight
from services.growth.rules import Rules
from tests.components.made import (
    NASTY,
    A,
    B,
    by_id,
    daily,
    held,
    history,
    names,
    sandbox,
    settings,
)
from tests.components.running import run_script


def badge(given) -> AppTest:
    def script(given) -> None:
        from components.notes import demo_badge, plain_http_warning

        demo_badge(given)
        plain_http_warning(given)

    return AppTest.from_function(script, kwargs={"given": given}, default_timeout=60).run()


def lines(app: AppTest) -> list[str]:
    return [block.value for block in app.markdown]


def test_the_sandbox_says_that_nothing_is_real():
    app = badge(sandbox())
    assert lines(app)[0].startswith(":blue-badge[Demo data] ")
    assert "made up" in lines(app)[0]
    assert not app.warning


def test_with_a_token_there_is_nothing_to_say():
    app = badge(settings())
    assert not app.markdown
    assert not app.warning


def test_a_token_that_travels_unencrypted_is_warned_of():
    app = badge(settings(JUSTONEAPI_BASE_URL="prod-cn", JUSTONEAPI_ALLOW_HTTP="1"))
    assert "unencrypted" in app.warning[0].value
    assert not badge(settings(JUSTONEAPI_BASE_URL="http://127.0.0.1:8099")).warning


@pytest.fixture
def yesterday(monkeypatch):
    """The newest possible day is the last one of the made histories, or as many days later."""

    def say(day: date) -> None:
        monkeypatch.setattr("components.wording.source.latest_data_day", lambda: day)

    say(date(2025, 12, 7))
    return say


def source(*histories, given=None, as_of=None) -> AppTest:
    def script(found, given, as_of) -> None:
        from components.notes import compared_line, source_badge

        source_badge(found, given, as_of)
        compared_line(found, as_of)

    found = insight(daily(*histories), 0, Rules())
    return run_script(script, {"found": found, "given": given or settings(), "as_of": as_of})


def test_the_source_and_its_last_day_stand_in_a_few_words_with_more_behind_them(yesterday):
    short, compared = source(history(A, [1, 2])).markdown
    assert short.value == ":gray[Data to Dec 7, 2025]"
    assert short.help == "Pugongying via Just One API, data up to 2025-12-07 (China date)"
    everything = "Everything that was ever collected: 2025-12-06 to 2025-12-07."
    assert compared.value == f":gray[{everything}]"
    demo = source(history(A, [1, 2]), given=sandbox()).markdown[0]
    assert demo.value == ":blue-badge[Demo data] :gray[to Dec 7, 2025]"
    assert demo.help.startswith("Demo data, made by this program")


@pytest.mark.parametrize(
    ("newest", "words"),
    [(date(2025, 12, 8), "end 1 day before"), (date(2025, 12, 27), "end 20 days before")],
)
def test_older_data_bear_a_badge_and_are_said_to_be_older(yesterday, newest, words):
    yesterday(newest)
    short, compared = lines(source(history(A, [1, 2])))
    assert short.endswith(" :orange-badge[Stale]")
    assert words in compared


def test_a_picture_that_is_pinned_on_purpose_is_not_called_old(yesterday):
    yesterday(date(2026, 3, 9))
    assert "badge" not in lines(source(history(A, [1, 2]), as_of=date(2025, 12, 7)))[0]
    short, compared = lines(source(history(A, [1, 2]), as_of=date(2025, 12, 9)))
    assert short.endswith(" :orange-badge[Stale]")
    assert "end 2 days before the pinned day" in compared


def test_one_creator_that_ends_earlier_is_pointed_at(yesterday):
    earlier = history(B, held(*range(1, 41), end=date(2025, 12, 4)))
    told = lines(source(history(A, list(range(1, 41))), earlier))
    assert "the earliest on 2025-12-04" in told[-1]


def test_fewer_days_than_the_others_are_pointed_at(yesterday):
    long, short = history(A, list(range(1, 41))), history(B, [1, 2])
    badge, compared = lines(source(long, short))
    assert badge.endswith(" :orange-badge[Fewer days]")
    assert "1 creator lacks some of the 40 days compared" in compared
    badge, compared = lines(source(long, history(B, list(range(4, 44)))))
    assert "badge" not in badge
    assert "lack" not in compared


def test_without_a_total_there_is_no_day_to_name(yesterday):
    (compared,) = lines(source(history(A, ApiError(Kind.NO_SERIES), [1, 2])))
    assert "Data to" not in compared


def notes(*histories, **known) -> AppTest:
    def script(found, called) -> None:
        import streamlit as st

        from components.notes import data_notes

        st.session_state["noted"] = data_notes(found, called)

    found = by_id(*histories)
    given = {"found": found, "called": names(found, **known)}
    return run_script(script, given)


def test_nothing_to_note_is_nothing():
    app = notes(history(A, [1, 2], [1, 1]), history(B, ApiError(Kind.NO_SERIES), None))
    assert not app.markdown
    assert app.session_state["noted"] is False


@pytest.mark.parametrize(
    ("flaws", "text"),
    [
        ({"dropped": 1}, "1 row could not be read and was left out."),
        ({"dropped": 3}, "3 rows could not be read and were left out."),
        ({"repeated": 1}, "1 day came with two numbers; the later one stands."),
        ({"repeated": 2}, "2 days came with two numbers; the later ones stand."),
    ],
)
@pytest.mark.fault(45, 50, 54, 61)
def test_what_was_left_out_or_doubted(flaws, text):
    app = notes(history(A, [1, 2], held(1, 1, **flaws)))
    assert app.session_state["noted"] is True
    assert lines(app) == [f"- Name 01, new followers: {text}"]


@pytest.mark.fault(61)
def test_several_notes_each_with_its_creator_and_series():
    app = notes(
        history(A, held(1, 2, contradicts=True, dropped=2), [1, 1]),
        history(B, held(1, 2, repeated=1), ApiError(Kind.NO_SERIES)),
    )
    first, second, third = lines(app)
    assert first.startswith("- Name 01, total followers: 2 rows")
    assert second.startswith("- Name 01: the marketplace's own net change does not match")
    assert third.startswith("- Name 02, total followers: 1 day")


def test_derived_new_followers_are_said_to_be_derived_once():
    app = notes(history(A, [1, 2], derived=True), history(B, [1, 2], derived=True))
    assert lines(app) == ["- New followers are derived: the daily net change of the total."]


def test_a_name_is_shown_as_text():
    (line,) = lines(notes(history(A, held(1, 2, dropped=1)), **{A: NASTY}))
    assert line.startswith(f"- {plain(NASTY)}, total followers")
