"""The follower history: what the process holds, what it would cost to hold more, and how to ask.

The only module in `services` that sees Streamlit: successful series live in `st.cache_data`, and
everything the sessions share in one `History` for each state of the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial

import streamlit as st

from services.api.client import Client
from services.api.clocks import Clocks
from services.api.governor import Latch, Slots
from services.api.profiles import LEGACY, SUCCESSOR, EndpointChoice, Metric, Profile
from services.api.transport import Transport
from services.batch import Batch
from services.errors import ApiError
from services.failure_memory import FailureMemory
from services.fair_pool import FairPool
from services.flights import Flights
from services.outcome import CreatorHistory, Held
from services.sandbox.vendor import respond
from services.settings import Settings

_MOST_SERIES = 4096  # about 6 KB each: 24 MB at most
_KEPT_FOR = "24h"  # freshness goes by data day (`Held.is_fresh`); this only bounds what is kept


Key = tuple[str, Metric]


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
    pool: FairPool
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

    def known(self, key: Key, *, retry_at: float | None = None) -> Held | ApiError | None:
        """Return what makes a call needless: a fresh series or a failure that still stands."""
        held = self.held(*key)
        if held is not None and held.is_fresh(self.client.clocks.now):
            return held
        failure = self.failures.recall(key, retry_at=retry_at) or self.client.latch.reason
        if failure is None or held is None:
            return failure
        return replace(held, refresh_failed=failure)

    def missing(self, creator_ids: Iterable[str], *, retrying: bool = False) -> tuple[Key, ...]:
        """List the series that a click would pay for: each of them is one call."""
        retry_at = self.client.clocks.monotonic() if retrying else None
        keys = ((creator_id, metric) for creator_id in creator_ids for metric in self.metrics)
        return tuple(
            key
            for key in keys
            if self.known(key, retry_at=retry_at) is None and not self.flights.under_way(key)
        )

    def open(
        self, creator_ids: Sequence[str], *, ask: Collection[str] = (), retrying: bool = False
    ) -> Batch:
        """Return a batch of these creators; only those in `ask` are asked for."""
        retry_at = self.client.clocks.monotonic() if retrying else None
        batch = Batch(creator_ids, self.metrics)
        asks: list[Key] = []
        for key in ((creator_id, metric) for creator_id in creator_ids for metric in self.metrics):
            asked = key[0] in ask
            outcome = self.known(key, retry_at=retry_at if asked else None)
            if outcome is None and (asked or self.flights.under_way(key)):
                asks.append(key)
                continue
            outcome = outcome or self.held(*key)
            if outcome is not None:
                batch.settle(*key, outcome)
        batch.start(asks, partial(self._launch, batch), self.held)
        return batch

    def could_show_more(self, shown: Mapping[str, CreatorHistory]) -> bool:
        """Say whether a series that is not on screen is held by now, or on its way."""
        absent = (
            (creator_id, metric)
            for creator_id, found in shown.items()
            for metric, outcome in found.outcomes
            if outcome is None
        )
        return any(self.held(*key) or self.flights.under_way(key) for key in absent)

    def _launch(self, lane: Batch, key: Key, go_on: Callable[[], None]) -> Future[Held]:
        pressed_at = self.client.clocks.monotonic()

        def work() -> Held:
            go_on()
            return self._call(key, pressed_at)

        return self.flights.ask(key, lambda: self.pool.submit(id(lane), work))

    def _call(self, key: Key, pressed_at: float) -> Held:
        failure = self.failures.recall(key, retry_at=pressed_at)
        if failure is not None:
            raise failure
        held = self.held(*key)
        if held is not None and held.is_fresh(self.client.clocks.now):
            return held
        try:
            fetched = self.client.fetch(*key)
        except ApiError as error:
            self.failures.note(key, error)
            raise
        self.failures.forget(key)
        now = self.client.clocks.now()
        fresh = Held(fetched.series, fetched.endpoint, fetched.days, now)
        profile = SUCCESSOR if fetched.endpoint == SUCCESSOR.name else LEGACY
        cached = self._key(*key, profile)
        _kept.clear(*cached, None)
        return _kept(*cached, fresh)

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
    pool = FairPool(settings.concurrency)
    return History(client, metrics, scope, pool)


def history_of(settings: Settings, clocks: Clocks | None = None) -> History:
    """Return the process's history under these settings; changed settings start a new one.

    `clocks` replaces time and chance in tests.
    """
    return _history(settings.fingerprint, settings, clocks or Clocks())
