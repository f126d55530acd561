"""The end of the app: within seconds, whoever keeps a connection open, and known to the ledger."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

from services.history.cache import stop_histories

END_SECONDS = 8.0
"""So long after it was asked to end, the app ends."""


@asynccontextmanager
async def ending_in_time(_app: object) -> AsyncIterator[None]:
    """Hold while the app serves: the server's lifespan.

    A server waits for its connections to close, and a browser that sleeps never closes one.
    """
    before = signal.getsignal(signal.SIGTERM)

    def asked_to_end(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=_end, daemon=True).start()
        if callable(before):
            before(number, frame)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, asked_to_end)
    yield
    await asyncio.to_thread(stop_histories)


def _end() -> None:
    latest = time.monotonic() + END_SECONDS
    stop_histories()
    time.sleep(max(0.0, latest - time.monotonic()))
    os._exit(128 + signal.SIGTERM)
