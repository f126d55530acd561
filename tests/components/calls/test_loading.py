from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.calls.loading import is_loading
from components.wording.plain_text import plain
from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.series import Metric
from tests.components.made import IDS, NASTY, A, B, C, by_id, comparison, held, history, names
from tests.components.running import run_script

ARRIVED = history(A, [1, 2], [1, 1])
COMING = history(B, None, None)
HALF = history(B, [5, 6], None)


@pytest.fixture
def at_once(monkeypatch):
    """A page does not wait at all."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 0.0)


def test_what_is_there_already_is_not_waited_for():
    failed = history(B, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))
    assert is_loading(comparison(ARRIVED, failed)) is False


def test_what_does_not_come_at_once_is_loading(at_once):
    assert is_loading(comparison(ARRIVED, COMING)) is True


def test_what_arrives_in_the_first_moment_appears_whole():
    shown = comparison(ARRIVED, HALF)
    timer = threading.Timer(0.1, shown.batch.settle, (B, Metric.NEW, held(1, 1)))
    timer.start()
    assert is_loading(shown) is False
    timer.join()


def test_the_first_moment_counts_from_the_beginning_of_the_batch():
    shown = comparison(ARRIVED, COMING)
    shown.started -= 60
    assert is_loading(shown) is True, "or it would have waited for half a minute"


def load(shown, **known) -> AppTest:
    def script(shown, called) -> None:
        import streamlit as st

        from components.calls.loading import follow

        follow(shown, called)
        st.text("what there is")

    called = names(shown.ids, **known)
    app = AppTest.from_function(
        script, kwargs={"shown": shown, "called": called}, default_timeout=60
    ).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["what there is"]
    return app


def progress(app: AppTest) -> tuple[int, str]:
    (bar,) = app.get("progress")
    return bar.proto.value, bar.proto.text


def test_where_everything_is_there_no_progress_is_drawn():
    assert not load(comparison(ARRIVED)).get("progress")


def test_progress_counts_creators_and_names_the_latest(at_once):
    app = load(comparison(ARRIVED, COMING, history(C, [1], ApiError(Kind.NO_SERIES))))
    assert progress(app) == (66, "2 of 3 creators · Name 01, Name 03")


def test_progress_before_anything_arrived(at_once):
    assert progress(load(comparison(COMING))) == (0, "0 of 1 creator")


def test_progress_of_many_names_only_a_few(at_once):
    many = [history(key, [1], [1]) for key in IDS[:10]]
    value, text = progress(load(comparison(*many, history(IDS[10], None, None))))
    assert value == 90
    assert text == "10 of 11 creators · Name 08, Name 09, Name 10"


def test_names_are_shown_as_text(at_once):
    _, text = progress(load(comparison(ARRIVED, COMING), **{A: NASTY}))
    assert text == "1 of 2 creators · " + plain(NASTY[:19] + "…")


class Racing:
    """A batch at which something arrives between the page's look at it and the watch's first."""

    done = False

    def __init__(self) -> None:
        self.looks = 0

    @property
    def version(self) -> int:
        self.looks += 1
        return min(self.looks, 2)


def test_the_page_is_drawn_again_when_somebody_arrived(at_once):
    def script(shown, called) -> None:
        import streamlit as st

        from components.calls.loading import follow

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        follow(shown, called)

    shown = SimpleNamespace(histories=lambda: by_id(ARRIVED, COMING), batch=Racing(), started=0.0)
    given = {"shown": shown, "called": names([A, B])}
    app = run_script(script, given)
    assert app.session_state["runs"] == 2
