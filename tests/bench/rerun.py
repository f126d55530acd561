"""Changing a control, against a bare script that draws the same figure from memory."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import streamlit as st
from streamlit.testing.v1 import AppTest

from components.chart.figure import growth_figure
from services.growth.insight import insight
from tests.bench.drawing import RULES, held_of, picture
from tests.pages import open_app

CREATORS = 20
ROUNDS = 12


def rerun() -> Iterator[str]:
    """Time reruns of the page and of the bare script in turn, both in process, and compare."""
    given = picture(insight(held_of(CREATORS), 60, RULES))
    st.session_state.clear()
    app = open_app(kols=",".join(given.order), scale="percent", days="60")
    bare = AppTest.from_function(_bare, default_timeout=60)
    bare.session_state["figure"] = growth_figure(given)
    bare.run()
    ours, theirs = [], []
    for round_ in range(ROUNDS):
        view = ("total", "both")[round_ % 2]
        ours.append(_seconds(lambda v=view: app.segmented_control(key="view").set_value(v).run()))
        theirs.append(_seconds(bare.run))
    mine, other = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    yield (
        f"rerun with {CREATORS} creators, view changed: {mine:.0f} ms; bare script with the figure "
        f"in memory: {other:.0f} ms; ratio {mine / other:.1f} (both in process, without a browser)"
    )


def _bare() -> None:
    import streamlit as st

    st.plotly_chart(st.session_state["figure"], key="chart")


def _seconds(work: object) -> float:
    assert callable(work)
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
