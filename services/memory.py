"""Keeps series at hand for a single run, outside of Streamlit."""

from __future__ import annotations

from services.api.profiles import Metric
from services.outcome import Held, Stamp


class RunMemory:
    """A `services.follower_history.Memory` that lasts as long as the process."""

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
