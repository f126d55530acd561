"""Sheets and pastes that nobody meant, read and measured: `python -m` with this module.

A process of its own, so that its memory is that of the reading. Prints how many were read, the
seconds of the longest, and megabytes.
"""

from __future__ import annotations

import random
import sys
from time import process_time

from tests.fuzz.__main__ import FAMILIES
from tests.services.sheet.measuring import peak_mb

COUNTS = {"pastes": 2_600, "files": 1_400, "sheets": 1_200}


def main() -> None:
    """Read so many of each kind; every one must give a value or a sentence."""
    longest, before = 0.0, 0.0
    for kind, count in COUNTS.items():
        for seed in range(count):
            made = FAMILIES[kind].make(random.Random(f"{kind} {seed}"))
            before = before or peak_mb()
            start = process_time()
            FAMILIES[kind].check(made)
            longest = max(longest, process_time() - start)
    sys.stdout.write(f"{sum(COUNTS.values())} {longest} {peak_mb() - before}\n")


if __name__ == "__main__":
    main()
