"""The follower history: what the process holds, what it would cost to hold more, and how to ask.

The only module in `services` that sees Streamlit: successful series live in `st.cache_data`, and
everything the sessions share in one `History` for each state of the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import streamlit as st

from services.api.client import Client, Clocks
from services.api.governor import Latch, Slots
from services.api.profiles import LEGACY, SUCCESSOR, EndpointChoice, Metric, Profile
from services.api.transport import Transport
from services.batch import Batch
from services.errors import ApiError
from services.flights import FailureMemory, Flights
from services.outcome import Held
from services.sandbox.vendor import respond
from services.settings import Settings

_MOST_SERIES = 4096  # about 6 KB each: 24 MB at most
_KEPT_FOR = "24h"  # freshness goes by data day (`Held.is_fresh`); this only bounds what is kept


class _NotHeld(Exception):
    """Raised instead of a value, because an exception is not cached."""


@st.cache_data(max_entries=_MOST_SERIES, ttl=_KEPT_FOR, show_spinner=False)
def _kept(
    creator_id: str, metric: str, days: int, endpoint: str, scope: str, _value: Held | None
) -> Held:
    if _value is None:
        raise _NotHeld
    return _value


@dataclass
class History:
    """All that the sessions of one process share under one state of the settings."""

    client: Client
    metrics: tuple[Metric, ...]
    scope: str
    pool: ThreadPoolExecutor
    flights: Flights[Held] = field(default_factory=Flights)
    failures: FailureMemory = field(default_factory=FailureMemory)

    def held(self, creator_id: str, metric: Metric) -> Held | None:
        """Return the newest series held, from whichever endpoint, without any call."""
        for profile in (self.client.endpoint.current, LEGACY, SUCCESSOR):
            try:
                return _kept(*self._key(creator_id, metric, profile), None)
            except _NotHeld:
                continue
        return None

    def known(
        self, creator_id: str, metric: Metric, *, retrying: bool = False
    ) -> Held | ApiError | None:
        """Return what makes a call needless: a fresh series or a failure that still stands.

        None means that a click would send a call. `retrying` sets aside failures that are only
        remembered shortly.
        """
        held = self.held(creator_id, metric)
        if held is not None and held.is_fresh(self.client.clocks.now):
            return held
        failure = self.failures.recall((creator_id, metric), retrying=retrying)
        failure = failure or self.client.latch.reason
        return held if failure is not None and held is not None else failure

    def missing(
        self, creator_ids: Iterable[str], *, retrying: bool = False
    ) -> tuple[tuple[str, Metric], ...]:
        """List the series that a click would ask for: each of them is one paid call."""
        return tuple(
            (creator_id, metric)
            for creator_id in creator_ids
            for metric in self.metrics
            if self.known(creator_id, metric, retrying=retrying) is None
        )

    def open(self, creator_ids: Sequence[str], *, calls: bool, retrying: bool = False) -> Batch:
        """Return a batch of these creators.

        With `calls`, every missing series is asked for; without, the batch stays at what is held,
        stale series included.
        """
        batch = Batch(creator_ids, self.metrics)
        asks = []
        for creator_id in creator_ids:
            for metric in self.metrics:
                outcome = self.known(creator_id, metric, retrying=retrying)
                if outcome is None and not calls:
                    outcome = self.held(creator_id, metric)
                if outcome is not None:
                    batch.settle(creator_id, metric, outcome)
                elif calls:
                    asks.append((creator_id, metric))
        batch.start(asks, self._fetch, self.held, self.pool)
        return batch

    def _fetch(self, creator_id: str, metric: Metric) -> Held:
        return self.flights.run((creator_id, metric), lambda: self._call(creator_id, metric))

    def _call(self, creator_id: str, metric: Metric) -> Held:
        # Looked up again here: a flight that landed since the batch was made has left its series.
        held = self.held(creator_id, metric)
        if held is not None and held.is_fresh(self.client.clocks.now):
            return held
        try:
            fetched = self.client.fetch(creator_id, metric)
        except ApiError as error:
            self.failures.note((creator_id, metric), error)
            raise
        self.failures.forget((creator_id, metric))
        now = self.client.clocks.now()
        fresh = Held(fetched.series, fetched.endpoint, fetched.days, now)
        profile = SUCCESSOR if fetched.endpoint == SUCCESSOR.name else LEGACY
        key = self._key(creator_id, metric, profile)
        _kept.clear(*key, None)
        return _kept(*key, fresh)

    def _key(
        self, creator_id: str, metric: Metric, profile: Profile
    ) -> tuple[str, str, int, str, str]:
        return creator_id, metric.value, profile.widest, profile.name, self.scope


@st.cache_resource(max_entries=4, show_spinner=False)
def _history(scope: str, _settings: Settings, _clocks: Clocks) -> History:
    settings = _settings
    transport = Transport(
        settings.base_url, settings.token, responder=respond if settings.sandbox else None
    )
    client = Client(
        transport,
        EndpointChoice(settings.endpoint),
        Slots(settings.concurrency),
        Latch(sticky=not settings.sandbox, now=_clocks.now),
        _clocks,
    )
    metrics = (Metric.TOTAL, Metric.NEW) if settings.series == "both" else (Metric.TOTAL,)
    pool = ThreadPoolExecutor(settings.concurrency, thread_name_prefix="fetch")
    return History(client, metrics, scope, pool)


def history_of(settings: Settings, clocks: Clocks | None = None) -> History:
    """Return the process's history under these settings; changed settings start a new one.

    `clocks` replaces time and chance in tests.
    """
    return _history(settings.fingerprint, settings, clocks or Clocks())
