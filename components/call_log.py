"""The newest calls as a table, and as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.i18n import _
from services.china_time import CHINA
from services.csv_table import to_csv


def call_log(calls: pd.DataFrame) -> None:
    """Draw the calls (`services.archive.statistics.recent_calls`) with their times in China."""
    st.subheader(_("The last calls"))
    if calls.empty:
        st.caption(_("No call was made yet."))
        return
    in_china = calls["fetched_at"].dt.tz_convert(CHINA).dt.tz_localize(None).dt.floor("s")
    shown = calls.assign(fetched_at=in_china).rename(columns=_labels())
    st.dataframe(shown, hide_index=True, key="call_log")
    st.download_button(
        _("Download the calls (CSV)"),
        data=lambda: to_csv(shown),
        file_name="kol-growth-calls.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download_calls",
    )


def _labels() -> dict[str, str]:
    return {
        "fetched_at": _("Time (China)"),
        "creator_id": _("Creator id"),
        "alias": _("Creator"),
        "series": _("Series"),
        "environment": _("Environment"),
        "endpoint": _("Endpoint"),
        "outcome": _("Outcome"),
        "code": _("Code"),
        "http_status": _("HTTP status"),
        "charged": _("Charged"),
        "seconds": _("Seconds"),
        "request_id": _("Request id"),
    }
