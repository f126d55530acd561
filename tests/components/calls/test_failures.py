from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from components.wording.failures import OWNER_ADVICE
from components.wording.plain_text import plain
from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.reasons import REASONS
from services.history.budget import Price
from services.history.waiting import Again
from tests.components.made import NASTY, A, B, C, by_id, held, history, names
from tests.components.running import run_script
from tests.faults import FAILURES

FINE = history(A, [1, 2], [1, 1])
FAILED = history(B, ApiError(Kind.VENDOR_ERROR, code=500), ApiError(Kind.VENDOR_ERROR, code=500))


@pytest.fixture(autouse=True)
def nobody_slow(monkeypatch):
    monkeypatch.setattr("components.calls.cost_button.READING_SECONDS", 0.0)


def draw(*histories, calls: int = 2, free: bool = False, again=None, **known) -> AppTest:
    def script(found, called, price, free, again) -> None:
        import streamlit as st

        from components.calls.failures import failures

        st.session_state["pressed"] = failures(found, called, price, free=free, again=again)

    found, price = by_id(*histories), Price(min(calls, 1), min(calls, 1), calls)
    given = {"found": found, "called": names(found, **known), "price": price, "free": free}
    given["again"] = again
    return run_script(script, given)


def lines(app: AppTest) -> list[str]:
    return [block.value for block in app.markdown]


def test_where_nothing_failed_nothing_is_said():
    app = draw(FINE, history(B, None, None))
    assert not app.markdown
    assert not app.caption
    assert not app.button
    assert app.session_state["pressed"] is False


def test_the_failed_one_is_named_with_its_reason_once():
    app = draw(FINE, FAILED)
    assert lines(app) == [
        "**1 creator could not be loaded**",
        f"- **Name 02** · {REASONS[Kind.VENDOR_ERROR]} (code 500)",
    ]


def test_two_reasons_are_told_apart():
    app = draw(
        FINE,
        history(B, ApiError(Kind.NO_SERIES), ApiError(Kind.UNCERTAIN, charged=Charged.UNKNOWN)),
    )
    assert lines(app)[1].startswith("- **Name 02** · Total followers: The marketplace publishes no")
    assert "New followers: The connection broke" in lines(app)[1]


def test_a_series_that_is_there_is_not_said_to_be_missing():
    app = draw(FINE, history(B, [1, 2], ApiError(Kind.COLLECTION_FAILED, code=301)))
    assert "New followers: The marketplace could not collect" in lines(app)[1]
    assert "Total followers" not in lines(app)[1]


def test_older_numbers_are_said_to_be_older():
    older = replace(held(1, 2), refresh_failed=ApiError(Kind.VENDOR_ERROR, code=500))
    app = draw(FINE, history(B, older, older))
    assert lines(app)[1] == (
        "- **Name 02** · Older numbers are shown, since a newer answer failed: "
        f"{REASONS[Kind.VENDOR_ERROR]} (code 500)"
    )


@pytest.mark.parametrize(
    ("histories", "title"),
    [
        ([FAILED], "The creator could not be loaded"),
        (
            [FAILED, history(C, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))],
            "None of the 2 creators could be loaded",
        ),
        (
            [FINE, FAILED, history(C, ApiError(Kind.NO_SERIES), None)],
            "2 creators could not be loaded",
        ),
        # One still on its way may yet bring something.
        ([FAILED, history(C, None, None)], "1 creator could not be loaded"),
    ],
)
def test_all_some_or_one(histories, title):
    assert lines(draw(*histories))[0] == f"**{title}**"


def test_the_retry_names_its_cost_and_says_when_it_was_pressed():
    app = draw(FINE, FAILED)
    assert app.button[0].label == "Retry the failed ones · 2 calls, up to 6 requests"
    app.button[0].click().run()
    assert app.session_state["pressed"] is True


def test_in_the_sandbox_the_retry_is_free():
    assert draw(FINE, FAILED, free=True).button[0].label == "Retry the failed ones · free"


def test_what_cannot_be_asked_now_has_no_button():
    app = draw(FINE, FAILED, calls=0)
    assert not app.button
    assert "None of these can be asked again now." in [block.value for block in app.caption]


def test_a_name_is_shown_as_text():
    assert lines(draw(FINE, FAILED, **{B: NASTY}))[1].startswith(f"- **{plain(NASTY)}** · ")


@pytest.mark.parametrize("kind", FAILURES)
def test_only_what_stops_everything_has_a_sign(kind):
    def script(error) -> None:
        from components.calls.failures import stop_sign

        stop_sign(error)

    app = AppTest.from_function(
        script,
        kwargs={
            "error": ApiError(
                kind,
            )
        },
        default_timeout=60,
    ).run()
    shown = [block.value for block in app.error]
    assert shown == ([OWNER_ADVICE[kind]] if kind in OWNER_ADVICE else [])


def test_nothing_stopped_is_no_sign():
    def script() -> None:
        from components.calls.failures import stop_sign

        stop_sign(None)

    assert not AppTest.from_function(script, default_timeout=60).run().error


@pytest.mark.fault(106)
@pytest.mark.parametrize("spared", [False, True])
def test_what_must_wait_says_from_when_it_goes_on(spared):
    """Row 106: on China's clocks, from the minute on in which it is true."""
    again = Again(datetime(2026, 3, 10, 6, 31, 0, 1, tzinfo=UTC), spared=spared)
    app = draw(FINE, FAILED, calls=0, again=again)
    said = [block.value for block in app.caption]
    twice = "They were asked for twice within ten minutes, and each time may have been charged. "
    assert said == [(twice if spared else "") + "They can be asked again from 14:32 (China time)."]
    assert app.button[0].label == "Retry the failed ones · 0 calls"
