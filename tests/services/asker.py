"""A process of its own that asks for creators, for the tests with several of them.

`python -m tests.services.asker IDS SESSIONS` prints, as JSON, how many series each of its sessions
got and how many failed; the settings come from the environment. A semicolon parts the ids of people
who ask one after another; `LEASE_SECONDS` may shorten the leases that a test waits for, and
`AHEAD_SECONDS` is how much its machine's clock is ahead.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta

from services.api.series import Held
from services.china_time import Clocks, utc_now
from services.history.build import build_history
from services.history.memory import Memory
from services.settings.settings import Settings, read_settings


def now() -> datetime:
    return utc_now() + timedelta(seconds=float(os.environ.get("AHEAD_SECONDS", "0")))


def main(asks: list[list[str]], sessions: int) -> None:
    settings = read_settings(os.environ)
    assert isinstance(settings, Settings), settings
    history = build_history(settings, Memory(), Clocks(now))
    if "LEASE_SECONDS" in os.environ:
        history.archive.lease_seconds = float(os.environ["LEASE_SECONDS"])
    print("ready", flush=True)
    sys.stdin.readline()
    names = os.environ.get("ASKS_FOR_NAMES") == "1"
    batches = [history.open(ids, ask=ids, names=names) for ids in asks for _ in range(sessions)]
    told = []
    for batch in batches:
        seen = batch.version
        while not (batch.done and batch.named):
            batch.wait(seen, 0.5)
            seen = batch.version
        found = batch.histories().values()
        failed = [str(error) for one in found for _, error in one.failures]
        told.append({"held": sum(len(one.held) for one in found), "failed": failed})
        if names:
            told[-1]["named"] = sum(isinstance(one.profile, Held) for one in found)
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main([ids.split(",") for ids in sys.argv[1].split(";")], int(sys.argv[2]))
