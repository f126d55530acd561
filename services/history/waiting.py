"""From when calls may be made again, where they may not now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.history.history import History

_LONGEST_WAIT = 3600.0  # in seconds; what takes longer is for another day


@dataclass(frozen=True)
class Again:
    """From when (aware) failed creators may be asked again.

    `spared` says that they wait because each further call might be charged as those before.
    """

    at: datetime
    spared: bool = False


def again(history: History, creator_ids: Iterable[str]) -> Again | None:
    """Return from when the first of these that must wait may be asked again, within an hour."""
    keys = [key for key in history.keys(creator_ids) if not history.is_fresh(key)]
    pause = history.client.breaker.seconds_left
    waits = [max(pause, history.failures.seconds_left(key)) for key in keys]
    soon = [seconds for seconds in waits if 0 < seconds <= _LONGEST_WAIT]
    if not soon or history.stopped_by is not None:
        return None
    spared = any(map(history.failures.is_spared, keys))
    return Again(_in(history, min(soon)), spared)


def paused_until(history: History) -> datetime | None:
    """Return until when nothing is sent, since the vendor is down; None while calls may be made."""
    seconds = history.client.breaker.seconds_left
    return _in(history, seconds) if seconds else None


def _in(history: History, seconds: float) -> datetime:
    return history.client.clocks.now() + timedelta(seconds=seconds)
