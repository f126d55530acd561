"""A day's collection of a long list by several processes: its time, and how many calls it makes.

`python -m tests.bench.collection SQLite|PostgreSQL CREATORS PROCESSES [HELD]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from services.archive.database import Database
from services.archive.migrations import migrate
from services.archive.schema import calls
from tests.bench.filling import FIRST_ANSWER, Size, creator_id, fill
from tests.bench.quick_vendor import vendor
from tests.browser import ROOT
from tests.processes import postgresql


@dataclass(frozen=True)
class Day:
    """How a day went: `calls` at the vendor, `twice` of them for a series asked for before, and
    those `booked` in the ledger; seconds for all processes, and `again` for a run after them.
    """

    creators: int
    held: int
    workers: int
    calls: int
    twice: int
    booked: int
    seconds: float
    again: float
    codes: tuple[int, ...]


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the URL of an empty database: `SQLite` or `PostgreSQL`."""
    if kind == "PostgreSQL":
        with postgresql() as url:
            yield url
    else:
        with tempfile.TemporaryDirectory(prefix="bench") as folder:
            yield f"sqlite:///{folder}/archive.db"


def collect_a_day(kind: str, creators: int, workers: int, held: int = 0) -> Day:
    """Let processes of `services.collect` fetch one list from a vendor that answers at once.

    The first `held` creators of it have been fetched already: so the end of a long day is measured
    without all that comes before it.
    """
    with (
        tempfile.TemporaryDirectory(prefix="bench") as folder,
        database(kind) as url,
        vendor() as asked,
    ):
        path = Path(folder) / "creators.txt"
        path.write_text("\n".join(map(creator_id, range(creators))))
        opened = Database(url)
        migrate(opened)
        if held:
            fill(opened, Size(held, FIRST_ANSWER))
        env = os.environ | {
            "JUSTONEAPI_TOKEN": "for-a-bench",
            "JUSTONEAPI_BASE_URL": asked.url,
            "DATABASE_URL": url,
            "DAILY_CALL_LIMIT": "1000000",
        }
        seconds, codes = _run(path, env, folder, workers)
        made, twice = asked.said()
        again, _ = _run(path, env, folder, 1)
        assert asked.said() == [made, twice], "what is there costs nothing"
        with opened.read() as connection:
            booked = connection.execute(select(func.count()).select_from(calls)).scalar_one()
        opened.close()
    return Day(creators, held, workers, made, twice, booked, seconds, again, codes)


def _run(
    path: Path, env: dict[str, str], folder: str, workers: int
) -> tuple[float, tuple[int, ...]]:
    command = [sys.executable, "-m", "services.collect", "--list", str(path)]
    began = time.perf_counter()
    with Path(folder, "log").open("a") as log:
        started = [
            subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.DEVNULL)
            for _ in range(workers)
        ]
        codes = tuple(process.wait() for process in started)
    return time.perf_counter() - began, codes


if __name__ == "__main__":
    print(collect_a_day(sys.argv[1], *map(int, sys.argv[2:])), flush=True)
