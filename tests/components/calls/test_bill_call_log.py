from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
from streamlit.testing.v1 import AppTest

from services.api.answers import Kind
from services.api.reasons import REASONS
from services.exports.csv_table import to_csv
from tests.components.running import run_script

CALL = {
    "fetched_at": datetime(2025, 12, 7, 16, 30, 59, 999_000, tzinfo=UTC),
    "creator_id": "5f0000000000000001000b01",
    "alias": "=1+1",
    "series": "total",
    "environment": "prod-global",
    "endpoint": "legacy",
    "outcome": "ok",
    "code": 0,
    "http_status": 200,
    "charged": "yes",
    "seconds": 2.5,
    "request_id": "r-1",
}
BROKEN = CALL | {"outcome": "not_sent", "code": None, "http_status": None, "charged": "no"}


def calls(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(CALL))
    types = {"fetched_at": "datetime64[us, UTC]", "code": "Int64", "http_status": "Int64"}
    return frame.astype(types)


def draw(frame: pd.DataFrame) -> AppTest:
    def script(frame) -> None:
        import streamlit as st

        from components.calls.bill import call_log

        button = st.download_button
        st.download_button = lambda *texts, **more: (
            st.session_state.update(more) or button(*texts, **more)
        )
        try:
            call_log(frame)
        finally:
            st.download_button = button

    return run_script(script, {"frame": frame})


def test_the_table_has_the_calls_with_their_time_in_china():
    frame = calls(CALL, BROKEN)
    before = frame.copy()
    shown = draw(frame).dataframe[0].value
    assert list(shown.columns) == [
        "Time (China)",
        "Creator id",
        "Creator",
        "Series",
        "Environment",
        "Endpoint",
        "Outcome",
        "Code",
        "HTTP status",
        "Charged",
        "Seconds",
        "Request id",
    ]
    assert list(shown["Time (China)"]) == [pd.Timestamp("2025-12-08 00:30:59")] * 2
    assert list(shown["Charged"]) == ["Yes", "Not charged"]
    assert list(shown["Series"]) == ["Total followers"] * 2
    assert list(shown["Outcome"]) == ["Answered", REASONS[Kind.NOT_SENT]]
    assert list(shown["Code"].isna()) == [False, True]
    pd.testing.assert_frame_equal(frame, before)


def test_the_file_holds_the_table_and_no_formula():
    app = draw(calls(CALL, BROKEN))
    assert app.session_state["file_name"] == "kol-growth-calls.csv"
    written = app.session_state["data"]()
    assert written == to_csv(app.dataframe[0].value)
    header, first, second = written.decode("utf-8-sig").splitlines()
    assert header.startswith("Time (China),Creator id,Creator,Series")
    assert first == (
        "2025-12-08T00:30:59,5f0000000000000001000b01,'=1+1,Total followers,prod-global,legacy,"
        "Answered,0,200,Yes,2.5,r-1"
    )
    assert f",{REASONS[Kind.NOT_SENT]},,,Not charged," in second


def test_without_calls_there_is_no_table_and_no_file():
    app = draw(calls())
    assert app.caption[0].value == "No call was made yet."
    assert not app.dataframe
    assert not app.get("download_button")
