"""Measure, and print one table. Nothing here fails: it measures, and says what does not hold.

`python -m tests.bench [NAME …]` runs everything, or what is named. `.bench.json` has the rows, too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from tests.bench.calls import paid_calls, reruns
from tests.bench.clicks import clicks, paint, sizes
from tests.bench.cold_compare import cold_compare
from tests.bench.drawing import drawing
from tests.bench.memory import memory
from tests.bench.row import Row, as_json, table
from tests.bench.screen import first_visit, loading, phone, places, stage
from tests.bench.sessions import SIZES, sessions
from tests.bench.wide import archive_read
from tests.browser import ROOT
from tests.clock import at_the_moment

MEASURES: dict[str, Callable[[], Iterator[Row]]] = {
    "cold": cold_compare,
    "calls": paid_calls,
    "reruns": reruns,
    "drawing": drawing,
    "archive": archive_read,
    "memory": memory,
    "sessions": sessions,
    "clicks": clicks,
    "paint": paint,
    "sizes": sizes,
    "loading": loading,
    "places": places,
    "visit": first_visit,
    "phone": phone,
    "stage": stage,
}
PARTS = {f"sessions-{size}": partial(sessions, (size,)) for size in SIZES}
"""What is quicker alone, and in everything already."""

FILE = ROOT / ".bench.json"


def main(names: list[str]) -> int:
    known = MEASURES | PARTS
    if unknown := set(names) - set(known):
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(known)}")
        return 2
    began = time.monotonic()
    rows: list[Row] = []
    with at_the_moment():  # as the servers are
        for name in names or MEASURES:
            print(name, "…", file=sys.stderr, flush=True)
            rows += known[name]()
            FILE.write_text(as_json(rows), encoding="utf-8")  # also of a run that is cut short
    print(table(rows))
    missed = sum(row.held is False for row in rows)
    print(
        f"\n{len(rows)} rows in {time.monotonic() - began:.0f} s on {os.cpu_count()} cores, "
        f"which the app and its visitors share; {missed} do not hold what they are to."
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
