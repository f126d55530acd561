"""What the app holds of its creators, what it would cost to hold more, and how to ask for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date

from services.api.answers import Kind
from services.api.client import Client
from services.api.errors import ApiError
from services.api.series import Held, Metric, SeriesKey, worth_showing
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.saved_lists import ListKeeper
from services.endpoints import EndpointChoice
from services.history.batch import Batch
from services.history.bill import Bill, read_bill
from services.history.budget import Price, price_of, within
from services.history.collector import Asked, Collector
from services.history.creator_history import CreatorHistory
from services.history.lookup import Lookup
from services.history.memory import FailureMemory, Memory
from services.history.pool import FairPool, Flights
from services.history.purse import Purse
from services.history.watch import Watch


@dataclass
class History:
    """All that the sessions of one process share under one state of the settings."""

    client: Client
    archive: Archive
    memory: Memory
    metrics: tuple[Metric, ...]
    pool: FairPool
    names_pool: FairPool
    purse: Purse
    flights: Flights[Held] = field(default_factory=Flights)
    failures: FailureMemory = field(init=False)
    lookup: Lookup = field(init=False)
    collector: Collector = field(init=False)

    def __post_init__(self) -> None:
        self.failures = FailureMemory(self.client.clocks.monotonic)
        shared = self.client, self.archive, self.memory, self.failures
        self.lookup = Lookup(*shared, self.pool)
        self.collector = Collector(*shared, Watch(self.archive))

    def known(self, key: SeriesKey, *, retry_at: float | None = None) -> Held | ApiError | None:
        """Return what makes a call needless: a fresh series or a failure that still stands.

        None means that a click would send a call. A retry pressed at `retry_at` (monotonic seconds)
        sets aside failures noted before it. A stale series outranks the reason why there is no
        newer one, and carries it.
        """
        held = self.memory.get(*key)
        if held is not None and held.is_fresh(self.client.clocks.now):
            return held
        failure = self.failures.recall(key, retry_at=retry_at) or self.client.closed
        if failure is None or held is None:
            return failure
        return replace(held, refresh_failed=failure)

    def missing(
        self, creator_ids: Iterable[str], *, retrying: bool = False, names: bool = False
    ) -> tuple[SeriesKey, ...]:
        """List the series that a click would pay for: each of them is one call.

        A series that somebody else is asking for right now comes for nothing. With `names`, the
        profiles that a click would pay for come after all the series.
        """
        ids = list(creator_ids)
        self._look_up(ids, names=names)
        retry_at = self.client.clocks.monotonic() if retrying else None
        return tuple(
            key
            for key in self.keys(ids, names=names)
            if not self._is_needless(key, retry_at) and not self.flights.under_way(key)
        )

    def price(
        self, creator_ids: Iterable[str], *, retrying: bool = False, names: bool = False
    ) -> Price:
        """Return what a click loads of these creators within today's budget, and for how much."""
        return price_of(self.missing(creator_ids, retrying=retrying, names=names), self._left())

    def _left(self) -> int | None:
        """Return how many calls a click may make: those under way may not be booked yet."""
        left = self.calls_left()
        return None if left is None else max(0, left - len(self.flights))

    def keys(self, creator_ids: Iterable[str], *, names: bool = False) -> Iterator[SeriesKey]:
        """Return the series that these creators are asked for, then, with `names`, the profiles."""
        ids = list(creator_ids)
        yield from ((creator_id, metric) for creator_id in ids for metric in self.metrics)
        if names:
            yield from ((creator_id, Metric.PROFILE) for creator_id in ids)

    def _look_up(self, creator_ids: Sequence[str], *, names: bool = False) -> None:
        """Look up those of whom something is not fresh."""
        self.lookup.bring(
            [
                creator_id
                for creator_id in creator_ids
                if not all(map(self._is_needless, self.keys([creator_id], names=names)))
            ]
        )

    def _is_needless(self, key: SeriesKey, retry_at: float | None = None) -> bool:
        """Say whether `known` would return something."""
        if self.is_fresh(key):
            return True
        return (self.failures.recall(key, retry_at=retry_at) or self.client.closed) is not None

    def is_fresh(self, key: SeriesKey) -> bool:
        """Say whether asking for a series, or a profile, would be a waste."""
        stamp = self.memory.stamp(*key)
        return stamp is not None and stamp.is_fresh(self.client.clocks.now)

    def open(
        self,
        creator_ids: Sequence[str],
        *,
        ask: Collection[str] = (),
        retrying: bool = False,
        names: bool = False,
    ) -> Batch:
        """Return a batch of these creators.

        Only the creators in `ask` are asked for where a series is missing, as many as `price` says;
        the others stay at what is held, stale series included, and at what is under way already.
        Their profiles are asked for with `names` only; what is held of them shows in any case.
        """
        clocks = self.client.clocks
        # Before the look, so that what others do from here on is seen by it, or later answers us.
        asked_at = Asked(clocks.monotonic(), self.lookup.newest_fetch() if ask else 0)
        self._look_up(creator_ids, names=names and bool(ask))
        retry_at = asked_at.pressed_at if retrying else None
        batch = Batch(creator_ids, self.metrics)
        asks: list[SeriesKey] = []
        joined: dict[SeriesKey, Future[Held]] = {}
        served = 0
        for key in self.keys(creator_ids, names=True):
            asked = key[0] in ask and (names or key[1] is not Metric.PROFILE)
            outcome = self.known(key, retry_at=retry_at if asked else None)
            flight = self.flights.under_way(key) if outcome is None else None
            if flight is not None:
                joined[key] = flight
            if outcome is None and (asked or flight is not None):
                asks.append(key)
                continue
            outcome = outcome or self.memory.get(*key)
            if outcome is not None and worth_showing(key, outcome, clocks.now, asked=asked):
                batch.settle(*key, outcome)
                served += asked and isinstance(outcome, Held)
        self.archive.add_served(served)
        paid = [key for key in asks if key not in joined]
        beyond = {*paid} - {*within(paid, self._left())}
        batch.refuse(beyond, ApiError(Kind.BUDGET_SPENT), self.memory.get)
        asks = [key for key in asks if key not in beyond]

        def launch(key: SeriesKey, go_on: Callable[[], None]) -> Future[Held]:
            # Who joined a call stays with it, landed or not: a new one might be of who may not pay.
            return joined.get(key) or self._launch(batch, asked_at, key, go_on)

        batch.start(asks, launch, self.memory.get)
        return batch

    def calls_left(self) -> int | None:
        """Return how many paid calls today's budget still allows; None: unlimited, or unknown."""
        return self.lookup.calls_left()

    @property
    def trouble(self) -> ArchiveError | None:
        """What was last found wrong with the archive."""
        return self.archive.trouble or self.lookup.trouble

    @property
    def stopped_by(self) -> ApiError | None:
        """Why no call is sent any more (token, quota, balance); None while calls are."""
        return self.client.latch.reason

    @property
    def endpoint(self) -> EndpointChoice:
        """Which of the vendor's endpoints is in use, and since when."""
        return self.client.endpoint

    @property
    def widest_days(self) -> int:
        """The most days that one answer can hold."""
        return self.endpoint.current.widest

    @property
    def lists(self) -> ListKeeper:
        """The lists kept under a name."""
        return ListKeeper(self.archive)

    def bill(self) -> Bill | ArchiveError:
        """Return what calls have cost and brought, or why that cannot be read."""
        return read_bill(self.archive)

    def note_aliases(self, aliases: Mapping[str, str]) -> None:
        """Note what readers call creators, by id, for the list of calls."""
        self.archive.note_aliases(aliases)

    def could_show_more(self, shown: Mapping[str, CreatorHistory]) -> bool:
        """Say whether a series that is not on screen is held by now, or on its way."""
        absent = (
            (creator_id, metric)
            for creator_id, found in shown.items()
            for metric, outcome in found.outcomes
            if outcome is None
        )
        return any(self.memory.get(*key) or self.flights.under_way(key) for key in absent)

    def _launch(
        self, lane: Batch, asked_at: Asked, key: SeriesKey, go_on: Callable[[], None]
    ) -> Future[Held]:
        def work() -> Held:
            go_on()  # and no lease for each series of a long list that may not be asked for
            if (closed := self.client.closed) is not None:
                raise closed
            try:
                return self.collector.collect(key, asked_at)
            finally:
                self.lookup.forget_budget()

        pool = self.names_pool if key[1] is Metric.PROFILE else self.pool
        return self.flights.ask(key, lambda: pool.submit(id(lane), work))

    def as_of(self, creator_ids: Sequence[str], day: date) -> Batch:
        """Return the archive as it stood when `day` (China) was the newest day; calls nothing."""
        batch = Batch(creator_ids, self.metrics)
        for key, held in self.lookup.as_of(creator_ids, day).items():
            if key[1] in (*self.metrics, Metric.PROFILE):
                batch.settle(*key, held)
        return batch
