"""Measure every rule and print its table. Nothing here fails: it measures.

A module of this package that has `TITLE` and `rows(effort)` has a place in `SECTIONS`.
"""

from __future__ import annotations

import time

from tests.rules import common, kept, looking_ahead, marks, two_series, verdicts, windows
from tests.rules.table import lines

SECTIONS = (windows, verdicts, marks, kept, common, looking_ahead, two_series)

if __name__ == "__main__":
    started = time.perf_counter()
    for section in SECTIONS:
        for line in lines(section.TITLE, section.rows()):
            print(line, flush=True)
    print(f"\n{time.perf_counter() - started:.0f} s")
