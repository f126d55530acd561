"""A million mutated inputs, over all cores: a part of `make soak`.

`python -m tests.fuzz [COUNT [SEED]]` tries `COUNT` inputs from `SEED` on, and prints for each kind
how many, and in what time. `python -m tests.fuzz KIND SEED` tries the one that failed again.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from tests.fuzz.bodies import body, check_body
from tests.fuzz.links import check_link, link
from tests.fuzz.sheets import check_paste, check_sheet, check_text_file, paste, sheet, text_file


@dataclass(frozen=True)
class Family:
    """How an input of a kind is made and judged; `share` of all that are tried are of it."""

    make: Callable[[random.Random], Any]
    check: Callable[[Any], None]
    share: float


FAMILIES = {
    "bodies": Family(body, check_body, 0.7),
    "links": Family(link, check_link, 0.2),
    "pastes": Family(paste, check_paste, 0.09),
    "files": Family(text_file, check_text_file, 0.005),
    "sheets": Family(sheet, check_sheet, 0.005),
}
AT_ONCE = 500


def try_one(kind: str, seed: int) -> None:
    """Make the input of a seed and judge it; a failure says how to make it again, and shows it."""
    family = FAMILIES[kind]
    given = family.make(random.Random(f"{kind} {seed}"))
    try:
        family.check(given)
    except Exception as error:
        error.add_note(f"again: python -m tests.fuzz {kind} {seed}\ninput: {given!r:.2000}")
        raise


def try_many(kind: str, first: int, count: int) -> int:
    """Try the inputs of `count` seeds from `first` on, and return how many that were."""
    for seed in range(first, first + count):
        try_one(kind, seed)
    return count


def soak(count: int, seed: int) -> Iterator[str]:
    """Try `count` inputs of all kinds on all cores, and say of each kind what was tried."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for kind, family in FAMILIES.items():
            began, last = time.monotonic(), seed + round(count * family.share)
            jobs = [
                pool.submit(try_many, kind, first, min(AT_ONCE, last - first))
                for first in range(seed, last, AT_ONCE)
            ]
            tried = sum(job.result() for job in jobs)
            took = time.monotonic() - began
            yield f"fuzz: {tried:,} {kind}, seeds {seed} to {last - 1}, {took:.0f} s, none failed"


def main(arguments: list[str]) -> None:
    if arguments and arguments[0] in FAMILIES:
        try_one(arguments[0], int(arguments[1]))
        print("this one holds")
        return
    count, seed = (*map(int, arguments), *(1_000_000, 1_000_000)[len(arguments) :])
    for line in soak(count, seed):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
