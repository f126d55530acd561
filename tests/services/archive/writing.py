"""A process that keeps answers one after another, and says which the archive has acknowledged.

`python -m tests.services.archive.writing URL NAME [LIMIT]`; LIMIT bounds how large its files may
grow, as a full disk does.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from services.archive.archive import Archive
from services.archive.database import Database
from services.archive.spool import Spool
from services.archive.waiting import Waiting
from tests.services.archive.crew import NOON, an_answer, an_ask

DAYS = 60
FIRST = date(2025, 10, 9)


def points(number):
    return tuple((FIRST + timedelta(days=n), number * 1000 + n) for n in range(DAYS))


def main(url: str, first: int, limit: int) -> None:
    if limit:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    spool = Spool(Path(url.removeprefix("sqlite:///")).parent / "spool", archive="archive.db")
    waiting = Waiting(spool, Spool(spool.folder.with_name("second")))
    archive = Archive(Database(url), None, lambda: NOON, waiting=waiting)
    for number in range(first, first + 5000):
        call_id = archive.begin(an_ask(number))
        if not isinstance(call_id, int):
            print("refused", flush=True)
            return
        archive.finish(call_id, an_answer(number, points=points(number), body=b"x" * 2000))
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
