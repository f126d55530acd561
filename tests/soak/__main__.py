"""25 visitors for ten minutes, a vendor full of faults, and two kills: a part of `make soak`.

`python -m tests.soak [MINUTES]` prints a table and ends with 1 when an answer that somebody was
shown is not in the archive, or when more was paid than the day's limit allows.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator

from sqlalchemy import func, select

from services.archive.archive import open_archive
from services.archive.reading import series
from services.archive.schema import calls
from tests.browser import AppProcess
from tests.clock import at_the_moment
from tests.fault_server import FaultServer
from tests.pages import CANARY
from tests.soak.crowd import Crowd
from tests.soak.measured import use_of
from tests.soak.vendor import Moody

VISITORS = 25
LIVES = 3
ALLOWED = 700
SEED = 7


def soak(minutes: float) -> Iterator[str]:
    """Run it, and yield the table's lines; raises `AssertionError` when something was lost."""
    moody = Moody(SEED)
    with tempfile.TemporaryDirectory() as folder, FaultServer(moody) as server:
        url = f"sqlite:///{folder}/archive.db"
        app = AppProcess(_settings(server.url, url), folder)
        app.start()
        try:
            with Crowd(app.url, VISITORS) as crowd:
                yield "moment           minute  RSS MB  threads  files  reruns so far"
                yield from _lives(app, crowd, minutes * 60)
            time.sleep(2)
            yield _line("all have left", minutes, app, crowd)
        finally:
            app.stop()
        yield from _told(crowd)
        yield from _logged(app)
        yield from _kept(url, crowd, moody, server.count)


def _settings(vendor: str, archive: str) -> dict[str, str]:
    return {
        "JUSTONEAPI_TOKEN": CANARY,
        "JUSTONEAPI_BASE_URL": vendor,
        "AUTO_CALL_LIMIT": "100",
        "DAILY_CALL_LIMIT": str(ALLOWED),
        "DATABASE_URL": archive,
    }


def _lives(app: AppProcess, crowd: Crowd, seconds: float) -> Iterator[str]:
    """Kill the app between its lives, and measure at the beginning and the end of each."""
    began, each = time.monotonic(), seconds / LIVES
    for life in range(LIVES):
        for word, share in (("begins", 0.25), ("ends", 1.0)):
            time.sleep(max(0.0, began + each * (life + share) - time.monotonic()))
            minute = (time.monotonic() - began) / 60
            yield _line(f"life {life + 1} {word}", minute, app, crowd)
        assert app.process is not None
        assert app.process.poll() is None, "it ended by itself"
        if life + 1 < LIVES:
            app.kill()
            app.start()


def _line(moment: str, minute: float, app: AppProcess, crowd: Crowd) -> str:
    assert app.process is not None
    use = use_of(app.process.pid)
    return (
        f"{moment:<16} {minute:6.1f}  {use.rss:6.0f}  {use.threads:7}  {use.fds:5}  "
        f"{len(crowd.took):13}"
    )


def _told(crowd: Crowd) -> Iterator[str]:
    took = sorted(crowd.took)
    yield (
        f"{len(took)} reruns of {VISITORS} visitors: median {statistics.median(took):.2f} s, "
        f"p95 {took[int(len(took) * 0.95)]:.2f} s; {crowd.lost} connections lost or refused"
    )


def _logged(app: AppProcess) -> Iterator[str]:
    log = app.log.read_text(encoding="utf-8", errors="replace")
    yield f"tracebacks in its log: {log.count('Traceback')}"
    assert CANARY not in log, "the token is in the log"


def _kept(url: str, crowd: Crowd, moody: Moody, asked: int) -> Iterator[str]:
    """Look for what was shown in the archive, and for what was paid in its ledger."""
    archive = open_archive(url, None)
    with archive.database.read() as connection:
        found = {creator for creator, _ in series(connection, sorted(crowd.seen))}
        counted = select(calls.c.state, func.count().label("calls")).group_by(calls.c.state)
        booked = {row.state: row.calls for row in connection.execute(counted)}
    archive.database.close()
    yield f"creators that somebody was shown: {len(crowd.seen)}, found in the archive: {len(found)}"
    yield (
        f"requests: {asked}, of which paid {moody.cost['paid']}, maybe {moody.cost['unknown']}, "
        f"free {moody.cost['free']}; allowed: {ALLOWED}; the ledger: {booked}"
    )
    assert crowd.seen == found, f"lost: {sorted(crowd.seen - found)}"
    assert crowd.seen, "nobody was shown anything"
    assert moody.cost["paid"] + moody.cost["unknown"] <= ALLOWED


if __name__ == "__main__":
    with at_the_moment():
        for told in soak(float(sys.argv[1]) if len(sys.argv) > 1 else 10):
            print(told, flush=True)
