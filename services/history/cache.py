"""The process's one `History`.

Kept here and not by Streamlit, whose caches any program may have emptied over its websocket: the
latches, the failures and the paid answers at hand would go with it.
"""

from __future__ import annotations

import threading
import time
import weakref

from cachetools import LRUCache, cached

from services.archive.bookings import STOP_SECONDS
from services.china_time import Clocks
from services.history.build import build_history
from services.history.history import History
from services.history.memory import Memory
from services.settings.settings import Settings

_started: list[weakref.ref[History]] = []
_stopping = threading.Lock()


def _scope(settings: Settings, _clocks: Clocks | None = None) -> str:
    return settings.fingerprint


@cached(LRUCache[str, History](4), key=_scope, condition=threading.Condition())
def history_of(settings: Settings, clocks: Clocks | None = None) -> History:
    """Return the process's history under these settings; changed settings start a new one.

    Who asks for it at once waits for one to build it. `clocks` replaces time and chance in tests.
    """
    history = build_history(settings, Memory(), clocks or Clocks())
    _started.append(weakref.ref(history))
    return history


def stop_histories() -> None:
    """Send nothing more; within seconds what is under way is archived, or unknown in the ledger."""
    with _stopping:
        end = time.monotonic() + STOP_SECONDS
        for history in filter(None, (started() for started in _started)):
            history.archive.stop(end - time.monotonic())
