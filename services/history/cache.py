"""The process's one `History`, kept by Streamlit.

The only module in `services` that sees Streamlit.
"""

from __future__ import annotations

import streamlit as st

from services.china_time import Clocks
from services.history.build import build_history
from services.history.history import History
from services.history.memory import Memory
from services.settings.settings import Settings


@st.cache_resource(max_entries=4, show_spinner=False)
def _history(scope: str, _settings: Settings, _clocks: Clocks) -> History:
    return build_history(_settings, Memory(), _clocks)


def history_of(settings: Settings, clocks: Clocks | None = None) -> History:
    """Return the process's history under these settings; changed settings start a new one.

    `clocks` replaces time and chance in tests.
    """
    return _history(settings.fingerprint, settings, clocks or Clocks())
