"""Run every measurement and print one line each. Nothing here fails: it measures."""

from __future__ import annotations

from tests.bench.archive import archive_read
from tests.bench.cold_compare import cold_compare
from tests.bench.drawing import drawing
from tests.bench.rerun import rerun
from tests.bench.seen import seen
from tests.bench.sessions import sessions

if __name__ == "__main__":
    for measure in (cold_compare, drawing, rerun, seen, sessions, archive_read):
        for line in measure():
            print(line, flush=True)
