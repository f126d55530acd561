"""A process that collects in small shards, for the tests with several of them.

`python -m tests.services.collecting LIST` prints how the run ended; the settings come from the
environment, and `LEASE_SECONDS` may shorten the leases that a test waits for.
"""

from __future__ import annotations

import os
import sys

from services import collect
from services.history import sharding


def main(name: str) -> None:
    genuine = collect.build_history

    def build(*parts):
        history = genuine(*parts)
        history.archive.lease_seconds = float(os.environ.get("LEASE_SECONDS", "45"))
        return history

    collect.build_history = build
    sharding.SHARD = 5
    print("ready", flush=True)
    sys.stdin.readline()
    code = collect.main(["--list", name])
    print(f"ended with {code}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
