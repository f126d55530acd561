"""The process's one `History`, kept by Streamlit: series at hand in `st.cache_data`.

The only module in `services` that sees Streamlit.
"""

from __future__ import annotations

import streamlit as st

from services.api.series import Held, Metric, Stamp
from services.china_time import Clocks
from services.history.build import build_history
from services.history.history import History
from services.settings.settings import Settings

_MOST_SERIES = 4096  # about 6 KB each: 24 MB at most
_KEPT_FOR = "24h"  # freshness goes by data day (`Held.is_fresh`); this only bounds what is kept


class _NotHeld(Exception):
    """Raised instead of a value, because an exception is not cached."""


@st.cache_data(max_entries=_MOST_SERIES, ttl=_KEPT_FOR, show_spinner=False)
def _kept(creator_id: str, metric: str, scope: str, _value: Held | None) -> Held:
    if _value is None:
        raise _NotHeld
    return _value


class CachedSeries:
    """Keeps series in `st.cache_data`, apart for each state of the settings (`scope`)."""

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self._stamps: dict[tuple[str, Metric], Stamp] = {}

    def get(self, creator_id: str, metric: Metric) -> Held | None:
        """Return what is kept, or None."""
        if (creator_id, metric) not in self._stamps:
            return None
        try:
            return _kept(creator_id, metric.value, self._scope, None)
        except _NotHeld:
            return None

    def put(self, creator_id: str, metric: Metric, held: Held) -> None:
        """Keep a series in place of an older one."""
        _kept.clear(creator_id, metric.value, self._scope, None)
        _kept(creator_id, metric.value, self._scope, held)
        self._stamps[creator_id, metric] = held.stamp

    def stamp(self, creator_id: str, metric: Metric) -> Stamp | None:
        """Return what the freshness of a series depends on, much faster than the series."""
        return self._stamps.get((creator_id, metric))


@st.cache_resource(max_entries=4, show_spinner=False)
def _history(scope: str, _settings: Settings, _clocks: Clocks) -> History:
    return build_history(_settings, CachedSeries(scope), _clocks)


def history_of(settings: Settings, clocks: Clocks | None = None) -> History:
    """Return the process's history under these settings; changed settings start a new one.

    `clocks` replaces time and chance in tests.
    """
    return _history(settings.fingerprint, settings, clocks or Clocks())
