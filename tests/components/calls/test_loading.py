from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.wording.plain_text import plain
from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.series import Metric
from tests.components.made import IDS, NASTY, A, B, C, by_id, comparison, held, history, names
from tests.components.running import run_script

ARRIVED = history(A, [1, 2], [1, 1])
COMING = history(B, None, None)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nobody waits here as long as on the page."""
    monkeypatch.setattr("components.calls.loading.PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr("components.calls.loading._REDRAW_SECONDS", 0.02)


def script(shown, called, *, stop: bool = False, arrivals=()) -> None:
    import streamlit as st

    from components.calls.loading import follow, still_collecting

    def preview(drawing: int) -> None:
        st.session_state.setdefault("drawings", []).append(drawing)
        st.text(f"drawing {drawing}")
        if stop:
            st.stop()
        if arrivals:
            shown.batch.settle(*arrivals.pop(0))

    follow(shown, called, preview)
    still_collecting(shown, called)
    st.text("results")


def load(shown, *, stop: bool = False, arrivals=(), **known) -> AppTest:
    """Load the page; each drawing brings the next of the `arrivals`."""
    called = names(shown.ids, **known)
    given = {"shown": shown, "called": called, "stop": stop, "arrivals": list(arrivals)}
    return run_script(script, given)


def progress(app: AppTest) -> tuple[int, str]:
    (bar,) = app.get("progress")
    return bar.proto.value, bar.proto.text


def drawings(app: AppTest) -> list[int]:
    return list(app.session_state["drawings"]) if "drawings" in app.session_state else []


def test_what_is_there_already_is_not_waited_for():
    app = load(comparison(ARRIVED, history(B, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))))
    assert drawings(app) == []
    assert [text.value for text in app.text] == ["results"]
    assert not app.info


def test_when_patience_ends_what_has_arrived_is_shown_and_the_others_are_named():
    began = time.monotonic()
    app = load(comparison(ARRIVED, COMING, history(C, [1, 2], None)))
    assert 0.2 <= time.monotonic() - began < 2
    assert len(drawings(app)) == 1, "what did not change is not drawn again"
    assert app.info[0].value == (
        "Still collecting: Name 02, Name 03. They appear here when they arrive."
    )
    assert [text.value for text in app.text] == ["results"], "the preview makes room"
    assert not app.get("progress")


def test_the_wait_counts_from_the_beginning_of_the_batch():
    shown = comparison(ARRIVED, COMING)
    shown.started -= 60
    app = load(shown)
    assert drawings(app) == []
    assert "Name 02" in app.info[0].value


def test_each_arrival_is_drawn_and_the_last_one_ends_the_wait(monkeypatch):
    monkeypatch.setattr("components.calls.loading.PATIENCE_SECONDS", 30.0)
    shown = comparison(ARRIVED, COMING)
    began = time.monotonic()
    app = load(shown, arrivals=[(B, Metric.TOTAL, held(5, 6)), (B, Metric.NEW, held(1, 1))])
    assert time.monotonic() - began < 10
    assert len(drawings(app)) == len(set(drawings(app))) == 2
    assert not app.info
    assert len(shown.histories()[B].held) == 2


def test_an_arrival_from_another_thread_ends_the_wait(monkeypatch):
    monkeypatch.setattr("components.calls.loading.PATIENCE_SECONDS", 30.0)
    monkeypatch.setattr("components.calls.loading._REDRAW_SECONDS", 10.0)
    shown = comparison(ARRIVED, history(B, [5, 6], None))
    timer = threading.Timer(0.2, shown.batch.settle, (B, Metric.NEW, held(1, 1)))
    timer.start()
    began = time.monotonic()
    load(shown)
    timer.join()
    assert time.monotonic() - began < 5
    assert not shown.histories()[B].pending


def test_progress_counts_creators_and_names_the_latest():
    app = load(comparison(ARRIVED, COMING, history(C, [1], ApiError(Kind.NO_SERIES))), stop=True)
    assert progress(app) == (66, "2 of 3 creators · Name 01, Name 03")


def test_progress_before_anything_arrived():
    assert progress(load(comparison(COMING), stop=True)) == (0, "0 of 1 creator")


def test_progress_of_many_names_only_a_few():
    many = [history(key, [1], [1]) for key in IDS[:10]]
    value, text = progress(load(comparison(*many, history(IDS[10], None, None)), stop=True))
    assert value == 90
    assert text == "10 of 11 creators · " + ", ".join(f"Name {n:02d}" for n in range(5, 11))


def test_names_are_shown_as_text():
    known = {A: NASTY, B: NASTY}
    assert plain(NASTY) in load(comparison(ARRIVED, COMING), **known).info[0].value
    _, text = progress(load(comparison(ARRIVED, COMING), stop=True, **known))
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


def test_the_page_is_drawn_again_when_somebody_arrived():
    def script(shown, called) -> None:
        import streamlit as st

        from components.calls.loading import still_collecting

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        still_collecting(shown, called)

    shown = SimpleNamespace(histories=lambda: by_id(ARRIVED, COMING), batch=Racing())
    given = {"shown": shown, "called": names([A, B])}
    app = run_script(script, given)
    assert app.session_state["runs"] == 2
