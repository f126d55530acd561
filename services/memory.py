"""Where series are kept at hand, so that a rerun asks neither the network nor the archive."""

from __future__ import annotations

from typing import Protocol

from services.api.profiles import Metric
from services.outcome import Held, Stamp


class Memory(Protocol):
    """What the history needs of such a place; `services.history` has one in Streamlit's cache."""

    def get(self, creator_id: str, metric: Metric) -> Held | None:
        """Return what is kept, or None."""

    def put(self, creator_id: str, metric: Metric, held: Held) -> None:
        """Keep a series in place of an older one."""

    def stamp(self, creator_id: str, metric: Metric) -> Stamp | None:
        """Return what the freshness of a series depends on, much faster than the series."""


class RunMemory:
    """A memory that lasts as long as the process, for commands outside of Streamlit."""

    def __init__(self) -> None:
        self._series: dict[tuple[str, Metric], Held] = {}

    def get(self, creator_id: str, metric: Metric) -> Held | None:
        """Return what is kept, or None."""
        return self._series.get((creator_id, metric))

    def put(self, creator_id: str, metric: Metric, held: Held) -> None:
        """Keep a series in place of an older one."""
        self._series[creator_id, metric] = held

    def stamp(self, creator_id: str, metric: Metric) -> Stamp | None:
        """Return what the freshness of a series depends on."""
        held = self.get(creator_id, metric)
        return None if held is None else held.stamp
