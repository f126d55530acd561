"""One run over a list, however long: shard by shard, and what has come of it."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from services.api.answers import RULES, Kind, Stops
from services.api.errors import ApiError
from services.api.reasons import REASONS
from services.api.series import Metric
from services.history.batch import Batch
from services.history.creator_history import CreatorHistory
from services.history.history import History
from services.history.sharding import Shard, behind, in_turn
from services.messages import N_, Message, tell

DONE, SOME_FAILED, UNUSABLE, STOPPED, NO_ARCHIVE = range(5)
"""How a run ends, as `services.collect` says to a scheduler; the graver the larger."""

_NOTHING_THERE = (Kind.NO_SERIES, Kind.NO_PROFILE)

_PAUSES = 3
"""How often a shard waits for a vendor that is down: eight minutes in all."""

_TELL_SECONDS = 5.0


def wanting(history: History, shard: Shard, names: bool) -> Shard:
    """Return those of a shard that need a look. Raises `ArchiveError`."""
    return shard if names else behind(history, shard)


@dataclass
class Run:
    """One run over a list: what has come of it so far, and how it ends."""

    history: History
    creators: int
    names: bool
    arrived: int = 0
    failed: int = 0
    code: int = DONE

    def over(self, shards: Sequence[Shard]) -> int:
        """Collect shard by shard, tell what failed, and return the exit code.

        What stops one shard (token, quota, balance, budget, a vendor that is down, an archive that
        cannot be written) would stop the next one, too.
        """
        with closing(in_turn(self.history, shards)) as turns:
            for shard in turns:
                self.code = max(self.code, self._collect(shard))
                if self.code in (STOPPED, NO_ARCHIVE):
                    break
        if self.arrived < self.creators:
            tell(N_("Creators that were not asked for: {n}."), n=self.creators - self.arrived)
        tell(N_("Done: {n} creators, {failed} series failed."), n=self.arrived, failed=self.failed)
        return self.code

    def _collect(self, shard: Shard) -> int:
        batches = self._batches(wanting(self.history, shard, self.names))
        self.arrived += len(shard)
        self._tell(self.arrived)
        failures = _failures(batches)
        self.failed += len(failures)
        return _verdict(batches, failures)

    def _batches(self, ids: Sequence[str]) -> list[Batch]:
        """Ask for creators, and after each pause for those that were not asked: nobody else is."""
        batches: list[Batch] = []
        while ids and len(batches) <= _PAUSES:
            if batches:
                _pause(self.history, len(ids))
            batch = self.history.open(ids, ask=ids, names=self.names)
            self._follow(batch)
            batches.append(batch)
            ids = [key for key, found in batch.histories().items() if _not_asked(found)]
        return batches

    def _follow(self, batch: Batch) -> None:
        told, seen = time.monotonic(), batch.version
        while not (batch.done and batch.named):
            batch.wait(seen, _TELL_SECONDS)
            seen = batch.version
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                histories = batch.histories().values()
                self._tell(self.arrived + sum(not found.pending for found in histories))

    def _tell(self, arrived: int) -> None:
        tell(N_("{arrived} of {n} creators"), arrived=arrived, n=self.creators)


def _pause(history: History, waiting: int) -> None:
    seconds = history.client.breaker.seconds_left
    tell(
        N_("The vendor answers nothing of use just now: {n} creators wait {seconds} s."),
        n=waiting,
        seconds=math.ceil(seconds),
    )
    history.client.clocks.sleep(seconds)


def _not_asked(found: CreatorHistory) -> bool:
    errors = (*found.failures, *found.refresh_failures)
    return any(error.kind is Kind.VENDOR_DOWN for _, error in errors)


def _failures(batches: Sequence[Batch]) -> list[ApiError]:
    """Tell what failed, of each creator as it was asked for last, and return what is a failure."""
    histories = {key: found for batch in batches for key, found in batch.histories().items()}
    failures: list[tuple[str, ApiError]] = []
    for creator_id, found in histories.items():
        failures += [(f"{creator_id} ({metric})", error) for metric, error in found.failures]
        if isinstance(found.profile, ApiError):
            failures.append((f"{creator_id} ({Metric.PROFILE})", found.profile))
    for name, error in failures:
        reason = Message(REASONS[error.kind])
        tell(N_("{name}: {error} - {reason}"), name=name, error=str(error), reason=reason)
    return [error for _, error in failures if error.kind not in _NOTHING_THERE]


def _verdict(batches: Sequence[Batch], errors: Sequence[ApiError]) -> int:
    if any(error.kind is Kind.NOT_RECORDED for error in errors):
        return NO_ARCHIVE
    if any(batch.stopped_by for batch in batches) or any(map(_stops, errors)):
        return STOPPED
    return SOME_FAILED if errors else DONE


def _stops(error: ApiError) -> bool:
    if error.kind in (Kind.BUDGET_SPENT, Kind.VENDOR_DOWN):
        return True
    return error.kind in RULES and RULES[error.kind].stops is not Stops.NOTHING
