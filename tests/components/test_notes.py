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


def banner(given) -> AppTest:
    def script(given) -> None:
        from components.notes import demo_banner

        demo_banner(given)

    return AppTest.from_function(script, kwargs={"given": given}).run()


def test_the_sandbox_says_that_nothing_is_real():
    app = banner(sandbox())
    assert app.info[0].value.startswith("Demo data")
    assert not app.warning


def test_with_a_token_there_is_nothing_to_say():
    app = banner(settings())
    assert not app.info
    assert not app.warning


def test_a_token_that_travels_unencrypted_is_warned_of():
    app = banner(settings(JUSTONEAPI_BASE_URL="prod-cn", JUSTONEAPI_ALLOW_HTTP="1"))
    assert "unencrypted" in app.warning[0].value
    assert not banner(settings(JUSTONEAPI_BASE_URL="http://127.0.0.1:8099")).warning


@pytest.fixture
def yesterday(monkeypatch):
    """The newest possible day is the last one of the made histories, or as many days later."""

    def say(day: date) -> None:
        monkeypatch.setattr("components.wording.source.latest_data_day", lambda: day)

    say(date(2025, 12, 7))
    return say


def source(*histories, given=None) -> AppTest:
    def script(found, given) -> None:
        from components.notes import source_line

        source_line(found, given)

    found = insight(daily(*histories), 0, Rules())
    return run_script(script, {"found": found, "given": given or settings()})


def badges(app: AppTest) -> list[str]:
    return [block.value for block in app.markdown]


def test_the_source_and_its_last_day(yesterday):
    app = source(history(A, [1, 2]))
    assert app.caption[0].value == "Pugongying via Just One API, data up to 2025-12-07 (China date)"
    assert badges(app) == []
    assert "Demo data" in source(history(A, [1, 2]), given=sandbox()).caption[0].value


@pytest.mark.parametrize(
    ("newest", "words"),
    [(date(2025, 12, 8), "end 1 day before"), (date(2025, 12, 27), "end 20 days before")],
)
def test_older_data_are_said_to_be_older(yesterday, newest, words):
    yesterday(newest)
    (badge,) = badges(source(history(A, [1, 2])))
    assert words in badge


def test_one_creator_that_ends_earlier_is_pointed_at(yesterday):
    earlier = history(B, held(*range(1, 41), end=date(2025, 12, 4)))
    told = badges(source(history(A, list(range(1, 41))), earlier))
    assert "the earliest on 2025-12-04" in told[-1]


def test_fewer_days_than_the_others_are_pointed_at(yesterday):
    long, short = history(A, list(range(1, 41))), history(B, [1, 2])
    (badge,) = badges(source(long, short))
    assert "1 creator lacks some of the 40 days compared" in badge
    assert badges(source(long, history(B, list(range(4, 44))))) == []


def test_without_a_total_there_is_no_day_to_name(yesterday):
    assert not source(history(A, ApiError(Kind.NO_SERIES), [1, 2])).caption


def notes(*histories, **known) -> AppTest:
    def script(found, called) -> None:
        from components.notes import data_notes

        data_notes(found, called)

    found = by_id(*histories)
    given = {"found": found, "called": names(found, **known)}
    return run_script(script, given)


def test_nothing_to_note_is_nothing():
    app = notes(history(A, [1, 2], [1, 1]), history(B, ApiError(Kind.NO_SERIES), None))
    assert not app.expander


@pytest.mark.parametrize(
    ("flaws", "text"),
    [
        ({"dropped": 1}, "1 row could not be read and was left out."),
        ({"dropped": 3}, "3 rows could not be read and were left out."),
        ({"repeated": 1}, "1 day came with two numbers; the later one stands."),
        ({"repeated": 2}, "2 days came with two numbers; the later ones stand."),
    ],
)
def test_what_was_left_out_or_doubted(flaws, text):
    app = notes(history(A, [1, 2], held(1, 1, **flaws)))
    assert app.expander[0].label == "1 note on the data"
    assert badges(app) == [f"- Name 01, new followers: {text}"]


def test_several_notes_each_with_its_creator_and_series():
    app = notes(
        history(A, held(1, 2, contradicts=True, dropped=2), [1, 1]),
        history(B, held(1, 2, repeated=1), ApiError(Kind.NO_SERIES)),
    )
    assert app.expander[0].label == "3 notes on the data"
    lines = badges(app)
    assert lines[0].startswith("- Name 01, total followers: 2 rows")
    assert lines[1].startswith("- Name 01: the marketplace's own net change does not match")
    assert lines[2].startswith("- Name 02, total followers: 1 day")


def test_derived_new_followers_are_said_to_be_derived_once():
    app = notes(history(A, [1, 2], derived=True), history(B, [1, 2], derived=True))
    assert badges(app) == ["- New followers are derived: the daily net change of the total."]


def test_a_name_is_shown_as_text():
    (line,) = badges(notes(history(A, held(1, 2, dropped=1)), **{A: NASTY}))
    assert line.startswith(f"- {plain(NASTY)}, total followers")
