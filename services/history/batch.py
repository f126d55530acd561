"""One ask: many creators, both series, fetched side by side, each arrival visible at once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from copy import copy
from dataclasses import replace
from functools import partial

from services.api.answers import RULES, Charged, Kind, Stops
from services.api.errors import ApiError
from services.api.series import Held, Metric, SeriesKey
from services.history.creator_history import CreatorHistory

Launch = Callable[[SeriesKey, Callable[[], None]], "Future[Held]"]
Fallback = Callable[[str, Metric], Held | None]

_log = logging.getLogger(__name__)


class Batch:
    """The creators of one ask and what has arrived of them so far.

    The work runs in the process's pool and goes on when the page that asked is closed, since what
    was sent is paid for. Any thread may read it.
    """

    def __init__(self, creator_ids: Sequence[str], metrics: Sequence[Metric]) -> None:
        self.creator_ids = tuple(creator_ids)
        self._metrics = tuple(metrics)
        self._outcomes: dict[tuple[str, Metric], Held | ApiError] = {}
        self._changed = threading.Condition()
        self._awaited: frozenset[SeriesKey] = frozenset()
        self._version = 0
        self._stopped_by: ApiError | None = None

    def settle(self, creator_id: str, metric: Metric, outcome: Held | ApiError) -> None:
        """Take in what became of one series."""
        with self._changed:
            self._outcomes[creator_id, metric] = outcome
            self._version += 1
            self._changed.notify_all()

    def refuse(self, keys: Iterable[SeriesKey], error: ApiError, fallback: Fallback) -> None:
        """Settle what is not asked for, with `error` as the reason, beside what there is of it."""
        for key in keys:
            older = fallback(*key)
            self.settle(*key, error if older is None else replace(older, refresh_failed=error))

    def start(self, asks: Sequence[SeriesKey], launch: Launch, fallback: Fallback) -> None:
        """Launch the series that need a call.

        `launch` returns a future of a `Held`, which may be one that somebody else has started, or
        which fails with an `ApiError`; where it fails, `fallback` may offer an older series, which
        is worth more on screen than the reason why there is no newer one. The callable that
        `launch` is given raises an error once nothing is to be sent any more.
        """
        wanted = dict.fromkeys(asks)  # a series that is asked for twice settles once
        self._awaited = frozenset(wanted)
        for key in wanted:
            future = launch(key, self._go_on)
            future.add_done_callback(partial(self._landed, key, fallback))

    def _landed(self, key: SeriesKey, fallback: Fallback, done: Future[Held]) -> None:
        try:
            outcome = self._outcome(key, done, fallback)
        except Exception:
            _log.exception("fetching a series failed inside the program")
            # How far it got is unknown, and with it whether a call was sent and charged.
            outcome = ApiError(Kind.INTERNAL, charged=Charged.UNKNOWN)
        self.settle(*key, outcome)

    def _outcome(self, key: SeriesKey, done: Future[Held], fallback: Fallback) -> Held | ApiError:
        error = done.exception()
        if error is None:
            return done.result()
        if not isinstance(error, ApiError):
            raise error
        if error.kind in RULES and RULES[error.kind].stops is not Stops.NOTHING:
            self._stopped_by = error
        older = fallback(*key)
        return error if older is None else replace(older, refresh_failed=error)

    def _go_on(self) -> None:
        """Raise when nothing is to be sent, since an answer forbids it."""
        if self._stopped_by is not None:
            raise ApiError(Kind.STOPPED, detail=self._stopped_by.kind.value)

    def snapshot(self) -> Batch:
        """Return this batch as it stands: nothing arrives in it any more."""
        with self._changed:
            kept = copy(self)
            kept._outcomes = dict(self._outcomes)
            return kept

    @property
    def version(self) -> int:
        """A number that grows with every arrival."""
        return self._version

    @property
    def done(self) -> bool:
        """Whether every series that was asked for has arrived or failed; no name is waited for."""
        return all(key in self._outcomes for key in self._awaited if key[1] is not Metric.PROFILE)

    @property
    def named(self) -> bool:
        """Whether every name that was asked for has arrived or failed."""
        return all(key in self._outcomes for key in self._awaited if key[1] is Metric.PROFILE)

    @property
    def stopped_by(self) -> ApiError | None:
        """The answer that stopped the batch, if one did."""
        return self._stopped_by

    def wait(self, seen: int, seconds: float) -> bool:
        """Wait until something arrived after version `seen`; False when `seconds` ran out first."""
        end = time.monotonic() + seconds
        with self._changed:
            return self._changed.wait_for(lambda: self._version > seen, end - time.monotonic())

    def histories(self) -> dict[str, CreatorHistory]:
        """Return what is known of each creator, in the order asked."""
        with self._changed:
            known = dict(self._outcomes)
        derived = Metric.NEW not in self._metrics
        return {
            creator_id: CreatorHistory(
                creator_id,
                known.get((creator_id, Metric.TOTAL)),
                known.get((creator_id, Metric.NEW)),
                derived,
                known.get((creator_id, Metric.PROFILE)),
            )
            for creator_id in self.creator_ids
        }
